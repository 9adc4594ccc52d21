"""Videos that are broken, or break what decodes them: what decodes is found, the reason is told."""

from pathlib import Path

import pytest
from helpers import decoders
from helpers.films import cut_off, damaged, film, moving, tone
from helpers.libraries import House, names
from helpers.sounds import write

from mmdesk.core.entities import Kind
from mmdesk.core.reports import IndexReport
from mmdesk.indexing import video_tasks
from mmdesk.library import Library
from mmdesk.media import formats

TWO = [(10.0, moving("navy")), (10.0, moving("maroon"))]
LONG = [(30.0, colour) for colour in ("red", "green", "blue", "white", "maroon", "navy", "gold")]


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path / "library", tmp_path / "videos")
    house.photos.mkdir()
    house.set()
    return house


def indexed(house: House) -> dict[str, str]:
    """The reasons of what failed, or in part; a good photo, sound and video are not held up.

    What is indexed in part is news once; a file that failed is one every time.
    """
    house.photo("good.jpg")
    write(house.photos / "good.wav", tone(3.0)[:, None])
    film(house.photos / "good.mp4", [(3.0, "red"), (3.0, "blue")])
    report = house.index()
    failed = reasons(report)
    assert report.well == (not failed)
    assert all(reason.endswith(".") for reason in failed.values())
    with house.open(indexing=False) as library:
        assert {"good.jpg", "good.wav", "good.mp4"} <= names(library)
        assert len(starts(library, house.photos / "good.mp4")) == 2
        now = library.status()
        assert (now.failed, now.partly) == (len(report.failed), len(report.partly))
        for path, _ in report.partly:
            item = library.browsing.items_at([path])[path]
            assert house.asked("SELECT 1 FROM segments WHERE item = ? AND part != 'whole'", item)
    assert house.is_sound()
    again = house.index()
    assert reasons(again) == failed
    assert again.well == (not again.failed)
    assert again.indexed == 0
    files = len(list(house.photos.iterdir()))
    assert again.unchanged + len(again.partly) + len(again.failed) == files
    return failed


def reasons(report: IndexReport) -> dict[str, str]:
    return {path.name: reason for path, reason in (*report.failed, *report.partly)}


def starts(library: Library, path: Path) -> list[float]:
    item = library.browsing.items_at([path])[path]
    shots = library.browsing.shots(item)
    assert all(library.browsing.frame(each.segment) for each in shots)
    return [each.span.start for each in shots]


def known(house: House, name: str) -> tuple[list[float], int, float | None]:
    """When the shots of a video begin, how many windows its sound has, how long it lasts."""
    path = house.photos / name
    with house.open(indexing=False) as library:
        item = library.browsing.items_at([path])[path]
        windows = house.asked(
            "SELECT count(*) FROM segments WHERE item = ? AND part = 'window'", item
        )
        duration = library.browsing.details(item).facts.duration
        return starts(library, path), windows[0][0], duration


def test_a_video_whose_index_is_cut_off_says_so(house: House) -> None:
    cut_off(film(house.photos / "moov.mp4", TWO, tone(20.0)), 0.6)
    failed = indexed(house)
    assert set(failed) == {"moov.mp4"}
    assert "cut off" in failed["moov.mp4"]
    assert house.asked("SELECT count(*) FROM jobs") == [(1,)]


@pytest.mark.parametrize(
    ("name", "muxer"),
    [
        ("cut.mkv", None),
        ("cut.ts", None),
        ("cut.avi", None),
        ("cut.flv", None),
        ("cut.wmv", None),
        ("cut.mp4", {"movflags": "+faststart"}),
    ],
)
def test_a_video_that_breaks_off_is_found_as_far_as_it_goes(
    house: House, name: str, muxer: dict[str, str] | None
) -> None:
    cut_off(film(house.photos / name, TWO, tone(20.0), gop=25, muxer=muxer), 0.6)
    failed = indexed(house)
    assert set(failed) == {name}
    assert "cut off" in failed[name]
    shots, windows, duration = known(house, name)
    assert shots[0] == pytest.approx(0, abs=0.05)
    assert 5 < shots[-1] < 16
    assert windows >= 1
    assert shots[-1] <= duration < 20.1  # some files say how long they were to be


@pytest.mark.parametrize("name", ["damaged.mkv", "damaged.ts", "damaged.avi", "damaged.mp4"])
def test_what_lies_around_damaged_packets_is_found(house: House, name: str) -> None:
    muxer = {"movflags": "+faststart"} if name.endswith("mp4") else None
    damaged(film(house.photos / name, TWO, tone(20.0), gop=25, muxer=muxer), 0.4, 0.5)
    failed = indexed(house)
    assert set(failed) == {name}
    shots, windows, _ = known(house, name)
    assert min(shots) < 1
    assert max(shots) > 15
    assert windows >= 2


def test_a_film_container_without_pictures_is_a_sound(house: House) -> None:
    film(house.photos / "song.mp4", [], tone(12.0))
    assert indexed(house) == {}
    with house.open(indexing=False) as library:
        assert library.status().items[Kind.SOUND] == 2
        assert "song.mp4" in names(library, "kind:sound")


def test_a_video_without_sound_is_whole(house: House) -> None:
    film(house.photos / "silent.webm", [(4.0, "red"), (4.0, "blue")])
    assert indexed(house) == {}
    shots, windows, duration = known(house, "silent.webm")
    assert shots == pytest.approx([0, 4], abs=0.05)
    assert windows == 0
    assert duration == pytest.approx(8, abs=0.1)


