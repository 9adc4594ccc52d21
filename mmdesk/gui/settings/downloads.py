"""Downloading models in the background: one at a time, to be paused, resumed, and used at the end.

A download outlives the cards that show it. It runs in a thread of its own, not among the tasks:
it may wait long for a network that went away, and closing the window must not. The GUI thread
looks at it a few times a second, so nothing ever waits for anything.
"""

import logging
import threading
import time
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from mmdesk.core.errors import Bug, MmdeskError, Stopped
from mmdesk.gui.indexing.progress_text import Pace
from mmdesk.gui.parts.told import said
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

EVERY_MS = 200

log = logging.getLogger(__name__)


class DownloadState(StrEnum):
    """Where a download stands."""

    RUNNING = "running"
    VERIFYING = "verifying"
    PAUSED = "paused"
    FAILED = "failed"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Transfer:
    """A model's download as a card shows it; `done` and `total` are bytes, 0 while unknown."""

    model: str
    state: DownloadState
    done: int = 0
    total: int = 0
    rate: float | None = None
    """Bytes each second."""
    seconds_left: float | None = None
    why: str = ""
    """The sentence of a failure."""

    @property
    def busy(self) -> bool:
        """Whether bytes are on their way or being checked."""
        return self.state in {DownloadState.RUNNING, DownloadState.VERIFYING}


class Downloads(QObject):
    """The downloads of one window; `of` gives the one that all cards share."""

    changed = Signal(object)
    """A Transfer: the one under way, or the last one."""
    used = Signal(str)
    """This model arrived and is the one in use now."""

    def __init__(self, library: "Library", tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library, self._tasks = library, tasks
        self._fetch: _Fetch | None = None
        self._leaving: list[_Fetch] = []
        self._pace = Pace()
        self.transfer: Transfer | None = None
        self._look = QTimer(self, interval=EVERY_MS)
        self._look.timeout.connect(self._see)

    @classmethod
    def of(cls, library: "Library", tasks: Tasks) -> "Downloads":
        """The downloads of this window, which live as long as its tasks."""
        for each in tasks.findChildren(cls):
            if each._library is library:
                return each
        return cls(library, tasks, tasks)

    def get(self, model: str) -> None:
        """Download this model, from where it was left, and then use it; pauses any other."""
        if self.transfer is not None and self.transfer.busy:
            if self.transfer.model == model:
                return
            self.pause()
        known = self.transfer if self.transfer and self.transfer.model == model else None
        done, total = (known.done, known.total) if known else (0, 0)
        self._pace = Pace()
        self._fetch = _Fetch(self._library, model)
        self._tell(Transfer(model, DownloadState.RUNNING, done, total))
        self._look.start()
        self._see()

    def pause(self) -> None:
        """Stop the transfer; what has arrived is kept."""
        if self._fetch is not None and self.transfer is not None:
            self._fetch.put_down()
            self._leaving.append(self._fetch)
            self._fetch = None
            paused = replace(self.transfer, state=DownloadState.PAUSED)
            self._tell(replace(paused, rate=None, seconds_left=None))

    def _see(self) -> None:
        """Look how far the thread has come; begin it once an earlier one has let go."""
        self._leaving = [each for each in self._leaving if each.is_alive()]
        if self._fetch is None:
            self._look.stop()
        elif self._fetch.ident is None:
            if not self._leaving:
                self._fetch.start()
        elif self._fetch.is_alive():
            self._show(self._fetch)
        else:
            self._end(self._fetch)

    def _show(self, fetch: "_Fetch") -> None:
        done, total = fetch.come
        if not total:
            return
        self._pace.note(done, time.monotonic())
        state = DownloadState.VERIFYING if done >= total else DownloadState.RUNNING
        left = self._pace.seconds_for(total - done)
        self._tell(Transfer(fetch.model, state, done, total, self._pace.rate, left))

    def _end(self, fetch: "_Fetch") -> None:
        self._fetch = None
        self._look.stop()
        done, total = fetch.come
        if fetch.error is not None:
            why = said(fetch.error)
            self._tell(Transfer(fetch.model, DownloadState.FAILED, done, total, why=why))
            return
        self._tell(Transfer(fetch.model, DownloadState.VERIFYING, done, total))
        self._tasks.run(
            lambda: self._library.use_model(fetch.model),
            lambda _: self._use(fetch.model),
            lambda error: self._refuse(fetch.model, error),
            owner=self,
        )

    def _use(self, model: str) -> None:
        self._tell(Transfer(model, DownloadState.DONE))
        self.used.emit(model)

    def _refuse(self, model: str, error: MmdeskError) -> None:
        self._tell(Transfer(model, DownloadState.FAILED, why=said(error)))

    def _tell(self, transfer: Transfer) -> None:
        if transfer != self.transfer:
            self.transfer = transfer
            self.changed.emit(transfer)


class _Fetch(threading.Thread):
    """One transfer. A daemon: nothing waits for it, and its part file is good at any length."""

    def __init__(self, library: "Library", model: str) -> None:
        super().__init__(name="mmdesk-download", daemon=True)
        self._library, self.model = library, model
        self._stopped = threading.Event()
        self.come = (0, 0)
        """Bytes that are here, and all bytes."""
        self.error: MmdeskError | None = None

    def put_down(self) -> None:
        self._stopped.set()

    def run(self) -> None:
        try:
            self._library.get_model(self.model, lambda come: self._note(come.done, come.total))
        except MmdeskError as error:
            self.error = error
        except Exception as error:
            log.exception("A download ended by a bug.")
            sentence = QCoreApplication.translate(
                "Downloads", "The download ended by a mistake of ours: {error}"
            )
            self.error = Bug(sentence.format(error=repr(error)))

    def _note(self, done: int, total: int) -> None:
        if self._stopped.is_set():
            raise Stopped("The download was paused.")
        self.come = done, total
