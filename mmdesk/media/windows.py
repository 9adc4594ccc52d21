"""Windows: the stretches of a sound that an encoder hears, one after the other, overlapping."""

import math
from collections.abc import Iterator

import numpy as np

from mmdesk.core.entities import Span
from mmdesk.media.stream import Samples

SECONDS = 10.0
EVERY = 7.5
SILENT = 1e-3
"""-60 dBFS, of full scale 1."""
_LEFT = 0.5
"""Seconds after a window that are too few for another: a clip of ten seconds often lasts 10.03."""
_PIECE = 0.1
"""Seconds over which loudness is taken: a click in ten quiet seconds is no silence."""


def cut(duration: float) -> list[Span]:
    """The windows of a sound; the last one ends with it."""
    if duration <= SECONDS:
        return [Span(0.0, duration)] if duration > 0 else []
    regular = max(0, math.ceil((duration - SECONDS - _LEFT) / EVERY))
    starts = [EVERY * number for number in range(regular)]
    return [Span(start, start + SECONDS) for start in starts] + [Span(duration - SECONDS, duration)]


class Cutter:
    """Cuts the windows out of a sound's samples while they come; keeps no more than two windows.

    Each comes as `cut` of the whole duration will name it, though that is known only in the end.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._held = np.zeros(0, np.float32)
        self._begin = 0
        """The number of the first sample held."""
        self._given = 0

    def add(self, block: Samples) -> Iterator[tuple[Span, Samples]]:
        """The windows that are whole once these samples have come, and are not the last."""
        self._held = np.concatenate([self._held, block])
        while self._begin + len(self._held) > self._rate * (self._next + SECONDS + _LEFT) + 1:
            yield self._cut(Span(self._next, self._next + SECONDS))
            self._given += 1
        # The last window may begin before the next regular one would.
        over = max(0, round((self._next - EVERY) * self._rate) - self._begin)
        self._held, self._begin = self._held[over:], self._begin + over

    def finish(self, duration: float) -> Iterator[tuple[Span, Samples]]:
        """The windows that are left of a sound that lasted so many seconds."""
        return map(self._cut, cut(duration)[self._given :])

    @property
    def _next(self) -> float:
        return EVERY * self._given

    def _cut(self, span: Span) -> tuple[Span, Samples]:
        first = max(0, round(span.start * self._rate) - self._begin)
        return span, self._held[first : round(span.end * self._rate) - self._begin]


def is_silent(samples: Samples, rate: int) -> bool:
    """Whether the samples are silent throughout."""
    size = max(1, round(_PIECE * rate))
    energy = np.add.reduceat(np.square(samples), np.arange(0, len(samples), size))
    pieces = np.minimum(size, len(samples) - np.arange(0, len(samples), size))
    return not len(samples) or bool((energy < pieces * SILENT**2).all())
