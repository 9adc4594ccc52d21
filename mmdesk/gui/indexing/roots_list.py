"""The folders that are kept indexed, as rows: their state, their question, and what one may do.

Shared by the indexing panel and the settings. What is done to a folder stands in `root_actions`.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mmdesk.core.entities import Root, RootState
from mmdesk.core.paths import printable
from mmdesk.gui.indexing.root_actions import RootActions
from mmdesk.gui.parts.elided_label import ElidedLabel, path_text
from mmdesk.gui.parts.icon_label import IconLabel
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

_IMAGES = {
    RootState.ONLINE: "folder",
    RootState.OFFLINE: "folder-offline",
    RootState.ASKS: "question",
}


class RootsList(QWidget):
    """Rows of roots, and a button that adds one."""

    told = Signal(str)
    """A sentence about what was done."""

    def __init__(self, library: "Library", tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library, self._tasks = library, tasks
        self.actions_ = RootActions(library, tasks, self)
        self.actions_.told.connect(self.told)
        self.actions_.told.connect(self.refresh)
        self.rows: list[RootRow] = []
        self._shown: tuple[list[Root], bool] | None = None
        self.add = QPushButton(icon("folder-add"), self.tr("Add folder…"))
        self.add.clicked.connect(self.actions_.choose)
        self.add.setEnabled(not library.read_only)
        self.add.setAutoDefault(False)
        self._none = QLabel(self.tr("No folder yet."))
        self._none.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._arrange()
        self.refresh()

    def _arrange(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._none)
        self._column.addStretch()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(area)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)

    def refresh(self) -> None:
        """Ask the library anew."""
        self._tasks.run(self._library.roots, self._show, owner=self)

    def _show(self, roots: list[Root]) -> None:
        shown = roots, self._library.settings.speech
        if shown == self._shown:
            return
        self._shown = shown
        for row in self.rows:
            self._column.removeWidget(row)
            row.deleteLater()
        library = self._library
        for_all, read_only = library.settings.speech, library.read_only
        self.rows = [
            RootRow(root, self.actions_, read_only=read_only, everywhere=for_all) for root in roots
        ]
        for place, row in enumerate(self.rows):
            self._column.insertWidget(place, row)
        self._none.setVisible(not roots)


class RootRow(QFrame):
    """One folder."""

    def __init__(
        self, root: Root, actions: RootActions, *, read_only: bool, everywhere: bool
    ) -> None:
        super().__init__()
        self.root, self._does = root, actions
        self.rescan = self._tool("rescan", self.tr("Look through it again"))
        self.rescan.clicked.connect(lambda: actions.rescan(root.path))
        self.remove = self._tool("close", self.tr("Remove from mmdesk…"))
        self.remove.clicked.connect(lambda: actions.remove(root.path))
        self.speech = self._tool(
            "speech", self.tr("Write down what is said in its sounds and videos")
        )
        self.speech.setCheckable(True)
        self.speech.setChecked(root.speech or everywhere)
        self.speech.setEnabled(not everywhere)
        if everywhere:
            self.speech.setToolTip(self.tr("What is said in all sounds and videos is written down"))
        self.speech.clicked.connect(lambda on: actions.write_down(root.path, on=on))
        self.forget: QPushButton | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 4, 4)
        row.setSpacing(12)
        row.addWidget(IconLabel(_IMAGES[root.state]))
        row.addLayout(self._words(), 1)
        if root.state is RootState.ASKS:
            self.forget = QPushButton(self.tr("Forget them…"))
            self.forget.clicked.connect(lambda: actions.forget(root))
            row.addWidget(self.forget)
        for button in (self.speech, self.rescan, self.remove):
            row.addWidget(button)
        self.setDisabled(read_only)

    def _words(self) -> QVBoxLayout:
        path = self.root.path
        name, place = ElidedLabel(path_text(path.name or path)), ElidedLabel(path_text(path.parent))
        name.setFont(_bold(name.font()))
        place.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(place)
        if state := self._state():
            says = QLabel(state)
            says.setWordWrap(True)
            words.addWidget(says)
        self.setAccessibleName(f"{path}: {state}" if state else str(path))
        return words

    def _state(self) -> str:
        match self.root.state:
            case RootState.OFFLINE:
                return self.tr("Not connected. What it holds can still be searched.")
            case RootState.ASKS:
                return self.tr(
                    "%n file(s) are gone. Connect a missing drive, or let mmdesk forget them.",
                    "",
                    self.root.gone,
                )
            case RootState.ONLINE:
                return ""

    def _tool(self, image: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setIcon(icon(image))
        button.setIconSize(QSize(20, 20))
        button.setToolTip(text)
        button.setAccessibleName(f"{text}: {printable(self.root.path)}")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
