"""A layout that fills rows from the leading edge and begins another where one is full."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

SPACING = 4


class FlowLayout(QLayout):
    """A last widget that can grow takes what is left of its row.

    `addWidget` and `removeWidget` are every layout's; the methods below are what Qt asks for.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(SPACING)

    def insert(self, place: int, widget: QWidget) -> None:
        """Put a widget before the one that is at this place now."""
        self.addChildWidget(widget)
        self._items.insert(place, QWidgetItem(widget))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal  # a layout grows both ways unless it says otherwise

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        places = self._places(width - margins.left() - margins.right())
        height = max((place.bottom() + 1 for place in places), default=0)
        return height + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inside = rect.marginsRemoved(self.contentsMargins())
        mirrored = self._owner.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for item, place in zip(self._items, self._places(inside.width()), strict=True):
            if mirrored:
                place.moveLeft(inside.width() - place.x() - place.width())
            item.setGeometry(place.translated(inside.topLeft()))

    def _places(self, width: int) -> list[QRect]:
        places: list[QRect] = []
        x = y = row = 0
        for item in self._items:
            size = item.sizeHint()
            size.setWidth(max(min(size.width(), width), item.minimumSize().width()))
            if x and x + size.width() > width:
                x, y, row = 0, y + row + self.spacing(), 0
            places.append(QRect(x, y, size.width(), size.height()))
            x, row = x + size.width() + self.spacing(), max(row, size.height())
        if places and self._items[-1].expandingDirections() & Qt.Orientation.Horizontal:
            places[-1].setWidth(max(width - places[-1].x(), places[-1].width()))
        return places
