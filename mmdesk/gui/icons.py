"""Icons: one SVG each in resources/icons, drawn in the colour of the text around them.

A new icon is a file of 24 x 24 units that draws with `currentColor`.
"""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from mmdesk.gui import resources


def icon(name: str) -> QIcon:
    """The icon of this name; sharp at every scale, right in light and dark."""
    return QIcon(_Engine(name))


@cache
def _drawing(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


class _Engine(QIconEngine):
    """Draws the SVG anew at the size and in the colour that are wanted."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        group = {
            QIcon.Mode.Disabled: QPalette.ColorGroup.Disabled,
        }.get(mode, QPalette.ColorGroup.Active)
        role = (
            QPalette.ColorRole.HighlightedText
            if mode is QIcon.Mode.Selected
            else QPalette.ColorRole.WindowText
        )
        colour = QApplication.palette().color(group, role).name()
        drawing = _drawing(self._name).replace("currentColor", colour)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Engine(self._name)
