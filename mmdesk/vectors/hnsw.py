"""The engine for large libraries: a graph of near neighbours (HNSW, by hnswlib).

The graph proposes, the rows decide: what it finds is looked up among the living rows and scored
again exactly, and rows that it does not hold yet are scanned. So it may lag behind the rows
without harm, and only `bring_in` and `forget` change it. A removed segment is only marked in it;
`worn` says when so many are that it should be built anew.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterable
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from mmdesk.core.settings import Settings
from mmdesk.vectors import scan
from mmdesk.vectors.rows import Half, Ids, RowNumbers, Rows, Single, members
from mmdesk.vectors.snapshot import checksum

if TYPE_CHECKING:
    import hnswlib

STEP = 128
"""Vectors added at a time; searches that come meanwhile are answered by the exact scan."""
WORN = 0.2
"""The share of dead segments from which on a graph is built anew."""
ROOM = 1.5
"""How much larger a full graph is made, and how much more than needed is asked of it."""
EFFORT = 2
"""A search needs an ef of at least this many times what it asks for."""
LAG = 0.1
"""The share of rows missing in a graph up to which it is worth asking."""

log = logging.getLogger(__name__)


def proposed(
    graph: Graph, rows: Rows, query: Single, count: int, allowed: Ids | None
) -> list[RowNumbers] | None:
    """Rows of each block worth scoring: the graph's, and the best of those that it lacks.

    None where the exact scan is the better engine.
    """
    missing = [block.missing() for block in rows.blocks]
    share = 1.0 if allowed is None else len(allowed) / max(1, len(rows))
    if sum(len(part) for part in missing) > LAG * len(rows) or not share:
        return None
    segments = graph.propose(query, count, min(share, 1.0))
    if segments is None:
        return None
    if allowed is not None:
        segments = segments[members(segments, allowed)]
        missing = [
            part[members(block.ids[part], allowed)]
            for block, part in zip(rows.blocks, missing, strict=True)
        ]
    found = [block.numbers_of(segments) for block in rows.blocks]
    if sum(len(part) for part in found) < min(count, len(rows)):
        return None
    late = scan.survivors(rows.blocks, missing, query, count)
    return [np.union1d(near, more) for near, more in zip(found, late, strict=True)]


class Graph:
    """A graph over the segments of one space; for one changing and many searching threads."""

    def __init__(self, index: hnswlib.Index, settings: Settings, dead: Iterable[int] = ()) -> None:
        self._index = index
        self._ef = settings.hnsw_ef
        self._index.set_ef(self._ef)
        self._index.set_num_threads(1 if settings.gently else os.cpu_count() or 1)
        self._dead = set(dead)
        self._busy = threading.Lock()

    @classmethod
    def empty(cls, dimension: int, settings: Settings) -> Self:
        """A graph to bring segments into."""
        import hnswlib

        index = hnswlib.Index("ip", dimension)
        index.init_index(STEP, M=settings.hnsw_m, ef_construction=settings.hnsw_ef_construction)
        return cls(index, settings)

    @classmethod
    def load(cls, path: Path, dimension: int, settings: Settings, living: Ids) -> Self:
        """The graph that `save` wrote to `path`, whose checksum the caller has found to hold."""
        import hnswlib

        index = hnswlib.Index("ip", dimension)
        index.load_index(str(path))
        return cls(index, settings, np.setdiff1d(_labels(index), living).tolist())

    def __len__(self) -> int:
        return int(self._index.get_current_count()) - len(self._dead)

    @property
    def worn(self) -> bool:
        """Whether so much of it is dead that it should be built anew."""
        return len(self._dead) >= WORN * int(self._index.get_current_count()) > 0

    def bring_in(self, ids: Ids, vectors: Half) -> None:
        """Add these segments, or move those that it has to their new vectors."""
        for start in range(0, len(ids), STEP):
            part = ids[start : start + STEP]
            with self._busy:
                self._make_room(len(part))
                self._index.add_items(vectors[start : start + STEP].astype(np.float32), part)
                self._dead.difference_update(part.tolist())

    def forget(self, living: Ids) -> None:
        """Mark every segment that is not among the `living` ones (rising)."""
        gone = np.setdiff1d(_labels(self._index), living, assume_unique=True)
        with self._busy:
            for segment in set(gone.tolist()) - self._dead:
                self._index.mark_deleted(segment)
                self._dead.add(segment)

    def propose(self, query: Single, count: int, share: float) -> Ids | None:
        """Segments near `query`, enough for `count` when only `share` of them is allowed.

        None where the exact scan is the better engine: the graph is being changed, ef does not
        cover what is asked, or too little of the graph can be reached.
        """
        wanted = min(ceil(count / share * ROOM), len(self))
        if wanted == 0 or wanted * EFFORT > self._ef or not self._busy.acquire(blocking=False):
            return None
        try:
            labels, _ = self._index.knn_query(query, wanted, num_threads=1)
        except RuntimeError as error:
            log.info("The HNSW graph gave no answer (%s); scanning instead.", error)
            return None
        finally:
            self._busy.release()
        return np.asarray(labels[0], np.int64)

    def save(self, path: Path) -> str:
        """Write the graph aside, put it at `path`, and give its checksum; raises OSError."""
        aside = path.with_name(f"{path.name}.{os.getpid()}.new")
        try:
            self._index.save_index(str(aside))
            if aside.stat().st_size != self._index.index_file_size():
                raise OSError("The HNSW graph could not be written whole.")
            with aside.open("rb+") as file:
                os.fsync(file.fileno())
            digest = checksum(aside)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
        return digest

    def _make_room(self, more: int) -> None:
        needed = self._index.get_current_count() + more
        if needed > self._index.get_max_elements():
            self._index.resize_index(int(needed * ROOM))


def _labels(index: hnswlib.Index) -> Ids:
    return np.array(index.get_ids_list(), np.int64)
