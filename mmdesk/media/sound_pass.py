"""The first pass over a sound: all that can be known without a model, from decoding it once.

It takes as much memory for ten hours as for ten seconds: blocks come and go, and what is kept of
them is a waveform, the last window, and what was heard in each window.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Generic, TypeVar

from mmdesk.core.entities import Facts, Span
from mmdesk.core.errors import FileUnreadable
from mmdesk.media import raster, tags, thumbnails, windows
from mmdesk.media.formats import HEAD_BYTES, reader_of
from mmdesk.media.peaks import Peaks
from mmdesk.media.picture import PictureLimits
from mmdesk.media.reasons import as_reasons
from mmdesk.media.sound import Samples, Sound, open_sound
from mmdesk.media.stream import EMPTY_SOUND, Resampler

RATE = 22_050
"""Of the mono samples in which windows are heard."""

Heard = TypeVar("Heard")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pass(Generic[Heard]):
    """What the first pass gets from a sound.

    `cover` is a thumbnail; `peaks` as `peaks.Peaks` packs them. `heard` belongs to `spans`, the
    windows that are not silent. `problem` says what could not be decoded; the rest counts.
    """

    facts: Facts
    cover: bytes | None
    peaks: bytes
    spans: tuple[Span, ...]
    heard: tuple[Heard, ...]
    problem: str | None


def read(
    path: Path, hear: Callable[[Samples], Heard], limits: PictureLimits, shown: float = 0.0
) -> Pass[Heard]:
    """Decode the sound in `path` once; `hear` gets each window's mono samples at `RATE`.

    The waveform of a soundtrack goes on for as long as its pictures are `shown`, in seconds.
    Raises FileUnreadable with the reason when nothing can be decoded.
    """
    facts, cover = tags.read_tags(path)
    with open_sound(path) as sound:
        through = _Through(sound)
        heard = [
            (span, hear(samples))
            for span, samples in through.windows()
            if not windows.is_silent(samples, RATE)
        ]
    return Pass(
        replace(facts, duration=through.duration),
        cover_thumbnail(cover, limits) if cover else None,
        through.peaks.packed(round(shown * sound.rate)),
        tuple(span for span, _ in heard),
        tuple(each for _, each in heard),
        sound.problem,
    )


class _Through:
    """One way through a sound, from its beginning to its end."""

    def __init__(self, sound: Sound) -> None:
        self._sound = sound
        self._frames = 0
        self.peaks = Peaks()

    @property
    def duration(self) -> float:
        """Seconds that were decoded so far."""
        return self._frames / self._sound.rate

    def windows(self) -> Iterator[tuple[Span, Samples]]:
        """Each window with its samples, from the first to the last."""
        cutter, resampler = windows.Cutter(RATE), Resampler(self._sound.rate, RATE)
        for block in resampler.all(map(self._noted, self._sound.blocks())):
            yield from cutter.add(block)
        if not self._frames:
            raise FileUnreadable(self._sound.problem or EMPTY_SOUND)
        yield from cutter.finish(self.duration)

    def _noted(self, block: Samples) -> Samples:
        self._frames += len(block)
        self.peaks.add(block)
        return block


def cover_thumbnail(raw: bytes, limits: PictureLimits) -> bytes | None:
    """A thumbnail of the picture whose file these bytes are; None where it cannot be read."""
    try:
        with as_reasons():
            known, _ = reader_of(raw[:HEAD_BYTES], "")
            picture = raster.decode(BytesIO(raw), known.name, thumbnails.SIDE, limits)
            return thumbnails.make(picture.image)
    except FileUnreadable as error:
        _log.info("A cover cannot be read: %s", error)
        return None
