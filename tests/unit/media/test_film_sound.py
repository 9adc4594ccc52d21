"""A film's sound lies on the same timeline as its pictures."""

from pathlib import Path

import numpy as np
import pytest
from helpers.films import clock_face, cut_off, film, tone
from helpers.sounds import decoded

from mmdesk.core.entities import Span
from mmdesk.core.errors import FileUnreadable
from mmdesk.media import sound_pass
from mmdesk.media.film import open_film
from mmdesk.media.heard import heard
from mmdesk.media.peaks import unpacked
from mmdesk.media.picture import PictureLimits
from mmdesk.media.sound import Samples, open_sound, samples

RIGHT = 0.05
FACE = [(6.0, clock_face)]


def loud_from(sound: Samples, rate: int) -> float:
    """When it begins to be heard, in seconds."""
    return float(np.flatnonzero(np.abs(sound) > 0.05)[0] / rate)


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "ts", "avi", "mpg", "wmv", "flv"])
def test_a_film_has_a_sound(suffix: str, tmp_path: Path) -> None:
    sound, rate, problem = decoded(film(tmp_path / f"a.{suffix}", FACE, tone(6.0)))
    assert len(sound) / rate == pytest.approx(6.0, abs=0.15)
    assert problem is None


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "ts"])
def test_sound_that_begins_later_than_the_pictures_keeps_its_time(
    suffix: str, tmp_path: Path
) -> None:
    path = film(tmp_path / f"a.{suffix}", FACE, tone(3.0), sound_at=2.0)
    sound, rate, problem = decoded(path)
    assert loud_from(sound, rate) == pytest.approx(2.0, abs=RIGHT)
    assert len(sound) / rate == pytest.approx(5.0, abs=RIGHT)
    assert problem is None
    for start in (0.0, 1.2, 1.9):
        part = samples(path, Span(start, start + 2.5), 16_000)
        assert loud_from(part, 16_000) == pytest.approx(2.0 - start, abs=RIGHT)
    later = samples(path, Span(4.2, 5.5), 16_000)
    assert len(later) / 16_000 == pytest.approx(0.8, abs=RIGHT)
    assert np.abs(later[:8000]).max() > 0.3
    assert np.frombuffer(heard(path, 0.0, 1.5).data, np.int16).max() == 0


def test_sound_that_begins_before_the_pictures_begins_the_film(tmp_path: Path) -> None:
    quiet = np.concatenate([np.zeros(48_000, np.float32), tone(3.0)])
    path = film(tmp_path / "a.mkv", FACE, quiet, times=[2.0 + n / 25 for n in range(50)])
    sound, rate, _ = decoded(path)
    assert loud_from(sound, rate) == pytest.approx(1.0, abs=RIGHT)


def test_windows_of_a_soundtrack_are_on_the_films_timeline(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", [(24.0, "red")], tone(10.0), sound_at=12.0, fps=5)
    found = sound_pass.read(path, lambda block: float(np.abs(block).max()), PictureLimits(50))
    assert found.facts.duration == pytest.approx(22.0, abs=RIGHT)
    assert found.problem is None
    assert found.spans[0].start < 12.0 < found.spans[0].end
    assert all(span.end > 12.0 for span in found.spans)
    assert min(found.heard) > 0.3


@pytest.mark.parametrize(("seconds", "sound_at"), [(5.0, 0.0), (5.0, 10.0), (20.0, 0.0)])
def test_the_waveform_lies_on_the_films_timeline(
    seconds: float, sound_at: float, tmp_path: Path
) -> None:
    shots, sound = [(20.0, "red")], tone(seconds)
    path = film(tmp_path / "a.mp4", shots, sound, sound_at=sound_at, fps=5)
    peaks = unpacked(sound_pass.read(path, len, PictureLimits(50), 20.0).peaks)
    loud = np.flatnonzero(peaks[:, 1] > 10) / len(peaks) * 20.0
    assert (loud[0], loud[-1]) == pytest.approx((sound_at, sound_at + seconds), abs=0.1)


def test_pictures_that_last_longer_than_the_sound_are_no_damage(tmp_path: Path) -> None:
    for suffix in ("mp4", "mkv", "webm", "avi", "ts", "wmv", "flv"):
        path = film(tmp_path / f"a.{suffix}", [(6.0, "red")], tone(2.0))
        sound, rate, problem = decoded(path)
        assert (round(len(sound) / rate), problem) == (2, None)


def test_sound_of_the_middle_only_is_no_damage(tmp_path: Path) -> None:
    """Where it begins late, FFmpeg fills in the pictures' duration for it."""
    for suffix in ("mp4", "mkv", "webm", "wmv"):
        path = film(tmp_path / f"a.{suffix}", [(20.0, "red")], tone(2.0), sound_at=12.0, fps=5)
        sound, rate, problem = decoded(path)
        assert (round(len(sound) / rate), problem) == (14, None)


def test_sound_that_lasts_longer_than_the_pictures_is_no_damage(tmp_path: Path) -> None:
    for suffix in ("mp4", "mkv", "avi", "ts", "wmv", "flv"):
        path = film(tmp_path / f"a.{suffix}", [(2.0, "red")], tone(6.0))
        with open_film(path, PictureLimits(50)) as opened:
            assert len(list(opened.frames())) == 50
            assert opened.problem is None


def test_a_soundtrack_that_is_cut_off_says_so(tmp_path: Path) -> None:
    for sound_at in (0.0, 3.0):
        path = film(tmp_path / "a.mkv", [(9.0, "red")], tone(6.0), gop=25, sound_at=sound_at)
        _, _, problem = decoded(cut_off(path, 0.7))
        assert problem is not None
        assert problem.startswith("The sound breaks off after")


def test_a_silent_film_says_so(tmp_path: Path) -> None:
    with (
        pytest.raises(FileUnreadable, match="holds no sound"),
        open_sound(film(tmp_path / "a.mp4", FACE)),
    ):
        pass
