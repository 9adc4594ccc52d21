"""Nearest neighbours in every space: vector indexes that follow the catalogue.

An index is a cache. It carries the number of the last catalogue change that it knows and catches up
from there before each search; where it knows nothing it is filled from the catalogue anew.
"""

import threading
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
        """How many vectors there are in a space."""
        return len(self._current(space))

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

    def tend(self, space: Space) -> bool:
        """A few seconds of upkeep of a space's index; True while there is more to do."""
        index = self._current(space)
        if index.maintain():
            return True
        index.save()
        return False

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
        if behind < 0 or behind > max(MANY_CHANGES, len(index) // 2):
            index.load(*embeddings.all(number, dimension))
        elif behind:
            changes = embeddings.changes(number, index.change)
            index.apply(Change(each.number, each.segment, each.vector) for each in changes)
