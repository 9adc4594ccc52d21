"""Videos as examples, by their most telling frames and their sound; and found by examples."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from helpers.films import RATE, film
from helpers.senses import Mixed
from PIL import Image

from mmdesk.core.entities import Filters, Hit, Kind, Lane, Query
from mmdesk.core.errors import FileUnreadable
from mmdesk.search import explain, listening, looking

RED, GREEN, BLUE = (1, 0, 0), (0, 1, 0), (0, 0, 1)
LOW, HIGH = (1, 0, 0), (0, 1, 0)


def tone(hertz: float, seconds: float) -> np.ndarray:
    time = np.arange(round(seconds * RATE)) / RATE
    swelling = 0.6 + 0.4 * np.sin(2 * np.pi * 3 * time)
    return (0.5 * swelling * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


@pytest.fixture
def videos(mixed: Mixed) -> Mixed:
    """What is red is seen in one, what is low is heard in the other; a photo and a sound beside."""
    mixed.video("red.mp4", [GREEN, RED, GREEN], [HIGH, HIGH])
    mixed.video("low.mp4", [BLUE, BLUE, BLUE], [HIGH, LOW])
    mixed.photo("rose.jpg", RED)
    mixed.sound("thunder.wav", LOW)
    return mixed


def found(mixed: Mixed, example: Path, **query) -> dict[str, Hit]:
    return {hit.path.name: hit for hit in mixed.ask(examples=(example,), **query).hits}


def lanes(hits: dict[str, Hit]) -> set[Lane]:
    return {
        each.lane for hit in hits.values() for moment in hit.moments for each in moment.evidence
    }


def test_a_picture_finds_videos_by_their_frames_only(videos: Mixed, tmp_path: Path) -> None:
    Image.new("RGB", (32, 32), "red").save(tmp_path / "example.png")
    hits = found(videos, tmp_path / "example.png")
    assert lanes(hits) == {Lane.SEEN}
    assert (hits["red.mp4"].start, hits["red.mp4"].end) == (5, 10)
    assert hits["red.mp4"].reasons[0] == "seen: content of example.png (1.00)"
    assert hits["red.mp4"].reasons[1].startswith("seen: look of example.png")
    assert hits["red.mp4"].score > hits["low.mp4"].score
    assert "thunder.wav" not in hits


def test_a_sound_finds_videos_by_what_is_heard_only(videos: Mixed, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "example.wav", tone(250, 5), RATE)
    hits = found(videos, tmp_path / "example.wav")
    assert lanes(hits) == {Lane.HEARD}
    assert hits["low.mp4"].reasons[0] == "heard: sounds of example.wav (1.00)"
    assert hits["low.mp4"].score > hits["red.mp4"].score
    assert "rose.jpg" not in hits


def test_a_video_from_elsewhere_is_seen_and_heard(videos: Mixed, tmp_path: Path) -> None:
    path = film(tmp_path / "example.mp4", [(3, "white"), (3, "red")], tone(250, 6))
    hits = found(videos, path)
    assert lanes(hits) == {Lane.SEEN, Lane.HEARD}
    assert (hits["red.mp4"].start, hits["red.mp4"].end) == (5, 10)
    assert {"rose.jpg", "thunder.wav"} <= hits.keys()
    only = found(videos, path, filters=Filters(kinds=frozenset({Kind.VIDEO})))
    assert only.keys() == {"red.mp4", "low.mp4"}


def test_a_video_of_the_library_needs_no_file_and_is_no_hit(videos: Mixed) -> None:
    videos.video("both.mp4", [RED, BLUE], [LOW])
    hits = found(videos, videos.folder / "both.mp4")
    assert hits["red.mp4"].moments[0].start == 5
    assert "both.mp4" not in hits


def test_of_a_long_video_the_most_telling_frames_count(videos: Mixed) -> None:
    colours = np.random.default_rng(1).random((60, 3))
    videos.video("long.mp4", [RED] * 40 + colours.tolist(), [LOW] * 40)
    path = videos.folder / "long.mp4"
    frames = videos.examples.pictures(path, videos.seeing)
    assert 2 <= len(frames) <= looking.TELLING
    assert frames.max(axis=0).min() > 0.8  # some of each colour
    assert len(videos.examples.sound(path, videos.hearing)) == listening.WINDOWS


def test_what_is_like_an_example_is_found_within_it(videos: Mixed) -> None:
    item = videos.video("both.mp4", [RED, GREEN, RED], [LOW])
    query = Query(examples=(videos.folder / "both.mp4",))
    assert videos.engine.moments(item, query).found[0].score > 0.5


def test_a_video_without_sound_is_seen_only(videos: Mixed, tmp_path: Path) -> None:
    path = film(tmp_path / "silent.mp4", [(2, "red")])
    assert lanes(found(videos, path)) == {Lane.SEEN}
    assert "thunder.wav" not in found(videos, path)


def test_an_unwanted_video_pushes_away_what_is_like_it(videos: Mixed, tmp_path: Path) -> None:
    videos.seeing.texts = {"colours": (1, 1, 0)}
    path = film(tmp_path / "green.mp4", [(2, (0, 255, 0))])
    hit = videos.ask(text="colours", without=(path,)).hits[0]
    assert (hit.path.name, hit.start) in {("rose.jpg", None), ("red.mp4", 5)}
    alone = {hit.path.name: hit for hit in videos.ask(without=(path,)).hits}
    assert (alone["red.mp4"].start, alone["red.mp4"].end) == (5, 10)


def test_a_video_that_cannot_be_read_says_so(videos: Mixed, tmp_path: Path) -> None:
    whole = film(tmp_path / "whole.mp4", [(2, "red")]).read_bytes()
    torn = tmp_path / "torn.mp4"
    torn.write_bytes(whole[:600])
    with pytest.raises(FileUnreadable) as raised:
        videos.ask(examples=(torn,))
    named = explain.unusable(Query(examples=(torn,)), videos.examples, raised.value)
    assert str(named).startswith(f"{torn} cannot be an example. ")


@pytest.mark.parametrize(("seconds", "count"), [(0.4, 1), (5, 5), (100, looking.LOOKED_AT)])
def test_frames_are_looked_at_all_over_a_video(videos: Mixed, tmp_path, seconds, count) -> None:
    path = film(tmp_path / "long.mp4", [(seconds, "red")], fps=5, size=(32, 32))
    prepared, spans = looking.looked_at(path, videos.seeing.preparation, videos.examples._limits)
    assert len(prepared) == len(spans) == count
    assert spans[-1].end == pytest.approx(seconds, abs=0.3)
