"""Films: when a frame is shown, and what becomes of odd and damaged files.

Each frame shows its own time, so that a picture tells whether it is the one a player would show.
"""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from helpers.films import clock_face, cut_off, damaged, film, read_clock, tone
from helpers.shared import shared

from mmdesk.core.errors import FileUnreadable
from mmdesk.media.film import Film, Frame, open_film
from mmdesk.media.picture import PictureLimits

LIMITS = PictureLimits(50)
RIGHT = 0.05
"""Seconds by which a frame may be off."""
FACE = [(4.0, clock_face)]


@contextmanager
def opened(path: Path) -> Iterator[Film]:
    with open_film(path, LIMITS) as found:
        yield found


def shown(frame: Frame | None) -> float:
    assert frame is not None
    return read_clock(frame.image(60))


def reason(path: Path) -> str:
    with pytest.raises(FileUnreadable) as failed, opened(path):
        pass
    return str(failed.value)


def off(frames: list[Frame]) -> float:
    """How far from its own time a frame is shown, at most."""
    return max(abs(frame.time - shown(frame)) for frame in frames)


CONTAINERS = ("mp4", "mov", "mkv", "webm", "avi", "ts", "m2ts", "mpg", "flv", "wmv")
B_FRAMES = {"options": {"bf": "3"}}
CODINGS = {
    "b.mp4": B_FRAMES,
    "b.mkv": B_FRAMES,
    "b.ts": B_FRAMES,
    "b.avi": {"codec": "libx264", **B_FRAMES},
    "b4.avi": {"options": {"bf": "2"}},
    "b2.mpg": {"options": {"bf": "2"}},
    "open.mp4": {"options": {"preset": "medium", "x264-params": "open-gop=1:bframes=3"}},
    "hevc.mp4": {"codec": "libx265", "options": {"x265-params": "log-level=none"}},
    "vp9.webm": {"codec": "libvpx-vp9", "options": {"deadline": "realtime", "cpu-used": "8"}},
    "all-intra.mov": {"codec": "prores_ks", "pix_fmt": "yuv422p10le"},
    "jpegs.avi": {"codec": "mjpeg", "pix_fmt": "yuvj420p"},
}


@pytest.mark.parametrize("suffix", CONTAINERS)
def test_every_frame_comes_at_the_time_that_it_shows(suffix: str, tmp_path: Path) -> None:
    with opened(film(tmp_path / f"a.{suffix}", FACE, tone(4.0), gop=25)) as found:
        frames = list(found.frames())
        assert len(frames) >= 99
        assert off(frames) <= RIGHT
        assert off(list(found.keyframes())) <= RIGHT
        assert (found.problem, found.has_sound, (found.width, found.height)) == (
            None,
            True,
            (160, 120),
        )
        assert found.duration == pytest.approx(4.0, abs=0.2)
        assert found.frame_rate == pytest.approx(25, abs=0.1)


@pytest.mark.parametrize("name", CODINGS)
def test_however_frames_are_coded_seeking_finds_the_one_that_is_shown(
    name: str, tmp_path: Path
) -> None:
    with opened(film(tmp_path / name, FACE, gop=25, **CODINGS[name])) as found:
        wanted = [0.0, 0.04, 0.5, 1.23, 1.25, 3.3, 3.9]
        each = [shown(frame) for time in wanted for frame in found.at([time])]
        assert each == [shown(frame) for frame in found.at(wanted)]
        for time, clock in zip(wanted, each, strict=True):
            assert time - 0.04 - RIGHT < clock <= time + RIGHT
        if not name.endswith(".mpg"):  # frames as small as these share one time there
            assert off(list(found.keyframes())) <= RIGHT
        later = list(found.frames(2.5))
        assert later[0].time >= 2.5
        assert off(later) <= RIGHT
        assert found.problem is None


def test_a_frame_is_shown_until_the_next_one_comes(tmp_path: Path) -> None:
    times = [0.0, 0.04, 0.5, 0.51, 1.7, 3.0, 3.2]
    with opened(film(tmp_path / "a.mp4", FACE, times=times, gop=3)) as found:
        assert [frame.time for frame in found.frames()] == pytest.approx(times)
        asked = [0.0, 0.3, 0.505, 1.69, 2.99, 3.0, 99.0]
        assert [shown(frame) for frame in found.at(asked)] == [0, 0.04, 0.5, 0.51, 1.7, 3.0, 3.2]


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "ts"])
def test_pictures_that_begin_later_than_the_sound_keep_their_time(
    suffix: str, tmp_path: Path
) -> None:
    times = [1.0 + n / 25 for n in range(50)]
    with opened(film(tmp_path / f"a.{suffix}", FACE, tone(4.0), times=times)) as found:
        frames = list(found.frames())
        assert frames[0].time == pytest.approx(1.0, abs=RIGHT)
        assert off(frames) <= RIGHT
        assert shown(next(found.at([0.2]))) == 1.0


