"""Which files are ours: the registry of formats, and how a file is recognised and identified.

Content decides; a suffix helps only where content cannot tell: old formats without a signature
(TGA, ICO), and camera RAW that looks like TIFF.

To add a format: write one file beside this one with a reader (see `picture.Reader`), put a row
with its signature into `FORMATS`, and add a test on a file of that format. A format that people
have but mmdesk cannot read yet stands there without a reader: such files are listed with a reason.
"""

import hashlib
import os
import stat
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import BinaryIO

from mmdesk.core.entities import Identity, Kind
from mmdesk.core.errors import FileUnreadable
from mmdesk.media import raster, raw, signatures
from mmdesk.media.picture import Reader
from mmdesk.media.reasons import EMPTY, UNKNOWN, as_reasons
from mmdesk.media.signatures import Signature, begins, branded

READERS = 1
"""Raised by hand whenever our own reading changes."""

HEAD_BYTES = 4096
_FIRST, _LAST = 1 << 20, 64 << 10


@dataclass(frozen=True, slots=True)
class Format:
    """One file format. A `weak` signature counts only together with a fitting suffix."""

    name: str
    kind: Kind
    suffixes: frozenset[str]
    signature: Signature
    reader: Reader | None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Identified:
    """What a file is. `kind` is None for files that are not ours; their digest is empty."""

    identity: Identity
    kind: Kind | None
    format: str | None = None
    problem: str | None = None
    """Why it cannot be read, if that is plain already."""


def _photo(
    name: str, suffixes: str, signature: Signature, reader: Reader | None, *, weak: bool = False
) -> Format:
    dotted = frozenset(f".{suffix}" for suffix in suffixes.split())
    return Format(name, Kind.PHOTO, dotted, signature, reader, weak)


_RAW_SUFFIXES = (
    "dng cr2 cr3 crw nef nrw arw srf sr2 raf orf rw2 rwl pef srw 3fr fff iiq erf mrw mef mos dcr "
    "kdc x3f"
)
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_JPEG2000 = (b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")
_JPEG_XL = (b"\0\0\0\x0cJXL \r\n\x87\n", b"\xff\x0a")

FORMATS = (
    _photo("JPEG", "jpg jpeg jpe jfif", begins(b"\xff\xd8\xff"), raster.reader("JPEG")),
    _photo("PNG", "png apng", begins(b"\x89PNG\r\n\x1a\n"), raster.reader("PNG")),
    _photo("WebP", "webp", signatures.webp, raster.reader("WebP")),
    _photo("GIF", "gif", begins(b"GIF87a", b"GIF89a"), raster.reader("GIF")),
    _photo("AVIF", "avif avifs", branded(b"avif", b"avis"), raster.reader("AVIF")),
    _photo("RAW", _RAW_SUFFIXES, signatures.raw, raw.read),
    _photo("RAW", _RAW_SUFFIXES, begins(*signatures.TIFF), raw.read, weak=True),
    _photo("HEIF", "heic heif heics heifs hif", branded(*_HEIF_BRANDS), raster.reader("HEIF")),
    _photo("TIFF", "tif tiff", begins(*signatures.TIFF), raster.reader("TIFF")),
    _photo("BMP", "bmp dib", signatures.bmp, raster.reader("BMP")),
    _photo("Photoshop", "psd", begins(b"8BPS\0\x01"), raster.reader("Photoshop")),
    _photo("JPEG 2000", "jp2 j2k jpf jpx jpc j2c", begins(*_JPEG2000), raster.reader("JPEG 2000")),
    _photo("PNM", "pbm pgm ppm pnm", signatures.pnm, raster.reader("PNM")),
    _photo("ICO", "ico", begins(b"\0\0\x01\0"), raster.reader("ICO"), weak=True),
    _photo("TGA", "tga", signatures.tga, raster.reader("TGA"), weak=True),
    _photo("JPEG XL", "jxl", begins(*_JPEG_XL), None, weak=True),
)
"""The first that fits wins."""


@cache
def reader_version() -> str:
    """Changes when a reader changes: a file that failed under another version is worth a retry."""
    from importlib.metadata import version  # with the parser of e-mails, which no start waits for

    return "-".join([str(READERS), *map(version, ("pillow", "pillow-heif", "rawpy"))])


def recognise(head: bytes, suffix: str = "") -> Format | None:
    """The format of a file that begins with `head`, its first 64 to 4096 bytes.

    `suffix` (".tif") lets the weak signatures count; without it they never do.
    """
    for known in FORMATS:
        if known.signature(head) and (not known.weak or suffix.lower() in known.suffixes):
            return known
    return None


def looks_like_ours(name: str) -> bool:
    """Whether the suffix promises a picture, whatever the content turns out to be."""
    return PurePath(name).suffix.lower() in _suffixes()


@cache
def _suffixes() -> frozenset[str]:
    return frozenset().union(*(known.suffixes for known in FORMATS))


def reader_of(head: bytes, suffix: str) -> tuple[Format, Reader]:
    """The format that `head` shows and its reader; raises FileUnreadable when there is none."""
    found = recognise(head, suffix)
    if found is None:
        raise FileUnreadable(UNKNOWN if head else EMPTY)
    if found.reader is None:
        raise FileUnreadable(f"mmdesk cannot read {found.name} yet.")
    return found, found.reader


def identify(path: Path) -> Identified:
    """Open the file once: its identity, kind and format.

    Raises FileUnreadable when it is gone, forbidden, broken on disk, or no regular file.
    """
    with as_reasons():
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileUnreadable("It is no regular file.")
        with path.open("rb") as file:
            return _identify(file, path)


def _identify(file: BinaryIO, path: Path) -> Identified:
    size = os.fstat(file.fileno()).st_size
    head = file.read(HEAD_BYTES)
    found = recognise(head, path.suffix)
    if found is None and not looks_like_ours(path.name):
        return Identified(Identity(size, b""), None)
    identity = Identity(size, _digest(file, size, head))
    try:
        known, _ = reader_of(head, path.suffix)
    except FileUnreadable as reason:
        return Identified(identity, Kind.PHOTO, found.name if found else None, str(reason))
    return Identified(identity, known.kind, known.name)


def _digest(file: BinaryIO, size: int, head: bytes) -> bytes:
    """BLAKE2b over the first MiB and the last 64 KiB; over everything where they would meet."""
    digest = hashlib.blake2b(head, digest_size=16)
    digest.update(file.read(_FIRST - len(head)))
    if size > _FIRST + _LAST:
        file.seek(size - _LAST)
    digest.update(file.read(_LAST))
    return digest.digest()
