"""Widgets that flow."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from mmdesk.gui.parts.flow_layout import FlowLayout

WIDTH, HEIGHT, SPACING = 100, 20, 4


@pytest.fixture
def flowing(qtbot):
    """A widget with four children, of which the last can grow."""
    owner = QWidget()
    qtbot.addWidget(owner)
    flow = FlowLayout(owner)
    children = [QWidget() for _ in range(4)]
    for child in children:
        child.setFixedSize(WIDTH, HEIGHT)
        flow.addWidget(child)
    children[-1].setFixedSize(16777215, HEIGHT)
    children[-1].setMinimumWidth(WIDTH)
    children[-1].setMaximumWidth(16777215)
    children[-1].setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    owner.children_shown = children
    return owner


def shown(owner, width):
    owner.resize(width, 200)
    owner.show()
    return [child.geometry().getRect() for child in owner.children_shown]


def test_all_stand_in_a_row_that_holds_them_and_the_last_takes_the_rest(flowing):
    places = shown(flowing, 500)
    assert [place[0] for place in places] == [0, 104, 208, 312]
    assert places[-1][2] == 500 - 312
    assert flowing.heightForWidth(500) == HEIGHT


def test_a_full_row_is_followed_by_another(flowing):
    places = shown(flowing, 210)
    assert [place[:2] for place in places] == [(0, 0), (104, 0), (0, 24), (104, 24)]
    assert flowing.heightForWidth(210) == 2 * HEIGHT + SPACING


def test_from_right_to_left_it_begins_at_the_right(flowing):
    flowing.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    places = shown(flowing, 210)
    assert [place[0] for place in places] == [110, 6, 110, 0]


def test_what_is_inserted_stands_before_what_was_there(flowing):
    new = QWidget()
    new.setFixedSize(WIDTH, HEIGHT)
    flowing.layout().insert(1, new)
    shown(flowing, 500)
    assert new.x() == 104
    flowing.layout().removeWidget(new)
    assert [place[0] for place in shown(flowing, 501)] == [0, 104, 208, 312]
