"""Notices that another process wrote a file: the settings, say, while this one watches folders."""

import threading
from collections.abc import Callable
from pathlib import Path

SECONDS = 1.0
"""Between two looks; one takes some microseconds."""


class FileWatch:
    """Calls `changed`, from a thread of its own, when a file is another than at the last look."""

    def __init__(
        self, path: Path, changed: Callable[[], None], seconds: float | None = None
    ) -> None:
        self._path, self._changed = path, changed
        self._seconds = SECONDS if seconds is None else seconds
        self._seen = self._stamp()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mmdesk-file-watch", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._ended.wait(self._seconds):
            stamp = self._stamp()
            if stamp != self._seen:
                self._seen = stamp
                self._changed()

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            about = self._path.stat()
        except OSError:
            return None
        return about.st_mtime_ns, about.st_size, about.st_ino

    def stop(self) -> None:
        """Look no more; no call comes after this returns."""
        self._ended.set()
        self._thread.join()
