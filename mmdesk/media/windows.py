"""Windows: the stretches of a sound that an encoder hears, one after the other, overlapping."""

import math

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


def is_silent(samples: Samples, rate: int) -> bool:
    """Whether the samples are silent throughout."""
    size = max(1, round(_PIECE * rate))
    energy = np.add.reduceat(np.square(samples), np.arange(0, len(samples), size))
    pieces = np.minimum(size, len(samples) - np.arange(0, len(samples), size))
    return not len(samples) or bool((energy < pieces * SILENT**2).all())
