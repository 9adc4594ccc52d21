"""Moments as files of their own, judged by decoding them: times, sound in step, turned right."""

import errno
import os
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from helpers.films import RATE, cut_off, film, tone
from helpers.live import clip

from mmdesk.core.entities import Span
from mmdesk.core.errors import EnvironmentFailed, FileUnreadable, Stopped, WrongRequest
from mmdesk.media import export as exporting
from mmdesk.media.export import export
from mmdesk.media.film import open_film
from mmdesk.media.muxers import MUXERS
from mmdesk.media.picture import PictureLimits
from mmdesk.media.sound import open_sound

LIMITS = PictureLimits(300)
CHANGE = 4.6
"""Second at which red becomes lime and silence a tone."""
SHOTS = [(CHANGE, "red"), (3.4, "lime")]
SOUND = np.concatenate([np.zeros(round(CHANGE * RATE), np.float32), tone(3.4)])
MOMENT = Span(3.32, 7.0)
SAME = 0.05
"""Seconds that nobody sees or hears."""


def a_film(path: Path, **how: object) -> Path:
    return film(path, SHOTS, SOUND, **{"gop": 50, **how})


def codecs(path: Path) -> list[str]:
    with av.open(str(path)) as container:
        return [stream.codec_context.codec.canonical_name for stream in container.streams]


def frames(path: Path) -> list[tuple[float, tuple[int, int, int]]]:
    """When each frame is shown, and its colour, as whoever plays it sees it."""
    with open_film(path, LIMITS) as opened:
        return [
            (frame.time, frame.image(16).resize((1, 1)).getpixel((0, 0)))
            for frame in opened.frames()
        ]


def turns_lime(path: Path) -> float:
    return next(time for time, (red, green, _) in frames(path) if green > red)


def turns_loud(path: Path) -> float:
    with open_sound(path) as sound:
        samples = np.concatenate(list(sound.blocks()))
        return float(np.argmax(np.abs(samples) > 0.1)) / sound.rate


def lasts(path: Path) -> float:
    with av.open(str(path)) as container:
        return container.duration / 1_000_000


CUT = {
    "mp4": {},
    "mov": {"codec": "libx265"},
    "m4v": {"options": {"bf": "3"}},
    "mkv": {},
    "webm": {"codec": "libvpx-vp9"},
    "ts": {"container": "mpegts"},
    "avi": {},
    "wmv": {},
    "flv": {},
}


@pytest.mark.parametrize("suffix", CUT)
def test_a_moment_is_cut_out_of_its_container_without_coding_anew(tmp_path, suffix) -> None:
    path = a_film(tmp_path / f"a.{suffix}", **CUT[suffix])
    before = path.read_bytes()
    target = tmp_path / f"moment.{suffix}"
    export(path, MOMENT, target, LIMITS)
    assert codecs(target) == codecs(path)
    seen, heard = turns_lime(target), turns_loud(target)
    assert abs(seen - heard) < SAME
    assert frames(target)[0][0] < SAME
    begins = CHANGE - seen
    if MUXERS[f".{suffix}"].hides:
        assert abs(begins - MOMENT.start) < SAME
    else:  # the whole picture before it
        assert MOMENT.start - 2.1 < begins < MOMENT.start + SAME
    assert abs(lasts(target) - (MOMENT.end - begins)) < 0.15
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("suffix", "wanted"),
    [("mp4", "webm"), ("webm", "mp4"), ("mp4", "avi"), ("mp4", "wmv"), ("mov", "flv")],
)
def test_what_the_other_container_cannot_hold_is_coded_anew(tmp_path, suffix, wanted) -> None:
    path = a_film(tmp_path / f"a.{suffix}", rotate=180 if wanted == "flv" else 0)
    target = tmp_path / f"moment.{wanted}"
    assert not exporting._cut(path, MOMENT, target, LIMITS, lambda _: None)
    export(path, MOMENT, target, LIMITS)
    assert abs(turns_lime(target) - (CHANGE - MOMENT.start)) < SAME
    assert abs(turns_loud(target) - (CHANGE - MOMENT.start)) < SAME
    assert abs(lasts(target) - (MOMENT.end - MOMENT.start)) < 0.15


