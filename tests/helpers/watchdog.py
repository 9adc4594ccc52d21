"""Measures how long the GUI thread is away from its event loop, and how busy the machine is.

A machine that has no time for the window has none for other programs either. Companion processes
that only sleep and compute a little, one on each processor where the system lets us choose, tell
when that was so: what came too late there, at the same time, is no fault of ours and is taken off.
"""

import subprocess
import sys
import time
from itertools import pairwise
from tempfile import TemporaryFile
from typing import NamedTuple, Self

import psutil
from PySide6.QtCore import QObject, Qt, QTimer

EVERY_MS = 4
WORTH_A_LOOK = 0.02
UNPUNCTUAL = 0.003
"""Seconds that sleeping takes longer than it should on any machine; many of them excuse nothing."""
COMPANION = f"""
import sys, time
import psutil
if hasattr(psutil.Process, "cpu_affinity"):
    psutil.Process().cpu_affinity([int(sys.argv[1])])
while True:
    began, worked = time.monotonic(), time.process_time()
    time.sleep({EVERY_MS / 1000})
    while time.process_time() - worked < 0.001:
        pass
    ended = time.monotonic()
    print(began, ended, max(ended - began - {EVERY_MS / 1000 + 0.001}, 0), flush=True)
"""


class Late(NamedTuple):
    """One turn of the companion: from, to, and how much too late; in seconds."""

    began: float
    ended: float
    late: float


class Gap(NamedTuple):
    """From one turn of the event loop to the next; in seconds, on the monotonic clock."""

    began: float
    ended: float
    late: float
    """So much of it the companion, too, came too late."""

    @property
    def blocked(self) -> float:
        """How long the window stood still by its own doing."""
        return self.ended - self.began - self.late


def _all_busy() -> float:
    """Seconds for which the processors had something to do, or were not ours, since ever."""
    times = psutil.cpu_times()
    return sum(times[:4]) - times.idle + getattr(times, "steal", 0.0)


def _own_busy() -> float:
    """Seconds that this process and all below it have computed."""
    this = psutil.Process()
    ended = this.cpu_times().children_user + this.cpu_times().children_system
    times = [process.cpu_times() for process in [this, *this.children(recursive=True)]]
    return ended + sum(each.user + each.system for each in times)


def processors() -> list[int]:
    """Those that we may use."""
    this = psutil.Process()
    return this.cpu_affinity() if hasattr(this, "cpu_affinity") else [0]


class _Companion:
    def __init__(self, processor: int) -> None:
        # A pipe would be full before anybody reads it.
        self._said = TemporaryFile("w+")  # noqa: SIM115 - `end` closes it
        self._process = subprocess.Popen(
            [sys.executable, "-c", COMPANION, str(processor)], stdout=self._said
        )

    def end(self) -> list[Late]:
        """All that it told."""
        self._process.kill()
        self._process.wait()
        with self._said as said:
            said.seek(0)
            return [Late(*map(float, line.split())) for line in said.read().splitlines()[:-1]]


class Watchdog(QObject):
    """Watches the GUI thread within `with`; `gaps` afterwards, the longest first."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[Gap] = []
        self.others = 0.0
        """The share of all processors that other programs took."""
        self._ticks: list[float] = []
        self._timer = QTimer(self, interval=EVERY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self._ticks.append(time.monotonic()))

    def __enter__(self) -> Self:
        self._before = time.monotonic(), _all_busy(), _own_busy()
        self._companions = [_Companion(processor) for processor in processors()]
        self._timer.start()
        return self

    @property
    def longest(self) -> float:
        """For how long the window stood still, at worst."""
        return max((gap.blocked for gap in self.gaps), default=0.0)

    def __exit__(self, *_: object) -> None:
        self._timer.stop()
        began, everything, own = self._before
        taken = (_all_busy() - everything) - (_own_busy() - own)
        self.others = max(taken / (time.monotonic() - began) / (psutil.cpu_count() or 1), 0.0)
        late = [companion.end() for companion in self._companions]
        turns = [turn for turn in pairwise(self._ticks) if turn[1] - turn[0] > WORTH_A_LOOK]
        self.gaps = [Gap(*turn, max(_late(each, *turn) for each in late)) for turn in turns]
        self.gaps.sort(key=lambda gap: gap.blocked, reverse=True)


def _late(turns: list[Late], began: float, ended: float) -> float:
    at_once = (turn.late for turn in turns if turn.began < ended and turn.ended > began)
    return sum(late for late in at_once if late > UNPUNCTUAL)
