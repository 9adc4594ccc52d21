"""The sounds of the sample library: worth hearing, and labelled."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from mmdesk.samples import recordings
from mmdesk.samples.instruments import PEAK, RATE


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("samples") / "new"
    recordings.record(place)
    return place


@pytest.fixture(scope="module")
def sounds(folder: Path) -> dict[str, np.ndarray]:
    paths = sorted((folder / recordings.FOLDER).iterdir())
    return {path.name: soundfile.read(path)[0] for path in paths}


def test_some_sounds_of_a_few_seconds_in_stereo(
    folder: Path, sounds: dict[str, np.ndarray]
) -> None:
    assert 3 <= len(sounds) <= 8
    for name, samples in sounds.items():
        assert soundfile.info(folder / recordings.FOLDER / name).samplerate == RATE
        assert 8 * RATE <= len(samples) <= 20 * RATE
        assert samples.shape[1] == 2
        assert not np.array_equal(samples[:, 0], samples[:, 1])


def test_each_is_loud_enough_and_neither_clips_nor_clicks(sounds: dict[str, np.ndarray]) -> None:
    for samples in sounds.values():
        assert np.abs(samples).max() == pytest.approx(PEAK, abs=0.01)
        assert 0.03 < samples.std() < 0.3
        assert np.abs(samples[[0, -1]]).max() < 0.01


def test_recording_again_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = recordings.record(tmp_path)
    for path in again:
        assert path.read_bytes() == (folder / path.relative_to(tmp_path)).read_bytes()


def test_what_it_is_stands_in_the_tags(folder: Path) -> None:
    for recording in recordings.RECORDINGS:
        with soundfile.SoundFile(folder / recordings.FOLDER / recording.file) as file:
            tags = file.copy_metadata()
        assert tags["title"] == recording.facts.title
        assert tags["artist"] == recording.facts.artist
        assert tags["date"] == str(recording.facts.year)
        assert tags["comment"] == recording.facts.comment


def test_the_bell_is_struck_several_times(sounds: dict[str, np.ndarray]) -> None:
    mono = sounds["village_bell.flac"].mean(axis=1)
    loudness = np.sqrt((mono[: len(mono) // 800 * 800].reshape(-1, 800) ** 2).mean(axis=1))
    struck = np.flatnonzero(loudness[1:] > 1.8 * loudness[:-1] + 0.01)
    assert np.diff(struck).min() > 2 * RATE / 800
    assert 4 <= len(struck) <= 6


def test_searches_point_at_sounds_and_words_that_are_there(folder: Path) -> None:
    titles = " ".join(str(each.facts.title).casefold() for each in recordings.RECORDINGS)
    for search in recordings.SEARCHES:
        assert search.like is None or (folder / search.like).exists()
        words = [word for word in search.text.split() if ":" not in word]
        assert all(word in titles for word in words)
