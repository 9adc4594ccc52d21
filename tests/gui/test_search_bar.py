"""What a person does with the one field on top."""

import pytest
from helpers.dragging import files
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mmdesk.core.entities import Filters, Kind, Query
from mmdesk.gui.search.chips import ExampleChip, FilterChip
from mmdesk.gui.search.search_bar import SearchBar

Key = Qt.Key


@pytest.fixture
def bar(finder, library, tasks, qtbot):
    """A search bar on top of a window, with the cursor in its field."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 500)
    made = SearchBar(finder, library, tasks)
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addWidget(QWidget(), 1)
    window.show()
    made.focus()
    qtbot.waitUntil(made.field.hasFocus)
    yield made
    QGuiApplication.clipboard().clear()


@pytest.fixture
def pictures(house):
    return sorted(house.photos.rglob("*.jpg"))


@pytest.fixture
def asked(finder):
    """Every query that is asked from now on."""
    queries = []
    finder.asked.connect(queries.append)
    return queries


def type_(qtbot, bar, text, key=None):
    qtbot.keyClicks(bar.field, text)
    if key is not None:
        qtbot.keyClick(bar.field, key)


def texts(bar):
    return [chip.text() for chip in bar.row.chips]


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


# Typing


def test_a_filter_that_was_typed_last_counts_when_the_field_is_left(qtbot, bar, finder, asked):
    type_(qtbot, bar, "boat kind:video")
    bar.clear_button.setFocus()
    qtbot.waitUntil(lambda: finder.query.filters.kinds == {Kind.VIDEO})
    assert bar.field.text().strip() == "boat"
    assert finder.query.text == "boat"
    count = len(asked)
    bar.field.setFocus()
    bar.clear_button.setFocus()
    assert len(asked) == count


def test_a_filter_that_is_wrong_is_told_in_a_pause(qtbot, bar):
    type_(qtbot, bar, "since:banana boat")
    assert bar.message.isHidden()
    qtbot.waitUntil(bar.message.isVisible)
    type_(qtbot, bar, "s")
    assert bar.message.isHidden()


def test_after_something_was_dropped_what_is_typed_adds_words(qtbot, bar, pictures, finder):
    other = QPushButton(parent=bar.window())
    other.show()
    other.setFocus()
    assert bar.take(files(pictures[:1]))
    assert bar.field.hasFocus()
    type_(qtbot, bar, "boat")
    qtbot.waitUntil(lambda: finder.query.text == "boat" and len(finder.query.examples) == 1)


def test_typing_asks_after_a_pause_and_once(qtbot, bar, finder):
    started = []
    finder.started.connect(lambda: started.append(finder.query.text))
    with qtbot.waitSignal(finder.found):
        type_(qtbot, bar, "boat")
        assert finder.query.text == "boat"
        assert started == []
    assert started == ["boat"]


def test_a_search_typed_without_enter_is_remembered_once_a_result_is_used(
    qtbot, bar, finder, library
):
    for text in ("boat", "s"):
        with qtbot.waitSignal(finder.found):
            type_(qtbot, bar, text)
    bar.remember()
    qtbot.waitUntil(lambda: library.marking.recent() == ["boats"])
    with qtbot.waitSignal(finder.found):
        bar.clear()
    bar.remember()
    assert library.marking.recent() == ["boats"]


def test_a_search_that_is_rested_on_is_remembered_and_no_half_word(
    qtbot, bar, finder, library, monkeypatch
):
    bar._rest.setInterval(60_000)  # however slow this machine is: no pause is a rest
    for text in ("bo", "at"):
        with qtbot.waitSignal(finder.found, timeout=20_000):
            type_(qtbot, bar, text)
        assert bar._rest.isActive()
    bar._rest.start(0)
    qtbot.waitUntil(lambda: library.marking.recent() == ["boat"], timeout=20_000)


def test_a_search_that_found_nothing_is_not_remembered_by_itself(qtbot, bar, finder, library):
    with qtbot.waitSignal(finder.found, timeout=20_000):
        type_(qtbot, bar, "boat")
    assert bar._rest.isActive()
    with qtbot.waitSignal(finder.found, timeout=20_000):
        type_(qtbot, bar, "\b\b\b\bxyzzyqwv")
    assert not finder.results.listing.items
    assert not bar._rest.isActive()


def test_enter_asks_at_once_and_remembers(qtbot, bar, finder, library):
    started = []
    finder.started.connect(lambda: started.append(finder.query.text))
    type_(qtbot, bar, "boat", Key.Key_Return)
    assert started == ["boat"]
    qtbot.waitUntil(lambda: library.marking.recent() == ["boat"])


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("in:Lisbon ", Filters(folders=("Lisbon",))),
        ("kind:photo ", Filters(kinds=frozenset({Kind.PHOTO}))),
        ("camera:aurora ", Filters(cameras=("aurora",))),
        ("is:favourite ", Filters(favourites=True)),
    ],
)
def test_a_filter_typed_completely_becomes_a_chip(qtbot, bar, finder, typed, filters):
    type_(qtbot, bar, f"boat {typed}")
    qtbot.waitUntil(lambda: len(bar.row.chips) == 1)
    assert bar.field.text() == "boat "
    assert (finder.query.text, finder.query.filters) == ("boat", filters)


def test_filters_typed_one_after_another_add_up(qtbot, bar, finder):
    type_(qtbot, bar, "since:2021-05 until:2022 kind:photo", Key.Key_Return)
    qtbot.waitUntil(lambda: len(bar.row.chips) == 3)
    filters = finder.query.filters
    assert (filters.since.isoformat(), filters.until.isoformat()) == ("2021-05-01", "2022-12-31")
    assert bar.field.text() == ""


def test_an_unfinished_filter_says_nothing_and_asks_for_nothing(qtbot, bar, finder):
    type_(qtbot, bar, "boat since:20")
    qtbot.waitUntil(lambda: finder.query.text == "boat")
    assert finder.query.filters == Filters()
    assert bar.message.isHidden()


def test_a_wrong_filter_says_why_and_stays(qtbot, bar, finder):
    type_(qtbot, bar, "boat since:20", Key.Key_Return)
    qtbot.waitUntil(bar.message.isVisible)
    assert "2021-07" in bar.message.label.text()
    assert bar.field.text() == "boat since:20"
    type_(qtbot, bar, "2")
    assert bar.message.isHidden()


def test_backspace_at_the_start_removes_the_last_chip(qtbot, bar, finder, pictures):
    type_(qtbot, bar, "in:Lisbon ")
    qtbot.waitUntil(lambda: len(bar.row.chips) == 1)
    finder.add_examples(pictures[:1])
    type_(qtbot, bar, "x", Key.Key_Backspace)
    assert len(bar.row.chips) == 2
    qtbot.keyClick(bar.field, Key.Key_Backspace)
    assert texts(bar) == ["Lisbon"]
    qtbot.keyClick(bar.field, Key.Key_Backspace)
    assert finder.query == Query(limit=finder.query.limit)


def test_backspace_on_what_is_selected_removes_that(qtbot, bar, finder):
    finder.browse(Filters(favourites=True))
    type_(qtbot, bar, "boat")
    qtbot.keyClick(bar.field, Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(bar.field, Key.Key_Backspace)
    assert (bar.field.text(), texts(bar)) == ("", ["Favourites"])


def test_escape_clears_the_text_and_then_the_chips(qtbot, bar, finder):
    type_(qtbot, bar, "in:Lisbon boat")
    qtbot.waitUntil(lambda: len(bar.row.chips) == 1)
    qtbot.keyClick(bar.field, Key.Key_Escape)
    assert (bar.field.text(), finder.query.text, texts(bar)) == ("", "", ["Lisbon"])
    qtbot.keyClick(bar.field, Key.Key_Escape)
    assert (texts(bar), finder.query.filters) == ([], Filters())


def test_the_clear_button_is_there_while_there_is_something_to_clear(qtbot, bar, finder, pictures):
    assert bar.clear_button.isHidden()
    finder.add_examples(pictures[:1])
    type_(qtbot, bar, "boat")
    click(qtbot, bar.clear_button)
    assert (bar.field.text(), bar.row.chips) == ("", [])
    assert finder.query == Query(limit=finder.query.limit)
    assert bar.clear_button.isHidden()


def test_focus_lets_the_user_type_over_what_stands_there(qtbot, bar):
    type_(qtbot, bar, "boat")
    bar.focus()
    type_(qtbot, bar, "tree")
    assert bar.field.text() == "tree"


# Asked from elsewhere


def test_what_is_asked_elsewhere_is_shown_and_not_asked_again(bar, finder, asked, pictures):
    query = Query("boat", examples=(pictures[0],), filters=Filters(folders=("Lisbon",)), limit=1000)
    finder.ask(query)
    assert bar.field.text() == "boat"
    assert texts(bar) == ["Lisbon", pictures[0].name]
    assert asked == [query]


def test_browsing_elsewhere_takes_the_words_away(qtbot, bar, finder):
    type_(qtbot, bar, "boat")
    finder.browse(Filters(favourites=True))
    assert (bar.field.text(), texts(bar)) == ("", ["Favourites"])


# Chips


def test_a_click_on_a_filter_puts_it_back_as_text(qtbot, bar, finder):
    type_(qtbot, bar, "in:Lisbon boat")
    qtbot.waitUntil(lambda: len(bar.row.chips) == 1)
    click(qtbot, bar.row.chips[0])
    qtbot.waitUntil(lambda: bar.field.text() == "boat in:Lisbon")
    assert (bar.row.chips, finder.query.filters) == ([], Filters())
    qtbot.keyClick(bar.field, Key.Key_Return)
    qtbot.waitUntil(lambda: texts(bar) == ["Lisbon"])


def test_the_cross_of_a_filter_removes_it_and_leaves_the_others(qtbot, bar, finder):
    finder.browse(Filters(folders=("Lisbon", "Rome"), favourites=True))
    chip = bar.row.chips[0]
    assert isinstance(chip, FilterChip)
    click(qtbot, chip.cross)
    assert finder.query.filters == Filters(folders=("Rome",), favourites=True)


def test_delete_removes_the_chip_with_the_focus_and_the_field_is_next(qtbot, bar, finder):
    finder.browse(Filters(folders=("Lisbon",), favourites=True))
    bar.row.chips[0].setFocus()
    qtbot.keyClick(bar.row.chips[0], Key.Key_Delete)
    assert finder.query.filters == Filters(favourites=True)
    assert bar.field.hasFocus()


def test_tab_goes_through_the_chips_as_they_stand_and_to_the_field(qtbot, bar, finder, pictures):
    finder.add_examples(pictures[:1])
    type_(qtbot, bar, "is:favourite ")
    qtbot.waitUntil(lambda: len(bar.row.chips) == 2)
    first, second = bar.row.chips
    first.setFocus()
    qtbot.keyClick(first, Key.Key_Tab)
    assert second.hasFocus()
    qtbot.keyClick(second, Key.Key_Tab)
    assert bar.field.hasFocus()


def test_a_click_on_an_example_means_less_like_it_and_another_one_more(
    qtbot, bar, finder, pictures
):
    finder.add_examples(pictures[:1])
    chip = bar.row.chips[0]
    name = pictures[0].name
    assert chip.accessibleName() == f"Example {name}, more like this"
    click(qtbot, chip)
    assert finder.query.without == (pictures[0],)
    assert chip.cross.accessibleName() == f"Example {name}, less like this; remove"
    click(qtbot, chip)
    assert (finder.query.examples, finder.query.without) == ((pictures[0],), ())


def test_an_example_shows_its_picture(qtbot, bar, finder, pictures):
    finder.add_examples(pictures[:1])
    chip = bar.row.chips[0]
    assert isinstance(chip, ExampleChip)
    before = chip.grab().toImage()
    qtbot.waitUntil(lambda: chip.grab().toImage() != before)


def test_many_examples_stand_in_a_menu(qtbot, bar, finder, pictures):
    finder.add_examples(pictures[:12])
    assert len(bar.row.chips) == 8
    assert bar.row.more.isVisible()
    assert [each.text() for each in bar.row.menu.actions()] == [
        f"Remove {path.name}" for path in pictures[8:12]
    ]
    bar.row.menu.actions()[0].trigger()
    assert pictures[8] not in finder.query.examples
    for path in pictures[9:12]:
        finder.remove_example(path)
    assert bar.row.more.isHidden()


def test_a_name_that_looks_like_markup_is_shown_as_it_is(bar, finder, tmp_path):
    finder.add_examples([tmp_path / "<b>loud.jpg"])
    assert "&lt;b&gt;loud.jpg" in bar.row.chips[0].toolTip()


def test_a_picture_without_a_name_is_called_pasted(bar, finder, tmp_path):
    finder.add_examples([tmp_path / f"{'0123456789abcdef' * 2}.png"])
    assert texts(bar) == ["Pasted picture"]


# Bad luck


def test_a_dropped_file_that_is_no_picture_is_told_and_can_be_removed(
    qtbot, bar, finder, tmp_path, pictures
):
    notes = tmp_path / "notes.jpg"
    notes.write_text("no picture")
    bar.take(files([notes, pictures[0]]))
    qtbot.waitUntil(lambda: bool(bar.row.faults), timeout=20_000)
    qtbot.waitUntil(lambda: bar.message.isVisible() and bar.message.button.isVisible())
    assert "notes.jpg" in bar.message.label.text()
    assert "cannot be used" in bar.row.chips[0].accessibleName()
    assert not bar.row.chips[0]._text_font().strikeOut()
    with qtbot.waitSignal(finder.found):
        click(qtbot, bar.message.button)
    assert finder.query.examples == (pictures[0],)
    assert bar.message.isHidden()


def test_a_search_that_fails_says_why_until_it_succeeds(qtbot, bar, finder, tmp_path, pictures):
    away = tmp_path / "away.jpg"
    with qtbot.waitSignal(finder.failed):
        finder.add_examples([away])
    assert bar.message.isVisible()
    away.write_bytes(pictures[0].read_bytes())
    with qtbot.waitSignal(finder.found):
        finder.refresh()
    assert bar.message.isHidden()


# The clipboard


def test_a_picture_in_the_clipboard_is_pasted_as_an_example(qtbot, bar, finder, library):
    QGuiApplication.clipboard().setImage(QImage(40, 30, QImage.Format.Format_RGB32))
    qtbot.keyClick(bar.field, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(finder.query.examples) == 1)
    kept = finder.query.examples[0]
    assert kept.parent == library.folder / "dropped"
    assert QImage(str(kept)).size().toTuple() == (40, 30)
    assert bar.field.text() == ""


def test_files_in_the_clipboard_are_pasted_as_examples(qtbot, bar, finder, pictures):
    QGuiApplication.clipboard().setMimeData(files(pictures[:2]))
    assert bar.paste()
    qtbot.waitUntil(lambda: finder.query.examples == tuple(pictures[:2]))


def test_text_is_pasted_as_text_even_where_a_picture_of_it_is_offered(qtbot, bar, finder):
    mime = QMimeData()
    mime.setText("boat")
    mime.setImageData(QImage(40, 30, QImage.Format.Format_RGB32))
    QGuiApplication.clipboard().setMimeData(mime)
    qtbot.keyClick(bar.field, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (bar.field.text(), finder.query.text, bar.row.chips) == ("boat", "boat", [])


def test_there_is_nothing_to_paste_in_an_empty_clipboard(bar):
    QGuiApplication.clipboard().clear()
    assert not bar.paste()


# Right to left


def test_from_right_to_left_the_chips_stand_at_the_right(qtbot, bar, finder):
    bar.window().setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    finder.browse(Filters(favourites=True))
    bar.window().grab()
    chip = bar.row.chips[0]
    assert chip.mapTo(bar, QPoint(0, 0)).x() > bar.field.mapTo(bar, QPoint(0, 0)).x()
    assert chip.cross.x() < chip.width() / 2
