"""Filters for who does not type them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from mmdesk.core.entities import Filters, Kind
from mmdesk.gui.search.filter_menu import FilterButton, dates, offered
from mmdesk.gui.search.filter_parts import filter_parts

TODAY = date(2024, 3, 31)


@pytest.fixture
def button(qtbot, library, tasks) -> FilterButton:
    made = FilterButton(library, tasks)
    qtbot.addWidget(made)
    made.show()
    return made


def test_months_and_years_are_offered_from_today_backwards():
    said = [next(filter_parts(each)).text for each in dates(TODAY)]
    assert said == ["March 2024", "February 2024", "2024", "2023", "2022"]
    assert next(dates(date(2024, 12, 31))).until == date(2024, 12, 31)
    assert next(dates(date(2023, 2, 1))).until == date(2023, 2, 28)


def test_kinds_cameras_and_folders_are_those_of_the_library(library):
    there = {offer.name: offer.filters for offer in offered(library, TODAY)}
    assert Filters(kinds=frozenset({Kind.PHOTO})) in there["kind"]
    assert Filters(folders=("Lisbon",)) in there["in"]
    assert all(each.cameras for each in there["camera"])
    assert all(library.browsing.listing(each, "date").items for each in there["camera"])


def test_what_is_chosen_in_the_menu_is_told(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(button.menu_shown.isVisible, timeout=20_000)
    menus = {each.text(): each.menu() for each in button.menu_shown.actions()}
    assert list(menus) == ["Kind", "Date", "Camera", "Folder", "Favourites"]
    lisbon = next(each for each in menus["Folder"].actions() if each.text() == "Lisbon")
    with qtbot.waitSignal(button.chosen) as chosen:
        lisbon.trigger()
    assert chosen.args == [Filters(folders=("Lisbon",))]
    button.menu_shown.close()


def test_it_opens_by_key(qtbot, button):
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(button.menu_shown.isVisible, timeout=20_000)
    button.menu_shown.close()
