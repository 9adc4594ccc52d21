"""Pictures for the rest of the house: read from any file, and prepared as an encoder wants them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from mmdesk.core.entities import PicturePreparation
from mmdesk.core.listings import Pixels
from mmdesk.media.formats import HEAD_BYTES, reader_of
from mmdesk.media.picture import Picture, PictureLimits
from mmdesk.media.reasons import as_reasons, warnings_logged

__all__ = ["Picture", "PictureLimits", "prepare", "read_picture", "read_pixels", "read_prepared"]

_INTERPOLATIONS = {
    "bicubic": Image.Resampling.BICUBIC,
    "bilinear": Image.Resampling.BILINEAR,
}
_SCREENS = 10
_LONGEST_RATIO = 20
"""Beyond it only the centre of a picture is enlarged: a 100:1 panorama would fill the memory."""


def read_picture(path: Path, *, at_least: int, limits: PictureLimits) -> Picture:
    """The picture in `path`: RGB, upright, sRGB, first frame; its format found by content.

    `at_least`: pixels of the short side that the caller needs; larger files are decoded smaller
    where that is cheaper. Raises FileUnreadable with the reason for whatever is wrong with the
    file; only MemoryError passes, for the worker that knows its limit.
    """
    with as_reasons(), warnings_logged(path):
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        _, reader = reader_of(head, path.suffix)
        return reader(path, at_least, limits)


def read_prepared(
    path: Path, preparation: PicturePreparation, limits: PictureLimits
) -> NDArray[np.uint8]:
    """The pixels that an encoder wants of the picture in `path`: (height, width, 3)."""
    at_least = max(preparation.width, preparation.height)
    return prepare(read_picture(path, at_least=at_least, limits=limits).image, preparation)


def read_pixels(path: Path, side: int, limits: PictureLimits) -> Pixels:
    """The picture in `path` for the screen, its short side `side` pixels long or less.

    Of a very long one the long side is what limits it: no screen shows ten of its widths.
    """
    image = read_picture(path, at_least=side, limits=limits).image
    scale = min(1.0, side / min(image.size), _SCREENS * side / max(image.size))
    if scale < 1.0:
        size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return Pixels(image.width, image.height, image.tobytes())


def prepare(image: Image.Image, preparation: PicturePreparation) -> NDArray[np.uint8]:
    """The pixels that an encoder wants, (height, width, 3); `image` is RGB.

    Equal, pixel by pixel, to open_clip's transform for inference up to its normalisation.
    """
    resize = {"shortest": _shortest, "longest": _longest, "squash": _squash}[preparation.resize]
    return np.asarray(resize(image, preparation), dtype=np.uint8)


def _squash(image: Image.Image, to: PicturePreparation) -> Image.Image:
    return _resized(image, (to.width, to.height), to)


def _shortest(image: Image.Image, to: PicturePreparation) -> Image.Image:
    image = _without_far_ends(image)
    if to.width == to.height:
        short = min(image.size)
        size = int(to.width * image.width / short), int(to.width * image.height / short)
        return _centre(_resized(image, size, to), to)
    ratio = min(image.height / to.height, image.width / to.width)
    size = round(image.width / ratio), round(image.height / ratio)
    # open_clip forgets the interpolation here: towers that are not square were trained so.
    return _centre(_resized(image, size, replace(to, interpolation="bicubic")), to)


def _longest(image: Image.Image, to: PicturePreparation) -> Image.Image:
    ratio = max(image.height / to.height, image.width / to.width)
    size = max(1, round(image.width / ratio)), max(1, round(image.height / ratio))
    return _centre(_resized(image, size, to), to)


def _resized(image: Image.Image, size: tuple[int, int], to: PicturePreparation) -> Image.Image:
    if image.size == size:
        return image
    return image.resize(size, _INTERPOLATIONS[to.interpolation])


def _centre(image: Image.Image, to: PicturePreparation) -> Image.Image:
    """The middle of the image, padded where it is too small; rounds as torchvision does."""
    across, down = max(0, to.width - image.width), max(0, to.height - image.height)
    if across or down:
        border = (across // 2, down // 2, (across + 1) // 2, (down + 1) // 2)
        image = ImageOps.expand(image, border, fill=(to.fill,) * 3)
    left, top = round((image.width - to.width) / 2), round((image.height - to.height) / 2)
    return image.crop((left, top, left + to.width, top + to.height))


def _without_far_ends(image: Image.Image) -> Image.Image:
    longest = _LONGEST_RATIO * min(image.size)
    if max(image.size) <= longest:
        return image
    width, height = min(image.width, longest), min(image.height, longest)
    left, top = (image.width - width) // 2, (image.height - height) // 2
    return image.crop((left, top, left + width, top + height))
