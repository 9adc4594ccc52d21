"""The grid of results: draws what comes into sight, tells what the user does with it.

Where cells lie is `grid_layout`'s, how they look `tile_painter`'s, keys and bands `grid_view`'s.
What was selected, current and in sight stays so when other results come, as far as it is there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QDrag,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from mmdesk.core.entities import Query
from mmdesk.core.listings import Tile
from mmdesk.gui.film.film_tiles import FilmTiles
from mmdesk.gui.grid import tile_text
from mmdesk.gui.grid.drag_picture import drag_picture
from mmdesk.gui.grid.grid_layout import GridLayout, runs
from mmdesk.gui.grid.grid_view import GridView, Index, rows_of
from mmdesk.gui.grid.results_model import ResultsModel
from mmdesk.gui.grid.thumbnails import Thumbnails
from mmdesk.gui.grid.tile_painter import Cell, TilePainter
from mmdesk.gui.player.sound_tiles import SoundTiles

SMALLEST, LARGEST, USUAL = 96, 384, 176
WHEEL_STEP = 16
"""Pixels by which one notch of the wheel changes the tiles."""
_NOTCH = 120
_RENEWING = {
    QEvent.Type.PaletteChange,
    QEvent.Type.FontChange,
    QEvent.Type.StyleChange,
    QEvent.Type.LayoutDirectionChange,
}


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is to be found again after other results have come."""

    query: Query
    selected: tuple[int, ...]
    current: int | None
    row: int
    """Where that was."""
    topmost: tuple[int, int] | None
    """An item and how far below the view's top it began; None at the very top."""


