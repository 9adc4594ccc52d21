"""The film of the sample library: known shots at known times, with known sounds under them."""

from itertools import accumulate, pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from mmdesk.samples import film
from mmdesk.samples.instruments import PEAK, RATE

BORDERS = [0.0, *accumulate(shot.seconds for shot in film.SHOTS)]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return film.shoot(tmp_path_factory.mktemp("samples") / "new")


@pytest.fixture(scope="module")
def frames(path: Path) -> dict[float, np.ndarray]:
    """Every frame by its time, small and grey."""
    with av.open(path) as container:
        decoded = container.decode(container.streams.video[0])
        return {f.time: f.to_ndarray(width=64, height=36, format="gray") * 1.0 for f in decoded}


def heard(path: Path) -> np.ndarray:
    """What is heard, both channels in one."""
    with av.open(path) as container:
        decoded = container.decode(container.streams.audio[0])
        return np.concatenate([frame.to_ndarray().mean(axis=0) for frame in decoded])


def test_it_lies_among_the_photos_of_the_same_days(path: Path) -> None:
    assert path.parts[-2:] == ("2019 Scotland", "crossing_to_skye.mp4")


def test_it_is_short_small_and_lasts_as_long_in_both_lanes(path: Path) -> None:
    with av.open(path) as container:
        seen, sound = container.streams.video[0], container.streams.audio[0]
        assert (seen.codec_context.name, sound.codec_context.name) == ("h264", "aac")
        assert (seen.width, seen.height) == film.SIZE
        assert (sound.rate, sound.channels) == (RATE, 2)
        assert container.duration == pytest.approx(BORDERS[-1] * 1e6, abs=1e5)
    assert 12 <= BORDERS[-1] <= 20
    assert sum(sound.seconds for sound in film.SOUNDS) == BORDERS[-1]
    assert path.stat().st_size < 2_000_000


def test_the_picture_changes_wholly_where_a_shot_begins_and_drifts_within(
    frames: dict[float, np.ndarray],
) -> None:
    times = list(frames)
    steps = {b: np.abs(frames[b] - frames[a]).mean() for a, b in pairwise(times)}
    cuts = [time for time, step in steps.items() if step > 20]
    assert cuts == pytest.approx(BORDERS[1:-1], abs=1e-6)
    assert min(steps.values()) > 0.05, "the camera never stands still"


def test_each_sound_plays_at_its_time(path: Path) -> None:
    """The bell is a few pitches, rain is noise: flat over all that one hears of it."""
    samples = heard(path)
    bell, rain = (samples[int(a * RATE) : int(b * RATE)] for a, b in ((0.5, 7.5), (8.5, 17.5)))

    def flatness(sound: np.ndarray) -> float:
        power = np.abs(np.fft.rfft(sound))[500 : len(sound) // 3] ** 2 + 1e-12
        return float(np.exp(np.log(power).mean()) / power.mean())

    assert flatness(bell) < 0.02
    assert flatness(rain) > 0.1
    assert 0.5 * PEAK < np.abs(samples).max() < 1.2 * PEAK


def test_what_it_is_stands_in_it(path: Path) -> None:
    with av.open(path) as container:
        tags = container.metadata
    assert tags["title"] == "Crossing to Skye"
    assert "lighthouse" in tags["comment"]
    assert tags["creation_time"].startswith("2019-09-14T06:05:00")
    assert tags["location"] == "+57.2757-005.7306/"


def test_shooting_again_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    assert film.shoot(tmp_path).read_bytes() == path.read_bytes()
