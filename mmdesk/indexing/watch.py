"""Watching: which places under the roots changed, once they have been quiet for a moment.

Events only say where to look; the scan of that place finds out what is true. So nothing depends on
the order or completeness of events, which differ from system to system.

Linux watches only so many folders for each user. watchdog says nothing when a folder below a root
finds no room, so whether there is room left is tried out, by watching one place more.
"""

import errno
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from mmdesk.core.paths import below
from mmdesk.indexing.own import Own, OwnPart

QUIET_SECONDS = 0.5
LONGEST_SECONDS = 5.0
"""A place that never gets quiet is reported after this long."""
_IGNORED = frozenset({"opened", "closed_no_write"})
_LIMIT_REACHED = frozenset({errno.ENOSPC, errno.EMFILE, errno.ENFILE})
_ONE_MORE = "/proc/self"
"""A link, so that no root's folders include it: only folders are watched for them."""

log = logging.getLogger(__name__)


class Watcher:
    """Watches folders and calls `changed` with the paths to look at, from a thread of its own.

    `limit_reached` is called once with each folder that the system cannot watch wholly.
    """

    def __init__(
        self, changed: Callable[[set[Path]], None], limit_reached: Callable[[Path], None]
    ) -> None:
        self._limit_reached = limit_reached
        self._debounce = Debounce(changed)
        self._observer: BaseObserver | None = None
        self._watches: dict[Path, ObservedWatch] = {}
        self._limited: set[Path] = set()

    def watch(self, folders: Iterable[Path], own: Own) -> None:
        """Watch exactly these folders from now on, but for what is the library's own in them."""
        wanted = set(folders)
        for folder in set(self._watches) - wanted:
            self._running().unschedule(self._watches.pop(folder))
        for folder in wanted - set(self._watches):
            self._watch(folder, own.below(folder))

    def _running(self) -> BaseObserver:
        if self._observer is None:
            observer = Observer()
            observer.start()
            self._observer = observer
        return self._observer

    def _watch(self, folder: Path, own: OwnPart) -> None:
        try:
            self._watches[folder] = self._running().schedule(
                _Handler(self._debounce.note, folder, own), str(folder), recursive=True
            )
            self._try_one_more()
        except OSError as error:
            self._note_limit([folder], error)

    def check(self) -> None:
        """Notice that folders made since have used up what can be watched; to be called at times.

        Nobody knows which root's folders found no room, so all are told of.
        """
        if self._watches and not self._limited:
            try:
                self._try_one_more()
            except OSError as error:
                self._note_limit(self._watches, error)

    def _try_one_more(self) -> None:
        if sys.platform == "linux":
            observer = self._running()
            observer.unschedule(observer.schedule(FileSystemEventHandler(), _ONE_MORE))

    def _note_limit(self, folders: Iterable[Path], error: OSError) -> None:
        for folder in folders:
            log.warning("%s cannot be watched wholly: %s", folder, error)
            if error.errno in _LIMIT_REACHED and folder not in self._limited:
                self._limited.add(folder)
                self._limit_reached(folder)

    def stop(self) -> None:
        """Stop watching; no call comes after this returns."""
        if self._observer:
            self._observer.stop()
            self._observer.join()
        self._debounce.stop()


class _Handler(FileSystemEventHandler):
    """Turns events in a folder into paths to look at; there are none in what is the library's."""

    def __init__(self, note: Callable[[Path], None], folder: Path, own: OwnPart) -> None:
        self._note, self._folder, self._own = note, folder, own

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _IGNORED or (event.is_directory and event.event_type == "modified"):
            return
        for raw in (event.src_path, event.dest_path):
            if raw and not self._is_own(path := Path(os.fsdecode(raw))):
                self._note(path)

    def _is_own(self, path: Path) -> bool:
        inside = bool(self._own) and path.is_relative_to(self._folder)
        return inside and self._own.holds(below(self._folder, path))


class Debounce:
    """Gathers paths and hands them on together when none has come for a moment."""

    def __init__(
        self,
        ready: Callable[[set[Path]], None],
        quiet: float = QUIET_SECONDS,
        longest: float = LONGEST_SECONDS,
    ) -> None:
        self._ready, self._quiet, self._longest = ready, quiet, longest
        self._lock = threading.Condition()
        self._paths: set[Path] = set()
        self._first = self._last = 0.0
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="mmdesk-debounce", daemon=True)
        self._thread.start()

    def note(self, path: Path) -> None:
        """Something happened at `path`."""
        with self._lock:
            self._last = time.monotonic()
            if not self._paths:
                self._first = self._last
            self._paths.add(path)
            self._lock.notify()

    def _run(self) -> None:
        while (paths := self._next()) is not None:
            self._ready(paths)

    def _next(self) -> set[Path] | None:
        with self._lock:
            while not self._stopping:
                if not self._paths:
                    self._lock.wait()
                    continue
                due = min(self._last + self._quiet, self._first + self._longest)
                if (left := due - time.monotonic()) <= 0:
                    paths, self._paths = self._paths, set()
                    return paths
                self._lock.wait(left)
            return None

    def stop(self) -> None:
        """End the thread; what was gathered and not handed on is dropped."""
        with self._lock:
            self._stopping = True
            self._lock.notify()
        self._thread.join()
