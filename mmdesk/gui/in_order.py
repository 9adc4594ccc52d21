"""Changes that must reach the library in the order in which the user made them."""

from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from mmdesk.core.errors import MmdeskError
from mmdesk.gui.parts.told import said
from mmdesk.gui.tasks import Tasks


class InOrder(QObject):
    """Runs one piece of work after the other: threads alone would not keep the order."""

    settled = Signal()
    """Nothing is under way any more."""
    failed = Signal(str)
    """A sentence: why a piece of work was not done. The next ones go on."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._waiting: deque[tuple[Callable[[], Any], Callable[[Any], None]]] = deque()
        self.busy = False

    def run(self, work: Callable[[], Any], done: Callable[[Any], None] = lambda _: None) -> None:
        """As `Tasks.run`, after what was asked before."""
        self._waiting.append((work, done))
        if not self.busy:
            self._next()

    def _next(self) -> None:
        self.busy = bool(self._waiting)
        if not self.busy:
            self.settled.emit()
            return
        work, done = self._waiting.popleft()
        self._tasks.run(work, lambda result: self._done(done, result), self._fail, owner=self)

    def _done(self, done: Callable[[Any], None], result: object) -> None:
        done(result)
        self._next()

    def _fail(self, error: MmdeskError) -> None:
        self.failed.emit(said(error))
        self._next()
