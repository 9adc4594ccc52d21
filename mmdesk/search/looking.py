"""A video as an example: some frames, prepared for an encoder, and which of them tell the most.

An example shows what is wanted, so that a few frames of a long one are enough.
"""

from collections.abc import Sequence
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
_ALIKE = 0.02
"""How unlike what is chosen a further frame must be to tell anything more."""

Frames = tuple[npt.NDArray[np.uint8], list[Span]]


def looked_at(path: Path, preparation: PicturePreparation, limits: PictureLimits) -> Frames:
    """Frames as (n, height, width, 3), and what each stands for: the work of a worker process."""
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


def telling(
    vectors: npt.NDArray[np.floating], spans: Sequence[Span], count: int = TELLING
) -> list[int]:
    """Which `count` of the frames say most about their film: the most telling first.

    `vectors`: (frames, dimension), of unit length. The first is the one most like all others; each
    further one is unlike those before it. What lasts longer counts for more.
    """
    if not len(vectors):
        return []
    lasting = np.array([max(span.end - span.start, 1e-3) for span in spans])
    wide = vectors.astype(np.float64)
    chosen = [int(np.argmax(wide @ (lasting @ wide)))]
    unlike = 1.0 - wide @ wide[chosen[0]]
    while len(chosen) < min(count, len(wide)) and unlike.max() > _ALIKE:
        chosen.append(int(np.argmax(unlike * np.sqrt(lasting))))
        unlike = np.minimum(unlike, 1.0 - wide @ wide[chosen[-1]])
        unlike[chosen] = 0.0
    return chosen
