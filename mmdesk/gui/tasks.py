"""Work that is not the GUI thread's: run in threads, answered in the GUI thread, droppable.

Whatever asks the library, a disk or a picture goes through here.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from mmdesk.core.errors import MmdeskError
from mmdesk.gui.parts.told import said

Result = TypeVar("Result")
THREADS = 4

log = logging.getLogger(__name__)


class Task(QObject):
    """One piece of work under way. A cancelled one answers nobody."""

    def __init__(
        self,
        done: Callable[[Any], None],
        failed: Callable[[MmdeskError], None],
    ) -> None:
        super().__init__()
        self._done, self._failed = done, failed
        self.future: Future[Any] | None = None
        self.cancelled = False

    def cancel(self) -> None:
        """Drop the answer; what has not begun never does."""
        self.cancelled = True
        if self.future is not None:
            self.future.cancel()

    def answer(self, future: "Future[Any]") -> None:
        """Tell whoever asked; in the GUI thread. What is no MmdeskError is raised there."""
        if self.cancelled or future.cancelled():
            return
        error = future.exception()
        if error is None:
            self._done(future.result())
        elif isinstance(error, MmdeskError):
            self._failed(error)
        else:
            raise error


class Tasks(QObject):
    """The threads of one window."""

    failed = Signal(str)
    """The sentence of a failure that nobody else wanted."""
    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None, threads: int = THREADS) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="mmdesk-task")
        self._stopped = False
        self._numbers = count()
        self._running: dict[int, Task] = {}
        """By a number, since a thread that held a task itself might be the one to destroy it."""
        self._finished.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None] = lambda _: None,
        failed: Callable[[MmdeskError], None] | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Run `work` in a thread, then `done` with its result, in the GUI thread.

        An MmdeskError goes to `failed`, else to the signal of that name. The answer is dropped
        when `owner` is destroyed first; after `stop` nothing is run.
        """
        task = Task(done, failed or self._tell)
        if self._stopped:  # a panel's timer that went off while the window closes
            task.cancel()
            return task
        if owner is not None:
            owner.destroyed.connect(task.cancel)
        number = next(self._numbers)
        self._running[number] = task
        task.future = self._pool.submit(work)
        task.future.add_done_callback(lambda future: self._finished.emit(number, future))
        return task

    def _tell(self, error: MmdeskError) -> None:
        log.warning("A task failed: %s", error)
        self.failed.emit(said(error))

    @Slot(object, object)
    def _answer(self, number: int, future: "Future[Any]") -> None:
        task = self._running.pop(number, None)
        if task is not None:
            task.answer(future)

    def stop(self) -> None:
        """Drop every answer and wait for what is running."""
        self._stopped = True
        for task in self._running.values():
            task.cancel()
        self._running.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)


class Latest:
    """Runs one kind of work, of which only the newest answer matters; none once `owner` is gone."""

    def __init__(self, tasks: Tasks, owner: QObject) -> None:
        self._tasks = tasks
        self._task: Task | None = None
        owner.destroyed.connect(self.cancel)

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[MmdeskError], None] | None = None,
    ) -> None:
        """As `Tasks.run`; the answer to an earlier call is dropped."""
        self.cancel()
        self._task = self._tasks.run(work, done, failed)

    def cancel(self) -> None:
        """Drop the answer that is awaited."""
        if self._task is not None:
            self._task.cancel()
