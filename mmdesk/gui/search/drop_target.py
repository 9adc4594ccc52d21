"""The window as a place to drop pictures and folders on, and the veil that says what will happen.

What comes from other applications may be dropped anywhere. What the window's own grid drags is
taken by the search bar only: a slip of the mouse in the grid is no search.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QDropEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QStyle, QWidget

from mmdesk.gui.parts.icons import icon
from mmdesk.gui.search.dropping import ITEMS, dropped, is_wanted
from mmdesk.gui.search.search_bar import SearchBar
from mmdesk.gui.tasks import Latest, Tasks

_MARGIN = 12
_ROOMY = 160
"""Height from which on there is room for icons and a hint."""


class DropTarget(QObject):
    """Takes what is dropped on `window` to a search bar, and ends with that."""

    def __init__(self, window: QWidget, bar: SearchBar, tasks: Tasks) -> None:
        super().__init__(bar)
        self._window, self._bar, self._latest = window, bar, Latest(tasks, self)
        self.veil = _Veil(window)
        bar.destroyed.connect(self.veil.deleteLater)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and is_wanted(event.mimeData()):
            self._hover(event)
            return True
        if event.type() is QEvent.Type.DragLeave:
            self.veil.hide()
        return super().eventFilter(watched, event)

    def _hover(self, event: QDropEvent) -> None:
        area, place = self._area(event), event.position().toPoint()
        if event.type() is QEvent.Type.DragEnter:
            self._look(dropped(event.mimeData()).paths)
        # A drag that enters is taken even outside the area: it may come there without leaving.
        if event.type() is not QEvent.Type.DragEnter and not area.contains(place):
            event.ignore()
            self.veil.hide()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.veil.show_at(area, place)
        if event.type() is QEvent.Type.Drop:
            self.veil.hide()
            self._bar.take(event.mimeData(), without=self.veil.is_less(place))

    def _look(self, paths: tuple[Path, ...]) -> None:
        """Whether it is folders that are dragged, once the disk has told."""
        self.veil.show_folders(0)
        if paths:
            work = partial(_count_folders, paths)
            self._latest.run(work, self.veil.show_folders, lambda _: None)

    def _area(self, event: QDropEvent) -> QRect:
        if not event.mimeData().hasFormat(ITEMS):
            return self._window.rect()
        return QRect(self._bar.mapTo(self._window, QPoint(0, 0)), self._bar.size())


class _Veil(QWidget):
    """Two fields over what lies below; the one under the pointer is lit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._pointer = QPoint()
        self._folders = 0
        self.hide()

    def show_folders(self, count: int) -> None:
        """What is dragged are so many folders, and nothing else; 0 for anything else."""
        self._folders = count
        self.update()

    def show_at(self, area: QRect, pointer: QPoint) -> None:
        """Cover `area`, a part of the parent, with the pointer at this place of the parent."""
        self.setGeometry(area)
        self._pointer = pointer
        self.raise_()
        self.show()
        self.update()

    def is_less(self, place: QPoint) -> bool:
        """Whether a place of the parent lies in the field for less of this."""
        return not self._folders and self._less().contains(place - self.pos())

    def _less(self) -> QRect:
        third = self.width() // 3
        trailing = QRect(self.width() - third, 0, third, self.height())
        return QStyle.visualRect(self.layoutDirection(), self.rect(), trailing)

    def _more(self) -> QRect:
        leading = QRect(0, 0, self.width() - self.width() // 3, self.height())
        return QStyle.visualRect(self.layoutDirection(), self.rect(), leading)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(self.palette().color(QPalette.ColorRole.Window))
        ground.setAlpha(242)
        painter.fillRect(self.rect(), ground)
        if self._folders:
            title = self.tr(
                "Index the folder(s), or search with what is in them", "", self._folders
            )
            hint = self.tr("You are asked which, once you have dropped")
            self._paint_field(painter, self.rect(), "folder-add", (title, hint), lit=True)
            return
        less = self.is_less(self._pointer)
        more_hint = self.tr("A folder can be indexed instead")
        more = self.tr("Find what is like this")
        self._paint_field(painter, self._more(), "photos", (more, more_hint), lit=not less)
        texts = self.tr("Less like this"), self.tr("Keeps such results back")
        self._paint_field(painter, self._less(), "less", texts, lit=less)

    def _paint_field(
        self, painter: QPainter, field: QRect, image: str, texts: tuple[str, str], *, lit: bool
    ) -> None:
        roomy = field.height() >= _ROOMY
        margin = _MARGIN if roomy else 4
        inside = QRectF(field).adjusted(margin, margin, -margin, -margin)
        light = self.palette().color(QPalette.ColorRole.Highlight)
        wash = QColor(light)
        wash.setAlpha(28 if lit else 0)
        painter.setBrush(wash)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        edge = QColor(text)
        edge.setAlpha(90)
        painter.setPen(QPen(light if lit else edge, 2 if lit else 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(inside, 8, 8)
        painter.setPen(text)
        self._paint_words(painter, inside.toRect(), image, texts if roomy else texts[:1])

    def _paint_words(
        self, painter: QPainter, inside: QRect, image: str, texts: tuple[str, ...]
    ) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        title = QFont(self.font())
        title.setPointSizeF(title.pointSizeF() * (1.3 if len(texts) > 1 else 1.0))
        title.setWeight(QFont.Weight.DemiBold)
        painter.setFont(title)
        if len(texts) == 1:
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, texts[0])
            return
        middle = inside.center().y()
        icon(image).paint(painter, QRect(inside.center().x() - 20, middle - 56, 40, 40))
        painter.drawText(inside.adjusted(8, middle - inside.y(), -8, 0), centre, texts[0])
        painter.setFont(self.font())
        painter.drawText(inside.adjusted(8, middle - inside.y() + 28, -8, 0), centre, texts[1])


def _count_folders(paths: tuple[Path, ...]) -> int:
    """How many folders there are, where there is nothing else; in a task."""
    return len(paths) if all(path.is_dir() for path in paths) else 0