@pytest.mark.parametrize("wanted", ["avi", "webm"])
def test_frames_that_are_coded_anew_stay_as_far_apart_as_they_were(tmp_path, wanted) -> None:
    path = a_film(tmp_path / "a.mp4", fps=24)
    export(path, MOMENT, tmp_path / f"b.{wanted}", LIMITS)
    times = np.array([time for time, _ in frames(tmp_path / f"b.{wanted}")])
    assert times[0] < 0.01
    assert np.abs(np.diff(times) - 1 / 24).max() < 0.002


def test_what_the_other_container_can_hold_is_only_cut(tmp_path) -> None:
    path = a_film(tmp_path / "a.ts", container="mpegts")
    export(path, MOMENT, tmp_path / "b.mp4", LIMITS)
    assert codecs(tmp_path / "b.mp4") == codecs(path)
    assert abs(turns_lime(tmp_path / "b.mp4") - (CHANGE - MOMENT.start)) < SAME
    assert abs(turns_loud(tmp_path / "b.mp4") - (CHANGE - MOMENT.start)) < SAME


def test_prores_is_cut_frame_by_frame(tmp_path) -> None:
    path = a_film(tmp_path / "a.mov", codec="prores_ks", pix_fmt="yuv422p10le")
    export(path, MOMENT, tmp_path / "b.mov", LIMITS)
    assert codecs(tmp_path / "b.mov") == ["prores", "aac"]
    assert abs(turns_lime(tmp_path / "b.mov") - (CHANGE - MOMENT.start)) < SAME


def test_hevc_is_named_as_apples_players_want_it(tmp_path) -> None:
    path = a_film(tmp_path / "a.mp4", codec="libx265")
    export(path, MOMENT, tmp_path / "b.mov", LIMITS)
    with av.open(str(tmp_path / "b.mov")) as container:
        assert container.streams.video[0].codec_tag == "hvc1"


def test_copied_frames_are_the_very_same(tmp_path) -> None:
    path = a_film(tmp_path / "a.mp4", options={"bf": "2"})
    export(path, Span(3.2, 7.2), tmp_path / "b.mp4", LIMITS)
    with open_film(path, LIMITS) as one, open_film(tmp_path / "b.mp4", LIMITS) as other:
        whole = {round(f.time - 3.2, 3): f.image().tobytes() for f in one.frames(3.2)}
        part = {round(f.time, 3): f.image().tobytes() for f in other.frames()}
    assert len(part) >= 100
    assert all(whole[time] == pixels for time, pixels in part.items())


@pytest.mark.parametrize("suffix", ["mp4", "mov", "mkv", "ts"])
@pytest.mark.parametrize("rotate", [90, 180])
def test_what_is_turned_stays_turned(tmp_path, rotate, suffix) -> None:
    top = film(
        tmp_path / "a.mp4", [(3, half_and_half())], size=(160, 96), rotate=rotate, gop=25, fps=25
    )
    target = tmp_path / f"b.{suffix}"
    export(top, Span(1, 2), target, LIMITS)
    with open_film(top, LIMITS) as one, open_film(target, LIMITS) as other:
        assert (other.width, other.height) == (one.width, one.height)
        before, after = (np.asarray(next(f.at([0.1])).image(), int) for f in (one, other))
    assert np.abs(before - after).mean() < 8


def half_and_half():
    from PIL import Image

    image = Image.new("RGB", (160, 96), "red")
    image.paste("blue", (0, 0, 40, 96))
    image.paste("white", (0, 0, 160, 20))
    return image


def test_pixels_that_are_not_square_stay_so_or_become_square(tmp_path) -> None:
    path = a_film(tmp_path / "a.mp4", sar=Fraction(4, 3))
    for name in ("b.mp4", "b.webm"):
        export(path, MOMENT, tmp_path / name, LIMITS)
        with open_film(tmp_path / name, LIMITS) as opened:
            assert abs(opened.width / opened.height - 16 / 9) < 0.02


def test_frames_at_odd_times_keep_them(tmp_path) -> None:
    times = [0.0, 0.5, 0.9, 2.0, 2.03, 2.5, 3.0, 4.1, 4.6, 5.0]
    path = film(tmp_path / "a.mp4", SHOTS, times=times)
    for name in ("b.mp4", "b.webm"):
        export(path, Span(2.03, 4.9), tmp_path / name, LIMITS)
        shown = [time for time, _ in frames(tmp_path / name)]
        assert np.abs(np.array(shown[:5]) - [0, 0.47, 0.97, 2.07, 2.57]).max() < 0.01


