"""The vectors of a space as immutable blocks of rows, so that searches never wait for changes.

A change makes new blocks and leaves the old ones to whoever still reads them. The first block is
usually the memory-mapped snapshot; newer rows gather in small blocks behind it, which merge as they
grow, so that there are never many. A segment is alive in at most one block.

Each row is kept twice: in float16 as the catalogue has it, and in int8 with its own step, which is
half as much to read and precise enough to say which rows deserve a closer look.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]
RowNumbers = npt.NDArray[np.int64]
Half = npt.NDArray[np.float16]
Single = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Array = npt.NDArray[Any]

CHUNK = 1024
"""Rows that are converted or written at a time, to bound the memory that it takes."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows in rising order of their segments; `coded` x `steps` is about `half`."""

    ids: Ids
    half: Half
    coded: npt.NDArray[np.int8]
    steps: Single
    graphed: Mask
    """Which rows the HNSW graph, where there is one, holds as they are here."""
    alive: Mask
    mapped: bool = False
    """Whether the rows lie in a file rather than in memory."""

    @classmethod
    def of(cls, ids: Ids, half: Half) -> Self:
        """A block in memory of rows in any order, each segment once."""
        order = np.argsort(ids)
        half = half[order]
        coded, steps = quantised(half)
        nothing = np.zeros(len(ids), bool)
        return cls(ids[order], half, coded, steps, graphed=nothing, alive=~nothing)

    def __len__(self) -> int:
        return len(self.ids)

    def numbers_of(self, segments: Ids) -> RowNumbers:
        """The numbers of the living rows of these segments, in order; unknown ones fall out."""
        at = np.searchsorted(self.ids, segments)[members(segments, self.ids)]
        return at[self.alive[at]]

    def without(self, segments: Ids) -> Self:
        """The same rows, these segments' dead."""
        numbers = self.numbers_of(segments)
        if not len(numbers):
            return self
        alive = self.alive.copy()
        alive[numbers] = False
        return replace(self, alive=alive)

    def missing(self) -> RowNumbers:
        """The living rows that the HNSW graph does not hold."""
        if self.graphed.all():
            return np.empty(0, np.int64)
        return np.flatnonzero(self.alive & ~self.graphed)

    def with_graphed(self, numbers: RowNumbers) -> Self:
        """The same rows, these in the HNSW graph."""
        graphed = self.graphed.copy()
        graphed[numbers] = True
        return replace(self, graphed=graphed)


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a space, as of one change of the catalogue."""

    blocks: tuple[Block, ...] = ()
    change: int = 0

    def __len__(self) -> int:
        return sum(int(np.count_nonzero(block.alive)) for block in self.blocks)

    @property
    def lag(self) -> int:
        """How many living rows the HNSW graph does not hold."""
        return sum(len(block.missing()) for block in self.blocks)

    def changed(self, outdated: Ids, added: Block, change: int) -> Self:
        """With the rows of the `outdated` segments dead, and `added` living."""
        blocks = [block.without(outdated) for block in self.blocks]
        if len(added):
            blocks.append(added)
        return replace(self, blocks=tuple(_settled(blocks)), change=change)

    def ungraphed(self) -> Self:
        """The same rows, none of them in a graph."""
        blocks = (replace(block, graphed=np.zeros(len(block), bool)) for block in self.blocks)
        return replace(self, blocks=tuple(blocks))

    def with_block(self, at: int, block: Block) -> Self:
        """With `block` in the place of the block number `at`."""
        return replace(self, blocks=(*self.blocks[:at], block, *self.blocks[at + 1 :]))

    def living(self) -> tuple[npt.NDArray[np.intp], RowNumbers]:
        """Block and row number of every living row, in rising order of their segments."""
        numbers = [np.flatnonzero(block.alive) for block in self.blocks]
        if not numbers:
            return np.empty(0, np.intp), np.empty(0, np.int64)
        source = np.repeat(np.arange(len(numbers)), [len(part) for part in numbers])
        ids = [block.ids[part] for block, part in zip(self.blocks, numbers, strict=True)]
        order = np.argsort(np.concatenate(ids))
        return source[order], np.concatenate(numbers)[order]

    def living_ids(self) -> Ids:
        """Every living segment, rising."""
        parts = [block.ids[block.alive] for block in self.blocks]
        return np.sort(np.concatenate(parts)) if parts else np.empty(0, np.int64)


def members(segments: Ids, among: Ids) -> Mask:
    """Which of the `segments` are `among` these, which rise."""
    if not len(among):
        return np.zeros(len(segments), bool)
    at = np.searchsorted(among, segments).clip(max=len(among) - 1)
    return np.asarray(among[at] == segments)


def quantised(half: Half) -> tuple[npt.NDArray[np.int8], Single]:
    """Rows in int8 and each row's step; a row's largest value becomes 127."""
    coded = np.empty(half.shape, np.int8)
    steps = np.empty(len(half), np.float32)
    for start in range(0, len(half), CHUNK):
        part = half[start : start + CHUNK].astype(np.float32)
        largest = np.abs(part).max(axis=1).clip(min=1e-30)
        steps[start : start + CHUNK] = largest / 127
        coded[start : start + CHUNK] = np.rint(part * (127 / largest)[:, None])
    return coded, steps


def taken(
    blocks: Sequence[Block], name: str, source: npt.NDArray[np.intp], numbers: RowNumbers
) -> Array:
    """The rows `numbers` of the blocks `source`, of the blocks' array `name`."""
    arrays: list[Array] = [getattr(block, name) for block in blocks]
    result = np.empty((len(numbers), *arrays[0].shape[1:]), arrays[0].dtype)
    for at, array in enumerate(arrays):
        here = source == at
        result[here] = array[numbers[here]]
    return result


def _settled(blocks: Iterable[Block]) -> list[Block]:
    """Blocks in memory merged while one is less than twice the next: a few at most remain."""
    settled: list[Block] = []
    for block in blocks:
        settled.append(block)
        while len(settled) > 1 and not settled[-2].mapped and _small(*settled[-2:]):
            settled[-2:] = [_merged(settled[-2:])]
    return settled


def _small(before: Block, after: Block) -> bool:
    return len(before) < 2 * len(after)


def _merged(blocks: Sequence[Block]) -> Block:
    source, numbers = Rows(tuple(blocks)).living()
    names = ("ids", "half", "coded", "steps", "graphed", "alive")
    arrays = (taken(blocks, name, source, numbers) for name in names)
    ids, half, coded, steps, graphed, alive = arrays
    return Block(ids, half, coded, steps, graphed, alive)
