from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmdesk.core.entities import Filters, Query
from mmdesk.gui.sidebar.save_search import LONGEST, SaveSearch, proposal


@pytest.fixture
def saving(qtbot):
    made = SaveSearch()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("query", "name"),
    [
        (Query(text="harbour at dusk"), "Harbour at dusk"),
        (Query(examples=(Path("/a/boat.jpg"),)), "Like boat"),
        (Query(text="boat", filters=Filters(folders=("/a/Lisbon",))), "Boat, Lisbon"),
        (Query(filters=Filters(favourites=True)), "Favourites"),
        (Query(filters=Filters(since=date(2020, 1, 1), until=date(2020, 12, 31))), "2020"),
        (Query(filters=Filters(cameras=("Aurora",))), "Aurora"),
        (Query(without=(Path("/a/b.jpg"),)), "My search"),
    ],
)
def test_a_sensible_name_is_proposed(query, name):
    assert proposal(query) == name


def test_a_long_text_makes_no_endless_name():
    assert len(proposal(Query(text="very " * 50))) <= LONGEST


def test_only_what_asks_for_something_can_be_saved(saving):
    assert not saving.button.isEnabled()
    saving.begin()
    assert saving.entry.isHidden()
    saving.follow(Query(text="boat"))
    assert saving.button.isEnabled()


def test_enter_names_it_and_escape_gives_up(qtbot, saving):
    named = []
    saving.named.connect(named.append)
    saving.follow(Query(text="boat"))
    saving.begin()
    assert saving.entry.selectedText() == "Boat"
    qtbot.keyClick(saving.entry, Qt.Key.Key_Escape)
    assert saving.entry.isHidden()
    assert named == []
    saving.begin()
    qtbot.keyClick(saving.entry, Qt.Key.Key_Return)
    assert named == ["Boat"]
    assert not saving.button.isHidden()


def test_a_name_without_letters_names_nothing(qtbot, saving):
    named = []
    saving.named.connect(named.append)
    saving.follow(Query(text="boat"))
    saving.begin()
    saving.entry.setText("   ")
    qtbot.keyClick(saving.entry, Qt.Key.Key_Return)
    assert named == []
    assert not saving.entry.isHidden()


def test_a_name_that_is_taken_says_what_will_happen(saving):
    saving.avoid(frozenset({"Boat"}))
    saving.follow(Query(text="boat"))
    saving.begin()
    assert "place" in saving._hint.text()
    saving.entry.setText("Boats")
    assert saving._hint.isHidden()