@pytest.mark.parametrize("name", ["one.mp4", "one.mkv", "one.avi", "one.ts"])
def test_one_frame_is_one_shot(house: House, name: str) -> None:
    film(house.photos / name, [(0.04, "red")])
    assert indexed(house) == {}
    shots, _, duration = known(house, name)
    assert shots == pytest.approx([0], abs=0.05)
    assert duration < 2


@pytest.mark.parametrize("said", [0.0, 1e15], ids=["zero", "absurd"])
def test_a_wrong_duration_is_put_right(house: House, said: float) -> None:
    import struct

    path = film(house.photos / "odd.mkv", TWO, tone(20.0))
    raw = bytearray(path.read_bytes())
    place = raw.index(b"\x44\x89\x88") + 3  # Duration, a float of 8 bytes
    raw[place : place + 8] = struct.pack(">d", said)
    path.write_bytes(bytes(raw))
    assert set(indexed(house)) <= {"odd.mkv"}
    shots, windows, duration = known(house, "odd.mkv")
    assert duration == pytest.approx(20.0, abs=0.2)
    assert len(shots) >= 10
    assert windows == 3


def test_a_video_whose_frames_change_size_is_whole(house: House, tmp_path: Path) -> None:
    first = film(tmp_path / "a.ts", [(4.0, "red")], size=(160, 120))
    times = [4 + frame / 25 for frame in range(100)]
    second = film(tmp_path / "b.ts", [(8.0, "blue")], times=times, size=(320, 180))
    (house.photos / "both.ts").write_bytes(first.read_bytes() + second.read_bytes())
    assert set(indexed(house)) <= {"both.ts"}  # the packets are not numbered on where both meet
    shots, _, duration = known(house, "both.ts")
    assert shots == pytest.approx([0, 4], abs=0.1)
    assert duration == pytest.approx(8, abs=0.3)


def test_a_codec_without_decoder_leaves_the_sound(house: House) -> None:
    path = film(house.photos / "odd.mp4", TWO, tone(20.0))
    path.write_bytes(path.read_bytes().replace(b"avc1", b"xq71"))
    failed = indexed(house)
    assert set(failed) == {"odd.mp4"}
    shots, windows, duration = known(house, "odd.mp4")
    assert (shots, windows) == ([], 3)
    assert duration == pytest.approx(20, abs=0.2)
    with house.open(indexing=False) as library:
        assert "odd.mp4" in names(library, "kind:video")


def test_a_decoder_that_crashes_costs_a_minute_of_the_video(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(video_tasks, "look", decoders.look_or_misbehave)
    film(house.photos / "crash.mkv", LONG, tone(30.0), fps=1, gop=10)
    failed = indexed(house)
    assert set(failed) == {"crash.mkv"}
    assert "crashed" in failed["crash.mkv"]
    assert failed["crash.mkv"].startswith("From ")
    shots, windows, duration = known(house, "crash.mkv")
    assert {0.0, 30.0, 60.0} <= {round(start) for start in shots}
    assert 179 < min(start for start in shots if start > 130) < 185  # a frame a second
    assert windows == 4
    assert duration == pytest.approx(210, abs=1)


def test_a_video_whose_decoder_always_crashes_keeps_its_sound(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(video_tasks, "look", decoders.look_or_misbehave)
    film(house.photos / "never.mkv", LONG, tone(30.0), fps=1, gop=10)
    assert "crashed" in indexed(house)["never.mkv"]
    shots, windows, _ = known(house, "never.mkv")
    assert (shots, windows) == ([], 4)


def test_a_video_that_crashes_at_its_first_frame_keeps_its_sound(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(video_tasks, "read", decoders.read_video_and_crash)
    film(house.photos / "crash.mkv", LONG, tone(30.0), fps=1, gop=10)
    assert indexed(house) == {"crash.mkv": "Its decoder crashed."}
    shots, windows, duration = known(house, "crash.mkv")
    assert (shots, windows) == ([], 4)
    assert duration == pytest.approx(30.0, abs=0.1)


def test_a_decoder_that_hangs_is_ended(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.set(decode_seconds=8.0)
    monkeypatch.setattr(video_tasks, "look", decoders.look_or_misbehave)
    film(house.photos / "hang.mkv", LONG, tone(30.0), fps=1, gop=10)
    assert "longer than 8 s" in indexed(house)["hang.mkv"]
    shots, windows, _ = known(house, "hang.mkv")
    assert round(min(shots)) == 60
    assert windows == 4


def test_another_reader_looks_once_more_and_keeps_what_is_the_same(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as misbehaving:
        misbehaving.setattr(video_tasks, "look", decoders.look_or_misbehave)
        film(house.photos / "crash.mkv", LONG, tone(30.0), fps=1, gop=10)
        assert set(indexed(house)) == {"crash.mkv"}
    before = house.asked("SELECT id, starts FROM segments WHERE part != 'whole'")
    monkeypatch.setattr(formats, "reader_version", lambda: "newer")
    assert house.index().failed == ()
    after = house.asked("SELECT id, starts FROM segments WHERE part != 'whole'")
    assert set(before) <= set(after)
    shots, _, _ = known(house, "crash.mkv")
    assert shots == pytest.approx([30.0 * n for n in range(7)], abs=0.1)


def test_a_video_that_goes_away_while_it_is_looked_through_is_no_failure(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(video_tasks, "look", decoders.look_or_misbehave)
    film(house.photos / "vanish.mkv", LONG, fps=1, gop=10)
    house.photo_set("a.jpg", "b.jpg")
    report = house.index()
    assert (report.failed, report.gone) == ((), 1)
    assert house.index(forget=True).failed == ()
    with house.open(indexing=False) as library:
        assert names(library) == {"a.jpg", "b.jpg"}
