"""What the first bytes of a file tell about its format; pure functions of those bytes."""

import re
import struct
from collections.abc import Callable

Signature = Callable[[bytes], bool]

TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
RAW_MAKERS = (b"FUJIFILMCCD-RAW", b"IIRO", b"IIRS", b"MMOR", b"IIU\0", b"\0MRM", b"FOVb")
_SUBFILE_TYPE, _SUB_IFDS, _DNG_VERSION = 254, 330, 50706


def begins(*starts: bytes) -> Signature:
    """The head begins with one of `starts`."""
    return lambda head: head.startswith(starts)


def branded(*wanted: bytes) -> Signature:
    """An ISO media file (HEIF, AVIF, CR3) that names one of these brands."""
    return lambda head: not _brands(head).isdisjoint(wanted)


def _brands(head: bytes) -> frozenset[bytes]:
    """The major and the compatible brands; the minor version at 12 is no brand."""
    if head[4:8] != b"ftyp":
        return frozenset()
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return frozenset(head[at : at + 4] for at in range(8, end, 4) if at != 12)


def webp(head: bytes) -> bool:
    """A RIFF file that holds WebP."""
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


def bmp(head: bytes) -> bool:
    """BM, which alone is too little, and one of the known sizes of the header that follows."""
    known = {12, 16, 40, 52, 56, 64, 108, 124}
    return head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in known


def pnm(head: bytes) -> bool:
    """P1 to P6 and then numbers, comments between them allowed."""
    return re.match(rb"P[1-6]\s+(#[^\n]*\n\s*|\d+\s+)*\d+\s", head) is not None


def tga(head: bytes) -> bool:
    """A plausible header: colour map flag, picture type and bits per pixel that exist."""
    return (
        len(head) >= 18
        and head[1] in {0, 1}
        and head[2] in {1, 2, 3, 9, 10, 11}
        and head[16] in {1, 8, 15, 16, 24, 32}
    )


def raw(head: bytes) -> bool:
    """Camera RAW: a maker's own mark, or a TIFF that says DNG or puts a preview first."""
    if head.startswith(RAW_MAKERS) or branded(b"crx ")(head):
        return True
    if not head.startswith(TIFF[:2]) or len(head) < 10:
        return False
    tags = _first_directory(head)
    preview_first = tags.get(_SUBFILE_TYPE) == 1 and _SUB_IFDS in tags
    return head[8:10] == b"CR" or _DNG_VERSION in tags or preview_first


def _first_directory(head: bytes) -> dict[int, int]:
    """Tag to value (or offset) of a TIFF's first directory, as far as it lies within `head`."""
    order = "<" if head.startswith(b"II") else ">"
    (start,) = struct.unpack_from(f"{order}I", head, 4)
    if start + 2 > len(head):
        return {}
    (count,) = struct.unpack_from(f"{order}H", head, start)
    within = min(count, (len(head) - start - 2) // 12)
    value_of = {3: f"{order}Hxx"}
    tags = {}
    for at in range(start + 2, start + 2 + 12 * within, 12):
        tag, kind, value = struct.unpack_from(f"{order}HH4x4s", head, at)
        (tags[tag],) = struct.unpack(value_of.get(kind, f"{order}I"), value)
    return tags
