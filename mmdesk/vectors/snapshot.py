"""The files of a space: numbered generations, each written aside, renamed, and then never changed.

`flat-000012.bin` holds the rows of generation 12, and its header names the checksum of the HNSW
graph in `graph-000012.bin`, where there is one. Numbers rather than one name, since Windows cannot
replace a file that somebody has mapped. A file:

    magic, length of the header | header (JSON) | ids, half, coded, steps, graphed | XXH3 of it all

each part starting at a multiple of 64 bytes. A file with anything wrong is refused with a log
record: the catalogue has the vectors and feeds them again. A new layout is a new `MAGIC`.
"""

import json
import logging
import re
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from math import prod
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import xxhash

from mmdesk.core.atomic import replacing
from mmdesk.core.errors import EnvironmentFailed
from mmdesk.vectors.rows import CHUNK, Array, Block, Rows, taken

MAGIC = b"mmdvec01"
ALIGNMENT = 64
DIGEST = 16

log = logging.getLogger(__name__)


class Refused(EnvironmentFailed):
    """A snapshot is damaged or somebody else's; the message says which."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a snapshot holds: `count` rows of `owner`, as of the catalogue's `change`."""

    owner: str
    dimension: int
    count: int
    change: int
    graph: str | None
    """The checksum of the same generation's graph, in hexadecimal."""

    def arrays(self) -> dict[str, tuple[tuple[int, ...], str]]:
        """Shape and type of each array, in the file's order, which is that of Block's fields."""
        rows, table = (self.count,), (self.count, self.dimension)
        return {
            "ids": (rows, "<i8"),
            "half": (table, "<f2"),
            "coded": (table, "|i1"),
            "steps": (rows, "<f4"),
            "graphed": (rows, "?"),
        }

    def packed(self) -> bytes:
        """The header as it stands at the start of the file."""
        text = json.dumps(asdict(self)).encode()
        raw = MAGIC + struct.pack("<I", len(text)) + text
        return raw + _padding(len(raw))

    @classmethod
    def unpacked(cls, raw: npt.NDArray[np.uint8]) -> Self:
        """The header that `packed` wrote."""
        start = len(MAGIC) + 4
        (length,) = struct.unpack_from("<I", raw.data, len(MAGIC))
        return cls(**json.loads(bytes(raw[start : start + length])))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A generation that was read and found whole."""

    generation: int
    header: Header
    block: Block


def flat_path(folder: Path, generation: int) -> Path:
    """Where a generation's rows lie."""
    return folder / f"flat-{generation:06}.bin"


def graph_path(folder: Path, generation: int) -> Path:
    """Where a generation's HNSW graph lies."""
    return folder / f"graph-{generation:06}.bin"


def newest(folder: Path, owner: str, dimension: int) -> Snapshot | None:
    """The newest whole snapshot of this owner and dimension; what is refused is logged."""
    for generation in reversed(generations(folder)):
        try:
            return read(folder, generation, owner, dimension)
        except (Refused, OSError) as error:
            path = flat_path(folder, generation)
            log.warning("The vectors' snapshot %s is not used: %s", path, error)
    return None


def generations(folder: Path) -> list[int]:
    """The numbers of the generations in `folder`, rising."""
    names = (re.fullmatch(r"flat-(\d{6,})\.bin", path.name) for path in folder.glob("flat-*.bin"))
    return sorted(int(match[1]) for match in names if match)


def read(folder: Path, generation: int, owner: str, dimension: int) -> Snapshot:
    """One generation, mapped and checked; raises Refused or OSError."""
    path = flat_path(folder, generation)
    if path.stat().st_size < ALIGNMENT + DIGEST:
        raise Refused("it is cut short.")
    raw = np.memmap(path, np.uint8, mode="r")
    if bytes(raw[: len(MAGIC)]) != MAGIC:
        raise Refused("it is no snapshot of this version.")
    if xxhash.xxh3_128_digest(raw[:-DIGEST].data) != bytes(raw[-DIGEST:]):
        raise Refused("its checksum does not hold.")
    header = Header.unpacked(raw)
    if (header.owner, header.dimension) != (owner, dimension):
        raise Refused("it belongs to another library or model.")
    alive = np.ones(header.count, bool)
    ids, half, coded, steps, graphed = _mapped(raw, header)
    block = Block(ids, half, coded, steps, graphed, alive, mapped=True)
    return Snapshot(generation, header, block)


def write(path: Path, rows: Rows, owner: str, dimension: int, graph: str | None) -> None:
    """Write all living rows to `path`, whole or not at all; raises OSError."""
    source, numbers = rows.living()
    header = Header(owner, dimension, len(numbers), rows.change, graph)
    digest = xxhash.xxh3_128()
    with replacing(path) as file:
        for part in _parts(rows, header, source, numbers):
            digest.update(part)
            file.write(part)
        file.write(digest.digest())


def checksum(path: Path) -> str:
    """XXH3 of a whole file, in hexadecimal; raises OSError."""
    digest = xxhash.xxh3_128()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def remove_others(folder: Path, generation: int) -> None:
    """Remove every other generation and what an interrupted write left behind."""
    kept = {flat_path(folder, generation), graph_path(folder, generation)}
    for path in {*folder.glob("flat-*"), *folder.glob("graph-*")} - kept:
        with suppress(
            OSError
        ):  # Windows keeps a file that a search has mapped; the next save tries
            path.unlink()


def _parts(
    rows: Rows, header: Header, source: npt.NDArray[np.intp], numbers: npt.NDArray[np.int64]
) -> Iterator[bytes]:
    yield header.packed()
    for name, (_, kind) in header.arrays().items():
        length = 0
        for start in range(0, len(numbers), CHUNK):
            here = slice(start, start + CHUNK)
            part = taken(rows.blocks, name, source[here], numbers[here]).astype(kind).tobytes()
            length += len(part)
            yield part
        yield _padding(length)


def _mapped(raw: npt.NDArray[np.uint8], header: Header) -> list[Array]:
    """The arrays as views of the mapped file."""
    at = len(header.packed())
    views: list[Array] = []
    for shape, kind in header.arrays().values():
        length = prod(shape) * np.dtype(kind).itemsize
        views.append(np.asarray(raw[at : at + length]).view(kind).reshape(shape))
        at += length + len(_padding(length))
    return views


def _padding(length: int) -> bytes:
    return bytes(-length % ALIGNMENT)
