"""The samples of one sound on their way from the file to the sound card, some seconds ahead.

They are decoded by a worker process, piece by piece: a short first one, so that something is heard
at once, then longer ones.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from mmdesk.core.listings import Samples

FIRST, LONGEST = 1.0, 8.0
"""Seconds of a piece."""
AHEAD = 6.0
"""Seconds that are decoded before they are needed."""
_SHORT = 0.9
"""A piece of less than this part of what was asked for is the last: decoders seek to a packet."""

Listen = Callable[[Path, float, float, int | None], Samples]
"""The samples of a file from a second on, so many seconds of them, at a rate or at its own."""


@dataclass(slots=True)
class Stream:
    """From `start` on. The pieces follow each other without a gap."""

    path: Path
    start: float
    rate: int | None = None
    """What the device wants; None for the sound's own."""
    channels: int = 0
    whole: bool = False
    """Whether everything up to the end is here."""
    _frames: int = 0
    """That have arrived so far."""
    _waiting: bytearray = field(default_factory=bytearray)
    _length: float = FIRST

    @property
    def ready(self) -> bool:
        """Whether there is something to be heard, or known to be nothing."""
        return self.whole or bool(self._waiting)

    @property
    def next_start(self) -> float:
        """From where on the next piece is wanted."""
        return self.start + (self._frames / self.rate if self.rate else 0.0)

    @property
    def next_length(self) -> float:
        """How long the next piece shall be."""
        return self._length

    @property
    def hungry(self) -> bool:
        """Whether the next piece is wanted by now."""
        if self.whole or not self.rate:
            return not self.whole
        return len(self._waiting) / (2 * self.channels * self.rate) < AHEAD

    def take(self, samples: Samples) -> None:
        """A piece has arrived; one that is short is the last."""
        self.rate, self.channels = samples.rate, samples.channels
        frames = len(samples.data) // (2 * samples.channels)
        self.whole = frames < _SHORT * self._length * samples.rate
        self._frames += frames
        self._waiting += samples.data
        self._length = min(2 * self._length, LONGEST)

    def give(self, write: Callable[[bytes], int]) -> int:
        """Hand over as much as is taken; how much that was, in bytes."""
        taken = write(bytes(self._waiting[: 1 << 18]))
        del self._waiting[:taken]
        return taken

    @property
    def given(self) -> bool:
        """Whether everything up to the end has been handed over."""
        return self.whole and not self._waiting

    @property
    def seconds(self) -> float:
        """How much has arrived."""
        return self._frames / self.rate if self.rate else 0.0
