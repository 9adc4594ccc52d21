"""The exact engine: every row is looked at.

All rows are first scored in int8 by numkong's SIMD kernels. Rounding errs by a known amount (its
standard deviation is a step divided by the square root of 12), so that only rows which could still
be among the best are scored again, in float32. A row is missed only where rounding erred by more
than four standard deviations, which is rarer than one row in ten thousand of those at the border.
"""

from collections.abc import Sequence
from math import sqrt

import numpy as np

from mmdesk.vectors.rows import Block, Half, Ids, RowNumbers, Single, quantised

GATHER = 5
"""Fewer rows than one in this many are copied together first; more are faster scanned in place."""
SLACK = 4 / sqrt(12)
"""Four standard deviations of the rounding error, in steps."""
RESCORED = 2048
"""Rows rescored at a time: their float32 copies stay in the processor's cache."""

Ranking = tuple[Ids, Single]


def best(blocks: Sequence[Block], query: Single, count: int, allowed: Ids | None = None) -> Ranking:
    """The `count` living segments nearest to the unit vector `query`, best first."""
    chosen = [numbers_among(block, allowed) for block in blocks]
    return ranked(blocks, survivors(blocks, chosen, query, count), query, count)


def numbers_among(block: Block, allowed: Ids | None) -> RowNumbers:
    """The living rows whose segments are `allowed` (rising), or all living rows."""
    if allowed is None:
        return np.flatnonzero(block.alive)
    if len(allowed) * GATHER < len(block):
        return block.numbers_of(allowed)
    return np.flatnonzero(block.alive & np.isin(block.ids, allowed, assume_unique=True))


def survivors(
    blocks: Sequence[Block], chosen: Sequence[RowNumbers], query: Single, count: int
) -> list[RowNumbers]:
    """Of the `chosen` rows of each block, those that may be among the best `count`."""
    scores = [_approximate(block, rows, query) for block, rows in zip(blocks, chosen, strict=True)]
    total = sum(len(rows) for rows in chosen)
    if total <= count:
        return list(chosen)
    lowest = np.concatenate([low for low, _ in scores])
    floor = np.partition(lowest, total - count)[total - count]
    return [rows[high >= floor] for rows, (_, high) in zip(chosen, scores, strict=True)]


def ranked(
    blocks: Sequence[Block], chosen: Sequence[RowNumbers], query: Single, count: int
) -> Ranking:
    """The `chosen` rows of each block by their true cosine, best first, at most `count`."""
    pairs = list(zip(blocks, chosen, strict=True))
    ids = np.concatenate([np.empty(0, np.int64), *(block.ids[rows] for block, rows in pairs)])
    cosines = [_cosines(block.half, rows, query) for block, rows in pairs]
    cosine = np.concatenate([np.empty(0, np.float32), *cosines])
    order = np.lexsort((ids, -cosine))[:count]
    return ids[order], cosine[order]


def _approximate(block: Block, rows: RowNumbers, query: Single) -> tuple[Single, Single]:
    """The least and the most that each row's cosine may be."""
    import numkong

    if not len(rows):
        return np.empty(0, np.float32), np.empty(0, np.float32)
    coded, (step,) = quantised(query[None].astype(np.float16))
    gather = len(rows) * GATHER < len(block)
    table = block.coded.take(rows, axis=0) if gather else block.coded
    dots = np.asarray(numkong.cdist(coded, table, "dot", out_dtype="float32"))[0]
    if len(dots) > len(rows):
        dots = dots[rows]
    steps = block.steps if len(rows) == len(block) else block.steps[rows]
    cosine = dots * (steps * step)
    slack = (steps + step) * np.float32(SLACK)
    return cosine - slack, cosine + slack


def _cosines(half: Half, rows: RowNumbers, query: Single) -> Single:
    import numkong

    result = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), RESCORED):
        part = numkong.astype(half[rows[start : start + RESCORED]], "float32")
        result[start : start + RESCORED] = np.asarray(part) @ query
    return result