class ResultsGrid(GridView):
    """Shows a ResultsModel."""

    opened = Signal(int)
    previewed = Signal(int)
    menu_wanted = Signal(QPoint)
    """Where on the screen."""
    current_changed = Signal(object)
    """An item, or None."""
    selection_changed = Signal(tuple)
    """The selected items in the order shown; told once for each turn of the event loop."""
    tile_size_changed = Signal(int)
    moved = Signal()
    """What is in sight, or how large, may be something else."""

    def __init__(
        self, model: ResultsModel, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._thumbnails = model, thumbnails
        self._tile_size, self._names_shown = USUAL, True
        self.sounds: SoundTiles | None = None
        """What sounds look like and do here, once there is a player."""
        self.films: FilmTiles | None = None
        """What videos look like and do here, as well."""
        self._painter = self._made_painter()
        self._selected: list[range] = []
        self._told: tuple[tuple[int, ...], int | None] = (), None
        self._kept: _Kept | None = None
        self._turned, self._downwards = 0, True
        self._tell_soon = self._timer(self._tell_selection)
        self._look_soon = self._timer(self._look_ahead)
        self.setAccessibleName(self.tr("Results"))
        self.setFrameShape(self.Shape.NoFrame)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setDragDropMode(self.DragDropMode.DragOnly)
        self._follow(model)

    def _timer(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=0)
        timer.timeout.connect(slot)
        return timer

    def _follow(self, model: ResultsModel) -> None:
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self._thumbnails.ready.connect(self._show_thumbnails)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.item_at(index.row())))

    # What panels ask

    def selected_items(self) -> tuple[int, ...]:
        """The selected items, in the order shown."""
        items = self._model.items
        return tuple(chain.from_iterable(items[run.start : run.stop] for run in self._selected))

    def current_item(self) -> int | None:
        """The item that keys start from."""
        index = self.currentIndex()
        return self._model.item_at(index.row()) if index.isValid() else None

    def select_item(self, item: int) -> None:
        """Select this item alone and bring it into sight, if it is shown."""
        row = self._model.row_of(item)
        if row is not None:
            self.setCurrentIndex(self._model.index(row))

    def move_on(self) -> None:
        """Select what comes after the selected items, at the end what comes before them."""
        if not self._selected:
            return
        after, before = self._selected[-1].stop, self._selected[0].start - 1
        row = after if after < len(self._model.items) else before
        if row >= 0:
            self.setCurrentIndex(self._model.index(row))

    @property
    def tile_size(self) -> int:
        """The side of a tile, in logical pixels."""
        return self._tile_size

    def set_tile_size(self, size: int) -> None:
        """Make tiles larger or smaller; the current row stays where it is on the screen."""
        size = min(max(size, SMALLEST), LARGEST)
        if size != self._tile_size:
            self._tile_size = size
            self._renew()
            self.tile_size_changed.emit(size)

    @property
    def picture_size(self) -> QSize:
        """What pictures must fit, in device pixels."""
        return self._painter.picture_size

    def tiles_in_sight(self) -> list[Tile]:
        """The tiles in sight that are known, the nearest to the middle first."""
        middle = self.viewport().rect().center()

        def away(row: int) -> int:
            return (self.framed(row).center() - middle).manhattanLength()

        tiles = (self._model.tile(row) for row in sorted(self.rows_seen(), key=away))
        return [tile for tile in tiles if tile]

    def set_names_shown(self, shown: bool) -> None:
        """Show or hide the files' names below the tiles."""
        self._names_shown = shown
        self._renew()

    # Laying out

    def lay_out(self) -> GridLayout:
        """The layout of all results, by month where they have months."""
        return GridLayout(
            len(self._model.items),
            self.viewport().width(),
            self._painter.cell,
            [month.count for month in self._model.results.listing.months],
            header=self._painter.header_height,
            mirrored=self.isRightToLeft(),
        )

    def arrange(self, anchor: tuple[int, int] | None) -> None:
        """Lay everything out anew, and have made ready what is then in sight."""
        super().arrange(anchor)
        self._look_soon.start()

    def _made_painter(self) -> TilePainter:
        ratio, names = self.devicePixelRatioF(), self._names_shown
        return TilePainter(self._tile_size, ratio, self.palette(), self.font(), names=names)

    def _renew(self) -> None:
        """Size, screen, colours or font have changed."""
        self._painter = self._made_painter()
        self.arrange(self.anchor())

    # Keeping what was there when other results come

    def _keep(self) -> None:
        topmost = self.topmost()
        self._kept = _Kept(
            self._model.results.query,
            self.selected_items(),
            self.current_item(),
            self.currentIndex().row(),
            (self._model.item_at(topmost[0]), topmost[1]) if topmost else None,
        )

    def _restore(self) -> None:
        kept, self._kept = self._kept, None
        if kept is None:
            return
        self._select_again(kept)
        again = kept.topmost if kept.query == self._model.results.query else None
        row = self._model.row_of(again[0]) if again else None
        self.arrange((row, again[1]) if again and row is not None else None)
        if again is None:
            self.verticalScrollBar().setValue(0)

    def _select_again(self, kept: _Kept) -> None:
        model, selecting = self._model, self.selectionModel()
        selection = self.selection_of(runs(model.rows_of(kept.selected)))
        selecting.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        current = model.row_of(kept.current) if kept.current is not None else None
        if current is None and self._has_gone(kept) and not selection.indexes():
            current = min(kept.row, len(model.items) - 1)
            selecting.select(model.index(current), QItemSelectionModel.SelectionFlag.Select)
        if current is not None:
            self.setAutoScroll(False)
            nothing = QItemSelectionModel.SelectionFlag.NoUpdate
            selecting.setCurrentIndex(model.index(current), nothing)
            self.setAutoScroll(True)
        self._note_selection()

    def _has_gone(self, kept: _Kept) -> bool:
        """Whether the current item is no longer there; then one goes on with what followed it."""
        again = kept.query == self._model.results.query
        return again and kept.current in kept.selected and bool(self._model.items)

    # What Qt tells

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self._note_selection()

    def _note_selection(self) -> None:
        self._selected = rows_of(self.selectionModel().selection())
        self._tell_soon.start()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        for index in (current, previous):
            if 0 <= index.row() < self._layout.count:
                self.viewport().update(self.framed(index.row()))
        self._tell_soon.start()

    def _tell_selection(self) -> None:
        (items, current), before = (self.selected_items(), self.current_item()), self._told
        self._told = items, current
        if current != before[1]:
            self.current_changed.emit(current)
        if items != before[0]:
            self.selection_changed.emit(items)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        seen = self.rows_seen()
        rows = range(max(first.row(), seen.start), min(last.row() + 1, seen.stop))
        if rows and QAccessible.isActive():  # what Qt does then takes long for many rows
            super().dataChanged(self._model.index(rows[0]), self._model.index(rows[-1]), roles)
        for row in rows:
            self.viewport().update(self.framed(row))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _RENEWING:
            self._renew()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._downwards = dy <= 0
        self._look_soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        item = self.current_item()
        if event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()  # Qt would copy the name; what copying means is an action of the window
        elif item is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(item)
        elif item is not None and event.key() == Qt.Key.Key_Space and not control:
            large = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if large or not (self.sounds and self.sounds.toggle(item)):
                self.previewed.emit(item)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are for the search field, and names come only when they are seen."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y() * WHEEL_STEP
        pixels = int(self._turned / _NOTCH)
        self._turned -= pixels * _NOTCH
        self.set_tile_size(self._tile_size + pixels)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            centre = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_wanted.emit(centre if by_key else event.globalPos())

    def startDrag(self, _actions: Qt.DropAction) -> None:
        if self.sounds and self.sounds.drag_match():
            return
        items = self.selected_items()
        picture = self._thumbnails.image(self.current_item() or items[0])
        drag = QDrag(self)
        drag.setMimeData(self._model.mime_of(items))
        ratio = self.devicePixelRatioF()
        drag.setPixmap(drag_picture(picture, len(items), self.palette(), ratio))
        drag.exec(Qt.DropAction.CopyAction)

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.devicePixelRatioF() != self._painter.ratio:
            self._renew()
        painter, region, seen = QPainter(self.viewport()), event.region(), event.rect()
        painter.setLayoutDirection(self.layoutDirection())
        near = self._rows_between(seen.top(), seen.top() + seen.height())
        rows = [row for row in near if region.intersects(self.framed(row))]
        cells = [self._cell(row) for row in rows]
        self._painter.draw_pictures(painter, cells)
        self._painter.draw_names(painter, cells)
        self._draw_headers(painter, seen)
        current = self.currentIndex().row()
        if self.hasFocus() and current in rows:
            self._painter.draw_focus(painter, cells[rows.index(current)])
        self.draw_band(painter)
        painter.end()

    def _cell(self, row: int) -> Cell:
        left, top, _, _ = self._layout.box(row)
        item, tile, hit = self._model.item_at(row), self._model.tile(row), self._model.hit(row)
        film = self.films.look(row, tile, hit) if self.films else None
        poster = self._thumbnails.get(item, self.picture_size)
        return Cell(
            left,
            top - self.verticalOffset(),
            tile_text.name(tile, hit),
            tile,
            hit,
            film.frame or poster if film else poster,
            missing=self._thumbnails.is_missing(item),
            selected=any(row in run for run in self._selected),
            sound=self.sounds.look(row, tile, hit) if self.sounds else None,
            film=film,
        )

    def _draw_headers(self, painter: QPainter, seen: QRect) -> None:
        offset, months = self.verticalOffset(), self._model.results.listing.months
        top, bottom = seen.top() + offset, seen.top() + seen.height() + offset
        for number, (left, above, width, height) in self._layout.headers(top, bottom):
            place = QRect(left, above - offset, width, height)
            self._painter.draw_header(painter, place, months[number])

    def _show_thumbnails(self, items: frozenset[int]) -> None:
        for row in self.rows_seen():
            if self._model.item_at(row) in items:
                self.viewport().update(self.framed(row))

    def _look_ahead(self) -> None:
        """Have made ready what is in sight, then a screen in each direction, ahead first."""
        height = self.viewport().height()
        above, below = self._rows_between(-height, 0), self._rows_between(height, 2 * height)
        sides = [below, above[::-1]] if self._downwards else [above[::-1], below]
        rows = dict.fromkeys(chain(self.rows_seen(), *sides))
        items = self._model.items
        self._thumbnails.want([items[row] for row in rows], self.picture_size)
        self._model.want(rows)
        self.moved.emit()
