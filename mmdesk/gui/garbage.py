"""Python's garbage is collected in the GUI thread only.

A QObject in a cycle would otherwise be destroyed by whichever thread happens to allocate when a
collection is due, and Qt's objects must be destroyed in their own thread. The window stands still
meanwhile: hence often and little of what is young, and seldom everything.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 100
SHARE = 1000
"""Looking through everything takes at most one part in this many of the time."""
_OLDEST = 2


class Garbage(QObject):
    """Collects what Python's own thresholds say is due; `stop` hands it back."""

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        self._next_full = 0.0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, and those younger than it."""
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [
            n for n, (count, limit) in enumerate(zip(counts, limits, strict=True)) if count > limit
        ]
        if _OLDEST in due and time.monotonic() < self._next_full:
            due.remove(_OLDEST)
        if due:
            self._collect(max(due))

    def _collect(self, oldest: int) -> None:
        begun = time.monotonic()
        gc.collect(oldest)
        if oldest == _OLDEST:
            ended = time.monotonic()
            self._next_full = ended + SHARE * (ended - begun)

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.enable()
