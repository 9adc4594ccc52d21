"""In which folders work goes on, as far as events tell."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from mmdesk.core import events

MOST = 100
"""So many of the items that changed are enough to know their folders."""


class Activity:
    """Hears events; what a person marks meanwhile is no work of indexing."""

    def __init__(self) -> None:
        self.working = False
        self.scanning: frozenset[Path] = frozenset()
        self._items: set[int] = set()

    def hear(self, event: events.Event) -> None:
        """Take what an event says about work."""
        match event:
            case events.Scanning(folder):
                self.scanning = frozenset({folder})
            case events.Progress(waiting=waiting):
                self.working, self.scanning = waiting > 0, frozenset()
            case events.Idle() | events.IndexingFailed():
                self.working, self.scanning = False, frozenset()
                self._items.clear()

    def changed(self, items: Iterable[int]) -> None:
        """These items are new, changed or gone."""
        if self.working:
            self._items.update(islice(items, MOST - len(self._items)))

    def taken(self) -> frozenset[int]:
        """The items that changed through indexing since this was last asked."""
        items, self._items = frozenset(self._items), set()
        return items
