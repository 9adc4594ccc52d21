"""Videos in the terminal: their moments, found by what is seen, heard and said."""

import os
import shlex
import subprocess
from pathlib import Path

import numpy as np
import pytest
import soundfile
from helpers.catalogues import said
from helpers.films import film
from helpers.libraries import House, arguments
from helpers.pictures import photo_like
from helpers.terminals import Terminal

from mmdesk.core.entities import Stage
from mmdesk.samples import instruments

BEACH, ROOM, STREET = (photo_like(160, 120, seed) for seed in (1, 2, 3))
RATE = instruments.RATE


def rain(seconds: float, seed: int = 1) -> np.ndarray:
    return instruments.rain(np.random.default_rng(seed), seconds).astype(np.float32)


def bell(seconds: float) -> np.ndarray:
    return instruments.bell(np.random.default_rng(1), seconds).astype(np.float32)


@pytest.fixture
def video(house: House) -> Path:
    """The beach and then a room, with a bell and then rain, in a library beside a photo."""
    path = house.photos / "a day [1].mp4"
    sound = np.concatenate([bell(7.5), rain(10.0)])
    shots = [(7.5, BEACH), (5.0, ROOM), (5.0, BEACH)]
    film(path, shots, sound, rate=RATE, fps=10)
    film(house.photos / "street.mkv", [(3.0, STREET)], fps=10)
    house.photo("harbour.jpg")
    assert house.index().failed == ()
    return path


@pytest.fixture
def room(house: House) -> Path:
    """A picture of the room, from elsewhere."""
    path = house.photos.with_name("room.png")
    ROOM.save(path)
    return path


@pytest.fixture
def shower(house: House) -> Path:
    """Rain on another day."""
    path = house.photos.with_name("shower.wav")
    soundfile.write(path, rain(10.0, seed=2), RATE)
    return path


def test_the_moment_that_looks_like_a_picture_comes_first(
    video: Path, room: Path, terminal: Terminal
) -> None:
    done = terminal("moments", video, "--like", room, "--json")
    assert (done.status, done.err) == (0, "")
    assert [set(moment) for moment in done.json] == [
        {"start", "end", "at", "score", "lanes", "reasons"}
    ] * len(done.json)
    best = done.json[0]
    assert (best["start"], best["end"], best["at"]) == pytest.approx((7.5, 12.5, 7.5), abs=0.05)
    assert best["lanes"] == ["seen"]
    assert "room.png" in best["reasons"][0]
    assert 0 < best["score"] <= 1


def test_the_moment_that_sounds_like_another_is_heard(
    video: Path, shower: Path, terminal: Terminal
) -> None:
    best = terminal("moments", video, "--like", shower, "--json").json[0]
    assert best["lanes"] == ["heard"]
    assert (best["start"], best["end"]) == pytest.approx((7.5, 17.5), abs=0.1)


def test_a_person_sees_time_lanes_and_reasons(video: Path, room: Path, terminal: Terminal) -> None:
    done = terminal("moments", video, "--like", room, "-n", "1")
    heading, line = done.err.splitlines()
    assert heading.split() == ["score", "time", "lanes", "why"]
    assert "0:07\N{EN DASH}0:12" in line
    assert "seen" in line
    assert (done.out, done.status) == ("", 0)


def test_no_more_moments_are_told_than_one_asks_for(
    house: House, video: Path, terminal: Terminal
) -> None:
    beach = house.photos.with_name("beach.png")
    BEACH.save(beach)
    both = terminal("moments", video, "--like", beach, "--json").json
    assert len(both) == 2
    assert terminal("moments", video, "--like", beach, "-n", "1", "--json").json == both[:1]


def test_what_is_said_in_a_video_is_a_moment_and_a_transcript(
    house: House, video: Path, terminal: Terminal
) -> None:
    with house.open() as library:
        [(item,)] = house.asked("SELECT item FROM files WHERE name = ?", os.fsencode(video.name))
        said(library._catalogue, item, "The boat leaves at dawn.", "Bring an umbrella.")
    assert terminal("transcript", video).out.splitlines()[1] == "0:10  Bring an umbrella."
    [moment] = terminal("moments", video, "umbrella", "--json").json
    assert (moment["start"], moment["end"], moment["lanes"]) == (10.0, 20.0, ["said"])
    assert "umbrella" in moment["reasons"][0]


def test_where_nothing_was_written_down_one_is_told_how_to_get_it(
    video: Path, terminal: Terminal
) -> None:
    done = terminal("transcript", video)
    assert done.status == 1
    assert f"`mmdesk roots speech {video.parent} on`" in done.err


