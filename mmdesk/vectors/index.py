"""The vectors of one space, kept current by one thread and searched by many.

Everything here is a cache: what it holds came from the catalogue, up to `change`, and what is
damaged or missing is fed again. Small spaces and narrow filters are scanned exactly; above
`Settings.exact_scan_rows` the HNSW graph answers, once `maintain` has built it.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce
from itertools import islice
from pathlib import Path

import numpy as np

from mmdesk.core.errors import Bug, LibraryUnusable
from mmdesk.core.settings import Settings
from mmdesk.vectors import scan, snapshot
from mmdesk.vectors.hnsw import Graph, proposed
from mmdesk.vectors.rows import Block, Half, Ids, Rows, Single

APPLIED = 8192
"""Changes taken at a time."""
BUILT = 1024
"""Vectors that one call of `maintain` brings into the graph."""

log = logging.getLogger(__name__)

_News = tuple[Ids, Block, int]
"""Segments whose rows are outdated, their new rows, and the change that it is current to."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the catalogue's log: this segment's vector is now `vector`, or gone if None.

    `vector` is float16, little-endian, of unit length; numbers rise.
    """

    number: int
    segment: int
    vector: bytes | None


@dataclass(frozen=True, slots=True)
class _State:
    """What a search sees: replaced as a whole, never changed."""

    rows: Rows
    graph: Graph | None = None


class VectorIndex:
    """The vectors of the space whose snapshots lie in `folder` and belong to `owner`.

    Opens the newest whole snapshot; without one it starts empty at change 0. Searches may run in
    any number of threads and wait for nothing; changes do not wait for `maintain` and `save`. Of
    the processes that share a folder only the catalogue's writer may call `save`.
    """

    def __init__(self, folder: Path, owner: str, dimension: int, settings: Settings) -> None:
        self._folder, self._owner, self._dimension = folder, owner, dimension
        self._settings = settings
        self._changing, self._tending = threading.Lock(), threading.Lock()
        self._meanwhile: list[_News] | None = None
        self._state = self._saved = self._opened()

    @property
    def change(self) -> int:
        """Up to which change of the catalogue this index is current; 0: feed everything."""
        return self._state.rows.change

    @property
    def saved_change(self) -> int:
        """Up to which change the files of this index are current."""
        return self._saved.rows.change

    def __len__(self) -> int:
        return len(self._state.rows)

    def apply(self, changes: Iterable[Change]) -> None:
        """Add, replace and remove; changes that it has already are passed over."""
        with self._changing:
            for batch in _batches(changes):
                rows = self._state.rows
                unknown = [change for change in batch if change.number > rows.change]
                if unknown:
                    news = self._news(unknown)
                    self._state = replace(self._state, rows=rows.changed(*news))
                    if self._meanwhile is not None:
                        self._meanwhile.append(news)

    def load(self, segments: Ids, vectors: Half, change: int) -> None:
        """Hold exactly these segments with these vectors (n, dimension), as of `change`."""
        if vectors.shape != (len(segments), self._dimension):
            raise Bug(
                f"{len(segments)} segments were given vectors of shape {vectors.shape}; "
                f"this space has {self._dimension} dimensions."
            )
        if len(np.unique(segments)) != len(segments):
            raise Bug("A segment was given more than one vector.")
        with self._changing:
            block = _sound(np.asarray(segments, np.int64), np.asarray(vectors, np.float16))
            self._state = _State(Rows((block,), change))
            self._meanwhile = None

    def search(self, query: Single, count: int, allowed: Ids | None = None) -> tuple[Ids, Single]:
        """The `count` segments nearest to `query`, best first, and their cosines.

        `allowed` (rising) limits the answer to these segments. Fewer come back where fewer exist.
        """
        self._refuse_nonsense(query, count)
        state = self._state
        query = (query / max(float(np.linalg.norm(query)), 1e-12)).astype(np.float32)
        blocks = state.rows.blocks
        found = None
        if state.graph is not None:
            found = proposed(state.graph, state.rows, query, count, allowed)
        if found is None:
            return scan.best(blocks, query, count, allowed)
        return scan.ranked(blocks, found, query, count)

    def maintain(self) -> bool:
        """A few seconds of upkeep of the HNSW graph; True while there is more to do.

        The indexing thread calls it when it has nothing more urgent, and then `save`.
        """
        after = self._tend(self._extended)
        return after.graph is not None and after.rows.lag > 0

    def save(self) -> None:
        """Write a snapshot, if anything changed since the last; raises LibraryUnusable."""
        if self._state is self._saved:
            return
        try:
            self._saved = self._tend(self._written)
        except (OSError, snapshot.Refused) as error:
            raise LibraryUnusable(
                f"The search index could not be written to {self._folder} ({error}). "
                "Free some space or allow writing there; nothing indexed is lost."
            ) from error

    def close(self) -> None:
        """Let go of the rows and of the mapped file; unsaved changes are fed again next time."""
        with self._changing:
            self._state = self._saved = _State(Rows())
            self._meanwhile = None

    def _tend(self, work: Callable[[_State], _State]) -> _State:
        """Put the state that `work` makes of the present one in its place, with later changes."""
        with self._tending:
            with self._changing:
                before, self._meanwhile = self._state, []
            try:
                after = work(before)
            except BaseException:
                self._meanwhile = None
                raise
            with self._changing:
                meanwhile, self._meanwhile = self._meanwhile, None
                if meanwhile is not None:  # None: load or close made the work worthless
                    rows = reduce(lambda rows, news: rows.changed(*news), meanwhile, after.rows)
                    self._state = replace(after, rows=rows) if meanwhile else after
        return after

    def _opened(self) -> _State:
        found = snapshot.newest(self._folder, self._owner, self._dimension)
        if found is None:
            log.info("%s has no snapshot that can be used; the index starts empty.", self._folder)
            return _State(Rows())
        rows = Rows((found.block,), found.header.change)
        return _State(rows, self._loaded_graph(found))

    def _loaded_graph(self, found: snapshot.Snapshot) -> Graph | None:
        digest, path = found.header.graph, snapshot.graph_path(self._folder, found.generation)
        if digest is None or found.header.count <= self._settings.exact_scan_rows:
            return None
        try:
            if snapshot.checksum(path) == digest:
                return Graph.load(path, self._dimension, self._settings, found.block.ids)
            log.warning("The HNSW graph %s is damaged and will be built anew.", path)
        except (OSError, RuntimeError) as error:
            log.warning("The HNSW graph %s will be built anew: %s", path, error)
        return None

    def _written(self, state: _State) -> _State:
        """Write the next generation; the same state, its rows mapped from there."""
        self._folder.mkdir(parents=True, exist_ok=True)
        generation = max(snapshot.generations(self._folder), default=0) + 1
        digest = None
        if state.graph is not None:
            state.graph.forget(state.rows.living_ids())
            digest = state.graph.save(snapshot.graph_path(self._folder, generation))
        path = snapshot.flat_path(self._folder, generation)
        snapshot.write(path, state.rows, self._owner, self._dimension, digest)
        found = snapshot.read(self._folder, generation, self._owner, self._dimension)
        snapshot.remove_others(self._folder, generation)
        return _State(Rows((found.block,), state.rows.change), state.graph)

    def _extended(self, state: _State) -> _State:
        """With the next rows in the graph; without a graph where the rows are few."""
        rows, graph = state.rows, state.graph
        if len(rows) <= self._settings.exact_scan_rows:
            return state if graph is None else _State(rows)
        if graph is not None:
            graph.forget(rows.living_ids())
        if graph is None or graph.worn:
            log.info("The HNSW graph of %s is built anew over %d rows.", self._folder, len(rows))
            rows, graph = rows.ungraphed(), Graph.empty(self._dimension, self._settings)
        for at, block in enumerate(rows.blocks):
            numbers = block.missing()[:BUILT]
            if len(numbers):
                graph.bring_in(block.ids[numbers], block.half[numbers])
                return _State(rows.with_block(at, block.with_graphed(numbers)), graph)
        return state

    def _refuse_nonsense(self, query: Single, count: int) -> None:
        if query.shape != (self._dimension,):
            raise Bug(
                f"A query of shape {query.shape} was put to a space of "
                f"{self._dimension} dimensions."
            )
        if not np.isfinite(query).all():
            raise Bug("A query must consist of finite numbers.")
        if count < 1:
            raise Bug(f"A search for {count} segments makes no sense; ask for at least one.")

    def _news(self, changes: list[Change]) -> _News:
        last = {change.segment: change.vector for change in changes}
        present = {key: value for key, value in last.items() if value is not None}
        for segment, vector in present.items():
            if len(vector) != 2 * self._dimension:
                raise Bug(
                    f"The vector of segment {segment} has {len(vector)} bytes; "
                    f"{self._dimension} float16 values were due."
                )
        half = np.frombuffer(b"".join(present.values()), "<f2").reshape(-1, self._dimension)
        added = _sound(np.array(list(present), np.int64), half)
        return np.array(list(last), np.int64), added, changes[-1].number


def _sound(segments: Ids, half: Half) -> Block:
    """A block of these rows without those that hold no numbers, which would spoil every ranking."""
    sound = np.isfinite(half).all(axis=1)
    for segment in segments[~sound]:
        log.warning("The vector of segment %d is not finite and is left out.", segment)
    return Block.of(segments[sound], half[sound])


def _batches(changes: Iterable[Change]) -> Iterator[list[Change]]:
    remaining = iter(changes)
    while batch := list(islice(remaining, APPLIED)):
        yield batch