def test_what_a_file_says_of_itself_goes_along_but_not_what_makes_it_a_stills_clip(
    tmp_path,
) -> None:
    path = film(
        tmp_path / "a.mov",
        [(3, "red")],
        tags={
            "com.apple.quicktime.make": "Apple",
            "com.apple.quicktime.location.ISO6709": "+48.2082+016.3738+151.000/",
            "title": "Grüße",
        },
    )
    export(path, Span(1, 2), tmp_path / "b.mov", LIMITS)
    with av.open(str(tmp_path / "b.mov")) as container:
        assert container.metadata["com.apple.quicktime.make"] == "Apple"
        assert container.metadata["com.apple.quicktime.location.ISO6709"].startswith("+48.2")
        assert container.metadata["title"] == "Grüße"
    export(clip(tmp_path / "live.mov"), Span(0.2, 1), tmp_path / "c.mov", LIMITS)
    with av.open(str(tmp_path / "c.mov")) as container:
        assert not any("identifier" in name for name in container.metadata)


def test_a_title_is_kept_where_players_look_for_it(tmp_path) -> None:
    path = film(tmp_path / "a.mp4", [(2, "red")], tags={"title": "Grüße"})
    export(path, Span(0, 1), tmp_path / "b.mp4", LIMITS)
    assert b"\xa9nam" in (tmp_path / "b.mp4").read_bytes()
    with av.open(str(tmp_path / "b.mp4")) as container:
        assert container.metadata["title"] == "Grüße"


def with_subtitles(path: Path, folder: Path) -> Path:
    """A film with a line at 4 to 6 s, and a second sound."""
    (folder / "said.srt").write_text("1\n00:00:04,000 --> 00:00:06,000\nHello.\n\n")
    source = a_film(folder / "source.mkv")
    with (
        av.open(str(source)) as one,
        av.open(str(folder / "said.srt")) as other,
        av.open(str(path), "w") as out,
    ):
        streams = [*one.streams.video, *one.streams.audio * 2, *other.streams.subtitles]
        copies = [out.add_stream_from_template(each, opaque=True) for each in streams]
        copies[2].metadata["language"] = "deu"
        packets = [(copies[3], packet) for packet in other.demux() if packet.size]
        for packet in one.demux():
            if packet.size:
                _mux(out, packet, copies[packet.stream.index])
                if packet.stream.index == 1:
                    _mux(out, packet, copies[2])
        for stream, packet in packets:
            _mux(out, packet, stream)
    return path


def _mux(out, packet, stream) -> None:
    copy = av.Packet(bytes(packet))
    copy.pts, copy.dts, copy.time_base = packet.pts, packet.dts, packet.time_base
    copy.duration, copy.is_keyframe, copy.stream = packet.duration, packet.is_keyframe, stream
    out.mux(copy)


def test_subtitles_and_other_sounds_go_along_where_the_container_holds_them(tmp_path) -> None:
    path = with_subtitles(tmp_path / "a.mkv", tmp_path)
    export(path, MOMENT, tmp_path / "b.mkv", LIMITS)
    assert codecs(tmp_path / "b.mkv") == ["h264", "aac", "aac", "subrip"]
    with av.open(str(tmp_path / "b.mkv")) as container:
        assert container.streams[2].metadata["language"] == "deu"
        (line,) = [packet for packet in container.demux(subtitles=0) if packet.size]
        begins = CHANGE - turns_lime(tmp_path / "b.mkv")
        assert abs(float(line.pts * line.time_base) - (4 - begins)) < SAME
    export(path, MOMENT, tmp_path / "c.mp4", LIMITS)
    assert codecs(tmp_path / "c.mp4") == ["h264", "aac", "aac"]


def test_silent_films_and_single_frames_are_exported(tmp_path) -> None:
    path = film(tmp_path / "a.mp4", [(4, "red")])
    export(path, Span(1, 1.01), tmp_path / "b.mp4", LIMITS)
    assert len(frames(tmp_path / "b.mp4")) == 1
    assert codecs(tmp_path / "b.mp4") == ["h264"]
    export(path, Span(1, 1.01), tmp_path / "b.webm", LIMITS)
    assert len(frames(tmp_path / "b.webm")) == 1


def test_a_moment_beyond_the_end_ends_with_the_film(tmp_path) -> None:
    path = a_film(tmp_path / "a.mp4")
    export(path, Span(7, 60), tmp_path / "b.mp4", LIMITS)
    assert abs(lasts(tmp_path / "b.mp4") - 1.0) < 0.1
    for name in ("c.mp4", "c.webm"):
        with pytest.raises(FileUnreadable, match="ends before"):
            export(path, Span(60, 61), tmp_path / name, LIMITS)
    assert not list(tmp_path.glob("c.*"))


