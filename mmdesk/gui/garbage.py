"""Python's garbage is collected in the GUI thread only.

A QObject in a cycle would otherwise be destroyed by whichever thread happens to allocate when a
collection is due, and Qt's objects must be destroyed in their own thread.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class Garbage(QObject):
    """Collects every second what Python's own thresholds say is due; `stop` hands it back."""

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, and those younger than it."""
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [
            n for n, (count, limit) in enumerate(zip(counts, limits, strict=True)) if count > limit
        ]
        if due:
            gc.collect(max(due))

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.enable()
