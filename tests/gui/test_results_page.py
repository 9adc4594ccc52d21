"""What stands above the results and in their place, while and after they are looked for."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel, QPushButton

from mmdesk.core.entities import Filters, Kind, Note, NoteKind, Query
from mmdesk.core.listings import Listing, Order
from mmdesk.gui.finder import MOST, Results
from mmdesk.gui.grid.results_page import ResultsPage
from mmdesk.gui.grid.thumbnails import Thumbnails

FAILED = Note(NoteKind.MODEL_FAILED, "It crashed.", "It crashed.")
MISSING = Note(NoteKind.SOUND_MODEL_MISSING, "Missing.")
SENTENCES = Note(NoteKind.SENTENCE_MODEL_MISSING, "Missing.")
LOADING = Note(NoteKind.MODEL_LOADING, "Later.")


@pytest.fixture
def page(library, finder, tasks, qtbot):
    thumbnails = Thumbnails(library)
    page = ResultsPage(library, finder, tasks, thumbnails)
    qtbot.addWidget(page)
    page.show()
    yield page
    thumbnails.stop()


def seen(page) -> list[str]:
    """The texts and buttons of the page that stands in the place of the results."""
    parts = [*page.state.findChildren(QLabel), *page.state.findChildren(QPushButton)]
    return [part.text() for part in parts if part.isVisibleTo(page)]


def show(page, finder, note, *items) -> None:
    finder.query = Query(text="meadow")
    finder._show(Results(finder.query, Listing(items), {}, (note,)))


def test_a_search_that_takes_long_says_so(page, finder, qtbot) -> None:
    headings = []
    page.heading_changed.connect(headings.append)
    finder.query = Query(text="meadow")
    finder.started.emit()
    qtbot.waitUntil(lambda: headings == ["Searching…"])
    finder.refresh()
    qtbot.waitUntil(lambda: headings[-1] != "Searching…")
    finder.started.emit()  # the library changed: the same is looked at anew
    assert not page._slow.isActive()


def test_while_the_model_is_loaded_nothing_is_said_to_be_found(page, finder) -> None:
    show(page, finder, LOADING)
    assert "Searching…" in seen(page)
    assert "Nothing found" not in seen(page)


def test_what_words_found_stands_below_what_is_on_its_way(page, finder) -> None:
    show(page, finder, LOADING, 1)
    assert page.grid.isVisibleTo(page)
    assert page.notes.isVisibleTo(page)
    assert not page.notes.again.isVisibleTo(page)


def test_a_model_that_failed_can_be_tried_again_above_the_hits(page, finder, qtbot) -> None:
    show(page, finder, FAILED, 1)
    assert page.notes.again.isVisibleTo(page)
    with qtbot.waitSignal(finder.found):
        page.notes.again.click()


def test_and_in_the_place_of_hits_where_there_are_none(page, finder) -> None:
    show(page, finder, FAILED)
    assert "This search could not be answered wholly" in seen(page)
    assert "Try again" in seen(page)
    assert "Nothing found" not in seen(page)


def test_while_folders_are_looked_through_nothing_is_not_the_last_word(page, finder) -> None:
    finder._show(Results(Query(), Listing(())))
    assert "Nothing here yet" in seen(page)
    page.set_looking(True)
    assert "Looking through your folders…" in seen(page)
    page.set_looking(False)
    assert "Nothing here yet" in seen(page)


def test_a_kind_that_there_is_none_of_is_said_to_be_missing(page, finder) -> None:
    finder._show(Results(Query(filters=Filters(kinds=frozenset({Kind.VIDEO}))), Listing(())))
    assert "There are no videos in your folders." in seen(page)
    page.set_looking(True)
    assert "Your folders are being looked through: there may be some yet." in seen(page)


def test_a_full_answer_is_the_best_of_more(page, finder, library) -> None:
    [item] = library.browsing.listing(Filters(), Order.NAME).items[:1]
    headings = []
    page.heading_changed.connect(headings.append)
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    finder._show(Results(Query(text="sea"), Listing((item,) * MOST)))
    QLocale.setDefault(before)
    assert headings == ["The best 1,000"]


def ways(page) -> dict[str, QPushButton]:
    """The buttons of the page that stands in the place of the results, by their texts."""
    row = page.state._buttons
    buttons = [row.itemAt(place).widget() for place in range(row.count())]
    return {button.text(): button for button in buttons}


def found_nothing(page, finder, *notes, **asked) -> str:
    finder._show(Results(Query(**asked), Listing(()), {}, notes))
    return page.state.accessibleName()


def test_nothing_found_names_what_narrows_most(page, finder) -> None:
    only = Filters(kinds=frozenset({Kind.SOUND}), phrases=("blue moon",))
    both = found_nothing(page, finder, SENTENCES, text="dog", filters=only)
    assert "filters" in both
    assert "model" not in both
    quoted = found_nothing(page, finder, SENTENCES, filters=Filters(phrases=("blue moon",)))
    assert "without the quotes" in quoted
    assert "model" in found_nothing(page, finder, SENTENCES, text="dog")
    assert "Get the model…" in ways(page)


def test_a_search_goes_on_without_filters_or_quotes(page, finder) -> None:
    only = Filters(kinds=frozenset({Kind.SOUND}), phrases=("blue moon",))
    for name in ("Without filters", "Without quotes"):
        found_nothing(page, finder, text="dog", filters=only)
        ways(page)[name].click()
        only = finder.query.filters
    assert finder.query.text == "dog blue moon"
    assert finder.query.filters == Filters()


def test_a_missing_model_is_told_until_it_is_put_away(page, finder, library) -> None:
    show(page, finder, MISSING, 1)
    page.notes.not_now.click()
    assert not page.notes.isVisibleTo(page)
    show(page, finder, MISSING, 1)
    assert not page.notes.isVisibleTo(page)
    page.notes._models = ("another",)
    show(page, finder, MISSING, 1)
    assert page.notes.isVisibleTo(page)


@pytest.mark.parametrize(
    ("kinds", "heading"),
    [
        ({}, "0 photo(s)"),
        ({Kind.SOUND: 3}, "3 sound(s)"),
        ({Kind.VIDEO: 1, Kind.PHOTO: 2}, "2 photo(s) · 1 video(s)"),
        ({Kind.PHOTO: 1, Kind.SOUND: 1, Kind.VIDEO: 1}, "1 photo(s) · 1 sound(s) · 1 video(s)"),
    ],
)
def test_what_is_browsed_is_counted_by_kind(page, finder, kinds, heading) -> None:
    headings = []
    page.heading_changed.connect(headings.append)
    finder._show(Results(Query(), Listing((1, 2, 3)), kinds=kinds))
    assert headings == [heading]


def test_of_a_kind_that_there_is_none_of_there_are_none(page, finder) -> None:
    headings = []
    page.heading_changed.connect(headings.append)
    finder._show(Results(Query(filters=Filters(kinds=frozenset({Kind.VIDEO}))), Listing(())))
    assert headings == ["0 video(s)"]


def test_browsing_counts_each_kind(finder, library, qtbot) -> None:
    with qtbot.waitSignal(finder.found) as found:
        finder.refresh()
    counted = {kind: library.browsing.count(Filters(kinds=frozenset({kind}))) for kind in Kind}
    assert found.args[0].kinds == {kind: count for kind, count in counted.items() if count}
