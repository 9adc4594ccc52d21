"""Thumbnails: how one is made, and the caches that keep them all."""

from io import BytesIO

from PIL import Image

from mmdesk.media.packing import PackedCache

SIDE = 256
"""The long side of a thumbnail, in pixels."""

_QUALITY = 82


def make(image: Image.Image) -> bytes:
    """A JPEG of at most 256 pixels on the long side, without any metadata; `image` is RGB."""
    return packed(shrunk(image))


def shrunk(image: Image.Image) -> Image.Image:
    """The image at a thumbnail's size, never enlarged."""
    scale = min(1.0, SIDE / max(image.size))
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.resize(size, Image.Resampling.BICUBIC, reducing_gap=3.0)


def packed(small: Image.Image) -> bytes:
    """A JPEG of the image as it is, without any metadata."""
    small.info = {}
    file = BytesIO()
    small.save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()


class ThumbnailCache(PackedCache):
    """The thumbnails of one library."""

    name = "thumbnails"


class FrameCache(PackedCache):
    """The frames of one library's shots, at the size of thumbnails, by the shot's segment."""

    name = "frames"
