"""Pause, resume, gently and stop, at any time; work goes on where it stopped."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psutil
import pytest
from helpers import tiny_models
from helpers.decoders import read_or_misbehave
from helpers.libraries import PATIENCE, House, eventually, names
from helpers.pictures import photo_like

from mmdesk.core import events
from mmdesk.core.entities import Stage
from mmdesk.indexing import scan
from mmdesk.library import Library
from mmdesk.models.looks import LOOKS_SPACE
from mmdesk.models.registry import Purpose

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
    return not threading.Event().wait(1.0) and house.encodings() == before


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


@contextmanager
def frozen(process: psutil.Process) -> Iterator[None]:
    """The process does nothing more, as one that works on something for minutes."""
    process.suspend()
    try:
        yield
    finally:
        if process.is_running():
            process.kill()


def closes(library: Library) -> bool:
    closing = threading.Thread(target=library.close, daemon=True)
    closing.start()
    closing.join(PATIENCE)
    library.indexing.raise_failure()
    return not closing.is_alive()


@pytest.mark.parametrize("moment", ["loading", "encoding"])
def test_closing_does_not_wait_for_the_model_and_fails_nothing(house: House, moment: str) -> None:
    house.photo_set(*(f"{number}.jpg" for number in range(40)))
    house.set(model=str(tiny_models.make(house.library.with_name("model"))))
    at_work, go_on = threading.Event(), threading.Event()

    def hold(event: events.Event) -> None:
        """Once the model has described a few, indexing waits for the test."""
        if moment == "encoding" and isinstance(event, events.ItemsChanged) and described(house):
            at_work.set()
            go_on.wait(PATIENCE)

    library = Library(house.library, indexing=True, emit=hold)
    begin(house, library)
    if moment == "encoding":
        assert at_work.wait(PATIENCE)
    eventually(lambda: library._models.get(Purpose.PICTURES).pid)
    with frozen(psutil.Process(library._models.get(Purpose.PICTURES).pid)):
        go_on.set()
        assert closes(library)
    done = described(house)
    assert (done > 0) == (moment == "encoding")
    assert house.asked("SELECT stage, state, count(*) FROM jobs GROUP BY stage, state") == [
        ("describe", "waiting", 40 - done)
    ]
    assert house.index().failed == ()
    assert described(house) == 40
    assert house.encodings() == 2 * 40


def described(house: House) -> int:
    return int(
        house.asked(
            "SELECT count(*) FROM embeddings JOIN spaces ON spaces.id = space WHERE key != ?",
            LOOKS_SPACE.key,
        )[0][0]
    )


def waiting(house: House) -> int:
    return int(house.asked("SELECT count(*) FROM jobs WHERE state = 'waiting'")[0][0])


def test_closing_does_not_wait_for_files_that_are_being_read(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mmdesk.indexing.tasks.read", read_or_misbehave)
    hanging = [house.photo(f"hang{number}.jpg") for number in range(4)]
    library = house.open()
    begin(house, library)
    eventually(lambda: library._workers._context.started() and waiting(house) == 4)
    assert closes(library)
    assert waiting(house) == 4
    for path in hanging:
        path.rename(path.with_name(path.name[4:]))
    assert house.index().failed == ()
    assert house.is_sound()


def test_closing_ends_a_long_scan(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is so slow that the scan of its files would never end."""
    house.photo_set("a.jpg", "b.jpg", "c.jpg")
    scanning, go_on, state = threading.Event(), threading.Event(), scan._state
    seen: list[Any] = []

    def slow(*about: Any) -> Any:
        seen.append(about)
        scanning.set()
        go_on.wait(PATIENCE)
        return state(*about)

    monkeypatch.setattr(scan, "_state", slow)
    library = house.open()
    begin(house, library)
    assert scanning.wait(PATIENCE)
    monkeypatch.setattr(library.indexing, "_interrupt", go_on.set)
    assert closes(library)
    assert len(seen) == 1
    assert house.asked("SELECT count(*) FROM files") == [(0,)]
    assert house.index().indexed == 3


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
