"""Reads what Pillow decodes, HEIF through pillow-heif; camera RAW brings its JPEG preview here."""

from functools import cache, partial
from pathlib import Path
from typing import BinaryIO

from PIL import ExifTags, Image
from PIL.ImageFile import ImageFile

from mmdesk.media.colour import to_srgb
from mmdesk.media.picture import Picture, PictureLimits, Reader

_PILLOW_NAMES = {
    "JPEG": ("JPEG", "MPO"),
    "PNG": ("PNG",),
    "WebP": ("WEBP",),
    "GIF": ("GIF",),
    "AVIF": ("AVIF",),
    "HEIF": ("HEIF",),
    "TIFF": ("TIFF",),
    "BMP": ("BMP",),
    "Photoshop": ("PSD",),
    "JPEG 2000": ("JPEG2000",),
    "PNM": ("PPM",),
    "ICO": ("ICO",),
    "TGA": ("TGA",),
}
"""What of Pillow's may look at a file of each format; nothing else of it ever does."""

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def reader(name: str) -> Reader:
    """The reader of the format called `name`."""
    return partial(_read, name)


def opened(file: BinaryIO, name: str) -> ImageFile:
    """The picture in `file`, of which only the header is read yet."""
    if name == "HEIF":
        _teach_heif()
    return Image.open(file, formats=_PILLOW_NAMES[name])


@cache
def _teach_heif() -> None:
    import pillow_heif

    # One thread each: several files are decoded at once already.
    pillow_heif.register_heif_opener(decode_threads=1, depth_images=False, aux_images=False)


def _read(name: str, path: Path, at_least: int, limits: PictureLimits) -> Picture:
    with path.open("rb") as file:
        return decode(file, name, at_least, limits)


def decode(
    file: BinaryIO, name: str, at_least: int, limits: PictureLimits, orientation: int | None = None
) -> Picture:
    """The picture in `file`, its short side at least `at_least` where it has so many pixels.

    `orientation` (EXIF's 1 to 8) stands in where the file itself names none.
    """
    most = limits.megapixels * 1_000_000
    # Our own check says more, but comes too late for ICO, which is decoded while it is opened.
    Image.MAX_IMAGE_PIXELS = most if name == "ICO" else None
    with opened(file, name) as image:
        width, height = image.size
        limits.check(width, height)
        Image.MAX_IMAGE_PIXELS = most
        image.draft(None, (at_least, at_least))
        image.load()
        # Only now: Pillow's TIFF reader and pillow-heif turn the pixels and clear the tag.
        turned = orientation_of(image) or orientation or 1
        pixels = upright(to_srgb(image, at_least), turned)
        if pixels is image:
            pixels = image.copy()  # plain pixels, that hold no file
    size = (height, width) if turned >= 5 else (width, height)
    return Picture(pixels, *size, name)


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
