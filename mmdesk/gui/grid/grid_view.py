"""An item view over a GridLayout: what lies where, scrolling, keys, and selecting with a band.

How cells look and what follows from clicks is the heir's; it gives the layout in `lay_out`.
"""

from collections.abc import Iterable

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QMouseEvent, QPainter, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QRubberBand,
    QStyle,
    QStyleOptionRubberBand,
    QWidget,
)

from mmdesk.gui.grid.grid_layout import MARGIN, Box, GridLayout, Move, joined

Index = QModelIndex | QPersistentModelIndex
Anchor = tuple[int, int]
"""A row, and how far below the view's top its cell begins."""

FRAME = 4
"""How far a cell's frame may reach beyond it."""
_Action = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint
_MOVES = {
    _Action.MoveUp: Move.UP,
    _Action.MoveDown: Move.DOWN,
    _Action.MoveLeft: Move.LEFT,
    _Action.MoveRight: Move.RIGHT,
    _Action.MoveHome: Move.HOME,
    _Action.MoveEnd: Move.END,
    _Action.MovePageUp: Move.PAGE_UP,
    _Action.MovePageDown: Move.PAGE_DOWN,
}


class QTableView(QAbstractItemView):
    """Gives the heirs' cells to those who hear them: Qt goes by this name to tell what has cells.

    An item view under any other name counts as an empty pane, in Qt 6 (qAccessibleFactory).
    """


class GridView(QTableView):
    """Cells of one size, in rows, scrolled by pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = GridLayout(0, 0, (1, 1))
        self._band = QRect()
        self.setSelectionMode(self.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        # A bar that comes and goes would change the width, and with it whether it is needed.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def lay_out(self) -> GridLayout:
        """The layout of all rows for the viewport as it is now."""
        raise NotImplementedError

    # Where things are

    def arrange(self, anchor: Anchor | None) -> None:
        """Lay everything out anew; the anchor's cell stays where it was in the view."""
        self._layout = self.lay_out()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(height)
        bar.setSingleStep(max(self._layout.row_height // 3, 1))
        bar.setRange(0, max(self._layout.height - height, 0))
        if anchor is not None:
            row, below = anchor
            bar.setValue(self._layout.box(row).top - below)
        self.viewport().update()

    def anchor(self) -> Anchor | None:
        """What to keep in place: the current cell if in sight, else the topmost one.

        None at the very top, where one stays.
        """
        current = self.currentIndex().row()
        return self._anchor_at(current) if current in self.rows_seen() else self.topmost()

    def topmost(self) -> Anchor | None:
        """The first cell in sight; None at the very top."""
        seen = self.rows_seen()
        return self._anchor_at(seen[0]) if seen and self.verticalOffset() > 0 else None

    def _anchor_at(self, row: int) -> Anchor:
        return row, self._layout.box(row).top - self.verticalOffset()

    def rows_seen(self) -> range:
        """The rows of all cells in sight."""
        return self._rows_between(0, self.viewport().height())

    def _rows_between(self, top: int, bottom: int) -> range:
        """The rows of the cells between two heights of the viewport."""
        offset = self.verticalOffset()
        return self._layout.visible(top + offset, bottom + offset)

    def framed(self, row: int) -> QRect:
        """What a row's cell covers of the viewport, its frame included."""
        left, top, width, height = self._layout.box(row)
        place = QRect(left, top - self.verticalOffset(), width, height)
        return place.adjusted(-FRAME, -FRAME, FRAME, FRAME)

    def visualRect(self, index: Index) -> QRect:
        if not 0 <= index.row() < self._layout.count:
            return QRect()
        return self.framed(index.row()).adjusted(FRAME, FRAME, -FRAME, -FRAME)

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._layout.at(point.x(), point.y() + self.verticalOffset())
        return QModelIndex() if row is None else self.model().index(row, 0)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    # Moving

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = _Hint.EnsureVisible
    ) -> None:
        if not 0 <= index.row() < self._layout.count:
            return
        box, height = self._layout.box(index.row()), self.viewport().height()
        highest, lowest = box.top - MARGIN, box.top + box.height + MARGIN - height
        aims = {
            _Hint.PositionAtTop: highest,
            _Hint.PositionAtBottom: lowest,
            _Hint.PositionAtCenter: (highest + lowest) // 2,
        }
        near = min(max(self.verticalOffset(), lowest), highest)
        self.verticalScrollBar().setValue(aims.get(hint, near))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        index, move = self.currentIndex(), _MOVES.get(action)
        if not index.isValid() and self._layout.count:
            return self.model().index(next(iter(self.rows_seen()), 0), 0)
        if move is None or not index.isValid():
            return index
        row = self._layout.step(index.row(), move, self.viewport().height())
        return self.model().index(row, 0)

    def updateGeometries(self) -> None:
        anchor = self.anchor()
        super().updateGeometries()
        if self.model() is not None:
            self.arrange(anchor)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._band.isNull():
            self.viewport().scroll(dx, dy)
        else:
            self.viewport().update()

    # Selecting

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """With a band what it touches; else everything from one corner's cell to the other's."""
        if self.state() is self.State.DragSelectingState:
            self._show_band(rect.normalized())
            band = self._band.translated(0, self.verticalOffset())
            rows = self._layout.within(Box(band.x(), band.y(), band.width(), band.height()))
        else:
            corners = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
            ends = sorted(index.row() for index in corners if index.isValid())
            rows = iter([range(ends[0], ends[-1] + 1)] if ends else [])
        self.selectionModel().select(self.selection_of(joined(rows)), command)

    def selection_of(self, rows: Iterable[range]) -> QItemSelection:
        """A selection of these rows."""
        selection, model = QItemSelection(), self.model()
        for run in rows:
            selection.select(model.index(run[0], 0), model.index(run[-1], 0))
        return selection

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region, seen = QRegion(), self.rows_seen()
        for rows in rows_of(selection):
            for row in range(max(rows.start, seen.start), min(rows.stop, seen.stop)):
                region += self.framed(row)
        return region

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._show_band(QRect())

    def _show_band(self, rect: QRect) -> None:
        self.viewport().update(self._band.united(rect).adjusted(-1, -1, 1, 1))
        self._band = rect

    def draw_band(self, painter: QPainter) -> None:
        """Draw the band that the pointer pulls, if it does."""
        if not self._band.isNull():
            option = QStyleOptionRubberBand()
            option.initFrom(self)
            option.rect = self._band
            option.shape = QRubberBand.Shape.Rectangle
            band = QStyle.ControlElement.CE_RubberBand
            self.style().drawControl(band, option, painter, self)


def rows_of(selection: QItemSelection) -> list[range]:
    """The rows of a selection, ascending."""
    parts = (selection.at(number) for number in range(selection.count()))
    ends = sorted((part.top(), part.bottom() + 1) for part in parts)
    return [range(start, stop) for start, stop in ends]
