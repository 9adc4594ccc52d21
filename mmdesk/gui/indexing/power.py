"""On battery mmdesk works gently by itself, where the system tells and the settings allow it.

It acts only when the source of power changes: whatever the user chooses in between stands.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

EVERY_MS = 60_000


class Power(QObject):
    """Looks at the battery once a minute and eases indexing accordingly."""

    eased = Signal(bool)
    """Indexing goes gently from now on, or no longer does: the source of power changed."""

    def __init__(self, library: "Library", tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library, self._tasks = library, tasks
        self.on_battery = False
        self._heeded = False
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look now, and from time to time."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """See where the power comes from; also to be called when the settings changed."""
        self._tasks.run(_on_battery, self._heed, owner=self)

    def _heed(self, on_battery: bool) -> None:
        self.on_battery = on_battery
        heeded = on_battery and self._library.settings.gently_on_battery
        if heeded != self._heeded:
            self._heeded = heeded
            gently = heeded or self._library.settings.gently
            self._library.indexing.gently(gently)
            self.eased.emit(gently)


def _on_battery() -> bool:
    """Whether the machine runs on its battery; not where it has none or the system is silent."""
    import psutil  # here, in a thread: the panels shall not wait for it

    look = getattr(psutil, "sensors_battery", None)  # some systems' psutil has no such look
    battery = look() if look else None
    return battery is not None and battery.power_plugged is False
