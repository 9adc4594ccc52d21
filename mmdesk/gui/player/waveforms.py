"""The peaks of sounds, asked of the library in a thread as they come into sight, and kept."""

from collections import OrderedDict
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

KEPT = 4096
"""Sounds; their peaks take 2 kB each."""
_AT_ONCE = 32


class Waveforms(QObject):
    """Whoever draws asks `get`, and draws again what `ready` tells."""

    ready = Signal(object)
    """A frozenset of items whose peaks are there now, or out of date."""

    def __init__(self, library: "Library", tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library, self._tasks = library, tasks
        self._kept: OrderedDict[int, bytes | None] = OrderedDict()
        self._wanted: dict[int, None] = {}
        self._under_way: frozenset[int] = frozenset()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fetch)

    def get(self, item: int) -> bytes | None:
        """The item's peaks; None, and asked for, where they are not known."""
        if item in self._kept:
            self._kept.move_to_end(item)
            return self._kept[item]
        if item not in self._under_way:
            self._wanted.pop(item, None)
            self._wanted[item] = None
            self._soon.start()
        return None

    def forget(self, items: Iterable[int]) -> None:
        """These items have changed."""
        gone = frozenset(items) & self._kept.keys()
        for item in gone:
            del self._kept[item]
        self._under_way -= frozenset(items)
        if gone:
            self.ready.emit(gone)

    def _fetch(self) -> None:
        """The last wanted first: they are in sight."""
        if self._under_way or not self._wanted:
            return
        items = list(islice(reversed(self._wanted), _AT_ONCE))
        for item in items:
            del self._wanted[item]
        self._under_way = frozenset(items)
        waveform = self._library.browsing.waveform
        self._tasks.run(
            lambda: {item: waveform(item) for item in items},
            self._take,
            lambda _: self._take({}),
            owner=self,
        )

    def _take(self, found: dict[int, bytes | None]) -> None:
        known = {item: found.get(item) for item in self._under_way}
        self._under_way = frozenset()
        self._kept.update(known)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.ready.emit(frozenset(known))
        if self._wanted:
            self._soon.start()
