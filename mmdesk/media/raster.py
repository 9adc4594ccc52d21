"""Reads what Pillow decodes; other readers hand it the JPEG that they found inside a file."""

from functools import partial
from pathlib import Path
from typing import BinaryIO

from PIL import ExifTags, Image

from mmdesk.media.colour import to_srgb
from mmdesk.media.picture import Picture, PictureLimits, Reader

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def reader(*formats: str) -> Reader:
    """A reader that allows only these of Pillow's formats."""
    return partial(_read, formats)


def _read(formats: tuple[str, ...], path: Path, at_least: int, limits: PictureLimits) -> Picture:
    with path.open("rb") as file:
        return decode(file, formats, at_least, limits)


def decode(
    file: BinaryIO,
    formats: tuple[str, ...],
    at_least: int,
    limits: PictureLimits,
    orientation: int | None = None,
) -> Picture:
    """The picture in `file`, its short side at least `at_least` where it has so many pixels.

    `orientation` (EXIF's 1 to 8) stands in where the file itself names none.
    """
    Image.MAX_IMAGE_PIXELS = limits.megapixels * 1_000_000
    with Image.open(file, formats=formats) as image:
        width, height = image.size
        limits.check(width, height)
        image.draft(None, (at_least, at_least))
        image.load()
        # Only now: Pillow's TIFF reader and pillow-heif turn the pixels and clear the tag.
        turned = orientation_of(image) or orientation or 1
        pixels = upright(to_srgb(image, at_least), turned)
    return Picture(pixels, *((height, width) if turned >= 5 else (width, height)))


def orientation_of(image: Image.Image) -> int | None:
    """EXIF's orientation, 1 to 8; None where it is absent or nonsense."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation)
    except (OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError):
        return None
    return value if isinstance(value, int) and 1 <= value <= 8 else None


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """The image turned as EXIF's `orientation` asks."""
    turn = _UPRIGHT.get(orientation)
    return image if turn is None else image.transpose(turn)
