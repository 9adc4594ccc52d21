from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QContextMenuEvent, QMouseEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication

from mmdesk.core.entities import Filters, Query
from mmdesk.core.listings import Listing, Order
from mmdesk.gui.finder import Results
from mmdesk.gui.grid import results_grid
from mmdesk.gui.grid.results_grid import ResultsGrid
from mmdesk.gui.grid.results_model import ResultsModel
from mmdesk.gui.grid.thumbnails import Thumbnails

LEFT = Qt.MouseButton.LeftButton
EMPTY = QPoint(430, 2)
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def everything(library):
    """All items without months: rows of three in the view below."""
    items = library.browsing.listing(Filters(), Order.DATE).items
    return Results(Query(), Listing(items))


@pytest.fixture
def grid(qtbot, library, tasks, everything):
    thumbnails = Thumbnails(library)
    model = ResultsModel(library, tasks)
    shown = ResultsGrid(model, thumbnails)
    qtbot.addWidget(shown)
    shown.set_tile_size(128)
    shown.resize(450, 460)
    shown.show()
    model.show(everything)
    shown.setFocus()
    qtbot.waitUntil(lambda: model.tile(0) is not None)
    yield shown
    thumbnails.stop()
    shown.setModel(None)


@pytest.fixture
def items(everything):
    return everything.listing.items


def centre(grid, row):
    return grid.visualRect(grid.model().index(row, 0)).center()


def click(qtbot, grid, row, modifier=Qt.KeyboardModifier.NoModifier, button=LEFT):
    qtbot.mouseClick(grid.viewport(), button, modifier, centre(grid, row))


