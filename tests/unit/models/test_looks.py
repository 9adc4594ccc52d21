"""Looks: near-identical pictures come first, flat ones break nothing."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from helpers.shared import shared
from PIL import Image, ImageEnhance

from mmdesk.models.looks import LOOKS_SPACE, Looks

Change = Callable[[Image.Image], Image.Image]


def prepared(image: Image.Image) -> np.ndarray:
    side = Looks.preparation.width
    return np.asarray(image.convert("RGB").resize((side, side), Image.Resampling.BICUBIC))


def encoded(images: list[Image.Image]) -> np.ndarray:
    vectors = Looks().encode_pictures(np.stack([prepared(image) for image in images]))
    return vectors.astype(np.float32)


def recompressed(image: Image.Image) -> Image.Image:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=40)
    return Image.open(buffer)


def halved(image: Image.Image) -> Image.Image:
    return image.resize((image.width // 2, image.height // 2))


def cropped(image: Image.Image) -> Image.Image:
    w, h = image.size
    return image.crop((w // 20, h // 20, w - w // 20, h - h // 20))


def brightened(image: Image.Image) -> Image.Image:
    return ImageEnhance.Brightness(image).enhance(1.3)


def darkened(image: Image.Image) -> Image.Image:
    return ImageEnhance.Brightness(image).enhance(0.7)


def photos(folder: Path, number: int) -> list[Image.Image]:
    return [Image.open(path).convert("RGB") for path in sorted(folder.rglob("*.jpg"))[:number]]


@pytest.mark.parametrize("change", [recompressed, halved, cropped, brightened, darkened])
def test_a_changed_copy_finds_its_original_first(change: Change) -> None:
    originals = photos(shared("data/photos/captioned"), 150)
    known = encoded(originals)
    first = (encoded([change(image) for image in originals]) @ known.T).argmax(axis=1)
    assert (first == np.arange(len(originals))).mean() >= 0.98


def test_similar_looking_pictures_beat_a_plain_colour_thumbnail() -> None:
    paths = sorted(shared("data/photos/classed").glob("*/*.jpg"))
    images = [Image.open(path).convert("RGB") for path in paths]
    classes = np.array([path.parent.name for path in paths])

    def precision_at_1(vectors: np.ndarray) -> float:
        scores = vectors @ vectors.T
        np.fill_diagonal(scores, -2)
        return float((classes[scores.argmax(axis=1)] == classes).mean())

    thumbnails = np.stack([np.asarray(image.resize((8, 8))).ravel() for image in images])
    plain = thumbnails / np.linalg.norm(thumbnails.astype(float), axis=1, keepdims=True)
    assert precision_at_1(encoded(images)) >= 1.5 * precision_at_1(plain)


def test_vectors_have_unit_length_and_the_space_s_dimension() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (3, 64, 64, 3), dtype=np.uint8)
    vectors = Looks().encode_pictures(noise)
    assert vectors.shape == (3, LOOKS_SPACE.dimension)
    assert vectors.dtype == np.float16
    assert np.linalg.norm(vectors.astype(float), axis=1) == pytest.approx(1, abs=2e-3)


@pytest.mark.parametrize("value", [0, 119, 128, 255])
def test_a_flat_picture_gives_a_finite_unit_vector(value: int) -> None:
    vector = Looks().encode_pictures(np.full((1, 64, 64, 3), value, np.uint8))
    assert np.linalg.norm(vector.astype(float)) == pytest.approx(1, abs=2e-3)


def test_a_picture_s_vector_does_not_depend_on_its_batch() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (5, 64, 64, 3), dtype=np.uint8)
    alone = np.concatenate([Looks().encode_pictures(noise[i : i + 1]) for i in range(5)])
    assert np.allclose(alone, Looks().encode_pictures(noise), atol=1e-3)


def test_colours_and_places_tell_flat_scenes_apart() -> None:
    red, blue = np.zeros((2, 64, 64, 3), np.uint8)
    red[..., 0] = blue[..., 2] = 200
    sky_above, sky_below = (
        np.concatenate([blue[:32], red[:32]]),
        np.concatenate([red[:32], blue[:32]]),
    )
    vectors = Looks().encode_pictures(np.stack([red, blue, sky_above, sky_below])).astype(float)
    cosines = vectors @ vectors.T
    assert cosines[0, 1] < 0.8
    assert cosines[2, 3] < 0.9


def test_no_picture_gives_no_vector() -> None:
    empty = np.zeros((0, 64, 64, 3), np.uint8)
    assert Looks().encode_pictures(empty).shape == (0, LOOKS_SPACE.dimension)
