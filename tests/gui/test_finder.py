"""One query for all panels, and the newest answer to it."""

import time
from pathlib import Path

import pytest

from mmdesk.core.entities import Filters
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
    qtbot.waitUntil(lambda: started != [], timeout=5000)
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
