import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mmdesk.gui.items.tag_entry import TagEntry


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def opened(window) -> tuple[TagEntry, list[list[str]]]:
    entry, got = TagEntry("Tag 2 photos", ["harbour", "Holiday"], window), []
    entry.entered.connect(got.append)
    entry.open_over(window)
    return entry, got


def test_enter_gives_the_tags_between_commas(window, qtbot) -> None:
    entry, got = opened(window)
    qtbot.keyClicks(entry.field, " sea  side, Anna,, sea side ")
    qtbot.keyClick(entry.field, Qt.Key.Key_Return)
    assert got == [["sea side", "Anna"]]


def test_known_tags_are_offered(window, qtbot) -> None:
    entry, _ = opened(window)
    qtbot.keyClicks(entry.field, "ho")
    assert entry.field.completer().currentCompletion() == "Holiday"


@pytest.mark.parametrize("typed", ["", " , "])
def test_nothing_typed_is_no_tag(window, qtbot, typed) -> None:
    entry, got = opened(window)
    qtbot.keyClicks(entry.field, typed)
    qtbot.keyClick(entry.field, Qt.Key.Key_Return)
    assert got == []


def test_escape_leaves_everything_as_it_was(window, qtbot) -> None:
    entry, got = opened(window)
    qtbot.keyClicks(entry.field, "sea")
    qtbot.keyClick(entry.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(TagEntry) is None)
    assert got == []