def press(qtbot, grid, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(grid, key, modifier)


# Selecting


def test_a_click_selects_one_and_tells(qtbot, grid, items):
    told = []
    grid.selection_changed.connect(told.append)
    grid.current_changed.connect(told.append)
    with qtbot.waitSignals([grid.selection_changed, grid.current_changed]):
        click(qtbot, grid, 4)
    assert grid.selected_items() == (items[4],)
    assert grid.current_item() == items[4]
    assert told == [items[4], (items[4],)]


def test_shift_selects_everything_between_in_reading_order(qtbot, grid, items):
    click(qtbot, grid, 1)
    click(qtbot, grid, 6, SHIFT)
    assert grid.selected_items() == items[1:7]
    click(qtbot, grid, 0, SHIFT)
    assert grid.selected_items() == items[0:2]


def test_control_adds_and_takes_away(qtbot, grid, items):
    click(qtbot, grid, 1)
    click(qtbot, grid, 5, CONTROL)
    click(qtbot, grid, 1, CONTROL)
    assert grid.selected_items() == (items[5],)


def test_a_band_selects_what_it_touches(qtbot, grid, items):
    def move(place):
        spot = QPointF(place)
        kind = QMouseEvent.Type.MouseMove
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(view, QMouseEvent(kind, spot, spot, LEFT, LEFT, none))

    view, end = grid.viewport(), centre(grid, 1)
    qtbot.mousePress(view, LEFT, pos=EMPTY)
    move(end + QPoint(9, 9))
    move(end)
    assert grid.selected_items() == items[1:3]
    assert len(colours(grid, 1)) > 1
    assert not grid._band.isNull()
    qtbot.mouseRelease(view, LEFT, pos=end)
    assert grid._band.isNull()


def test_everything_and_nothing_can_be_selected(qtbot, grid, items):
    press(qtbot, grid, Qt.Key.Key_A, modifier=CONTROL)
    assert grid.selected_items() == items
    qtbot.mouseClick(grid.viewport(), LEFT, pos=EMPTY)
    assert grid.selected_items() == ()


def test_a_hundred_thousand_are_told_as_one_selection(qtbot, grid):
    grid._model.show(Results(Query("many"), Listing(tuple(range(1, 100_001)))))
    with qtbot.waitSignal(grid.selection_changed) as told:
        grid.selectAll()
    assert told.args == [tuple(range(1, 100_001))]


# Keys


def test_keys_move_and_shift_extends(qtbot, grid, items):
    click(qtbot, grid, 0)
    press(qtbot, grid, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert grid.current_item() == items[4]
    press(qtbot, grid, Qt.Key.Key_Down, modifier=SHIFT)
    assert grid.selected_items() == items[4:8]
    press(qtbot, grid, Qt.Key.Key_End)
    assert grid.current_item() == items[-1]
    assert grid.viewport().rect().contains(centre(grid, len(items) - 1))
    press(qtbot, grid, Qt.Key.Key_PageUp)
    assert grid._model.row_of(grid.current_item()) < len(items) - 3
    press(qtbot, grid, Qt.Key.Key_Home)
    assert grid.current_item() == items[0]
    assert grid.verticalScrollBar().value() == 0


def test_from_right_to_left_keys_and_cells_are_mirrored(qtbot, grid, items):
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert centre(grid, 0).x() > centre(grid, 1).x()
    click(qtbot, grid, 0)
    press(qtbot, grid, Qt.Key.Key_Left)
    assert grid.current_item() == items[1]


def test_return_and_double_click_open(qtbot, grid, items):
    click(qtbot, grid, 2)
    with qtbot.waitSignal(grid.opened) as told:
        press(qtbot, grid, Qt.Key.Key_Return)
    assert told.args == [items[2]]
    click(qtbot, grid, 3)
    with qtbot.waitSignal(grid.opened) as told:
        qtbot.mouseDClick(grid.viewport(), LEFT, pos=centre(grid, 3))
    assert told.args == [items[3]]


def test_space_previews_and_keeps_the_selection(qtbot, grid, items):
    click(qtbot, grid, 2)
    with qtbot.waitSignal(grid.previewed) as told:
        press(qtbot, grid, Qt.Key.Key_Space)
    assert told.args == [items[2]]
    assert grid.selected_items() == (items[2],)


def test_letters_and_copy_are_left_to_the_window(qtbot, grid, items):
    QApplication.clipboard().setText("before")
    click(qtbot, grid, 2)
    press(qtbot, grid, Qt.Key.Key_I)
    press(qtbot, grid, Qt.Key.Key_C, modifier=CONTROL)
    assert grid.current_item() == items[2]
    assert QApplication.clipboard().text() == "before"


def test_the_menu_is_wanted_where_the_pointer_or_the_current_item_is(qtbot, grid):
    click(qtbot, grid, 1)
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        place = centre(grid, 1)
        event = QContextMenuEvent(reason, place, grid.viewport().mapToGlobal(place))
        with qtbot.waitSignal(grid.menu_wanted) as told:
            QApplication.sendEvent(grid.viewport(), event)
        assert told.args == [grid.viewport().mapToGlobal(place)]


# Other results


def test_what_is_selected_and_current_stays_where_it_is_still_there(qtbot, grid, items):
    click(qtbot, grid, 3)
    click(qtbot, grid, 5, CONTROL)
    fewer = items[1:5] + items[6:]
    with qtbot.waitSignal(grid.selection_changed) as told:
        grid._model.show(Results(Query(), Listing(fewer)))
    assert told.args == [(items[3],)]
    assert grid.selected_items() == (items[3],)
    assert grid.current_item() is None
    grid._model.show(Results(Query(), Listing(items)))
    assert grid.selected_items() == (items[3],)


def test_where_the_selected_one_is_gone_the_next_takes_its_place(qtbot, grid, items):
    click(qtbot, grid, 3)
    with qtbot.waitSignal(grid.selection_changed) as told:
        grid._model.show(Results(Query(), Listing(items[:3] + items[4:])))
    assert told.args == [(items[4],)]
    assert grid.current_item() == items[4]
    click(qtbot, grid, len(items) - 2)
    grid._model.show(Results(Query(), Listing(items[:3] + items[4:-1])))
    assert grid.selected_items() == (items[-2],)
    grid._model.show(Results(Query(text="something else"), Listing(items[:3])))
    assert grid.selected_items() == ()


def test_what_is_in_sight_stays_when_new_ones_come_above(qtbot, grid, items):
    grid._model.show(Results(Query(), Listing(items[6:])))
    grid.verticalScrollBar().setValue(200)
    row = grid.rows_seen()[0]
    before = grid.framed(row).top()
    grid._model.show(Results(Query(), Listing(items)))
    assert grid.framed(row + 6).top() == before


def test_another_search_begins_at_the_top(grid, items):
    grid.verticalScrollBar().setValue(200)
    grid._model.show(Results(Query("other"), Listing(items[:-1])))
    assert grid.verticalScrollBar().value() == 0


def test_an_item_can_be_selected_by_its_number(grid, items):
    grid.select_item(items[-1])
    assert grid.selected_items() == (items[-1],)
    assert grid.viewport().rect().contains(centre(grid, len(items) - 1))
    grid.select_item(987654)
    assert grid.current_item() == items[-1]


# Sizes


def test_the_current_row_stays_in_place_when_tiles_grow(qtbot, grid, items):
    grid.verticalScrollBar().setValue(150)
    click(qtbot, grid, 7)
    before = grid.framed(7).top()
    with qtbot.waitSignal(grid.tile_size_changed):
        grid.set_tile_size(192)
    assert grid.framed(7).top() == before


def test_sizes_have_bounds(grid):
    grid.set_tile_size(5)
    assert grid.tile_size == 96
    grid.set_tile_size(5000)
    assert grid.tile_size == 384


def test_control_and_wheel_change_the_size(qtbot, grid):
    def turn(by):
        place = QPointF(50, 50)
        event = QWheelEvent(
            place, place, QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, CONTROL,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(grid.viewport(), event)

    turn(120)
    assert grid.tile_size == 144
    for _ in range(15):
        turn(-8)
    assert grid.tile_size == 128


def test_the_row_in_sight_stays_when_the_window_is_resized(grid):
    grid.verticalScrollBar().setValue(600)
    row = grid.rows_seen()[0]
    grid.resize(300, 460)
    assert row in grid.rows_seen()


# Seen and heard


def test_every_cell_has_a_name_for_those_who_hear_it(grid, items):
    interface = QAccessible.queryAccessibleInterface(grid)
    assert interface.text(QAccessible.Text.Name) == "Results"
    assert interface.childCount() == len(items)
    cell = interface.child(4)
    name = cell.text(QAccessible.Text.Name)
    assert name.startswith(f"{grid._model.tile(4).path.name}, photo, ")


def colours(grid, row):
    """How many pixels of each colour a cell has."""
    picture = grid.grab(grid.framed(row)).toImage()
    counts = {}
    for x in range(picture.width()):
        for y in range(picture.height()):
            colour = picture.pixel(x, y)
            counts[colour] = counts.get(colour, 0) + 1
    return counts


def test_pictures_appear_when_they_are_there(qtbot, grid):
    size = grid._painter.picture_size
    qtbot.waitUntil(lambda: grid._thumbnails.get(grid._model.item_at(0), size) is not None)
    assert len(colours(grid, 0)) > 500


def test_a_selected_cell_has_a_frame_in_the_colour_of_selections(qtbot, grid):
    highlight = grid.palette().color(QPalette.ColorRole.Highlight).rgb()
    assert colours(grid, 1).get(highlight, 0) == 0
    click(qtbot, grid, 1)
    assert colours(grid, 1)[highlight] > 1000


def test_badges_show_what_is_offline_or_a_favourite(qtbot, grid):
    model, plain = grid._model, colours(grid, 0)
    tile = model.tile(0)
    for changed in (
        replace(tile, online=False),
        replace(tile, marks=replace(tile.marks, favourite=True)),
    ):
        model._tiles[tile.item] = changed
        assert colours(grid, 0) != plain


def test_a_missing_thumbnail_shows_the_kind(qtbot, grid):
    model = grid._model
    model.show(Results(Query(), Listing((987654, 987655))))
    qtbot.waitUntil(lambda: grid._thumbnails.is_missing(987654))
    missing = colours(grid, 0)
    grid._thumbnails._missing.clear()
    grid._thumbnails.stop()
    assert len(missing) > len(colours(grid, 0))


def test_another_palette_is_taken_over(grid):
    before = colours(grid, 0)
    dark = QPalette(QColor(50, 50, 50))
    grid.setPalette(dark)
    assert dark.color(QPalette.ColorRole.Base).rgb() in colours(grid, 0)
    assert colours(grid, 0) != before


def test_months_have_headings(grid, library):
    listing = library.browsing.listing(Filters(), Order.DATE)
    grid._model.show(Results(Query(), listing))
    tops = [header.box.top for header in grid._layout.headers(0, grid._layout.height)]
    assert len(tops) == len(listing.months)
    assert centre(grid, 0).y() > grid._painter.header_height
    grid.grab()


def test_without_names_rows_are_lower(grid):
    before = grid._layout.row_height
    grid.set_names_shown(False)
    assert grid._layout.row_height < before
    grid.grab()


def test_what_is_dragged_are_the_selected_files(qtbot, grid, items, monkeypatch):
    dragged = []

    class Drag(results_grid.QDrag):
        def exec(self, actions):
            dragged.append((self.mimeData().urls(), self.pixmap().size(), actions))
            return actions

    monkeypatch.setattr(results_grid, "QDrag", Drag)
    click(qtbot, grid, 0)
    click(qtbot, grid, 2, SHIFT)
    grid.startDrag(Qt.DropAction.CopyAction)
    [(urls, size, actions)] = dragged
    assert [url.toLocalFile() for url in urls] == [str(grid._model.tile(n).path) for n in range(3)]
    assert size.boundedTo(QSize(96, 96)) == size
    assert actions == Qt.DropAction.CopyAction
