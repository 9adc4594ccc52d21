"""A sound card and a microphone that no machine has: tests look at what reaches them."""
# ruff: noqa: ARG002

import math
import struct
import time
from collections.abc import Callable
from pathlib import Path

from mmdesk.core.errors import EnvironmentFailed
from mmdesk.core.listings import Samples
from mmdesk.gui.player.microphone import Form
from mmdesk.gui.player.output import Device

RATE = 8000


class FakeOutput:
    """Hears `speed` times as fast as the clock, or as far as a test says."""

    def __init__(self, rate: int, channels: int) -> None:
        self.rate, self.channels = rate, channels
        self.samples = bytearray()
        self.first: float | None = None
        """When the first samples came."""
        self.volume = 0.0
        self.paused = self.closed = False
        self.trouble = ""
        self.now = 0.0

    def write(self, samples: bytes) -> int:
        if samples and self.first is None:
            self.first = time.perf_counter()
        room = round((self.now + 0.25) * self.rate) * 2 * self.channels - len(self.samples)
        taken = samples[: max(room, 0)]
        self.samples += taken
        return len(taken)

    def heard(self) -> float:
        return min(self.now, len(self.samples) / (2 * self.channels * self.rate))

    def pause(self) -> None:
        self.paused = True

    def resume(self) -> None:
        self.paused = False

    def set_volume(self, volume: float) -> None:
        self.volume = volume

    def close(self) -> None:
        self.closed = True

    def failure(self) -> str:
        return self.trouble


class FakeCard:
    """One device, unless `absent`; it takes any rate, or only `only`."""

    def __init__(self, *, absent: bool = False, only: int | None = None) -> None:
        self.absent, self.only = absent, only
        self.outputs: list[FakeOutput] = []
        self.keys: list[str] = []

    def prepare(self) -> None:
        pass

    def devices(self) -> list[Device]:
        return [] if self.absent else [Device("one", "Speakers"), Device("two", "Headphones")]

    def rate(self, key: str, rate: int, channels: int) -> int:
        if self.absent:
            raise EnvironmentFailed("There is no sound device to play on. Connect one.")
        return self.only or rate

    def open(self, key: str, rate: int, channels: int) -> FakeOutput:
        self.keys.append(key)
        self.outputs.append(FakeOutput(rate, channels))
        return self.outputs[-1]

    @property
    def last(self) -> FakeOutput:
        return self.outputs[-1]


class Ramp:
    """Sounds whose every sample tells where it is: as a source of samples that are no file."""

    def __init__(self, seconds: float, rate: int = RATE) -> None:
        self.seconds, self.rate = seconds, rate
        self.asked: list[tuple[float, float, int | None]] = []

    def __call__(self, path: Path, start: float, seconds: float, rate: int | None) -> Samples:
        self.asked.append((start, seconds, rate))
        rate = rate or self.rate
        first = round(start * rate)
        last = round(min(start + seconds, self.seconds) * rate)
        return Samples(rate, 1, ramp(first, last))


def ramp(first: int, last: int) -> bytes:
    """Samples that count up, around and around."""
    return struct.pack(f"<{max(last - first, 0)}h", *(each % 30000 for each in range(first, last)))


def tone(seconds: float, hertz: float = 440.0, rate: int = RATE) -> bytes:
    """A sine, int16."""
    count = round(seconds * rate)
    waves = (math.sin(2 * math.pi * hertz * each / rate) for each in range(count))
    return struct.pack(f"<{count}h", *(round(12000 * each) for each in waves))


class FakeInput:
    """Gives what it was given, or silence, as fast as it is read."""

    def __init__(self, form: Form, samples: bytes) -> None:
        self.form, self._samples, self.closed = form, samples, False

    def read(self) -> bytes:
        piece, self._samples = self._samples[:9600], self._samples[9600:]
        return piece

    def close(self) -> None:
        self.closed = True


class FakeMicrophone:
    """Hears `samples`; absent, or forbidden, if told so."""

    def __init__(self, samples: bytes = b"", *, absent: bool = False, forbidden: bool = False):
        self._samples, self._absent, self._forbidden = samples, absent, forbidden
        self.input: FakeInput | None = None

    def allow(self, then: Callable[[bool], object]) -> None:
        then(not self._forbidden)

    def open(self) -> FakeInput:
        if self._absent:
            raise EnvironmentFailed("There is no microphone. Connect one.")
        self.input = FakeInput(Form(48000, 1), self._samples)
        return self.input
