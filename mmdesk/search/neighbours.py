"""Nearest neighbours in every space: vector indexes that follow the catalogue.

An index is a cache. It carries the number of the last catalogue change that it knows and catches up
from there before each search; where it knows nothing it is filled from the catalogue anew.
"""

import shutil
import threading
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Space
from mmdesk.core.settings import Settings
from mmdesk.vectors.index import Change, VectorIndex

MANY_CHANGES = 20_000
"""Fewer are always applied one by one; more only where they are less than half of the index, since
filling anew also means building its graph anew."""


class Neighbours:
    """The vector indexes of one library, opened when first needed."""

    def __init__(self, catalogue: Catalogue, folder: Path, settings: Settings) -> None:
        self._catalogue, self._folder, self._settings = catalogue, folder, settings
        self._indexes: dict[str, VectorIndex] = {}
        self._lock = threading.Lock()

    def count(self, space: Space) -> int:
        """How many vectors there are in a space; of one that was never used, nothing is opened."""
        known = self._catalogue.embeddings.space_id(space) is not None
        return len(self._current(space)) if known else 0

    def nearest(
        self,
        space: Space,
        vector: npt.NDArray[np.float32],
        count: int,
        allowed: npt.NDArray[np.int64] | None,
    ) -> list[tuple[int, float]]:
        """Up to `count` segments of `allowed` (all: None) with their cosines, nearest first."""
        segments, cosines = self._current(space).search(vector, count, allowed)
        return list(zip(segments.tolist(), cosines.tolist(), strict=True))

    def cosines(
        self, space: Space, vector: npt.NDArray[np.float32], segments: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float64]:
        """The cosine of each of these segments (rising); NaN for those that have no vector."""
        cosines = np.full(len(segments), np.nan)
        if len(segments):
            found, near = self._current(space).search(vector, len(segments), segments)
            cosines[np.searchsorted(segments, found)] = near
        return cosines

    def tend(self, space: Space) -> bool:
        """A few seconds of upkeep of a space's index; True while there is more to do."""
        index = self._current(space)
        if index.maintain():
            return True
        index.save()
        number = self._catalogue.embeddings.space_id(space)
        return number is not None and self._catalogue.embeddings.trim(number, index.saved_change)

    def tidy(self, in_use: Iterable[Space]) -> bool:
        """Let go of what other spaces leave behind; True while there is more to do.

        Their embeddings and their files stay, for when their model is used again: what the files
        have missed by then is seen from the log that is gone, and costs a filling anew.
        """
        embeddings = self._catalogue.embeddings
        known = embeddings.spaces()
        for folder in self._folder.glob("*"):
            if folder.name not in map(str, known):
                shutil.rmtree(folder, ignore_errors=True)
        others = known - {embeddings.space_id(space) for space in in_use}
        return any(embeddings.trim(each, embeddings.last_change(each)) for each in others)

    def close(self) -> None:
        """Let go of all files."""
        with self._lock:
            for index in self._indexes.values():
                index.close()
            self._indexes.clear()

    def _current(self, space: Space) -> VectorIndex:
        with self._lock:
            index = self._indexes.get(space.key)
            if index is None:
                index = self._open(space)
            number = self._catalogue.embeddings.space_id(space)
            if number is not None:
                self._catch_up(index, number, space.dimension)
            return index

    def _open(self, space: Space) -> VectorIndex:
        number = self._catalogue.embeddings.space_id(space)
        owner = f"{self._catalogue.id} {space.key}"
        index = VectorIndex(self._folder / str(number), owner, space.dimension, self._settings)
        if number is not None:
            self._indexes[space.key] = index
        return index

    def _catch_up(self, index: VectorIndex, number: int, dimension: int) -> None:
        embeddings = self._catalogue.embeddings
        behind = embeddings.last_change(number) - index.change
        if behind == 0:
            return
        few = 0 < behind <= max(MANY_CHANGES, len(index) // 2)
        changes = embeddings.changes(number, index.change) if few else None
        if changes is None:
            index.load(*embeddings.all(number, dimension))
        else:
            index.apply(Change(each.number, each.segment, each.vector) for each in changes)
