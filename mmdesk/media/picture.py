"""A decoded picture, how large one may be, and what a reader of a format is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from mmdesk.core.errors import FileUnreadable


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels as a person would see them: RGB, upright, sRGB.

    `width` and `height` are the file's own, upright; `image` may be smaller. `format` is the
    name of a `formats.Format`.
    """

    image: Image.Image
    width: int
    height: int
    format: str


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """What is refused before it is decoded."""

    megapixels: int

    def check(self, width: int, height: int) -> None:
        """Raise FileUnreadable for more pixels than allowed, or none at all."""
        if width * height > self.megapixels * 1_000_000:
            raise FileUnreadable(
                f"{width} x {height} pixels is more than mmdesk's limit of "
                f"{self.megapixels} megapixels."
            )
        if width < 1 or height < 1:
            raise FileUnreadable("The picture has no pixels.")


Reader = Callable[[Path, int, PictureLimits], Picture]
"""Reads a file into a picture whose short side is at least so many pixels, where the file has them.

A reader may raise whatever its library raises; `images.read_picture` turns it into a reason.
"""
