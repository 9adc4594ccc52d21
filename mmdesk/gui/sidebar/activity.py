"""In which folders work goes on, as far as events tell."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from mmdesk.core import events
from mmdesk.core.entities import Stage

MOST = 100
"""So many of the items that changed are enough to know their folders."""


class Activity:
    """Hears events; what a person marks meanwhile is no work of indexing."""

    def __init__(self) -> None:
        self.scanning: frozenset[Path] = frozenset()
        self._waiting = dict.fromkeys(Stage, 0)
        self._items: set[int] = set()

    def hear(self, event: events.Event) -> None:
        """Take what an event says about work."""
        match event:
            case events.Scanning(folder):
                self.scanning = frozenset({folder})
            case events.Progress(stage, waiting=waiting):
                self._waiting[stage], self.scanning = waiting, frozenset()
            case events.Idle() | events.IndexingFailed():
                self._waiting, self.scanning = dict.fromkeys(Stage, 0), frozenset()
                self._items.clear()

    @property
    def working(self) -> bool:
        """Whether any stage has photos waiting."""
        return any(self._waiting.values())

    def changed(self, items: Iterable[int]) -> None:
        """These items are new, changed or gone."""
        if self.working:
            self._items.update(islice(items, MOST - len(self._items)))

    def taken(self) -> frozenset[int]:
        """The items that changed through indexing since this was last asked."""
        items, self._items = frozenset(self._items), set()
        return items
