"""Reads camera RAW through LibRaw: the embedded preview first, else the sensor at half size."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from mmdesk.core.errors import FileUnreadable
from mmdesk.media.colour import to_srgb
from mmdesk.media.picture import Picture, PictureLimits
from mmdesk.media.raster import decode, upright
from mmdesk.media.reasons import DAMAGED, LIBRARY_ERRORS

if TYPE_CHECKING:
    from pathlib import Path

    from rawpy import RawPy

_ORIENTATIONS = {0: 1, 3: 3, 5: 8, 6: 6}
"""LibRaw's `flip` as EXIF's orientation."""


def read(path: Path, at_least: int, limits: PictureLimits) -> Picture:
    """The preview where it is large enough, the demosaiced sensor at half size otherwise."""
    import rawpy

    try:
        with path.open("rb") as file, rawpy.imread(file) as raw:
            width, height = raw.sizes.width, raw.sizes.height
            limits.check(width, height)
            image = _preview(raw, at_least, limits) or _demosaiced(raw, at_least)
            turned = _ORIENTATIONS.get(raw.sizes.flip, 1) >= 5
    except rawpy.LibRawError as error:
        raise FileUnreadable(f"{DAMAGED} ({error}).") from error
    size = (height, width) if turned else (width, height)
    return Picture(image, *size, "RAW")


def _preview(raw: RawPy, at_least: int, limits: PictureLimits) -> Image.Image | None:
    """The embedded preview, upright; None where it is missing, damaged or too small."""
    import rawpy

    orientation = _ORIENTATIONS.get(raw.sizes.flip, 1)
    try:
        thumb = raw.extract_thumb()
        if isinstance(thumb.data, bytes):
            image = decode(BytesIO(thumb.data), "JPEG", at_least, limits, orientation).image
        else:
            image = upright(to_srgb(Image.fromarray(thumb.data), at_least), orientation)
    except (rawpy.LibRawError, rawpy.NotSupportedError, FileUnreadable, *LIBRARY_ERRORS):
        return None
    return image if min(image.size) >= at_least else None


def _demosaiced(raw: RawPy, at_least: int) -> Image.Image:
    """Already upright: LibRaw turns what it develops."""
    developed = Image.fromarray(raw.postprocess(half_size=True, use_camera_wb=True))
    return to_srgb(developed, at_least)
