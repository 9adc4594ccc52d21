from typing import Any

import numpy as np
import pytest
from helpers.pictures import photo_like, quarters
from PIL import Image

from mmdesk.core.entities import PicturePreparation
from mmdesk.media.images import prepare

SIZES = [(640, 480), (480, 641), (224, 224), (225, 300), (97, 31), (50, 50), (301, 1999), (3, 500)]


@pytest.fixture(scope="module")
def image_transform() -> Any:
    return pytest.importorskip("open_clip").transform.image_transform


@pytest.mark.parametrize("interpolation", ["bicubic", "bilinear"])
@pytest.mark.parametrize("shape", [(224, 224), (225, 225), (160, 96)])
@pytest.mark.parametrize("resize", ["shortest", "longest", "squash"])
def test_pixels_equal_open_clips_own(
    image_transform: Any, resize: Any, shape: tuple[int, int], interpolation: Any
) -> None:
    height, width = shape
    wanted = PicturePreparation(width, height, resize, interpolation, fill=127)
    theirs = image_transform(
        height if height == width else shape,
        is_train=False,
        mean=(0.0, 0.0, 0.0),
        std=(1.0, 1.0, 1.0),
        resize_mode=resize,
        interpolation=interpolation,
        fill_color=127,
    )
    for size in SIZES:
        if resize != "squash" and max(size) > 20 * min(size):
            continue
        image = photo_like(*size)
        expected = (theirs(image).numpy() * 255).round().astype(np.uint8).transpose(1, 2, 0)
        assert np.array_equal(prepare(image, wanted), expected), size


def test_pixels_are_height_by_width_by_colour() -> None:
    pixels = prepare(quarters(), PicturePreparation(64, 48, "squash"))
    assert (pixels.shape, pixels.dtype) == ((48, 64, 3), np.uint8)


@pytest.mark.parametrize("resize", ["shortest", "longest", "squash"])
@pytest.mark.parametrize("size", [(200_000, 2), (1, 30_000), (1, 1)])
def test_extreme_shapes_cost_no_memory(resize: Any, size: tuple[int, int]) -> None:
    image = Image.new("RGB", size, (10, 200, 30))
    pixels = prepare(image, PicturePreparation(224, 224, resize))
    assert pixels.shape == (224, 224, 3)
    assert pixels[112, 112].tolist() == [10, 200, 30] or resize == "longest"
