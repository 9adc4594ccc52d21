from pathlib import Path

import numpy as np
import pytest
import soundfile

from mmdesk.media.heard import heard

RATE = 22050


@pytest.fixture
def stereo(tmp_path) -> Path:
    """Three seconds, a slow and a fast tone on either side."""
    time = np.arange(3 * RATE) / RATE
    sides = [0.5 * np.sin(2 * np.pi * hertz * time) for hertz in (220, 1760)]
    path = tmp_path / "stereo.wav"
    soundfile.write(path, np.stack(sides, axis=1).astype(np.float32), RATE, subtype="FLOAT")
    return path


def samples(given):
    return np.frombuffer(given.data, "<i2").reshape(-1, given.channels) / 32767


def test_both_sides_are_heard_as_they_are(stereo):
    given = heard(stereo, 0.5, 1.0)
    whole = soundfile.read(stereo)[0]
    assert (given.rate, given.channels) == (RATE, 2)
    assert samples(given) == pytest.approx(whole[RATE // 2 : 3 * RATE // 2], abs=1e-4)


def test_the_end_is_shorter_and_behind_it_is_nothing(stereo):
    assert len(samples(heard(stereo, 2.5, 1.0))) == round(0.5 * RATE)
    assert heard(stereo, 9.0, 1.0).data == b""


@pytest.mark.parametrize("rate", [48000, 8000, 44100])
def test_resampled_pieces_join_to_the_whole(stereo, rate):
    pieces = [samples(heard(stereo, start, 0.5, rate)) for start in (0.5, 1.0, 1.5)]
    whole = samples(heard(stereo, 0.5, 1.5, rate))
    assert np.concatenate(pieces) == pytest.approx(whole, abs=1e-3)


def test_more_than_two_channels_are_heard_on_two(tmp_path):
    loud = np.zeros((RATE, 6), np.float32)
    loud[:, 4] = 0.8
    soundfile.write(tmp_path / "six.wav", loud, RATE)
    given = heard(tmp_path / "six.wav", 0, 1)
    assert given.channels == 2
    assert samples(given).min() == pytest.approx(0.1, abs=0.01)


def test_samples_that_are_no_numbers_are_silent(tmp_path):
    broken = np.full(RATE, np.nan, np.float32)
    broken[100] = 9.0
    soundfile.write(tmp_path / "nan.wav", broken, RATE, subtype="FLOAT")
    given = samples(heard(tmp_path / "nan.wav", 0, 1))
    assert given[100] == 1.0
    assert not given[:100].any()
