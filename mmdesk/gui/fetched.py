"""What panels draw of many items: read in a thread as they come into sight, and kept.

Waveforms and shots come so: say how one item's is read, and how many are kept.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from mmdesk.core.errors import MmdeskError
from mmdesk.gui.tasks import Tasks

Found = TypeVar("Found")

log = logging.getLogger(__name__)


class Fetched(QObject, Generic[Found]):
    """Whoever draws asks `get`, and draws again what `ready` tells."""

    ready = Signal(object)
    """A frozenset of items of which it is there now, or out of date."""

    def __init__(
        self,
        read: Callable[[int], Found],
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        most: int,
        at_once: int,
    ) -> None:
        """`read` runs in a thread, for `at_once` items in a row; `most` items are kept."""
        super().__init__(parent)
        self._read, self._tasks = read, tasks
        self._most, self._at_once = most, at_once
        self._kept: OrderedDict[int, Found] = OrderedDict()
        self._wanted: dict[int, None] = {}
        self._under_way: frozenset[int] = frozenset()
        self._outdated: set[int] = set()
        """Of those under way: changed since they were asked for."""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fetch)

    def get(self, item: int) -> Found | None:
        """What is known of the item; None, and asked for, where that is nothing yet."""
        if item in self._kept:
            self._kept.move_to_end(item)
            return self._kept[item]
        if item not in self._under_way:
            self._wanted.pop(item, None)
            self._wanted[item] = None
            self._soon.start()
        return None

    def forget(self, items: Iterable[int]) -> None:
        """These items have changed: what is known of them, or under way, counts no longer."""
        items = frozenset(items)
        self._outdated |= items & self._under_way
        gone = items & self._kept.keys()
        for item in gone:
            del self._kept[item]
        if gone:
            self.ready.emit(gone)

    def _fetch(self) -> None:
        """The last wanted first: they are in sight."""
        if self._under_way or not self._wanted:
            return
        items = list(islice(reversed(self._wanted), self._at_once))
        for item in items:
            del self._wanted[item]
        self._under_way = frozenset(items)
        read = self._read
        self._tasks.run(
            lambda: {item: read(item) for item in items}, self._take, self._fail, owner=self
        )

    def _take(self, found: dict[int, Found]) -> None:
        for item in self._end() & found.keys():
            self._kept[item] = found[item]
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        self.ready.emit(frozenset(found))

    def _fail(self, error: MmdeskError) -> None:
        """Nothing is known by that: they are asked for again when they are drawn again."""
        log.warning("What is to be drawn cannot be read: %s", error)
        self._end()

    def _end(self) -> frozenset[int]:
        """No question is under way any more; gives the items of the last one that still count."""
        current = self._under_way - self._outdated
        self._under_way, self._outdated = frozenset(), set()
        if self._wanted:
            self._soon.start()
        return current
