"""What worker processes do with a video as an example: some frames, prepared for an encoder.

An example shows what is wanted, so that a few frames of a long one are enough.
"""

from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mmdesk.core.entities import PicturePreparation, Span
from mmdesk.media import frames
from mmdesk.media.film import open_film
from mmdesk.media.picture import PictureLimits

TELLING = 8
"""Frames of an example that count: the most telling ones."""
LOOKED_AT = 24
"""Frames among which they are chosen, spread over the video; at most one a second."""

Frames = tuple[npt.NDArray[np.uint8], list[Span]]


def looked_at(path: Path, preparation: PicturePreparation, limits: PictureLimits) -> Frames:
    """Frames as (n, height, width, 3), and what each of them stands for."""
    with open_film(path, limits) as film:
        duration = film.duration or 0.0
        times = _spread(duration) or [each.time for each in islice(film.keyframes(), LOOKED_AT)]
    ends = [*times[1:], max(duration, times[-1])]
    spans = [Span(start, end) for start, end in zip(times, ends, strict=True)]
    return frames.read_prepared(path, times, preparation, limits), spans


def _spread(duration: float) -> list[float]:
    """Times in the middle of as many parts of equal length."""
    count = min(LOOKED_AT, round(duration))
    return [duration * (number + 0.5) / count for number in range(count)]
