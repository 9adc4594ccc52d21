"""How unlike two frames of a film are, told by their tiny pictures (`Frame.tiny`).

Everything that decides what a shot is stands here: what is near-identical, what is a cut, and what
is only a blend of the pictures around it. The thresholds are those at which made and real films
separate best; see tests/unit/media/test_shots.py for both.
"""

from statistics import median

import numpy as np
from numpy.typing import NDArray

Tiny = NDArray[np.uint8]
"""(3, height, width): luma and both colour differences."""

_SAME = 3.0
"""Mean difference, of 255, up to which pictures are near-identical: noise, leaves, a clock."""
_SAME_PART, _PART = 20.0, 0.03
"""So much difference in such a share of the picture makes another one: somebody comes in."""
_CUT, _SUDDEN = 6.0, 3.0
"""Mean difference from the frame before that a cut makes at least, and how many times more than
the frames before it made."""
_OTHER_SHADES = 0.8
"""Shares of a picture's shades, of 6, that a pan does not change and another scene does."""
_BLENDED, _LIKEWISE = 1.5, 0.8
"""A blend lies between pictures that differ so much; the cosine of its change until then with that
from then on is so high."""


def difference(one: Tiny, other: Tiny) -> float:
    """The mean difference of two tiny pictures, 0 to 255."""
    return float(_apart(one, other).mean())


def near_identical(one: Tiny, other: Tiny) -> bool:
    """Whether one frame may stand for both."""
    apart = _apart(one, other)
    if apart.mean() > _SAME:
        return False
    most = max(1, round(_PART * apart.size))
    return bool(np.partition(apart, -most, axis=None)[-most:].mean() <= _SAME_PART)


def is_other_scene(one: Tiny, other: Tiny) -> bool:
    """Whether frames some time apart show different things, rather than things that moved."""
    if difference(one, other) < _CUT:
        return False
    return float(np.abs(_shades(one) - _shades(other)).sum()) > _OTHER_SHADES


def is_cut(tiny: Tiny, before: Tiny, after: Tiny, usual: list[float]) -> bool:
    """Whether a shot begins with `tiny`, `before` being the last of another one.

    `after` comes a little later: a flash is no cut. `usual` are the differences between frames
    until then.
    """
    jump = difference(tiny, before)
    if jump < _CUT or difference(after, before) < _CUT:
        return False
    return not usual or jump > _SUDDEN * median(usual)


def is_blend(tiny: Tiny, before: Tiny, after: Tiny) -> bool:
    """Whether `tiny` is one picture fading into another: what changes goes on changing so.

    What moves changes other places before than after.
    """
    first, second = tiny.astype(np.float32) - before, after.astype(np.float32) - tiny
    if np.abs(first + second).mean() < _BLENDED:
        return False
    both = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float((first * second).sum()) > _LIKEWISE * both


def _shades(tiny: Tiny) -> NDArray[np.float64]:
    """The shares of the picture that are dark, bright and between, and of one colour or another."""
    binned = (tiny >> 4).reshape(3, -1).astype(np.intp) + 16 * np.arange(3)[:, None]
    counts: NDArray[np.float64] = np.bincount(binned.ravel(), minlength=48) / tiny[0].size
    return counts


def _apart(one: Tiny, other: Tiny) -> NDArray[np.float32]:
    """(height, width): how far apart each place is; brightness counts as much as both colours."""
    luma, blue, red = np.abs(one.astype(np.float32) - other)
    apart: NDArray[np.float32] = (2 * luma + blue + red) / 4
    return apart
