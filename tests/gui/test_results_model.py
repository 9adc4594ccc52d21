import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from mmdesk.core.entities import Filters, Hit, Kind, Query
from mmdesk.core.listings import Listing, Order
from mmdesk.gui.finder import Results
from mmdesk.gui.grid.results_model import ITEMS_TYPE, ResultsModel


@pytest.fixture
def model(library, tasks):
    made = ResultsModel(library, tasks)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning, made)
    return made


@pytest.fixture
def everything(library):
    return Results(Query(), library.browsing.listing(Filters(), Order.DATE))


def loaded(qtbot, model, row=0):
    qtbot.waitUntil(lambda: model.tile(row) is not None)
    return model.tile(row)


def spoken(model, row):
    return model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole)


def test_it_has_a_row_for_every_item(model, everything):
    model.show(everything)
    assert model.rowCount() == len(everything.listing.items) > 20
    assert model.item_at(3) == everything.listing.items[3]
    assert model.row_of(everything.listing.items[3]) == 3
    assert model.row_of(987654) is None


def test_tiles_come_when_they_are_asked_for(qtbot, model, everything):
    model.show(everything)
    with qtbot.waitSignal(model.dataChanged):
        assert model.data(model.index(0)) == ""
    assert model.data(model.index(0)) == model.tile(0).path.name
    assert model.tile(5).item == everything.listing.items[5]


def test_what_is_heard_says_all_that_is_seen(qtbot, model, everything, library):
    model.show(everything)
    tile = loaded(qtbot, model)
    library.marking.favourite([tile.item], on=True)
    with qtbot.waitSignal(model.dataChanged):
        model.update_items(frozenset({tile.item}))
    text = spoken(model, 0)
    assert text.startswith(f"{tile.path.name}, photo, ")
    assert str(tile.moment.year) in text
    assert text.endswith(", favourite")


def test_a_hit_says_why_it_is_there(qtbot, model, library):
    query = library.query("lighthouse")
    hits = library.search(query).hits
    listing = Listing(tuple(hit.item for hit in hits))
    model.show(Results(query, listing, {hit.item: hit for hit in hits}))
    assert model.data(model.index(0)) == hits[0].path.name
    loaded(qtbot, model)
    assert "found by: " in spoken(model, 0)
    assert "<br>Your words stand" in model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)


def test_only_what_changed_is_fetched_anew(qtbot, model, everything, library, monkeypatch):
    model.show(everything)
    loaded(qtbot, model)
    asked, tiles = [], library.browsing.tiles
    monkeypatch.setattr(
        library.browsing, "tiles", lambda items: asked.append(items) or tiles(items)
    )
    item = model.item_at(2)
    with qtbot.waitSignal(model.dataChanged):
        model.update_items(frozenset({item, 987654}))
    assert asked == [(item,)]


def test_a_tile_that_changes_while_it_is_fetched_is_fetched_again(
    qtbot, model, everything, library, monkeypatch
):
    browsing, item = library.browsing, everything.listing.items[0]
    tiles, asked, changed = browsing.tiles, threading.Event(), threading.Event()

    def slow(items):
        found = tiles(items)
        asked.set()
        assert changed.wait(60)
        return found

    monkeypatch.setattr(browsing, "tiles", slow)
    model.show(everything)
    model.tile(0)
    qtbot.waitUntil(asked.is_set)
    library.marking.favourite([item], on=True)
    model.update_items(frozenset({item}))
    changed.set()
    qtbot.waitUntil(lambda: model.tile(0) is not None and model.tile(0).marks.favourite)


def test_an_item_that_is_gone_has_no_tile_and_is_not_asked_for_again(qtbot, model, library):
    model.show(Results(Query(), Listing((987654,))))
    with qtbot.waitSignal(model.dataChanged):
        assert model.tile(0) is None
    assert model.tile(0) is None
    assert model._waiting == {}


def test_the_same_results_again_keep_the_rows(qtbot, model, everything):
    model.show(everything)
    with qtbot.assertNotEmitted(model.modelReset):
        model.show(replace(everything, notes=("news",)))


def test_other_results_are_a_reset(qtbot, model, everything):
    model.show(everything)
    with qtbot.waitSignal(model.modelReset):
        model.show(Results(Query("x"), Listing(everything.listing.items[:3])))
    assert model.rowCount() == 3


def test_a_failure_is_told_and_the_next_question_asks_again(
    qtbot, model, everything, tasks, library, monkeypatch
):
    from mmdesk.core.errors import LibraryUnusable

    def refuse(items):
        raise LibraryUnusable("The library is busy.")

    with monkeypatch.context() as broken:
        broken.setattr(library.browsing, "tiles", refuse)
        model.show(everything)
        with qtbot.waitSignal(tasks.failed) as told:
            model.tile(0)
    assert told.args == ["The library is busy."]
    assert loaded(qtbot, model) is not None


def test_what_was_scrolled_past_is_not_fetched(qtbot, model, library, monkeypatch):
    asked = []
    monkeypatch.setattr(library.browsing, "tiles", lambda items: asked.append(items) or {})
    model.show(Results(Query(), Listing(tuple(range(1, 100_001)))))
    model.want(range(50_000, 50_100))
    model.want([99_000, 90_000])
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert 99_001 in asked[0]
    assert 90_001 in asked[1]


def test_who_asks_for_every_row_does_not_fill_the_queue(model):
    model.show(Results(Query(), Listing(tuple(range(1, 100_001)))))
    for row in range(0, 100_000, 640):
        model.tile(row)
    assert len(model._waiting) <= 64
    model.want(())


def test_dragged_are_files_and_numbers(qtbot, model, everything):
    model.show(everything)
    tile = loaded(qtbot, model)
    data = model.mimeData([model.index(0), model.index(1)])
    assert data.urls()[0].toLocalFile() == str(tile.path)
    assert len(data.urls()) == 2
    numbers = bytes(data.data(ITEMS_TYPE).data()).split()
    assert [int(number) for number in numbers] == list(model.items[:2])


def test_a_file_out_of_reach_is_not_dragged(model, everything, qtbot):
    model.show(everything)
    tile = loaded(qtbot, model)
    model._tiles[tile.item] = replace(tile, online=False)
    assert model.mime_of([tile.item]).urls() == []


def test_a_name_is_no_rich_text_in_the_tooltip(model, tmp_path):
    path = tmp_path / "<b>bold.jpg"
    hit = Hit(1, Kind.PHOTO, path, 1.0, ("words in name",))
    model.show(Results(Query("bold"), Listing((1,)), {1: hit}))
    tooltip = model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)
    assert tooltip.startswith("&lt;b&gt;bold.jpg")
