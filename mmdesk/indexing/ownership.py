"""Who may write a library: one process at a time, which first makes sure that it is sound."""

from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from mmdesk.catalogue import soundness
from mmdesk.core import events
from mmdesk.core.errors import LibraryBusy, LibraryUnusable
from mmdesk.core.paths import LibraryPaths


def is_lost(paths: LibraryPaths) -> bool:
    """Whether the catalogue is missing or empty while what was made from it is there."""
    made = (paths.vectors, paths.thumbnails)
    return soundness.is_empty(paths.catalogue) and any(
        folder.is_dir() and any(folder.iterdir()) for folder in made
    )


class Ownership:
    """Held by the process that indexes; given up when the process ends, however it ends.

    Raises LibraryBusy while another process holds it. A damaged catalogue is set aside here, where
    no other process can be writing to it; so is an empty one beside which its caches lie.
    """

    def __init__(self, paths: LibraryPaths, emit: events.Listener) -> None:
        self._paths, self._emit = paths, emit
        self._lock = FileLock(paths.lock)

    def __enter__(self) -> Self:
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise LibraryBusy(
                "Another mmdesk is indexing this library. Wait until it is done, or close it."
            ) from error
        except OSError as error:
            raise LibraryUnusable(
                f"The library's folder {self._paths.folder} cannot be written ({error.strerror}). "
                "Allow writing there, or choose another one with --library."
            ) from error
        self._set_aside()
        return self

    def _set_aside(self) -> None:
        catalogue, lost = self._paths.catalogue, is_lost(self._paths)
        aside = (soundness.set_aside if lost else soundness.set_aside_if_damaged)(catalogue)
        if lost and aside is None:
            self._emit(
                events.Notice(
                    events.Topic.CATALOGUE_MISSING,
                    f"The catalogue {catalogue} is missing, though what was made from it is there. "
                    "Put it back if you have it; else a new one is built: add your folders again.",
                    str(catalogue),
                )
            )
        elif aside:
            self._emit(
                events.Notice(
                    events.Topic.CATALOGUE_DAMAGED,
                    f"The catalogue was damaged. It is kept as {aside}, and a new one is built; "
                    "add your folders again if they are missing.",
                    str(aside),
                )
            )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        soundness.note_as_left(self._paths.catalogue)
        self._lock.release()
