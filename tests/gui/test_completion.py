"""Suggestions below the field, by key and by mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mmdesk.gui.search.search_bar import SearchBar

Key = Qt.Key


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 500)
    return made


@pytest.fixture
def bar(window, finder, library, tasks, qtbot):
    """A search bar with room below it, and a button to which Tab goes."""
    made = SearchBar(finder, library, tasks)
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addWidget(QPushButton("after"))
    column.addStretch(1)
    window.show()
    made.focus()
    qtbot.waitUntil(made.field.hasFocus)
    return made


def type_(qtbot, bar, text):
    """Type, and wait for suggestions."""
    qtbot.keyClicks(bar.field, text)
    qtbot.waitUntil(lambda: bar.completion.is_open)


def press(qtbot, bar, *keys):
    for key in keys:
        qtbot.keyClick(bar.field, key)


def rows(bar):
    given = bar.completion.list
    return [given.item(row).data(Qt.ItemDataRole.UserRole).text for row in range(given.count())]


def test_a_folder_is_offered_and_taken_by_key(qtbot, bar, finder):
    type_(qtbot, bar, "in:Lis")
    assert rows(bar) == ["in:Lisbon"]
    press(qtbot, bar, Key.Key_Down, Key.Key_Return)
    qtbot.waitUntil(lambda: finder.query.filters.folders == ("Lisbon",))
    assert [chip.text() for chip in bar.row.chips] == ["Lisbon"]
    assert (bar.field.text(), bar.completion.is_open) == ("", False)


def test_a_name_with_blanks_is_taken_whole(qtbot, bar, finder):
    type_(qtbot, bar, 'boat in:"2024 N')
    press(qtbot, bar, Key.Key_Down, Key.Key_Tab)
    qtbot.waitUntil(lambda: finder.query.filters.folders == ("2024 New York",))
    assert (bar.field.text(), bar.field.hasFocus()) == ("boat ", True)


def test_a_suggestion_is_taken_by_mouse(qtbot, bar, finder):
    type_(qtbot, bar, "in:Lis")
    given = bar.completion.list
    place = given.visualItemRect(given.item(0)).center()
    qtbot.mouseClick(given.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: finder.query.filters.folders == ("Lisbon",))


def test_enter_is_the_fields_while_nothing_is_highlighted(qtbot, bar, finder):
    type_(qtbot, bar, "Lis")
    started = []
    finder.started.connect(lambda: started.append(finder.query.text))
    press(qtbot, bar, Key.Key_Return)
    assert started == ["Lis"]
    assert not bar.completion.is_open


def test_tab_goes_on_while_nothing_is_highlighted(qtbot, bar):
    type_(qtbot, bar, "Lis")
    press(qtbot, bar, Key.Key_Tab)
    assert not bar.field.hasFocus()
    assert not bar.completion.is_open
    assert bar.field.text() == "Lis"


def test_escape_closes_the_list_and_leaves_the_text(qtbot, bar):
    type_(qtbot, bar, "Lis")
    press(qtbot, bar, Key.Key_Escape)
    assert not bar.completion.is_open
    assert bar.field.text() == "Lis"


def test_up_and_down_go_round_through_none(qtbot, bar):
    type_(qtbot, bar, "in:20")
    count, current = len(rows(bar)), bar.completion.list.currentRow
    assert current() == -1
    press(qtbot, bar, Key.Key_Up)
    assert current() == count - 1
    press(qtbot, bar, Key.Key_Down)
    assert current() == -1
    press(qtbot, bar, Key.Key_Down)
    assert current() == 0


def test_down_in_an_empty_field_offers_the_last_searches(qtbot, bar, finder, library):
    library.marking.remember("boat in:Lisbon")
    library.marking.remember("tree")
    finder.browse()
    press(qtbot, bar, Key.Key_Down)
    qtbot.waitUntil(lambda: bar.completion.is_open)
    assert rows(bar) == ["tree", "boat in:Lisbon"]
    press(qtbot, bar, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    qtbot.waitUntil(lambda: finder.query.text == "boat")
    assert finder.query.filters.folders == ("Lisbon",)
    assert bar.field.text() == "boat"
    qtbot.waitUntil(lambda: library.marking.recent()[0] == "boat in:Lisbon")


def test_the_list_closes_where_there_is_nothing_to_suggest(qtbot, bar):
    type_(qtbot, bar, "in:Lis")
    qtbot.keyClicks(bar.field, "zzz")
    qtbot.waitUntil(lambda: not bar.completion.is_open)


def test_from_right_to_left_the_list_begins_at_the_right(qtbot, bar):
    bar.window().setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    type_(qtbot, bar, "in:Lis")
    given = bar.completion.list
    assert given.x() + given.width() > bar.window().width() - 40


def test_what_was_taken_is_followed_by_no_other_list(qtbot, bar, library):
    type_(qtbot, bar, "kind:")
    assert [bar.completion.list.item(0).icon().isNull()] == [False]
    press(qtbot, bar, Key.Key_Down, Key.Key_Return)
    qtbot.waitUntil(lambda: len(bar.row.chips) == 1)
    qtbot.wait(100)
    assert not bar.completion.is_open
