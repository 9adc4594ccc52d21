"""Drags and drops as a window system would send them to a widget."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

_COPY, _LEFT, _NONE = (
    Qt.DropAction.CopyAction,
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
)


def files(paths: Iterable[Path]) -> QMimeData:
    """What a file manager puts into a drag or the clipboard."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def items(numbers: Iterable[int]) -> QMimeData:
    """What our own grid drags."""
    mime = QMimeData()
    mime.setData("application/x-mmdesk-items", QByteArray(" ".join(map(str, numbers)).encode()))
    return mime


def hover(widget: QWidget, mime: QMimeData, place: QPoint | None = None) -> bool:
    """Drag over a widget, to its middle or another place; whether it would take it there."""
    place = widget.rect().center() if place is None else place
    for kind in (QDragEnterEvent, QDragMoveEvent):
        event = kind(place, _COPY, mime, _LEFT, _NONE)
        QApplication.sendEvent(widget, event)
    return event.isAccepted()


def leave(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QDragLeaveEvent())


def drop(widget: QWidget, mime: QMimeData, place: QPoint | None = None) -> bool:
    """Drag to a widget and let go; whether it was taken."""
    if not hover(widget, mime, place):
        leave(widget)
        return False
    place = QPointF(widget.rect().center() if place is None else place)
    event = QDropEvent(place, _COPY, mime, _LEFT, _NONE, QEvent.Type.Drop)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()