def test_a_clock_that_begins_later_adds_nothing_to_how_long_it_lasts(tmp_path: Path) -> None:
    times = [5.0 + n / 25 for n in range(50)]
    with opened(film(tmp_path / "a.mkv", FACE, times=times)) as found:
        assert next(found.frames()).time == 0.0
        assert found.duration == pytest.approx(2.0, abs=RIGHT)


def test_readings_that_go_on_side_by_side_do_not_disturb_each_other(tmp_path: Path) -> None:
    with opened(film(tmp_path / "a.mp4", FACE, gop=25)) as found:
        pairs = list(zip(found.keyframes(), found.frames(2.0), strict=False))
        assert [key.time for key, _ in pairs] == pytest.approx([0, 1, 2, 3])
        assert [other.time for _, other in pairs] == pytest.approx([2, 2.04, 2.08, 2.12])


def test_keyframes_may_be_wanted_further_apart_than_they_lie(tmp_path: Path) -> None:
    with opened(film(tmp_path / "a.mp4", FACE, gop=5)) as found:
        assert [frame.time for frame in found.keyframes(1.0, 1.0)] == pytest.approx([1, 2, 3])


def test_packets_tell_what_is_coded_without_decoding(tmp_path: Path) -> None:
    shots = [(2.0, clock_face), (2.0, "red")]
    with opened(film(tmp_path / "a.mp4", shots, gop=25)) as found:
        coded = list(found.packets())
        assert len(coded) == 100
        assert [each.time for each in coded if each.key] == pytest.approx([0, 1, 2, 3])
        assert sum(each.size for each in coded) < (tmp_path / "a.mp4").stat().st_size


def test_pictures_that_grow_beyond_the_limit_midway_are_not_decoded(tmp_path: Path) -> None:
    one = film(tmp_path / "1.ts", [(0.4, "red")], size=(160, 120))
    other = film(tmp_path / "2.ts", [(0.4, "blue")], size=(1920, 1200))
    (tmp_path / "a.ts").write_bytes(one.read_bytes() + other.read_bytes())
    with open_film(tmp_path / "a.ts", PictureLimits(1)) as found:
        assert {frame.size for frame in found.frames()} == {(160, 120)}
        assert found.problem is not None


def test_a_size_that_changes_midway_upsets_nothing(tmp_path: Path) -> None:
    one = film(tmp_path / "1.ts", [(1.0, "red")], size=(160, 120))
    other = film(tmp_path / "2.ts", [(3.0, "blue")], size=(320, 240))
    both = tmp_path / "both.ts"
    both.write_bytes(one.read_bytes() + other.read_bytes())
    with opened(both) as found:
        images = [frame.image(60) for frame in found.frames()]
    assert {image.size for image in images} == {(80, 60)}
    assert images[0].getpixel((40, 30)) == pytest.approx((254, 0, 0), abs=4)
    assert images[-1].getpixel((40, 30)) == pytest.approx((0, 0, 254), abs=4)


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "ts", "avi"])
def test_one_frame_is_a_film(suffix: str, tmp_path: Path) -> None:
    with opened(film(tmp_path / f"a.{suffix}", [(0.04, clock_face)])) as found:
        assert [frame.time for frame in found.frames()] == [0.0]
        assert [frame.time for frame in found.keyframes()] == [0.0]
        assert [shown(frame) for frame in found.at([0.0, 5.0])] == [0.0, 0.0]


