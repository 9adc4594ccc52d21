"""An icon that stands beside words; drawn anew when light turns to dark."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mmdesk.gui.parts.icons import icon


class IconLabel(QWidget):
    """One icon of this side, in device-independent pixels; nothing for a screen reader."""

    def __init__(self, name: str, side: int = 24) -> None:
        super().__init__()
        self._icon = icon(name)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._icon.paint(QPainter(self), self.rect())
