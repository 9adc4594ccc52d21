"""What looks or is like the item that is shown: a few small pictures, each a button."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from mmdesk.core.entities import Answer, Hit, Query
from mmdesk.core.errors import MmdeskError
from mmdesk.core.paths import printable
from mmdesk.gui.details.detail_parts import Text
from mmdesk.gui.grid.thumbnails import Thumbnails
from mmdesk.gui.parts.flow_layout import FlowLayout
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.parts.told import said
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

PAUSE_MS = 300
"""An item is shown for so long before its likes are looked for: who goes through many waits not."""
COUNT = 8
_SIDE = 56
_CORNER = 4


class SimilarStrip(QWidget):
    """The likes of one file."""

    item_wanted = Signal(int)

    def __init__(
        self,
        library: "Library",
        tasks: Tasks,
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._thumbnails = library, thumbnails
        self._latest = Latest(tasks, self)
        self._path: Path | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self._note = Text(faint=True)
        self._pictures = QWidget()
        self._flow = FlowLayout(self._pictures)
        self.buttons: list[ThumbnailButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._note)
        column.addWidget(self._pictures)
        thumbnails.ready.connect(self._draw_ready)

    def show_like(self, path: Path | None) -> None:
        """Look for what is like this file, soon; None for nothing."""
        if path == self._path:
            return
        self._path = path
        self._latest.cancel()
        self._fill(())
        self._note.say("" if path is None else self.tr("Looking for similar ones…"))
        if path is None:
            self._pause.stop()
        else:
            self._pause.start()

    def _look(self) -> None:
        if self._path is not None:
            query = Query(examples=(self._path,), limit=COUNT)
            self._latest.run(lambda: self._library.search(query), self._show, self._fail)

    def _show(self, answer: Answer) -> None:
        self._fill(answer.hits)
        self._note.say("" if answer.hits else self.tr("Nothing similar was found."))

    def _fail(self, error: MmdeskError) -> None:
        self._note.say(said(error))

    def _fill(self, hits: tuple[Hit, ...]) -> None:
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(hit) for hit in hits]
        for button in self.buttons:
            self._flow.addWidget(button)
        self._pictures.setVisible(bool(hits))

    def _button(self, hit: Hit) -> "ThumbnailButton":
        name = printable(hit.path.name)
        button = ThumbnailButton(hit.item, name, hit.kind.value, self._pictures)
        button.show_picture(self._thumbnails.image(hit.item))
        button.clicked.connect(lambda: self.item_wanted.emit(hit.item))
        return button

    def _draw_ready(self, items: frozenset[int]) -> None:
        for button in self.buttons:
            if button.item in items:
                button.show_picture(self._thumbnails.image(button.item))


class ThumbnailButton(QAbstractButton):
    """A small square picture that can be clicked."""

    def __init__(self, item: int, name: str, sign: str, parent: QWidget | None = None) -> None:
        """`sign` is the icon for what has no picture."""
        super().__init__(parent)
        self.item, self._sign = item, sign
        self._pixmap: QPixmap | None = None
        self.setText(name)
        self.setToolTip(name)
        self.setFixedSize(_SIDE, _SIDE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_picture(self, pixmap: QPixmap | None) -> None:
        """Show this, cut to the square; None for a sign."""
        self._pixmap = pixmap
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        outline = QPainterPath()
        outline.addRoundedRect(self.rect(), _CORNER, _CORNER)
        painter.fillPath(outline, self.palette().button())
        painter.setClipPath(outline)
        if self._pixmap is None:
            icon(self._sign).paint(painter, self.rect().adjusted(18, 18, -18, -18))
        else:
            painter.drawPixmap(self.rect(), self._pixmap, _square(self._pixmap.size()))
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(self.palette().highlight(), 4))
            painter.drawPath(outline)


def _square(size: QSize) -> QRect:
    """The square in the middle of a picture."""
    side = min(size.width(), size.height())
    return QRect((size.width() - side) // 2, (size.height() - side) // 2, side, side)
