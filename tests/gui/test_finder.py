"""One query for all panels, and the newest answer to it."""

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from mmdesk.core.entities import Filters, Note, NoteKind
from mmdesk.core.listings import Order
from mmdesk.gui.finder import REFRESH_MS, REST


@pytest.fixture
def found(finder, qtbot):
    """What was found last, as the file names in their order."""

    def names() -> list[str]:
        with qtbot.waitSignal(finder.found) as heard:
            pass
        items = heard.args[0].listing.items
        tiles = finder._library.browsing.tiles(items)
        return [tiles[item].path.name for item in items]

    return names


def test_without_a_question_everything_is_shown_by_month(finder, found, qtbot) -> None:
    finder.refresh()
    names = found()
    assert len(names) == len(set(names)) > 40
    months = finder.results.listing.months
    assert sum(month.count for month in months) == len(names)
    assert not finder.results.searched


def test_typing_is_answered_once_after_a_pause(finder, qtbot) -> None:
    answers = []
    finder.found.connect(answers.append)
    for text in ("l", "li", "lighthouse"):
        finder.ask(finder._library.query(text), typing=True)
    qtbot.waitUntil(lambda: answers != [])
    qtbot.wait(200)
    assert [results.query.text for results in answers] == ["lighthouse"]


def test_an_example_is_looked_for_and_is_no_hit_of_its_own(finder, found, house) -> None:
    example = min(house.photos.rglob("*.jpg"))
    finder.add_examples([example])
    names = found()
    assert names
    assert example.name not in names
    assert "look" in " ".join(next(iter(finder.results.hits.values())).reasons)


def test_an_example_that_repels_is_no_longer_one_that_attracts(finder) -> None:
    one, other = Path("/one.jpg"), Path("/other.jpg")
    finder.add_examples([one, other])
    finder.add_examples([one], without=True)
    assert finder.query.examples == (other,)
    assert finder.query.without == (one,)
    finder.remove_example(one)
    assert finder.query.without == ()


def test_another_order_shows_the_same_items(finder, found) -> None:
    finder.refresh()
    by_date = found()
    finder.sort(Order.NAME)
    by_name = found()
    assert sorted(by_date) == sorted(by_name)
    assert by_date != by_name


def test_a_search_that_cannot_be_answered_says_why(finder, qtbot) -> None:
    with qtbot.waitSignal(finder.failed) as failed:
        finder.add_examples([Path("/nowhere/sunset.jpg")])
    assert "/nowhere/sunset.jpg" in failed.args[0]


def test_a_library_that_changes_all_the_time_is_looked_at_now_and_then(finder, qtbot) -> None:
    started = []
    finder.started.connect(lambda: started.append(1))
    for _ in range(50):
        finder.library_changed()
    qtbot.waitUntil(lambda: started != [])
    assert len(started) == 1


def test_the_longer_a_look_takes_the_longer_is_the_rest(finder, found) -> None:
    finder.refresh()
    found()
    assert finder._stale.interval() == REFRESH_MS
    finder.found.connect(lambda _: time.sleep(0.2))  # a panel with much to show
    finder.refresh()
    found()
    assert finder._stale.interval() >= REST * 200


def test_filters_alone_browse(finder, found) -> None:
    finder.ask_text("since:2023")
    names = found()
    assert 0 < len(names) < 40
    finder.browse()
    assert len(found()) > len(names)
    assert finder.query.filters == Filters()


@pytest.fixture
def loading(finder, monkeypatch):
    """The model takes until this event to be loaded; then it answers, without any word of it."""
    loaded, library = threading.Event(), finder._library
    search = library.search

    def early(query, *, wait=True):
        note = Note(NoteKind.MODEL_LOADING, "Later.")
        answer = search(query)
        ready = wait or loaded.is_set()
        return replace(answer, notes=() if ready else (note,))

    monkeypatch.setattr(library, "search", early)
    monkeypatch.setattr(library, "warm", lambda: loaded.wait(20))
    yield loaded
    loaded.set()


def test_words_answer_at_once_and_the_whole_follows_when_the_model_is_loaded(
    finder, qtbot, loading
) -> None:
    answers = []
    finder.found.connect(answers.append)
    finder.ask_text("lighthouse")
    qtbot.waitUntil(lambda: answers != [])
    assert [results.partial for results in answers] == [True]
    assert answers[0].listing.items
    loading.set()
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert not answers[1].partial


def test_the_model_is_loaded_once_however_much_is_asked_meanwhile(
    finder, qtbot, loading, monkeypatch
) -> None:
    warmed, warm, answers = [], finder._library.warm, []
    monkeypatch.setattr(finder._library, "warm", lambda: (warmed.append(1), warm()))
    finder.found.connect(lambda results: answers.append(results.query.text))
    for text in ("boat", "tree", "lighthouse"):
        finder.ask(finder._library.query(text), typing=True)
        qtbot.waitUntil(lambda text=text: text in answers)
    loading.set()
    qtbot.waitUntil(lambda: not finder.results.partial)
    assert (len(warmed), finder.results.query.text) == (1, "lighthouse")
