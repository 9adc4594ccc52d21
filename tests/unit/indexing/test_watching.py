"""Looking through videos, piece by piece: what is asked of the workers, and what is kept of it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers.catalogues import a_root, an_item

from mmdesk.catalogue import Catalogue
from mmdesk.core import events
from mmdesk.core.entities import Facts, Job, Kind, Part, Span, Stage
from mmdesk.core.errors import FileUnreadable
from mmdesk.indexing import video_tasks
from mmdesk.indexing.passes import or_else
from mmdesk.indexing.video_tasks import Frames, Look, Seen, Soundtrack
from mmdesk.indexing.watching import Watching
from mmdesk.media.peaks import WaveformCache
from mmdesk.media.picture import PictureLimits
from mmdesk.media.sound_pass import Pass
from mmdesk.media.thumbnails import FrameCache

CRASHED = "Its decoder crashed."
STEPS = 50
"""More than any of these films takes."""


class Film:
    """Stands where the worker processes do: a film of `seconds`, on which some pieces fail."""

    count = 2

    def __init__(
        self,
        seconds: float,
        fails: tuple[float, ...] = (),
        sound: str | FileUnreadable | None = None,
    ) -> None:
        """`sound` is what is wrong with its soundtrack, or why none of it can be decoded."""
        self.seconds, self.fails, self.sound = seconds, fails, sound
        self.asked: list[tuple[object, ...]] = []
        self.patience: list[float] = []
        self.shown: list[object] = []

    def submit(
        self, function: Callable[..., Any], *arguments: Any, seconds: float = 0.0
    ) -> "Future[Any]":
        future: Future[Any] = Future()
        if function is video_tasks.look:
            _, start, before, _ = arguments
            self.asked.append((start, before))
            if start in self.fails:
                future.set_exception(FileUnreadable(CRASHED))
            else:
                future.set_result(self._look(start))
        elif function is video_tasks.frames:
            times = arguments[1]
            self.asked.append((function.__name__, *times))
            future.set_result(Frames((b"jpeg",) * len(times)))
        else:
            self.asked.append((function.__name__,))
            self.patience.append(seconds)
            self.shown.append(arguments[1])
            if isinstance(self.sound, FileUnreadable):
                future.set_exception(self.sound)
            else:
                reading = Pass(Facts(duration=self.seconds), None, b"peaks", (), (), self.sound)
                future.set_result(Soundtrack(reading))
        return future

    def _look(self, start: float) -> Look:
        end = min(start + 100, self.seconds)
        seen = Seen(start, end, b"jpeg", np.ones(4, np.float16))
        return Look((seen,), end, end == self.seconds, start, b"sign", None)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    yield catalogue
    catalogue.close()


@pytest.fixture
def video(tmp_path: Path, catalogue: Catalogue) -> int:
    (tmp_path / "a.mp4").touch()
    facts = Facts(duration=400.0)
    return an_item(catalogue, a_root(catalogue, tmp_path), "a.mp4", facts, kind=Kind.VIDEO)


@pytest.fixture
def look_through(tmp_path: Path, catalogue: Catalogue, video: int) -> Iterator[Any]:
    """Has a film looked through; the reasons that were told."""
    opened = ExitStack()

    def go(film: Film) -> list[str]:
        told: list[events.Event] = []
        frames = FrameCache(tmp_path / "t", catalogue.id)
        waves = WaveformCache(tmp_path / "t", catalogue.id)
        for cache in (frames, waves):
            opened.callback(cache.close)
        limits = PictureLimits(1)
        watching = Watching(catalogue, film, frames, waves, limits, 60.0, told.append)  # type: ignore[arg-type]
        watching.plan()
        for _ in range(STEPS):
            if watching.step(gently=False) is None:
                break
        else:
            pytest.fail("it never ends")
        assert frames.ids() == set(catalogue.segments.of_item(video, Part.SHOT))
        return [each.reason for each in told if isinstance(each, events.FileFailed)]

    yield go
    opened.close()


def shots(catalogue: Catalogue, video: int) -> list[Span]:
    return list(catalogue.segments.of_item(video, Part.SHOT).values())


def test_each_piece_goes_on_where_the_last_one_ended(catalogue, video, look_through) -> None:
    film = Film(250.0)
    assert look_through(film) == []
    assert film.asked == [(0, None), (100, b"sign"), (200, b"sign"), ("listen",)]
    assert shots(catalogue, video) == [Span(0, 100), Span(100, 200), Span(200, 250)]
    assert catalogue.jobs.counts()["watch"] == {"waiting": 0, "failed": 0}


def test_how_long_it_lasts_is_known_once_all_was_decoded(catalogue, video, look_through) -> None:
    look_through(Film(250.0))
    assert catalogue.items.facts([video])[video].duration == 250.0


def test_a_duration_that_is_about_right_stays_as_the_file_says(
    catalogue, video, look_through
) -> None:
    look_through(Film(399.0))
    assert catalogue.items.facts([video])[video].duration == 400.0


def test_a_piece_that_fails_is_passed_over_and_told(catalogue, video, look_through) -> None:
    film = Film(400.0, fails=(100, 160))
    (reason,) = look_through(film)
    assert reason.startswith(f"From 1:40 on: {CRASHED}")
    assert [each[0] for each in film.asked] == [0, 100, 160, 220, 320, "listen"]
    assert [span.start for span in shots(catalogue, video)] == [0, 220, 320]
    assert catalogue.jobs.failure(Stage.WATCH, video) == reason


def test_a_lost_frame_of_a_video_with_a_problem_is_remade_and_no_more(
    tmp_path, catalogue, video, look_through
) -> None:
    (reason,) = look_through(Film(400.0, fails=(100,)))
    cache = FrameCache(tmp_path / "t", catalogue.id)
    cache.remove(list(catalogue.segments.of_item(video, Part.SHOT))[:1])
    cache.close()
    film = Film(400.0)
    assert look_through(film) == [reason]
    assert film.asked == [("frames", 0.0)]


def test_three_that_fail_in_a_row_are_enough(catalogue, video, look_through) -> None:
    film = Film(400.0, fails=(0, 60, 120))
    (reason,) = look_through(film)
    assert [each[0] for each in film.asked] == [0, 60, 120, "listen"]
    assert reason.startswith(CRASHED)
    assert catalogue.items.facts([video])[video].duration == 400.0


def test_what_has_no_pictures_is_only_listened_to(catalogue, video, look_through) -> None:
    catalogue.jobs.add(Stage.READ, [video])
    catalogue.jobs.fail(Job(video, Stage.READ), "No decoder for it.", "1")
    film = Film(250.0)
    assert look_through(film) == ["No decoder for it."]
    assert film.asked == [("listen",)]
    assert catalogue.jobs.failure(Stage.WATCH, video) == "No decoder for it."


def test_what_is_wrong_with_the_sound_is_told_as_a_sentence_of_the_sound(
    catalogue, video, look_through
) -> None:
    broken = "The sound breaks off after 0:11."
    assert look_through(Film(400.0, sound=broken)) == [broken]
    assert catalogue.jobs.failure(Stage.WATCH, video) == broken


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (CRASHED, f"Its sound: {CRASHED}"),
        ("No sound can be decoded from it.", "No sound can be decoded from it."),
    ],
)
def test_why_there_is_no_sound_to_hear_is_told_of_the_sound(
    look_through, reason: str, told: str
) -> None:
    assert look_through(Film(400.0, sound=FileUnreadable(reason))) == [told]


def test_the_soundtrack_is_heard_for_as_long_as_there_are_pictures(look_through) -> None:
    film = Film(250.0)
    look_through(film)
    assert film.shown == [250.0]


def test_more_patience_is_had_with_longer_soundtracks(catalogue, video, look_through) -> None:
    film = Film(250.0)
    look_through(film)
    catalogue.items.set_duration(video, 7200.0)
    catalogue.watched.begin_anew(video)
    look_through(film)
    short, long = film.patience
    assert 60 < short < long


def test_the_second_try_stands_in_where_the_first_is_unreadable() -> None:
    assert or_else(_future("a"), lambda _: _future("b")).result() == "a"
    bad = FileUnreadable("first")
    assert or_else(_future(bad), lambda why: _future(f"b: {why}")).result() == "b: first"
    with pytest.raises(FileUnreadable, match="first"):
        or_else(_future(bad), lambda _: _future(FileUnreadable("second"))).result()
    with pytest.raises(KeyError):
        or_else(_future(bad), lambda _: _future(KeyError("ours"))).result()


def test_who_lets_go_of_both_tries_ends_the_one_that_runs() -> None:
    first, second = Future[str](), Future[str]()
    whole = or_else(first, lambda _: second)
    first.set_exception(FileUnreadable("first"))
    assert whole.cancel()
    assert second.cancelled()
    other = Future[str]()
    stopped = or_else(other, lambda _: second)
    other.cancel()
    assert stopped.cancelled()


def _future(outcome: str | Exception) -> "Future[str]":
    future: Future[str] = Future()
    if isinstance(outcome, Exception):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)
    return future


def test_one_worker_is_left_to_the_other_stages(tmp_path, catalogue) -> None:
    root = a_root(catalogue, tmp_path)
    for name in ("a.mp4", "b.mp4", "c.mp4"):
        (tmp_path / name).write_text(name)
        an_item(catalogue, root, name, Facts(duration=400.0), kind=Kind.VIDEO)
    film, told = Film(400.0), list[events.Event]()
    frames, waves = FrameCache(tmp_path / "t", catalogue.id), WaveformCache(tmp_path, catalogue.id)
    work = Watching(catalogue, film, frames, waves, PictureLimits(1), 60.0, told.append)  # type: ignore[arg-type]
    work.plan()
    work.step(gently=False)
    assert len(film.asked) == film.count - 1
    for cache in (frames, waves):
        cache.close()
