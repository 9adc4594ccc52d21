"""The panels at the sides, in a window that grows and shrinks."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from mmdesk.gui.sides import NARROW, Sides
from mmdesk.gui.window_memory import WindowMemory


@pytest.fixture
def memory(tmp_path):
    return WindowMemory(tmp_path)


@pytest.fixture
def make(qtbot, memory):
    def sides() -> tuple[Sides, dict[str, QWidget], dict[str, QAction]]:
        panels = {"sidebar": QWidget(), "details": QWidget()}
        made = Sides(memory, panels)
        actions = {name: QAction() for name in panels}
        for name, panel in panels.items():
            qtbot.addWidget(panel)
            made.follow(name, actions[name])
        made.restore()
        return made, panels, actions

    return sides


def test_the_details_make_way_in_a_narrow_window_and_come_back(make) -> None:
    sides, panels, actions = make()
    sides.fit(NARROW - 1)
    assert panels["details"].isHidden()
    assert not actions["details"].isChecked()
    assert not panels["sidebar"].isHidden()
    sides.fit(NARROW)
    assert not panels["details"].isHidden()


def test_they_can_be_shown_in_a_narrow_window_all_the_same(make) -> None:
    sides, panels, actions = make()
    sides.fit(NARROW - 1)
    actions["details"].trigger()
    sides.fit(NARROW - 100)
    assert not panels["details"].isHidden()


def test_what_only_made_way_is_remembered_as_shown(make) -> None:
    sides, _, _ = make()
    sides.fit(NARROW - 1)
    sides.keep()
    assert not make()[1]["details"].isHidden()


def test_what_was_hidden_by_hand_stays_hidden(make) -> None:
    sides, panels, actions = make()
    actions["details"].trigger()
    sides.fit(NARROW - 1)
    sides.fit(NARROW)
    assert panels["details"].isHidden()
    sides.keep()
    again = make()
    assert again[1]["details"].isHidden()
    assert not again[2]["details"].isChecked()
