"""The frame: what stands in it before, while and after a library is open; how it closes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from mmdesk.core.errors import MmdeskError
from mmdesk.core.paths import LibraryPaths
from mmdesk.gui.bridge import Bridge
from mmdesk.gui.parts.states import StatePage
from mmdesk.gui.parts.told import said
from mmdesk.gui.tasks import Tasks
from mmdesk.gui.window_memory import WindowMemory

if TYPE_CHECKING:
    from mmdesk.gui.workspace import Workspace
    from mmdesk.library import Library


class MainWindow(QMainWindow):
    """One window on one library."""

    language_changed = Signal(str)

    def __init__(self, paths: LibraryPaths, tasks: Tasks, bridge: Bridge) -> None:
        super().__init__()
        self._tasks, self._bridge = tasks, bridge
        self._memory = WindowMemory(paths.folder)
        self._library: Library | None = None
        self._workspace: Workspace | None = None
        self._state = StatePage()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._state)
        self.setCentralWidget(self._pages)
        self.setWindowTitle("mmdesk")
        self.setMinimumSize(640, 440)
        self._memory.restore_window(self)

    @property
    def workspace(self) -> "Workspace | None":
        """The panels, once a library is open."""
        return self._workspace

    def show_library(self, library: "Library") -> None:
        """Put the panels of an open library into the window."""
        self._library = library
        self._build(library)

    def _build(self, library: "Library") -> "Workspace":
        # The panels are not imported before the window shows: that would double its time.
        from mmdesk.gui.search.drop_target import DropTarget
        from mmdesk.gui.workspace import Workspace

        self.discard()
        workspace = Workspace(library, self._tasks, self._bridge, self._memory, self)
        workspace.language_changed.connect(self._speak)
        self._workspace = workspace
        self._pages.addWidget(workspace)
        self._pages.setCurrentWidget(workspace)
        workspace.heading_changed.connect(self._entitle)
        workspace.menus.fill(self.menuBar())
        self._drops = DropTarget(self, workspace.search, self._tasks)
        workspace.begin()
        return workspace

    def _entitle(self, heading: str) -> None:
        self.setWindowTitle(f"{heading} – mmdesk" if heading else "mmdesk")  # noqa: RUF001

    def _speak(self, language: str) -> None:
        """All panels are made anew: nothing keeps texts of the language before."""
        self.language_changed.emit(language)
        before = self._workspace
        if self._library is None or before is None:
            return
        self._build(self._library).go_on_from(before)

    def library_failed(self, error: MmdeskError) -> None:
        """Say why the library cannot be opened."""
        self._state.say(
            "warning",
            self.tr("The library cannot be opened"),
            said(error),
            (self.tr("Quit"), self.close),
        )
        self._pages.setCurrentWidget(self._state)

    def come_forward(self) -> None:
        """Show the window in front of others: someone started mmdesk again."""
        self.setWindowState(
            (self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
        )
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._memory.keep_window(self)
        super().closeEvent(event)
        self.discard()

    def discard(self) -> None:
        """Take the panels down; what they were waiting for is dropped."""
        if self._workspace is not None:
            self._workspace.end()
            self._pages.removeWidget(self._workspace)
            self._workspace.deleteLater()
            self._workspace = None
