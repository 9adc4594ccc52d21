import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication

from mmdesk.gui.details.marks import FavouriteBox, Stars


@pytest.fixture
def stars(qtbot):
    made = Stars()
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


@pytest.fixture
def box(qtbot):
    made = FavouriteBox()
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


@pytest.fixture
def rated(stars):
    told = []
    stars.rated.connect(told.append)
    return told


def star(number: int) -> QPoint:
    return QPoint(2 + 24 * number - 12, 10)


def click(qtbot, stars, number):
    qtbot.mouseClick(stars, Qt.MouseButton.LeftButton, pos=star(number))


def test_a_click_gives_as_many_stars_as_lie_up_to_it(qtbot, stars, rated):
    click(qtbot, stars, 4)
    assert rated == [4]
    assert stars.value() == 4


def test_the_same_star_again_is_none(qtbot, stars, rated):
    click(qtbot, stars, 3)
    click(qtbot, stars, 3)
    assert rated == [3, 0]


def test_stars_begin_at_the_other_side_where_one_writes_from_right_to_left(qtbot, stars, rated):
    stars.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.mouseClick(stars, Qt.MouseButton.LeftButton, pos=QPoint(stars.width() - 10, 10))
    assert rated == [1]


def test_digits_rate(qtbot, stars, rated):
    for key in "520":
        qtbot.keyClick(stars, key)
    assert rated == [5, 2, 0]


def test_arrows_rate_and_follow_the_direction_of_writing(qtbot, stars, rated):
    qtbot.keyClick(stars, Qt.Key.Key_Right)
    qtbot.keyClick(stars, Qt.Key.Key_Right)
    stars.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.keyClick(stars, Qt.Key.Key_Right)
    assert rated == [1, 2, 1]


def test_what_is_only_shown_is_not_told(stars, rated):
    stars.show_rating(3)
    stars.show_rating(None)
    assert rated == []


def test_different_ratings_are_said_and_can_be_cleared_by_one_key(qtbot, stars, rated):
    stars.show_rating(None)
    assert stars.accessibleDescription() == "Different ratings"
    qtbot.keyClick(stars, "0")
    assert rated == [0]
    assert stars.accessibleDescription() != "Different ratings"


def test_the_pointer_shows_what_a_click_would_give(qtbot, stars):
    before = stars.grab().toImage()
    qtbot.mouseMove(stars, star(5))
    assert stars.grab().toImage() != before
    assert stars.value() == 0


def test_the_wheel_scrolls_the_panel_and_rates_nothing(stars, rated):
    place, none = QPointF(20, 10), Qt.MouseButton.NoButton
    down = QPoint(0, -120)
    phase, plain = Qt.ScrollPhase.NoScrollPhase, Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(place, place, QPoint(), down, none, plain, phase, False)
    stars.show_rating(3)
    QApplication.sendEvent(stars, wheel)
    assert not wheel.isAccepted()
    assert rated == []


def test_a_screen_reader_finds_a_named_slider_with_a_value(stars):
    stars.show_rating(3)
    interface = QAccessible.queryAccessibleInterface(stars)
    assert interface.role() is QAccessible.Role.Slider
    assert interface.text(QAccessible.Text.Name) == "Rating"
    assert interface.valueInterface().currentValue() == 3


def test_a_heart_is_filled_by_a_click_and_by_the_space_bar(qtbot, box):
    told = []
    box.chosen.connect(told.append)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert told == [True, False]


def test_half_a_heart_becomes_a_whole_one(qtbot, box):
    told = []
    box.chosen.connect(told.append)
    box.show_state(Qt.CheckState.PartiallyChecked)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert told == [True]
    assert box.checkState() is Qt.CheckState.Checked


def test_three_states_look_different_and_are_told_to_a_screen_reader(box):
    looks, mixed = [], []
    for state in Qt.CheckState:
        box.show_state(state)
        looks.append(box.grab().toImage())
        mixed.append(bool(QAccessible.queryAccessibleInterface(box).state().checkStateMixed))
    assert looks[0] != looks[1] != looks[2] != looks[0]
    assert mixed == [False, True, False]