@pytest.mark.parametrize("units", [0, 0x7FFF_FFFF])
def test_a_duration_that_cannot_be_is_none_or_the_pictures_own(units: int, tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", FACE)
    raw = bytearray(path.read_bytes())
    at = raw.index(b"mvhd") + 20
    raw[at : at + 4] = units.to_bytes(4, "big")
    path.write_bytes(raw)
    with opened(path) as found:
        assert found.duration in {None, 4.0}


def test_a_film_without_its_index_says_what_is_missing(tmp_path: Path) -> None:
    path = cut_off(film(tmp_path / "a.mp4", FACE), 0.5)
    assert reason(path).startswith("The file is cut off: the part that tells where")


@pytest.mark.parametrize("suffix", ["mkv", "webm"])
def test_what_is_left_of_a_film_that_is_cut_off_is_read(suffix: str, tmp_path: Path) -> None:
    with opened(cut_off(film(tmp_path / f"a.{suffix}", FACE, gop=25), 0.5)) as found:
        frames = list(found.frames())
        assert 1.0 < frames[-1].time < 3.0
        assert off(frames) <= RIGHT
        assert found.problem is not None
        assert found.problem.endswith("of 4.0 s: the file is cut off or damaged.")
        assert found.duration == pytest.approx(frames[-1].time, abs=RIGHT)


@pytest.mark.parametrize("suffix", ["mp4", "ts", "mkv", "avi", "flv", "wmv", "mpg"])
def test_damage_midway_costs_what_is_damaged(suffix: str, tmp_path: Path) -> None:
    path = damaged(film(tmp_path / f"a.{suffix}", FACE, tone(4.0), gop=25), 0.4, 0.5)
    with opened(path) as found:
        clocks = [shown(frame) for frame in found.frames()]
        assert clocks[0] < 0.1
        assert clocks[-1] > 3.9
        assert len(list(found.keyframes())) >= 3


@pytest.mark.parametrize("suffix", ["mp4", "ts"])
def test_no_frame_builds_on_what_is_missing(suffix: str, tmp_path: Path) -> None:
    whole = film(tmp_path / f"a.{suffix}", [(8.0, clock_face)], tone(8.0), gop=25)
    with opened(damaged(whole, 0.4, 0.5)) as found:
        assert off(list(found.frames())) <= RIGHT
        assert found.problem is not None
        assert found.problem.startswith("A part of the pictures is damaged or missing, first after")


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "ts"])
def test_after_damage_pictures_count_again_from_a_keyframe_on(suffix: str, tmp_path: Path) -> None:
    coding = {"gop": 50, "options": {"preset": "medium", "bf": "3"}}
    whole = film(tmp_path / f"a.{suffix}", [(8.0, clock_face)], **coding)
    with opened(damaged(whole, 0.4, 0.5)) as found:
        next(found.frames(6.0))  # a reading that begins behind the damage knows nothing of it
        frames = list(found.frames())
        before, after = max(
            itertools.pairwise(frames), key=lambda pair: pair[1].time - pair[0].time
        )
        assert after.time == pytest.approx(round(after.time / 2) * 2)
        assert off(frames) <= RIGHT
        assert found.problem is not None
        assert found.problem.endswith(f"first after {before.time:.1f} s.")


def test_the_earliest_damage_is_told_whichever_is_met_first(tmp_path: Path) -> None:
    whole = film(tmp_path / "a.ts", [(8.0, clock_face)], gop=25)
    with opened(damaged(damaged(whole, 0.2, 0.22), 0.7, 0.72)) as found:
        list(found.frames(4.0))
        later = found.problem
        list(found.frames())
        assert None is not later != found.problem


def test_a_recording_may_begin_between_keyframes(tmp_path: Path) -> None:
    path = film(tmp_path / "a.ts", FACE, gop=25, **B_FRAMES)
    raw = path.read_bytes()
    path.write_bytes(raw[len(raw) // 3 // 188 * 188 :])
    with opened(path) as found:
        assert next(found.frames()).time < 1.5
        list(found.frames())
        assert found.problem is None


def test_a_codec_that_nobody_knows_is_a_reason(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", FACE, tone(4.0))
    path.write_bytes(path.read_bytes().replace(b"avc1", b"zzzz"))
    assert reason(path) == "Its pictures are coded in a way that mmdesk cannot read."


def test_what_is_no_film_says_so(tmp_path: Path) -> None:
    assert "no video" in reason(film(tmp_path / "sound.mp4", [], tone(1.0)))
    (tmp_path / "empty.mp4").touch()
    assert reason(tmp_path / "empty.mp4") == "The file is empty."
    (tmp_path / "nothing.ts").write_bytes((b"\x47" + bytes(187)) * 50)
    assert reason(tmp_path / "nothing.ts").startswith("No picture can be decoded from it")
    (tmp_path / "text.mkv").write_text("no film")
    assert reason(tmp_path / "text.mkv") == "Its content is no video that mmdesk knows."
    assert "vanished" in reason(tmp_path / "gone.mp4")


def test_more_pixels_than_allowed_are_refused(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", [(0.2, "red")], size=(1280, 960))
    with pytest.raises(FileUnreadable, match="megapixels"), open_film(path, PictureLimits(1)):
        pass


def test_the_real_clips_are_read() -> None:
    for path in sorted(shared("data/videos").glob("*.m*")):
        with opened(path) as found:
            frames = list(itertools.islice(found.frames(), 5))
            times = [frame.time for frame in frames]
            assert times == sorted(times)
            assert frames[0].image(60).size[0] >= 60
            assert found.problem is None
            assert found.codec == "H.264"
