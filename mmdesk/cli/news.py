"""What `mmdesk watch` says: a line for each thing that happens, and now and then in long work."""

import time

from rich.markup import escape

from mmdesk.cli.output import say
from mmdesk.cli.progress import LABELS, tell
from mmdesk.core import events
from mmdesk.core.entities import RootState
from mmdesk.core.paths import printable
from mmdesk.library import Library

SECONDS = 60.0
"""Between two lines about the same long work."""
MOST = 10
"""Failures that are named before the others are counted only."""


class News:
    """A listener that sums up what happened whenever nothing is left to do."""

    def __init__(self) -> None:
        self._library: Library | None = None
        self._changed = set[int]()
        self._failed = 0
        self._told = time.monotonic()
        self._states: dict[str, RootState] = {}

    def of(self, library: Library) -> None:
        """The library that is being watched."""
        self._states = _states(library)
        self._library = library

    def __call__(self, event: events.Event) -> None:
        """Take one event."""
        tell(event)
        match event:
            case events.ItemsChanged(items):
                self._changed.update(items)
            case events.FileFailed(path, reason):
                self._failed += 1
                if self._failed <= MOST:
                    say(f"[red]{escape(printable(path))}[/]: {escape(printable(reason))}")
            case events.Progress(stage, done, waiting) if self._is_time(waiting):
                say(f"{LABELS[stage]}: {done} of {done + waiting}")
            case events.RootsChanged() if self._library:
                self._tell_of_roots(self._library)
            case events.Idle() if self._library:
                self._sum_up(self._library)

    def _is_time(self, waiting: int) -> bool:
        now = time.monotonic()
        if not waiting or now - self._told < SECONDS:
            return False
        self._told = now
        return True

    def _tell_of_roots(self, library: Library) -> None:
        before, self._states = self._states, _states(library)
        for path, state in self._states.items():
            if before.get(path) is RootState.OFFLINE and state is RootState.ONLINE:
                say(f"{escape(path)} is there again.")

    def _sum_up(self, library: Library) -> None:
        there = len(library.browsing.tiles(self._changed))
        counted = {
            "new or changed": there,
            "forgotten": len(self._changed) - there,
            "failed": self._failed,
        }
        self._changed, self._failed, self._told = set(), 0, time.monotonic()
        if said := [f"{count} {what}" for what, count in counted.items() if count]:
            say(f"{', '.join(said)}.")


def _states(library: Library) -> dict[str, RootState]:
    return {printable(root.path): root.state for root in library.roots()}
