"""Sounds for the rest of the house: opened from any file, in blocks or as one stretch."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from mmdesk.core.entities import Span
from mmdesk.media.formats import HEAD_BYTES, counted_suffix, opener_of
from mmdesk.media.reasons import as_reasons
from mmdesk.media.stream import Samples, Sound

__all__ = ["Samples", "Sound", "open_sound", "samples", "stretches"]

_NEAR = 10.0
"""Seconds between two spans that are decoded rather than passed over."""


@contextmanager
def open_sound(path: Path) -> Iterator[Sound]:
    """The sound in `path`, its format found by content.

    Raises FileUnreadable, with the reason, for whatever is wrong with the file, also from the
    blocks that are read while it is open; only MemoryError passes, for the worker that knows its
    limit.
    """
    with as_reasons():
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            suffix = counted_suffix(file, head, path.suffix)
        opened = opener_of(head, suffix)(path)
    with opened as sound:
        yield sound


def stretches(sound: Sound, spans: Iterable[Span], rate: int) -> Iterator[Samples]:
    """The samples of each span at `rate`, mono, the spans being in the order of their beginnings.

    Those that overlap or lie close together are decoded in one go, without seeking between them.
    """
    run: list[Span] = []
    for span in spans:
        if run and span.start > run[-1].end + _NEAR:
            yield from _run(sound, run, rate)
            run = []
        run.append(span)
    if run:
        yield from _run(sound, run, rate)


def _run(sound: Sound, spans: list[Span], rate: int) -> Iterator[Samples]:
    blocks = sound.blocks(spans[0].start, max(span.end for span in spans), rate)
    held, begin = np.zeros(0, np.float32), round(spans[0].start * rate)
    for span in spans:
        first, last = round(span.start * rate), round(span.end * rate)
        missing = [held[first - begin :]]
        reached = begin + len(held)
        while reached < last and (block := next(blocks, None)) is not None:
            missing.append(block)
            reached += len(block)
        held = np.concatenate(missing)
        begin = reached - len(held)
        yield held[first - begin : last - begin]


def samples(path: Path, span: Span, rate: int) -> Samples:
    """The samples of `span` at `rate`, mono; fewer where the sound ends before."""
    with open_sound(path) as sound:
        blocks = list(sound.blocks(span.start, span.end, rate))
    return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
