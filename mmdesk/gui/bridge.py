"""What the house tells, brought into the GUI thread: merged, at most ten times a second.

`tell` is called from any thread; the signals come in the GUI thread.
"""

import threading

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from mmdesk.core import events

EVERY_MS = 100


class Bridge(QObject):
    """Hand `tell` to the library, connect panels to `told` or `items_changed`."""

    told = Signal(object)
    """Any event but ItemsChanged; of several Progress of one stage only the last."""
    items_changed = Signal(object)
    """A frozenset of items that are new, changed or gone."""
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: dict[object, events.Event] = {}
        self._items: set[int] = set()
        self._timer = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._timer.timeout.connect(self._deliver)
        self._arrived.connect(self._schedule, Qt.ConnectionType.QueuedConnection)

    def tell(self, event: events.Event) -> None:
        """Take an event; returns at once."""
        with self._lock:
            first = not self._waiting and not self._items
            if isinstance(event, events.ItemsChanged):
                self._items.update(event.items)
            else:
                self._waiting[_key(event)] = event
        if first:
            self._arrived.emit()

    @Slot()
    def _schedule(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            waiting, self._waiting = list(self._waiting.values()), {}
            items, self._items = frozenset(self._items), set()
        for event in waiting:
            self.told.emit(event)
        if items:
            self.items_changed.emit(items)


def _key(event: events.Event) -> object:
    return (events.Progress, event.stage) if isinstance(event, events.Progress) else event
