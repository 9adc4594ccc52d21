"""The composition root of the window: what starts in which order, and stops in reverse.

The window is there before the library is: opening a library, and all it imports, is a task.
"""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from mmdesk.core.errors import LibraryBusy, MmdeskError, WrongRequest
from mmdesk.core.paths import LibraryPaths
from mmdesk.core.settings import Settings
from mmdesk.gui.bridge import Bridge
from mmdesk.gui.crash import Crashes
from mmdesk.gui.garbage import Garbage
from mmdesk.gui.language import Language
from mmdesk.gui.main_window import MainWindow
from mmdesk.gui.parts import resources
from mmdesk.gui.quitting import quit_on_signals
from mmdesk.gui.single import Single
from mmdesk.gui.tasks import Tasks
from mmdesk.gui.turns import short_turns

if TYPE_CHECKING:
    from mmdesk.library import Library

FIRST_SCREEN_MS = 1000
"""From the panels to the begin of indexing, and of loading the model: the photos in sight go
before it."""


def run(folder: Path, roots: Sequence[Path] = ()) -> int:
    """Show the window on the library in `folder`, adding `roots`; its exit status.

    Raises WrongRequest where there is no screen. A second start on the same library raises the
    first one's window.
    """
    _need_a_screen()
    application = _application()
    with ExitStack() as running:
        single = Single(folder)
        if single.raise_other():
            return 0
        running.callback(single.close)
        _Desktop(application, folder, roots, running, single).open()
        return application.exec()


def has_screen() -> bool:
    """Whether there is a screen for a window; Qt would end the process where there is none."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(map(os.environ.get, named))


def _need_a_screen() -> None:
    if not has_screen():
        raise WrongRequest(
            "There is no screen to show the window on. `mmdesk --help` lists the commands that "
            "work in a terminal."
        )


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    application.setApplicationName("mmdesk")
    application.setDesktopFileName("mmdesk")
    application.setWindowIcon(QIcon(str(resources.path("icons", "mmdesk.svg"))))
    return application


class _Desktop:
    """One run of the window: its parts, each entered in `running` as it starts."""

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        roots: Sequence[Path],
        running: ExitStack,
        single: Single,
    ) -> None:
        self._folder, self._roots, self._running = folder, roots, running
        paths = LibraryPaths.under(folder)
        self._language = Language(application, _language(paths))
        self._bridge = Bridge()
        self._tasks = Tasks()
        running.callback(self._tasks.stop)
        self._window = MainWindow(paths, self._tasks, self._bridge)
        running.callback(self._window.discard)
        crashes = Crashes(lambda: self._window, paths.log)
        crashes.install()
        running.callback(crashes.uninstall)
        running.enter_context(quit_on_signals(application))
        running.callback(Garbage().stop)
        running.enter_context(short_turns())
        application.commitDataRequest.connect(self._window.close)
        single.raised.connect(self._window.come_forward)
        self._window.language_changed.connect(self._language.use)

    def open(self) -> None:
        """Show the window; the library comes after."""
        self._window.show()
        QTimer.singleShot(0, self._open_library)

    def _open_library(self) -> None:
        self._tasks.run(self._library, self._opened, self._window.library_failed)

    def _library(self) -> "Library":
        _import_rooms()
        from mmdesk.library import Library

        try:
            library = Library(self._folder, indexing=True, emit=self._bridge.tell)
        except LibraryBusy:
            library = Library(self._folder, emit=self._bridge.tell)
        # Entered here: a window that is closed meanwhile still closes the library.
        self._running.callback(library.close)
        if not library.read_only:
            for root in self._roots:
                library.add_root(root)
        return library

    def _opened(self, library: "Library") -> None:
        self._window.show_library(library)
        QTimer.singleShot(FIRST_SCREEN_MS, lambda: self._begin(library))

    def _begin(self, library: "Library") -> None:
        if not library.read_only:
            self._tasks.run(library.watch)
        if self._window.workspace is not None:
            self._window.workspace.finder.warm()


def _import_rooms() -> None:
    import_module("mmdesk.library")
    import_module("mmdesk.gui.workspace")
    gc.freeze()  # modules stay: looking for garbage among them would only hold the window up


def _language(paths: LibraryPaths) -> str:
    try:
        return Settings.load(paths.settings).language
    except MmdeskError:
        return ""  # the library says what is wrong with its settings when it opens
