"""Describing the frames of a video: one that cannot be decoded costs nothing but itself."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers.catalogues import a_root, an_item
from helpers.encoders import ChosenVectors

from mmdesk.catalogue import Catalogue
from mmdesk.core import events
from mmdesk.core.entities import Facts, Kind, Part, Span, Stage
from mmdesk.core.errors import FileUnreadable
from mmdesk.indexing.describing import FRAMES, Describing
from mmdesk.media.picture import PictureLimits

SHOTS = 3 * FRAMES
CRASHED = "Its decoder crashed."


class Frames:
    """Stands where the worker processes do: the frames at some times bring their decoder down."""

    count = 2

    def __init__(self, *fails: float) -> None:
        self.fails = fails
        self.asked: list[tuple[float, ...]] = []

    def submit(
        self, _: Callable[..., Any], _path: Path, times: Sequence[float], *_how: object
    ) -> "Future[Any]":
        self.asked.append(tuple(times))
        future: Future[Any] = Future()
        if set(times) & set(self.fails):
            future.set_exception(FileUnreadable(CRASHED))
        else:
            future.set_result(np.full((len(times), 8, 8, 3), 90, np.uint8))
        return future


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    yield catalogue
    catalogue.close()


@pytest.fixture
def video(tmp_path: Path, catalogue: Catalogue) -> int:
    """A video of some shots of a second each."""
    (tmp_path / "a.mp4").touch()
    facts = Facts(duration=float(SHOTS))
    item = an_item(catalogue, a_root(catalogue, tmp_path), "a.mp4", facts, kind=Kind.VIDEO)
    catalogue.segments.add(item, Part.SHOT, [Span(n, n + 1) for n in range(SHOTS)])
    return item


class Kept:
    """Nothing was kept by the first pass."""

    def clear(self) -> None: ...


def described(catalogue: Catalogue, video: int, frames: Frames) -> tuple[list[float], list[str]]:
    """When the frames begin that lack a description, and the reasons that were told."""
    told: list[events.Event] = []
    model: Any = ChosenVectors({})
    work = Describing(catalogue, frames, model, PictureLimits(1), told.append, Kept())  # type: ignore[arg-type]
    work.plan()
    for _ in range(100):
        if work.step(gently=False) is None:
            break
    else:
        pytest.fail("it never ends")
    spans = catalogue.segments.of_item(video, Part.SHOT)
    space = catalogue.embeddings.add_space(model.space)
    lacking = catalogue.embeddings.lacking(video, Part.SHOT, space)
    reasons = [each.reason for each in told if isinstance(each, events.FileFailed)]
    return [spans[each].start for each in lacking], reasons


def test_frames_are_decoded_some_at_a_time(catalogue: Catalogue, video: int) -> None:
    frames = Frames()
    assert described(catalogue, video, frames) == ([], [])
    assert [len(times) for times in frames.asked] == [FRAMES] * 3
    assert catalogue.jobs.counts()["describe"] == {"waiting": 0, "failed": 0}


def test_a_frame_that_cannot_be_decoded_is_left_out_and_told(
    catalogue: Catalogue, video: int
) -> None:
    frames = Frames(10.0)
    assert described(catalogue, video, frames) == ([10.0], [f"At 0:10: {CRASHED}"])
    assert [len(times) for times in frames.asked] == [FRAMES, FRAMES, *[1] * FRAMES, FRAMES]
    assert catalogue.jobs.failure(Stage.DESCRIBE, video) == f"At 0:10: {CRASHED}"
    assert described(catalogue, video, Frames()) == ([10.0], []), "it waits for another reader"


def test_several_frames_far_apart_are_left_out(catalogue: Catalogue, video: int) -> None:
    lacking, reasons = described(catalogue, video, Frames(0.0, 9.0, 10.0, 23.0))
    assert lacking == [0.0, 9.0, 10.0, 23.0]
    assert reasons == [f"At 0:00: {CRASHED}"]


def test_three_that_fail_in_a_row_are_enough(catalogue: Catalogue, video: int) -> None:
    """A file that hangs everywhere is not to take a minute for each of its frames."""
    frames = Frames(*map(float, range(8, SHOTS)))
    lacking, reasons = described(catalogue, video, frames)
    assert lacking == [float(n) for n in range(8, SHOTS)]
    assert len(reasons) == 1
    assert len(frames.asked) == 5
