"""Draws the keys of an action in a list as the caps that they stand on."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

KEYS = Qt.ItemDataRole.UserRole
"""The role under which a cell holds its keys, as a list of texts."""
_ROW, _GAP = 32, 8

_Index = QModelIndex | QPersistentModelIndex


class KeyCaps(QStyledItemDelegate):
    """Draws caps in cells that hold KEYS, and every other cell as usual."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        keys = index.data(KEYS)
        if not keys:
            return QSize(super().sizeHint(option, index).width(), _ROW)
        return QSize(sum(_width(option, key) + _GAP for key in keys), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        keys = index.data(KEYS)
        if not keys:
            super().paint(painter, option, index)
            return
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The name of a key reads as it is written, whatever the direction of the window.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        for key, place in _places(option, keys):
            painter.setPen(option.palette.color(QPalette.ColorRole.Mid))
            painter.setBrush(option.palette.color(QPalette.ColorRole.Button))
            painter.drawRoundedRect(place, 4, 4)
            painter.setPen(option.palette.color(QPalette.ColorRole.ButtonText))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, key)
        painter.restore()


def _places(option: QStyleOptionViewItem, keys: list[str]) -> Iterator[tuple[str, QRect]]:
    """Each key and where its cap stands, from the leading edge on."""
    x = option.rect.left()
    for key in keys:
        place = QRect(x, option.rect.top() + 4, _width(option, key), option.rect.height() - 8)
        yield key, QStyle.visualRect(option.direction, option.rect, place)
        x += place.width() + _GAP


def _width(option: QStyleOptionViewItem, key: str) -> int:
    return max(24, option.fontMetrics.horizontalAdvance(key) + 16)
