"""A program of its own: mmdesk's window, or an empty one, that tells what can be seen.

`python -m benchmarks.watched MODE` prints a line of JSON at each moment, so that whoever started it
knows when it was. mmdesk runs as its users start it, on the library that the environment names.
The modes are `MODES`, each with what is done once the panels are there, and `empty`.
"""

import json
import re
import runpy
import sys
import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks import HEAVY
from mmdesk.gui import main_window

WORDS = ("harbour", "old castle", "umbrella", "gardens", "red boat")
WARM_MS, BETWEEN_MS = 1500, 100
"""Before the first key that counts, and from each answer to the next key."""
SETTLE_MS = 30_000
ENOUGH = 300
"""Photos shown when the window is closed while indexing."""


def tell(what: str, **values: object) -> None:
    """Say that `what` has come about just now."""
    print(json.dumps({"what": what, **values}), flush=True)


class Painted:
    """Mixed into a window: tells when it was first painted, and what was imported by then."""

    _told = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        super().paintEvent(event)  # type: ignore[misc]
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self.painted)  # only when the event is over is it on the screen

    def painted(self) -> None:
        """Tell."""
        tell("painted", heavy=[name for name in HEAVY if name in sys.modules])


class Empty(Painted, QMainWindow):
    """What PySide6 itself takes."""

    def painted(self) -> None:
        """Tell, and end."""
        super().painted()
        self.close()


class Watched(Painted, main_window.MainWindow):
    """mmdesk's own window."""

    mode = ""

    def painted(self) -> None:
        """Tell, and end where nothing else is wanted."""
        super().painted()
        if self.mode == "painted":
            self.close()

    def show_library(self, library: object) -> None:
        """Put in the panels, and watch them."""
        super().show_library(library)  # type: ignore[arg-type]
        if self.mode in MODES:
            self._watching = MODES[self.mode](self)


class Screen(QObject):
    """Tells when every thumbnail in sight has been painted, then does what comes after."""

    def __init__(self, window: Watched, then: Callable[[], object]) -> None:
        super().__init__(window)
        assert window.workspace is not None
        self._space, self._then = window.workspace, then
        self._ready: set[int] = set()
        self._space.thumbnails.ready.connect(self._look)

    def _look(self, items: frozenset[int]) -> None:
        self._ready |= items
        grid, model = self._space.results.grid, self._space.results.model
        seen = {model.item_at(row) for row in grid.rows_seen()}
        if seen and seen <= self._ready:
            self._space.thumbnails.ready.disconnect(self._look)
            grid.viewport().repaint()
            tell("screen", tiles=len(seen), items=len(model.items))
            self._then()


class Typist(QObject):
    """Types words, a key after each answer; tells how long each took, from key to results."""

    def __init__(self, window: Watched) -> None:
        super().__init__(window)
        assert window.workspace is not None
        self._window, self._finder = window, window.workspace.finder
        self._field = window.workspace.search.field
        # A blank goes with the letter after it: alone it asks for nothing else.
        self._words = deque(re.findall(r" ?\S", word) for word in WORDS)
        self._keys: deque[str] = deque()
        self._seconds: list[float] = []
        self._finder.found.connect(self._found)
        self._screen = Screen(window, lambda: self._press("warm"))

    def _press(self, key: str) -> None:
        from PySide6.QtTest import QTest

        self._began = time.perf_counter()
        QTest.keyClicks(self._field, key)

    def _found(self) -> None:
        """Heard after the panels have: what they show of it is shown by now."""
        if self._field.text() and self._finder.results.query.text == self._field.text():
            self._seconds.append(time.perf_counter() - self._began)
            QTimer.singleShot(BETWEEN_MS if len(self._seconds) > 1 else WARM_MS, self._next)

    def _next(self) -> None:
        if not self._keys and self._words:
            self._field.selectAll()
            self._keys.extend(self._words.popleft())
        if self._keys:
            self._press(self._keys.popleft())
        else:
            tell("typed", seconds=self._seconds[1:])
            self._window.close()


class Closer(QObject):
    """Closes the window while photos are being indexed."""

    def __init__(self, window: Watched) -> None:
        super().__init__(window)
        assert window.workspace is not None
        self._window, self._model = window, window.workspace.results.model
        window.workspace.finder.found.connect(self._found)

    def _found(self) -> None:
        count = len(self._model.items)
        if count >= ENOUGH:
            tell("closing", items=count)
            self._window.close()


def _rest(window: Watched) -> Screen:
    """Tell how much memory is taken once everything has come to rest."""

    def weigh() -> None:
        import psutil

        memory = psutil.Process().memory_info()
        files = getattr(memory, "shared", 0)  # only some systems tell
        tell("idle", megabytes=memory.rss / 1e6, files=files / 1e6)
        window.close()

    return Screen(window, lambda: QTimer.singleShot(SETTLE_MS, weigh))


MODES: dict[str, Callable[[Watched], QObject]] = {
    "screen": lambda window: Screen(window, window.close),
    "idle": _rest,
    "typing": Typist,
    "closing": Closer,
}


def main(mode: str) -> None:
    """Show an empty window, or run mmdesk with its window watched."""
    if mode == "empty":
        application = QApplication([])
        window = Empty()
        window.show()
        sys.exit(application.exec())
    Watched.mode = mode
    main_window.MainWindow = Watched  # type: ignore[misc]
    sys.argv = ["mmdesk"]
    runpy.run_module("mmdesk", run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1])
