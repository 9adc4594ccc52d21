import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mmdesk.core.entities import Phrase, Span
from mmdesk.gui.player import transcript_view
from mmdesk.gui.player.transcript_view import TranscriptView, lit

MANY = [Phrase(3.0 * each, 3.0 * each + 2.5, f"Line number {each} is said.") for each in range(200)]


@pytest.fixture
def view(qtbot):
    made = TranscriptView()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    return made


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("storm",), ["Storm"]),
        (("cafe",), ["café"]),
        (("storm", "came"), ["Storm", "came"]),
        (("the storm",), ["The Storm"]),
        (("storm came",), ["Storm came"]),
        (("sto",), []),
        (("storm the",), []),
        (("", "!"), []),
    ],
)
def test_words_are_lit_whole_without_case_and_accents(words, found):
    text = "The Storm came to the café."
    assert [text[start:end] for start, end in lit(text, words)] == found


def test_the_line_that_is_heard_comes_into_sight(view):
    view.show_lines(MANY)
    view.follow(450.0)
    assert view.lines.spoken == 150
    assert view.viewport().rect().intersects(view.visualRect(view.lines.index(150)))
    view.follow(None)
    assert view.lines.spoken == -1


def test_who_scrolls_by_hand_is_left_alone_for_a_while(qtbot, view, monkeypatch):
    view.show_lines(MANY)
    view.verticalScrollBar().sliderMoved.emit(0)
    view.follow(450.0)
    assert view.verticalScrollBar().value() == 0
    monkeypatch.setattr(transcript_view, "HANDS_OFF_MS", 0)
    qtbot.wait(2)
    view.follow(454.0)
    assert view.verticalScrollBar().value() > 0


def test_what_was_found_is_what_is_shown_first(view):
    view.show_lines(MANY, (), Span(300.0, 310.0))
    seen = view.indexAt(view.viewport().rect().topLeft())
    assert seen.row() == 100


def test_enter_and_space_play_a_line(qtbot, view):
    view.show_lines(MANY)
    view.setCurrentIndex(view.lines.index(2))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(view.wanted) as wanted:
            qtbot.keyClick(view, key)
        assert wanted.args == [6.0]


def test_lines_that_wrap_are_higher(qtbot, view):
    view.show_lines([Phrase(0.0, 1.0, "short"), Phrase(1.0, 2.0, "many words " * 20)])
    assert view.sizeHintForRow(1) > 3 * view.sizeHintForRow(0)
    view.grab()


def test_before_the_first_line_none_is_heard(view):
    view.show_lines(MANY[1:])
    view.follow(1.0)
    assert view.lines.spoken == -1
    view.follow(3.0)
    assert view.lines.spoken == 0


def test_a_line_is_not_marked_through_a_long_silence(view):
    view.show_lines([Phrase(0.0, 2.0, "One."), Phrase(20.0, 22.0, "Two.")])
    spoken = []
    for second in (1.0, 3.0, 10.0, 21.0, 60.0):
        view.follow(second)
        spoken.append(view.lines.spoken)
    assert spoken == [0, 0, -1, 1, -1]


def test_it_is_as_high_as_its_lines_at_the_width_it_gets(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    made = TranscriptView(tallest=560)
    column = QVBoxLayout(page)
    column.addWidget(made)
    column.addStretch()
    made.show_lines([Phrase(3.0 * row, 3.0 * row + 2.0, "many words " * 6) for row in range(4)])
    page.resize(600, 700)
    page.show()
    for width in (220, 400, 180):
        page.resize(width, 700)
        qtbot.waitUntil(lambda width=width: abs(made.width() - width) < 60)
        places = [made.visualRect(made.lines.index(row)) for row in range(4)]
        assert [place.height() for place in places] == [
            made.sizeHintForRow(each) for each in range(4)
        ]
        assert made.viewport().height() == places[-1].bottom() + 1
        assert not made.verticalScrollBar().isVisible()


def test_of_a_long_recording_it_shows_a_part_and_scrolls(qtbot):
    made = TranscriptView(tallest=560)
    qtbot.addWidget(made)
    made.resize(300, 100)
    made.show_lines(MANY)
    made.show()
    assert made.height() == 560
    qtbot.waitUntil(lambda: made.verticalScrollBar().maximum() > 0)
