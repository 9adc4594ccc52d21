"""Icons: one SVG each in resources/icons, drawn in the colour of the text around them.

A new icon is a file of 24 x 24 units that draws with `currentColor`.
"""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from mmdesk.gui.parts import resources


def icon(name: str) -> QIcon:
    """The icon of this name; sharp at every scale, right in light and dark."""
    return QIcon(_Engine(name))


@cache
def _drawing(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


class _Engine(QIconEngine):
    """Draws the SVG at the size and in the colour that are wanted, each once."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        drawn = _drawn(self._name, _colour(mode), (rect.size() * ratio).toTuple())
        painter.drawPixmap(rect, drawn)

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        return _drawn(self._name, _colour(mode), size.toTuple())

    def clone(self) -> QIconEngine:
        return _Engine(self._name)


def _colour(mode: QIcon.Mode) -> str:
    disabled, selected = mode is QIcon.Mode.Disabled, mode is QIcon.Mode.Selected
    group = QPalette.ColorGroup.Disabled if disabled else QPalette.ColorGroup.Active
    role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.WindowText
    return QApplication.palette().color(group, role).name()


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: tuple[int, int]) -> QPixmap:
    """The drawing in one colour, `size` in pixels of the screen."""
    pixmap = QPixmap(*size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing = _drawing(name).replace("currentColor", colour)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    return pixmap
