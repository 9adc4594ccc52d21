"""Reads HEIC and HEIF through pillow-heif, which turns the pixels upright itself."""

from functools import cache
from pathlib import Path

from mmdesk.media.picture import Picture, PictureLimits
from mmdesk.media.raster import decode


def read(path: Path, at_least: int, limits: PictureLimits) -> Picture:
    """The primary picture of the file, or its embedded thumbnail where that is large enough."""
    teach_pillow()
    with path.open("rb") as file:
        return decode(file, "HEIF", at_least, limits)


@cache
def teach_pillow() -> None:
    """Let Pillow open HEIF from now on."""
    import pillow_heif

    # One thread each: several files are decoded at once already.
    pillow_heif.register_heif_opener(decode_threads=1, depth_images=False, aux_images=False)
