"""Files that changed a moment ago and may still be written: when to look at them again."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from mmdesk.core.entities import Root
from mmdesk.indexing.scopes import Scope

PATIENCE_SECONDS = 30.0
"""A file that is still being written after this long no longer keeps `index` from returning."""
CLOCKS_DIFFER_SECONDS = 10.0


@dataclass(slots=True)
class _Waiting:
    since: float
    due: float


class Unsettled:
    """Scopes of unsettled files, with the time of the next look; `settle` in seconds."""

    def __init__(self, settle: float) -> None:
        self._settle = settle
        self._waiting: dict[Scope, _Waiting] = {}

    def recent(self) -> range:
        """A file that changed in this time (ns since 1970) may still be being written.

        It ends a little after now, for servers whose clock is ahead; but not later, since cameras
        with a wrong date write files from the future.
        """
        now = time.time_ns()
        return range(now - int(self._settle * 1e9), now + int(CLOCKS_DIFFER_SECONDS * 1e9))

    def add(self, root: Root, paths: Iterable[bytes]) -> None:
        """Look at these files again when they have had time to settle."""
        now = time.monotonic()
        for path in paths:
            scope = Scope(root, path)
            since = self._waiting[scope].since if scope in self._waiting else now
            self._waiting[scope] = _Waiting(since, now + self._settle)

    def take_due(self) -> list[Scope]:
        """The scopes whose time has come; they are remembered until `settled` says otherwise."""
        now = time.monotonic()
        due = [scope for scope, waiting in self._waiting.items() if waiting.due <= now]
        for scope in due:
            self._waiting[scope].due = float("inf")
        return due

    def settled(self, scopes: Iterable[Scope]) -> None:
        """Forget those of the scopes that were not added again since they were taken."""
        for scope in scopes:
            if scope in self._waiting and self._waiting[scope].due == float("inf"):
                del self._waiting[scope]

    def seconds_to_next(self) -> float | None:
        """How long until something is due; None when nothing waits."""
        if not self._waiting:
            return None
        return max(0.0, min(waiting.due for waiting in self._waiting.values()) - time.monotonic())

    def worth_waiting(self) -> bool:
        """Whether any file may soon be still."""
        now = time.monotonic()
        return any(now - waiting.since < PATIENCE_SECONDS for waiting in self._waiting.values())

    def given_up(self) -> list[Scope]:
        """Files that are being written for too long to wait for."""
        now = time.monotonic()
        return [
            s for s, waiting in self._waiting.items() if now - waiting.since >= PATIENCE_SECONDS
        ]