def test_a_search_gives_the_best_moment_of_a_video(
    video: Path, room: Path, terminal: Terminal
) -> None:
    hit = terminal("search", "--like", room, "--kind", "video", "--json").json[0]
    assert (Path(hit["path"]), hit["kind"]) == (video, "video")
    assert (hit["start"], hit["end"]) == pytest.approx((7.5, 12.5), abs=0.05)
    assert hit["reasons"][0].startswith("seen: ")
    heading, line, *_ = terminal("search", "--like", room, "--kind", "video").err.splitlines()
    assert "time" in heading
    assert "0:07\N{EN DASH}0:12" in line
    assert "seen: " in line


def test_a_video_is_an_example_too(house: House, video: Path, terminal: Terminal) -> None:
    elsewhere = film(house.photos.with_name("other.mp4"), [(3.0, ROOM)], fps=10)
    for example in (elsewhere, video):
        assert terminal("search", "--like", example).status == 0
    best = terminal("moments", video, "--like", elsewhere, "--json").json[0]
    assert best["start"] == pytest.approx(7.5, abs=0.05)


def test_videos_are_counted_by_kind_and_stage(video: Path, terminal: Terminal) -> None:
    counts = terminal("status", "--json").json
    assert counts["kinds"] == {"photo": 1, "sound": 0, "video": 2}
    assert counts["jobs"]["watch"] == {"waiting": 0, "failed": 0}
    assert "watch: waiting" in terminal("status").err
    assert {hit["kind"] for hit in terminal("search", "--kind", "video", "--json").json} == {
        "video"
    }


WRONG = {
    "nothing to look for": ([], "Say what to look for"),
    "only spaces": (["  "], "Say what to look for"),
    "an example that is not there": (["--like", "/nowhere.jpg"], "There is no file"),
    "no moments at all": (["dog", "-n", "0"], "-n"),
    "a date that is none": (["since:tuesday"], "tuesday"),
}


@pytest.mark.parametrize(("asked", "reason"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_asked_is_refused(
    video: Path, terminal: Terminal, asked: list[str], reason: str
) -> None:
    done = terminal("moments", video, *asked)
    assert (done.out, done.status) == ("", 2)
    assert reason in done.err


def test_other_files_have_no_moments(house: House, video: Path, terminal: Terminal) -> None:
    outside = film(house.photos.with_name("outside.mp4"), [(1.0, ROOM)], fps=10)
    for path, reason in (
        (video.with_name("harbour.jpg"), "is no video"),
        (video.with_name("no.mp4"), "There is no file"),
        (video.parent, "is a folder"),
        (outside, "is not in the library"),
    ):
        done = terminal("moments", path, "dog")
        assert (done.out, done.status) == ("", 2), path
        assert reason in done.err
        assert len(done.err.splitlines()) == 1


def test_what_is_left_to_be_looked_through_is_said(
    house: House, video: Path, room: Path, terminal: Terminal
) -> None:
    assert "looked through" not in terminal("moments", video, "--like", room).err
    with house.open() as library:
        [(item,)] = house.asked("SELECT item FROM files WHERE name = ?", os.fsencode(video.name))
        library._catalogue.jobs.add(Stage.WATCH, [item])
    done = terminal("moments", video, "--like", room, "--json")
    assert "Not all of it has been looked through yet" in done.err
    assert done.json[0]["lanes"] == ["seen"]


def test_nothing_found_is_said(video: Path, terminal: Terminal) -> None:
    done = terminal("moments", video, "zanzibar", "--json")
    assert (done.json, done.status) == ([], 0)
    assert terminal("moments", video, "zanzibar").err.endswith("Nothing found.\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
def test_output_that_cannot_be_written_is_one_sentence(
    house: House, video: Path, room: Path, where: str
) -> None:
    command = arguments(house.library, "moments", video, "--like", room, "--json")
    done = subprocess.run(
        ["sh", "-c", f"{shlex.join(command)} {where}"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "The result cannot be written" in done.stderr


def test_a_name_of_odd_bytes_is_found_and_shown(
    house: House, video: Path, room: Path, terminal: Terminal
) -> None:
    odd = house.photos / os.fsdecode(b"caf\xe9\n[red].mp4")
    try:
        video.rename(odd)
    except OSError:
        pytest.skip("file names are valid text on this system")
    house.index()
    assert terminal("moments", odd, "--like", room, "--json").json[0]["lanes"] == ["seen"]
    assert "caf\\xe9" in terminal("moments", odd.with_name("no" + odd.name), "dog").err