@pytest.mark.parametrize("span", [Span(2, 2), Span(3, 1), Span(-1, 2), Span(0, float("nan")),
                                  Span(0, float("inf"))])  # fmt: skip
def test_times_that_are_none_are_refused(tmp_path, span) -> None:
    with pytest.raises(WrongRequest, match="nothing between"):
        export(a_film(tmp_path / "a.mp4"), span, tmp_path / "b.mp4", LIMITS)


def test_names_that_say_no_container_are_refused_with_those_that_do(tmp_path) -> None:
    path = film(tmp_path / "a.mp4", [(1, "red")])
    for name in ("b", "b.xyz", "b.jpg"):
        with pytest.raises(WrongRequest, match=r"\.mp4 .*\.mkv"):
            export(path, Span(0, 1), tmp_path / name, LIMITS)


def test_nothing_is_overwritten(tmp_path) -> None:
    path = film(tmp_path / "a.mp4", [(1, "red")])
    before = path.read_bytes()
    for target in (path, tmp_path / "b.mp4"):
        (tmp_path / "b.mp4").touch()
        with pytest.raises(EnvironmentFailed, match="already"):
            export(path, Span(0, 1), target, LIMITS)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["b.mp4", "b.webm"])
def test_a_full_disk_is_told_and_nothing_is_left(tmp_path, monkeypatch, name) -> None:
    monkeypatch.setattr(exporting, "_Target", _Full)
    with pytest.raises(EnvironmentFailed, match="not enough room"):
        export(a_film(tmp_path / "a.mp4"), MOMENT, tmp_path / name, LIMITS)
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]


class _Full(exporting._Target):
    """A file on a disk with room for the beginning only."""

    def write(self, data: bytes) -> int:
        if self.tell() + len(data) > 5_000:
            self.failure = EnvironmentFailed(exporting._BY_NUMBER[errno.ENOSPC])
            raise self.failure
        return super().write(data)


def test_a_folder_that_is_gone_or_forbidden_is_told(tmp_path) -> None:
    path = film(tmp_path / "a.mp4", [(1, "red")])
    with pytest.raises(EnvironmentFailed, match="folder is not there"):
        export(path, Span(0, 1), tmp_path / "gone" / "b.mp4", LIMITS)
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o500)
    if os.access(locked, os.W_OK):
        pytest.skip("this user may write everywhere")
    with pytest.raises(EnvironmentFailed, match="no permission"):
        export(path, Span(0, 1), locked / "b.mp4", LIMITS)


@pytest.mark.parametrize("name", ["b.mp4", "b.webm"])
def test_who_listens_hears_how_far_it_is_and_may_end_it(tmp_path, name) -> None:
    path, heard = a_film(tmp_path / "a.mp4"), list[float]()
    export(path, MOMENT, tmp_path / name, LIMITS, heard.append)
    assert heard == sorted(heard)
    assert (heard[0] < 0.1, heard[-1] > 0.9, len(heard) > 20) == (True, True, True)
    (tmp_path / name).unlink()

    def stop(share: float) -> None:
        if share > 0.5:
            raise Stopped("enough")

    with pytest.raises(Stopped):
        export(path, MOMENT, tmp_path / name, LIMITS, stop)
    assert not (tmp_path / name).exists()


def test_a_file_that_breaks_off_is_exported_as_far_as_it_goes(tmp_path) -> None:
    path = cut_off(a_film(tmp_path / "a.mkv"), 0.8)
    export(path, MOMENT, tmp_path / "b.mkv", LIMITS)
    assert frames(tmp_path / "b.mkv")
    path = cut_off(a_film(tmp_path / "c.mp4"), 0.8)
    with pytest.raises(FileUnreadable):
        export(path, MOMENT, tmp_path / "d.mp4", LIMITS)
    assert not (tmp_path / "d.mp4").exists()


def test_what_is_no_video_says_so(tmp_path) -> None:
    sound = film(tmp_path / "a.m4a", [], tone(2))
    (tmp_path / "b.mp4").write_bytes(b"nonsense" * 100)
    for path in (sound, tmp_path / "b.mp4", tmp_path / "gone.mp4"):
        with pytest.raises(FileUnreadable):
            export(path, Span(0, 1), tmp_path / "c.mp4", LIMITS)
    assert not (tmp_path / "c.mp4").exists()
