"""Measures how long the GUI thread is away from its event loop, and how busy the machine is.

A machine that has no time for the window has none for other programs either. A companion process
that only sleeps and computes a little tells when that was so: what came too late there, at the same
time, is no fault of ours and is taken off.
"""

import subprocess
import sys
import time
from itertools import pairwise
from tempfile import TemporaryFile
from typing import NamedTuple, Self

from PySide6.QtCore import QObject, Qt, QTimer

EVERY_MS = 4
WORTH_A_LOOK = 0.02
UNPUNCTUAL = 0.003
"""Seconds that sleeping takes longer than it should on any machine; many of them excuse nothing."""
COMPANION = f"""
import time
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


class Watchdog(QObject):
    """Watches the GUI thread within `with`; `gaps` afterwards, the longest first."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[Gap] = []
        self._ticks: list[float] = []
        self._timer = QTimer(self, interval=EVERY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self._ticks.append(time.monotonic()))

    def __enter__(self) -> Self:
        self._said = TemporaryFile("w+")  # a pipe would be full before anybody reads it
        self._companion = subprocess.Popen([sys.executable, "-c", COMPANION], stdout=self._said)
        self._timer.start()
        return self

    @property
    def longest(self) -> float:
        """For how long the window stood still, at worst."""
        return max((gap.blocked for gap in self.gaps), default=0.0)

    def __exit__(self, *_: object) -> None:
        self._timer.stop()
        self._companion.kill()
        self._companion.wait()
        with self._said as said:
            said.seek(0)
            late = [Late(*map(float, line.split())) for line in said.read().splitlines()[:-1]]
        turns = [turn for turn in pairwise(self._ticks) if turn[1] - turn[0] > WORTH_A_LOOK]
        self.gaps = [Gap(*turn, _late(late, *turn)) for turn in turns]
        self.gaps.sort(key=lambda gap: gap.blocked, reverse=True)


def _late(turns: list[Late], began: float, ended: float) -> float:
    at_once = (turn.late for turn in turns if turn.began < ended and turn.ended > began)
    return sum(late for late in at_once if late > UNPUNCTUAL)
