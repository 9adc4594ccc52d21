"""Frames of films for the rest of the house: for an encoder, for the screen, as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mmdesk.core.errors import FileUnreadable
from mmdesk.core.listings import Pixels
from mmdesk.media.film import open_film
from mmdesk.media.film_reader import UNDECODABLE
from mmdesk.media.images import prepare
from mmdesk.media.reasons import as_reasons

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from PIL import Image

    from mmdesk.core.entities import PicturePreparation
    from mmdesk.media.picture import PictureLimits


def read_prepared(
    path: Path, times: Sequence[float], preparation: PicturePreparation, limits: PictureLimits
) -> NDArray[np.uint8]:
    """What an encoder wants of the frames shown at `times`, which ascend: (n, height, width, 3).

    Where a film ends before its time, its last frame stands in. Raises FileUnreadable.
    """
    at_least = max(preparation.width, preparation.height)
    images = _images(path, times, at_least, limits)
    return np.stack([prepare(image, preparation) for image in images])


def read_pixels(path: Path, at: float, side: int, limits: PictureLimits) -> Pixels:
    """The frame shown at `at` for the screen, its short side `side` pixels long or less.

    Raises FileUnreadable.
    """
    (image,) = _images(path, [at], side, limits)
    return Pixels(image.width, image.height, image.tobytes())


def write_frame(path: Path, at: float, target: Path, limits: PictureLimits) -> None:
    """Write the frame shown at `at` as a PNG in full size; raises FileUnreadable."""
    (image,) = _images(path, [at], 0, limits)
    image.save(target, "PNG")


def _images(
    path: Path, times: Sequence[float], at_least: int, limits: PictureLimits
) -> Iterator[Image.Image]:
    with open_film(path, limits) as film:
        for frame in film.at(times):
            if frame is None:
                raise FileUnreadable(UNDECODABLE)
            with as_reasons():
                image = frame.image(at_least)
            yield image
