"""Pause, resume, gently and stop, at any time; work goes on where it stopped."""

import threading

import psutil
import pytest
from helpers.libraries import House, eventually, names
from helpers.pictures import photo_like

from mmdesk.core import events
from mmdesk.core.entities import Stage
from mmdesk.library import Library

MANY = 120


@pytest.fixture
def full(house: House) -> House:
    """A house with so many photos that there is time to do something in between."""
    for number in range(MANY):
        photo_like(640, 480, number).save(house.photos / f"{number:03}.jpg", "JPEG")
    return house


def embeddings(house: House) -> int:
    return int(house.asked("SELECT count(*) FROM embeddings")[0][0])


def begin(house: House, library: Library) -> None:
    library.add_root(house.photos)
    library.indexing.rescan()
    library.indexing.start(watch=False)


def test_a_pause_in_mid_work_stops_it_and_resume_goes_on(full: House) -> None:
    with full.open() as library:
        begin(full, library)
        eventually(lambda: embeddings(full) > 0)
        library.indexing.pause()
        eventually(lambda: _stands_still(full))
        paused_at = embeddings(full)
        assert 0 < paused_at < MANY
        assert not library.indexing.wait_until_idle(0.3)
        assert embeddings(full) == paused_at
        assert len(names(library)) >= paused_at
        library.indexing.resume()
        assert library.indexing.wait_until_idle(60)
    assert embeddings(full) == MANY
    assert full.encodings() == MANY
    assert full.is_sound()


def _stands_still(house: House) -> bool:
    before = house.encodings()
    return not threading.Event().wait(0.3) and house.encodings() == before


def test_a_pause_before_the_start_lets_nothing_happen(house: House) -> None:
    house.photo("a.jpg")
    with house.open() as library:
        library.indexing.pause()
        begin(house, library)
        assert not library.indexing.wait_until_idle(0.5)
        assert embeddings(house) == 0
        library.indexing.resume()
        assert library.indexing.wait_until_idle(60)
    assert embeddings(house) == 1


def test_closing_in_mid_work_keeps_what_was_done_and_the_next_start_goes_on(full: House) -> None:
    with full.open() as library:
        begin(full, library)
        eventually(lambda: embeddings(full) > 0)
    stopped_at = embeddings(full)
    assert 0 < stopped_at < MANY
    assert full.encodings() == stopped_at
    report = full.index()
    assert report.failed == ()
    assert report.indexed + report.unchanged == MANY
    assert report.unchanged <= stopped_at
    assert full.encodings() == MANY
    assert full.is_sound()


def test_closing_a_paused_library_returns(full: House) -> None:
    with full.open() as library:
        begin(full, library)
        library.indexing.pause()
    assert full.index().failed == ()
    assert full.encodings() == MANY


def test_gently_lowers_the_priority_and_still_finishes(full: House) -> None:
    with full.open() as library:
        begin(full, library)
        library.indexing.gently(True)
        eventually(_are_gentle)
        library.indexing.gently(False)
        assert library.indexing.wait_until_idle(60)
    assert full.encodings() == MANY
    assert full.is_sound()


def _are_gentle() -> bool:
    """Whether any process that decodes has a low priority."""
    ours = psutil.Process().nice()
    return any(_nice(child) > ours for child in psutil.Process().children())


def _nice(process: psutil.Process) -> int:
    try:
        return int(process.nice())
    except psutil.NoSuchProcess:
        return -99


def test_the_gentle_setting_holds_from_the_start(house: House) -> None:
    house.set(gently=True)
    house.photo_set(*(f"{number}.jpg" for number in range(20)))
    with house.open() as library:
        begin(house, library)
        eventually(_are_gentle)
        assert library.indexing.wait_until_idle(60)
    assert house.encodings() == 20


def test_progress_and_idleness_are_told(house: House) -> None:
    house.photo_set(*(f"{number}.jpg" for number in range(40)))
    house.index()
    told = [said for said in house.said if isinstance(said, events.Progress)]
    assert {said.stage for said in told} == set(Stage)
    assert isinstance(house.said[-1], events.Idle)
