"""Moments written by worker processes: how far they are, stopped, closed, in nobody's way."""

import os
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from helpers.films import film, moving, tone

from mmdesk.core.entities import Span
from mmdesk.core.errors import EnvironmentFailed, FileUnreadable, MmdeskError, Stopped, WrongRequest
from mmdesk.library.exporting import Export, Exporting
from mmdesk.media.picture import PictureLimits
from mmdesk.media.workers import Workers

PATIENCE = 60.0


@pytest.fixture
def exporting() -> Iterator[Exporting]:
    exporting = Exporting(Workers(2, 30, 1024), PictureLimits(300))
    yield exporting
    exporting.close()


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds."""
    return film(tmp_path_factory.mktemp("video") / "my film.mp4", [(2, "red")], tone(2))


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So much that coding it anew takes a while."""
    path = tmp_path_factory.mktemp("long") / "long.mp4"
    return film(path, [(60, moving())], size=(640, 480))


def underway(export: Export) -> None:
    """Wait until some of it is written."""
    for _ in range(600):
        if export.progress > 0 or export.done:
            break
        threading.Event().wait(0.05)
    assert not export.done


def test_a_moment_becomes_a_file(exporting: Exporting, video: Path, tmp_path: Path) -> None:
    export = exporting.start(video, Span(0.5, 1.5), tmp_path / "b.mp4")
    assert export.result() == tmp_path / "b.mp4"
    assert (export.done, export.progress) == (True, 1.0)
    assert [path.name for path in tmp_path.iterdir()] == ["b.mp4"]
    export.cancel()  # too late: it stays
    assert (tmp_path / "b.mp4").stat().st_size > 1000


def test_what_is_noted_of_it_is_removed_when_it_ends(
    exporting: Exporting, video: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = tmp_path / "noted"
    noted.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(noted))
    export = exporting.start(video, Span(0, 1), tmp_path / "b.mp4")
    assert len(list(noted.iterdir())) == 1
    export.result()
    for _ in range(600):
        if not list(noted.iterdir()):
            break
        threading.Event().wait(0.01)
    assert list(noted.iterdir()) == []


def test_a_long_moment_may_take_long(video: Path, tmp_path: Path) -> None:
    limits = list[float | None]()

    class Watched(Workers):
        def submit(self, *args: object, seconds: float | None = None) -> Future[None]:
            limits.append(seconds)
            return super().submit(*args, seconds=seconds)

    exporting = Exporting(Watched(1, 30, 1024), PictureLimits(300))
    for seconds in (1.0, 3600.0):
        exporting.start(video, Span(0, seconds), tmp_path / f"{seconds}.mp4").result()
    exporting.close()
    assert limits == [660.0, 216_600.0]


def test_names_are_suggested_that_say_when(exporting: Exporting) -> None:
    assert exporting.suggested(Path("/a/my film.MOV"), Span(72.2, 79)) == "my film 1.12-1.19.mov"
    assert exporting.suggested(Path("holiday.mp4"), Span(12, 19)) == "holiday 0.12-0.19.mp4"
    assert exporting.suggested(Path("old.vob"), Span(3700, 3705)) == "old 1.01.40-1.01.45.mp4"


def test_two_are_written_at_once(exporting: Exporting, video: Path, tmp_path: Path) -> None:
    started = [exporting.start(video, Span(0, n), tmp_path / f"{n}.mkv") for n in (1, 2)]
    assert [export.result().name for export in started] == ["1.mkv", "2.mkv"]


def test_what_is_there_already_is_not_replaced(
    exporting: Exporting, video: Path, tmp_path: Path
) -> None:
    (tmp_path / "b.mp4").write_text("mine")
    with pytest.raises(EnvironmentFailed, match="already"):
        exporting.start(video, Span(0, 1), tmp_path / "b.mp4").result()
    with pytest.raises(EnvironmentFailed, match="already"):
        exporting.start(video, Span(0, 1), video).result()
    assert (tmp_path / "b.mp4").read_text() == "mine"


def test_a_file_that_comes_while_it_is_written_is_not_replaced(
    exporting: Exporting, long: Path, tmp_path: Path
) -> None:
    export = exporting.start(long, Span(0, 9), tmp_path / "b.webm")
    underway(export)
    (tmp_path / "b.webm").write_text("mine")
    with pytest.raises(EnvironmentFailed, match="already"):
        export.result()
    assert [path.name for path in tmp_path.iterdir()] == ["b.webm"]
    assert (tmp_path / "b.webm").read_text() == "mine"


def test_one_that_is_cancelled_leaves_nothing(
    exporting: Exporting, long: Path, tmp_path: Path
) -> None:
    export = exporting.start(long, Span(0, 59), tmp_path / "b.webm")
    underway(export)
    assert 0 < export.progress < 1
    export.cancel()
    with pytest.raises(Stopped, match="cancelled"):
        export.result()
    assert export.done
    assert list(tmp_path.iterdir()) == []


def test_one_that_is_cancelled_at_once_leaves_nothing(
    exporting: Exporting, long: Path, tmp_path: Path
) -> None:
    export = exporting.start(long, Span(0, 59), tmp_path / "b.webm")
    export.cancel()
    with pytest.raises(Stopped):
        export.result()
    assert list(tmp_path.iterdir()) == []


def test_closing_ends_it_and_leaves_nothing(long: Path, tmp_path: Path) -> None:
    exporting = Exporting(Workers(2, 30, 1024), PictureLimits(300))
    export = exporting.start(long, Span(0, 59), tmp_path / "b.webm")
    underway(export)
    exporting.close()
    with pytest.raises(Stopped, match="closed"):
        export.result()
    assert list(tmp_path.iterdir()) == []
    assert (export.done, export.progress) == (True, 1.0)
    export.cancel()


def test_what_cannot_be_done_is_told_by_the_result(
    exporting: Exporting, video: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.mp4").write_bytes(b"nonsense")
    for path, span, name, error in (
        (video, Span(1, 1), "b.mp4", WrongRequest),
        (video, Span(0, float("nan")), "b.mp4", WrongRequest),
        (video, Span(0, 1), "b.txt", WrongRequest),
        (video, Span(0, 1), "gone/b.mp4", EnvironmentFailed),
        (video, Span(0, 1), "bad.mp4/b.mp4", EnvironmentFailed),
        (tmp_path / "bad.mp4", Span(0, 1), "b.mp4", FileUnreadable),
        (tmp_path / "gone.mp4", Span(0, 1), "b.mp4", FileUnreadable),
    ):
        with pytest.raises(error) as raised:
            exporting.start(path, span, tmp_path / name).result()
        assert isinstance(raised.value, MmdeskError)
        assert str(raised.value)[-1] == "."
    assert [path.name for path in tmp_path.iterdir()] == ["bad.mp4"]


def test_a_worker_that_dies_costs_the_export_alone(
    exporting: Exporting, video: Path, long: Path, tmp_path: Path
) -> None:
    import psutil

    export = exporting.start(long, Span(0, 59), tmp_path / "b.webm")
    underway(export)
    for child in psutil.Process(os.getpid()).children():
        if any(str(tmp_path) in file.path for file in child.open_files()):
            child.kill()
    with pytest.raises(FileUnreadable, match="crashed"):
        export.result()
    assert list(tmp_path.iterdir()) == []
    assert exporting.start(video, Span(0, 1), tmp_path / "c.mp4").result().exists()
