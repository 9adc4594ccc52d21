"""The matching part of a sound as a file of its own: copied, or dragged to another program."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QPushButton, QWidget

from mmdesk.core.entities import Span
from mmdesk.core.errors import MmdeskError
from mmdesk.gui.items import copying
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.parts.told import said
from mmdesk.gui.player.times import stretch
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library


class Clips(QObject):
    """Has the library cut clips, in a task; one at a time."""

    told = Signal(str)

    def __init__(self, library: "Library", tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library, self._latest = library, Latest(tasks, self)
        self._made: tuple[Path, Span, Path] | None = None
        self._dragging: QWidget | None = None

    def copy(self, path: Path, span: Span) -> None:
        """Put this part of the sound into the clipboard, as a file."""
        self._make(path, span, partial(self._copied, span))

    def prepare(self, path: Path, span: Span) -> None:
        """Have this part ready: it may be dragged in a moment."""
        self._make(path, span, lambda _: None)

    def drag(self, path: Path, span: Span, source: QWidget) -> None:
        """Drag this part, as soon as it is ready, while the button is held."""
        self._make(path, span, partial(self._dragged, source))

    def _make(self, path: Path, span: Span, done: Callable[[Path], None]) -> None:
        if self._made and self._made[:2] == (path, span) and self._made[2].exists():
            done(self._made[2])
            return
        clip = self._library.browsing.clip

        def arrived(made: Path) -> None:
            self._made = path, span, made
            done(made)

        self._latest.run(lambda: clip(path, span), arrived, self._fail)

    def _copied(self, span: Span, clip: Path) -> None:
        QGuiApplication.clipboard().setMimeData(copying.files([clip]))
        text = self.tr("{part} is in the clipboard, as a WAV file.")
        self.told.emit(text.format(part=stretch(span.start, span.end)))

    def _dragged(self, source: QWidget, clip: Path) -> None:
        if not QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            return
        drag = QDrag(source)
        drag.setMimeData(copying.files([clip]))
        drag.setPixmap(icon("sound").pixmap(32, 32))
        drag.exec(Qt.DropAction.CopyAction)

    def _fail(self, error: MmdeskError) -> None:
        self.told.emit(said(error))


class ClipHandle(QPushButton):
    """Pressed, it copies the matching part; dragged, it gives it to another program."""

    def __init__(self, clips: Clips, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clips = clips
        self._part: tuple[Path, Span] | None = None
        self._pressed: QPoint | None = None
        self.setIcon(icon("copy"))
        self.setText(self.tr("Copy this part"))
        self.setToolTip(self.tr("Copy it as a WAV file, or drag it to another program"))
        self.clicked.connect(self._copy)
        self.hide()

    def show_part(self, path: Path, span: Span | None) -> None:
        """Offer this part; nothing for None."""
        self._part = (path, span) if span else None
        self.setVisible(span is not None)

    def _copy(self) -> None:
        if self._part is not None:
            self._clips.copy(*self._part)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint()
        if self._part is not None:
            self._clips.prepare(*self._part)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        far = QGuiApplication.styleHints().startDragDistance()
        moved = self._pressed and (event.position().toPoint() - self._pressed).manhattanLength()
        if self._part is not None and moved and moved >= far:
            self._pressed = None
            self.setDown(False)
            self._clips.drag(*self._part, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._pressed = None
