"""The first thing a person sees: one question, which folders. Everything else can wait.

Adding them is the window's business; a card for the description model comes after.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QStandardPaths, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mmdesk.core.paths import printable
from mmdesk.gui.parts.elided_label import ElidedLabel, path_text
from mmdesk.gui.parts.icon_label import IconLabel
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

_WIDTH = 520
_Place = QStandardPaths.StandardLocation
_PLACES = {
    _Place.PicturesLocation: "photos",
    _Place.MusicLocation: "sound",
    _Place.MoviesLocation: "video",
}


class Welcome(QWidget):
    """Asks which folders to index; they may be ticked, chosen or dropped."""

    folders_chosen = Signal(object)
    """A tuple of Paths."""
    skipped = Signal()

    def __init__(self, library: "Library", tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library, self._tasks = library, tasks
        self.cards: list[FolderCard] = []
        self.setAcceptDrops(True)
        self.add = QPushButton(icon("folder-add"), self.tr("Add folder…"))
        self.add.clicked.connect(self._choose)
        self.start = QPushButton(self.tr("Start"))
        self.start.setDefault(True)
        self.start.setMinimumWidth(120)
        self.start.clicked.connect(self._start)
        self.hint = QLabel(self.tr("or drop folders here"))
        self.later = QPushButton(self.tr("Later"))
        self.later.setFlat(True)
        self.later.clicked.connect(self.skipped)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self._arrange()
        self._count()
        tasks.run(_suggested, self._suggest, owner=self)

    def _arrange(self) -> None:
        page = QWidget()
        page.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(IconLabel("mmdesk", 72), 0, Qt.AlignmentFlag.AlignHCenter)
        for widget in (self._name(), self._sentence()):
            column.addWidget(widget)
        column.addSpacing(24)
        column.addWidget(QLabel(self.tr("Which folders shall mmdesk look through?")))
        column.addLayout(self._cards)
        column.addLayout(self._adding())
        column.addSpacing(16)
        column.addLayout(self._buttons())
        column.addStretch(3)
        column.addWidget(self._privacy())
        self._scroll(page)

    def _scroll(self, page: QWidget) -> None:
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        row.addWidget(page, 100)
        row.addStretch()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    def _name(self) -> QLabel:
        name = QLabel("mmdesk")
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 2)
        font.setWeight(QFont.Weight.DemiBold)
        name.setFont(font)
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return name

    def _sentence(self) -> QLabel:
        sentence = QLabel(
            self.tr(
                "Find your own photos, sounds and videos: describe them, or give one like them."
            )
        )
        sentence.setWordWrap(True)
        sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return sentence

    def _adding(self) -> QHBoxLayout:
        self.hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.add)
        row.addWidget(self.hint)
        row.addStretch()
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(self.later)
        row.addWidget(self.start)
        return row

    def _privacy(self) -> QWidget:
        words = QLabel(self.tr("Nothing leaves this machine, and your files are only ever read."))
        words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        words.setMaximumWidth(words.sizeHint().width())  # of one line
        words.setWordWrap(True)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 16, 0, 0)
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(IconLabel("privacy", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 100)
        row.addStretch()
        return line

    def _suggest(self, places: list[tuple[Path, str]]) -> None:
        for folder, image in places:
            self._put(folder, image)

    def add_folders(self, folders: Iterable[Path]) -> None:
        """Offer these folders as well, ticked; what is no folder is left out."""
        wanted = list(folders)
        self._tasks.run(lambda: [each for each in wanted if each.is_dir()], self._add, owner=self)
        self.hint.setText(self.tr("or drop folders here"))

    def _add(self, folders: list[Path]) -> None:
        if not folders:
            self.hint.setText(self.tr("That is no folder; drop the folder that it lies in."))
        for folder in folders:
            known = next((card for card in self.cards if card.folder == folder), None)
            if known is None:
                self._put(folder, "folder")
            else:
                known.tick.setChecked(True)

    def _put(self, folder: Path, image: str) -> None:
        card = FolderCard(folder, image)
        card.tick.setChecked(True)
        card.tick.toggled.connect(self._count)
        self.cards.append(card)
        self._cards.addWidget(card)
        self._count()

    def _count(self) -> None:
        self.start.setEnabled(bool(self.chosen))

    @property
    def chosen(self) -> tuple[Path, ...]:
        """The ticked folders, in the order shown."""
        return tuple(card.folder for card in self.cards if card.tick.isChecked())

    def _choose(self) -> None:
        pictures = QStandardPaths.writableLocation(_Place.PicturesLocation)
        folder = QFileDialog.getExistingDirectory(self, self.tr("Add a folder"), pictures)
        if folder:
            self.add_folders([Path(folder)])

    def _start(self) -> None:
        self.folders_chosen.emit(self.chosen)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.add_folders(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
        event.acceptProposedAction()


class FolderCard(QWidget):
    """A folder that may be ticked, anywhere on the card."""

    def __init__(self, folder: Path, image: str) -> None:
        super().__init__()
        self.folder = folder
        self.tick = QCheckBox()
        self.tick.toggled.connect(self.update)
        self.tick.setAccessibleName(printable(folder))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self.tick)
        row.addWidget(IconLabel(image))
        row.addLayout(self._words(), 1)

    def _words(self) -> QVBoxLayout:
        name = ElidedLabel(path_text(self.folder.name or self.folder))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        name.setFont(font)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        path = ElidedLabel(path_text(self.folder))
        path.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        words.addWidget(path)
        return words

    def paintEvent(self, _event: QPaintEvent) -> None:
        base, window = self.palette().base().color(), self.palette().window().color()
        raised = base if base.lightness() > window.lightness() else window.lighter(125)
        role = QPalette.ColorRole.Highlight if self.tick.isChecked() else QPalette.ColorRole.Mid
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().color(role))
        painter.setBrush(raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.tick.toggle()


def _suggested() -> list[tuple[Path, str]]:
    """The system's folders for pictures, music and films that exist; not the home folder itself."""
    places = [(QStandardPaths.writableLocation(place), name) for place, name in _PLACES.items()]
    folders = [(Path(place), name) for place, name in places if place]
    return [each for each in folders if each[0].is_dir() and each[0] != Path.home()]
