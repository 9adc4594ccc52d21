"""Small blobs packed into two files, for reading: a pack that only grows, and an index into it.

The index begins with a header that names its owner and its pack; then rows follow, one for each
blob added or removed. Rows and blobs carry checksums: what is torn or damaged counts as absent.
A new pack gets a new name, so that its index takes over at one stroke. Writing is `packing`'s.
"""

import os
import struct
import threading
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, ClassVar

import xxhash

HEADER = struct.Struct("<8s16s8s")
MAGIC = b"mmthumb1"
_ROW = struct.Struct("<qQIQ")
_ROW_BYTES = _ROW.size + 4
_UNCHECKED = struct.Struct(f"{_ROW.format}4x")
_CHECKED = struct.Struct(f"{_ROW.size}s4s")

Row = tuple[int, int, int, int]
"""An item, where its blob begins, its length (0: it was removed) and its checksum.

Plain, since a hundred thousand of them are read before the first blob is given.
"""


def row_bytes(row: Row) -> bytes:
    """The row as it stands in the index, its own checksum behind it."""
    raw = _ROW.pack(*row)
    return raw + xxhash.xxh32_digest(raw)


def rows(raw: bytes) -> Iterator[Row]:
    """The rows in `raw` up to the first that is torn or damaged."""
    whole = raw[: len(raw) // _ROW_BYTES * _ROW_BYTES]
    both = zip(_UNCHECKED.iter_unpack(whole), _CHECKED.iter_unpack(whole), strict=True)
    for row, (packed, check) in both:
        if xxhash.xxh32_digest(packed) != check:
            return
        yield row


def checksum(item: int, blob: bytes) -> int:
    """Of a blob and whose it is."""
    return xxhash.xxh3_64_intdigest(blob, seed=item)


class PackedFiles:
    """The blobs by item, as the writing process, here or elsewhere, has left them."""

    name: ClassVar[str]
    """What the blobs are; the files are named after it."""

    def __init__(self, folder: Path, owner: str) -> None:
        self._folder = folder
        self._index = folder / f"{self.name}.index"
        self._owner = blake2b(owner.encode(), digest_size=16).digest()
        self._lock = threading.RLock()
        self._pack: BinaryIO | None = None
        self._rows: dict[int, Row] = {}
        self._header = b""
        self._seen: tuple[int, ...] = ()
        self._end = 0
        """Where in the index the next row belongs."""
        self._live = 0
        """Bytes of the pack that are still in use."""
        self._torn: set[int] = set()
        """Items whose rows point beyond the end of the pack, or at what is damaged."""

    def get(self, item: int) -> bytes | None:
        """The blob, or None where it is absent or damaged; it is absent from then on."""
        with self._lock:
            self._refresh()
            row = self._rows.get(item)
            blob = self._read(row) if row else None
            if row and blob is None:
                del self._rows[item]
                self._live -= row[2]
                self._torn.add(item)
            return blob

    def ids(self) -> set[int]:
        """The items that have a blob, as far as can be told without reading each."""
        with self._lock:
            self._refresh()
            return set(self._rows)

    def close(self) -> None:
        """Let go of the files; the next question opens them again."""
        with self._lock:
            self._forget_all()

    def _refresh(self) -> None:
        """Take in what has been written since."""
        with suppress(OSError):
            state = self._index.stat()
            seen = state.st_ino, state.st_mtime_ns, state.st_size
            if seen != self._seen:
                self._load(state.st_size)
                self._seen = seen
            return
        self._forget_all()

    def _load(self, size: int) -> None:
        with self._index.open("rb") as index:
            header = index.read(HEADER.size)
            if header != self._header or size < self._end:
                self._begin(header)
            if self._pack is not None:
                index.seek(self._end)
                self._take(index.read(), os.fstat(self._pack.fileno()).st_size)

    def _begin(self, header: bytes) -> None:
        """Open the pack that the header names, if it is ours."""
        self._forget_all()
        if len(header) < HEADER.size:
            return
        magic, owner, name = HEADER.unpack(header)
        if (magic, owner) == (MAGIC, self._owner):
            with suppress(FileNotFoundError):
                self._pack = self._pack_path(name).open("rb", buffering=0)
                self._header, self._end = header, HEADER.size

    def _take(self, raw: bytes, pack_size: int) -> None:
        known, live = self._rows, self._live
        for row in rows(raw):
            item, offset, length, _ = row
            self._end += _ROW_BYTES
            if item in known:
                live -= known.pop(item)[2]
            if offset + length > pack_size:
                self._torn.add(item)
                continue
            self._torn.discard(item)
            if length:
                known[item] = row
                live += length
        self._live = live

    def _read(self, row: Row) -> bytes | None:
        item, offset, length, expected = row
        if self._pack is None:
            return None
        try:
            self._pack.seek(offset)
            blob = self._pack.read(length)
        except OSError:
            return None  # a disk that cannot read it back
        return blob if checksum(item, blob) == expected else None

    def _pack_path(self, name: bytes) -> Path:
        return self._folder / f"{self.name}-{name.hex()}.pack"

    def _forget_all(self) -> None:
        if self._pack is not None:
            self._pack.close()
        self._pack = None
        self._rows, self._torn = {}, set()
        self._header, self._seen = b"", ()
        self._end = self._live = 0
