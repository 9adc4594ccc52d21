"""Sounds for the rest of the house: opened from any file, in blocks or as one stretch."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from mmdesk.core.entities import Span
from mmdesk.media.formats import HEAD_BYTES, opener_of
from mmdesk.media.reasons import as_reasons
from mmdesk.media.stream import Samples, Sound

__all__ = ["Samples", "Sound", "open_sound", "samples"]


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
        opened = opener_of(head, path.suffix)(path)
    with opened as sound:
        yield sound


def samples(path: Path, span: Span, rate: int) -> Samples:
    """The samples of `span` at `rate`, mono; fewer where the sound ends before."""
    with open_sound(path) as sound:
        blocks = list(sound.blocks(span.start, span.end, rate))
    return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
