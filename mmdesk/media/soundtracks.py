"""Whether a container for films holds a sound and no picture: its tracks, found without decoding.

Only headers are read: what lies between them is passed over. No more than `_MOST` are looked at,
no more than `_DEEPEST` within each other.
"""

import os
from collections.abc import Iterator
from typing import BinaryIO

from mmdesk.media.boxes import boxes
from mmdesk.media.sound_signatures import ASF

_MOST, _DEEPEST = 4096, 8
_ISO_PARENTS = {b"moov", b"trak", b"mdia"}
_SEGMENT, _TRACKS, _ENTRY, _TYPE = 0x18538067, 0x1654AE6B, 0xAE, 0x83
_VIDEO, _AUDIO = "video", "audio"
_ASF_STREAMS = {
    bytes.fromhex("c0ef19bc4d5bcf11a8fd00805f5c442b"): _VIDEO,
    bytes.fromhex("409e69f84d5bcf11a8fd00805f5c442b"): _AUDIO,
}
_ASF_HEADER = 1 << 20
_KINDS: dict[object, str] = {b"vide": _VIDEO, b"soun": _AUDIO, 1: _VIDEO, 2: _AUDIO}


def only_sound(file: BinaryIO, head: bytes) -> bool:
    """Whether the MP4, Matroska or ASF that begins with `head` holds sounds, and no pictures."""
    end = os.fstat(file.fileno()).st_size
    if head[4:8] in {b"ftyp", b"moov"}:
        found: Iterator[str | None] = _iso(file, 0, end)
    elif head.startswith(b"\x1aE\xdf\xa3"):
        found = _matroska(file, 0, end)
    elif head.startswith(ASF):
        found = _asf(file)
    else:
        return False
    return {kind for _, kind in zip(range(_MOST), found, strict=False) if kind} == {_AUDIO}


def _iso(file: BinaryIO, at: int, end: int, depth: int = 0) -> Iterator[str | None]:
    """The kind of each track; None for each box that is looked at."""
    for box in boxes(file, at, end):
        yield None
        if box.name in _ISO_PARENTS and depth < _DEEPEST:
            yield from _iso(file, box.begin, box.end, depth + 1)
        elif box.name == b"hdlr":
            file.seek(box.begin + 8)
            yield _KINDS.get(file.read(4))


def _matroska(file: BinaryIO, at: int, end: int, depth: int = 0) -> Iterator[str | None]:
    """The kind of each track; None for each element that is looked at."""
    while at < end:
        file.seek(at)
        header = file.read(12)
        name, first = _number(header, marked=True)
        size, second = _number(header[first:], marked=False)
        begin = at + first + second
        if not first or not second:
            return
        unknown = size == (1 << 7 * second) - 1
        yield None
        if name in {_SEGMENT, _TRACKS, _ENTRY} and depth < _DEEPEST:
            inner = end if unknown else min(begin + size, end)
            yield from _matroska(file, begin, inner, depth + 1)
            if name == _TRACKS:
                return
        elif unknown:
            return
        elif name == _TYPE:
            file.seek(begin)
            yield _KINDS.get(int.from_bytes(file.read(min(size, 8)), "big"))
        at = begin + size


def _asf(file: BinaryIO) -> Iterator[str]:
    """The kinds of streams that its header names."""
    file.seek(0)
    header = file.read(_ASF_HEADER)
    header = header[: int.from_bytes(header[16:24], "little")]
    return (kind for mark, kind in _ASF_STREAMS.items() if mark in header)


def _number(raw: bytes, *, marked: bool) -> tuple[int, int]:
    """A number of EBML, with or without the bit that marks its length, and that length."""
    length = 9 - raw[0].bit_length() if raw and raw[0] else 0
    if not length or len(raw) < length:
        return 0, 0
    number = int.from_bytes(raw[:length], "big")
    return (number if marked else number & ((1 << 7 * length) - 1)), length
