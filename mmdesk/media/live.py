"""Stills that were taken with a clip: Apple's Live Photos, and the motion photos of other phones.

A Live Photo and its clip are two files that name the same identifier. A motion photo has its clip
in the same file: where, Google's XMP says (two forms of it), or a box of HEIF's, or the directory
that Samsung writes behind a JPEG. What a file says is believed only where a clip begins there.
"""

import logging
import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from PIL.TiffImagePlugin import ImageFileDirectory_v2

from mmdesk.core.atomic import replacing
from mmdesk.core.errors import FileUnreadable
from mmdesk.core.paths import printable
from mmdesk.media import facts, raster, xmp
from mmdesk.media.boxes import boxes
from mmdesk.media.reasons import LIBRARY_ERRORS, as_reasons, warnings_logged

_APPLE = b"Apple iOS\0\0\1MM"
"""Of Apple's maker notes: a directory in TIFF's manner follows, its offsets from here on."""
_CONTENT_IDENTIFIER = 0x11
_JPEG = b"\xff\xd8\xff"
_CAMERA = "{http://ns.google.com/photos/1.0/camera/}"
_CONTAINER_ITEM = "{http://ns.google.com/photos/1.0/container/}Item"
_SAMSUNG, _SAMSUNG_MOTION = b"SEFT", 0x0A30
_MOST_ENTRIES = 1000
_BLOCK = 1 << 20

_log = logging.getLogger(__name__)

Place = tuple[int, int]
"""Where a clip begins in a file, and how many bytes it has."""


def identifier(maker_note: object) -> str | None:
    """What a Live Photo's still and clip have in common, by the still's EXIF maker note."""
    if not isinstance(maker_note, bytes) or not maker_note.startswith(_APPLE):
        return None
    directory = ImageFileDirectory_v2(b"MM\0*\0\0\0\0")
    note = BytesIO(maker_note)
    note.seek(len(_APPLE))
    try:
        directory.load(note)
        return facts.text(directory.get(_CONTENT_IDENTIFIER))
    except LIBRARY_ERRORS as error:
        _log.info("A maker note of Apple's cannot be read: %s", error)
        return None


def motion_clip(path: Path) -> Place | None:
    """Where in a motion photo its clip lies; None in other photos. Raises OSError."""
    with path.open("rb") as file, warnings_logged(path):
        size = file.seek(0, 2)
        file.seek(0)
        head = file.read(12)
        if head.startswith(_JPEG):
            told = [*_by_xmp(file, size, path), *_by_samsung(file, size)]
        else:
            told = list(_by_box(file, size)) if head[4:8] == b"ftyp" else []
        return next((place for place in told if _begins_clip(file, size, place)), None)


def extract(path: Path, target: Path) -> None:
    """Write a motion photo's clip to `target`; raises FileUnreadable when there is none."""
    with as_reasons():
        place = motion_clip(path)
    if place is None:
        raise FileUnreadable("No clip was taken with this photo.")
    with path.open("rb") as file, replacing(target) as clip:
        file.seek(place[0])
        left = place[1]
        while left and (block := file.read(min(left, _BLOCK))):
            clip.write(block)
            left -= len(block)


def _begins_clip(file: BinaryIO, size: int, place: Place) -> bool:
    begin, length = place
    if not (0 < begin < size and 8 < length <= size - begin):
        return False
    file.seek(begin + 4)
    return file.read(4) == b"ftyp"


def _by_xmp(file: BinaryIO, size: int, path: Path) -> Iterator[Place]:
    """Google: the clip's distance from the file's end, or a list of what follows the picture."""
    file.seek(0)
    try:
        with raster.opened(file, "JPEG") as image:
            raw = image.info.get("xmp")
        root = xmp.parsed(raw) if isinstance(raw, bytes) else None
    except LIBRARY_ERRORS as error:
        _log.info("The XMP of %s cannot be read: %s", printable(path), error)
        return
    if root is None:
        return
    for element in root.iter():
        said = xmp.simple_values(element)
        if (distance := _whole(said.get(f"{_CAMERA}MicroVideoOffset"))) is not None:
            yield size - distance, distance
    items = [xmp.simple_values(each) for each in root.iter(_CONTAINER_ITEM)]
    # Each value is in the same namespace, whichever that is.
    short = [{name.rpartition("}")[2]: value for name, value in item.items()} for item in items]
    for number, item in enumerate(short):
        if item.get("Semantic") == "MotionPhoto":
            behind = sum(_whole(each.get("Length")) or 0 for each in short[number:])
            yield size - behind, _whole(item.get("Length")) or 0


def _whole(said: str | None) -> int | None:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 16 else None


def _by_samsung(file: BinaryIO, size: int) -> Iterator[Place]:
    """Samsung: a directory at the file's end, of blocks before it by their distance from it."""
    if size < 24:
        return
    file.seek(size - 8)
    length, mark = struct.unpack("<I4s", file.read(8))
    begin = size - 8 - length
    if mark != _SAMSUNG or begin < 0:
        return
    file.seek(begin)
    header = file.read(12)
    if len(header) < 12 or not header.startswith(b"SEFH"):
        return
    count = min(struct.unpack_from("<I", header, 8)[0], _MOST_ENTRIES)
    entries = file.read(12 * count)
    for kind, back, long in struct.iter_unpack("<2xHII", entries[: len(entries) // 12 * 12]):
        if kind == _SAMSUNG_MOTION and 8 <= back <= begin:
            file.seek(begin - back + 4)
            (name,) = struct.unpack("<I", file.read(4))
            yield begin - back + 8 + name, long - 8 - name


def _by_box(file: BinaryIO, size: int) -> Iterator[Place]:
    """HEIF: a box of its own at the top level."""
    for box in boxes(file, 0, size):
        if box.name == b"mpvd":
            yield box.begin, box.end - box.begin
