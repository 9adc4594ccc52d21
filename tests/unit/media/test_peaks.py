from pathlib import Path

import numpy as np
import pytest
from helpers.sounds import chirp

from mmdesk.media.peaks import COLUMNS, Peaks, WaveformCache, unpacked
from mmdesk.media.thumbnails import ThumbnailCache


def peaks_of(samples: np.ndarray, block: int = 4096, lasts: int = 0) -> np.ndarray:
    peaks = Peaks()
    for at in range(0, len(samples), block):
        peaks.add(samples[at : at + block])
    return unpacked(peaks.packed(lasts))


@pytest.mark.parametrize("length", [1, 2, 999])
def test_a_sound_of_few_samples_has_a_column_for_each(length: int) -> None:
    samples = chirp(0.1)[:length, 0]
    expected = np.round(samples * 127).astype(np.int8)
    assert peaks_of(samples).tolist() == np.stack([expected, expected], axis=1).tolist()


def test_nothing_has_no_columns() -> None:
    assert peaks_of(np.zeros(0, np.float32)).shape == (0, 2)


@pytest.mark.parametrize("length", [500, 5000, 320_000])
def test_what_lasts_longer_than_it_sounds_is_silent_in_the_end(length: int) -> None:
    samples = np.full(length, 0.5, np.float32)
    found = peaks_of(samples, lasts=4 * length)
    assert found.shape == (COLUMNS, 2)
    assert np.flatnonzero(found[:, 1]).tolist() == list(range(COLUMNS // 4))
    assert (found[: COLUMNS // 4] == 64).all()


def test_a_moment_of_sound_in_days_is_one_column() -> None:
    found = peaks_of(np.ones(1, np.float32), lasts=10**10)
    assert np.flatnonzero(found[:, 1]).tolist() == [0]
    assert found.shape == (COLUMNS, 2)


def test_what_sounds_for_longer_than_was_said_is_whole() -> None:
    samples = chirp(0.5)[:, 0]
    assert (peaks_of(samples, lasts=100) == peaks_of(samples)).all()


@pytest.mark.parametrize("length", [1000, 1001, 31_999, 32_000, 32_001, 1_234_567])
def test_columns_hold_the_extremes_of_their_stretch(length: int) -> None:
    rng = np.random.default_rng(length)
    samples = (rng.random(length) * 2 - 1).astype(np.float32)
    samples *= np.linspace(0.1, 1, length, dtype=np.float32)
    found = peaks_of(samples, 44_100)
    assert found.shape == (COLUMNS, 2)
    begins = np.arange(COLUMNS) * length // COLUMNS
    low = np.minimum.reduceat(samples, begins) * 127
    high = np.maximum.reduceat(samples, begins) * 127
    near = 1.0 if length > 100_000 else 40.0  # few samples to a column: its edges count
    assert np.abs(found[:, 0] - low).max() <= near + 1
    assert np.abs(found[:, 1] - high).max() <= near + 1


def test_the_size_of_blocks_does_not_matter() -> None:
    samples = chirp(3)[:, 0]
    assert np.array_equal(peaks_of(samples, 7919), peaks_of(samples, 100_000))


def test_a_moment_stands_where_it_is_and_too_loud_is_full_scale() -> None:
    samples = np.zeros(500_000, np.float32)
    samples[250_250], samples[400_100] = 3.0, -0.5
    found = peaks_of(samples)
    assert np.flatnonzero(found[:, 1]).tolist() == [500]
    assert np.flatnonzero(found[:, 0]).tolist() == [800]
    assert (found[500, 1], found[800, 0]) == (127, -64)


def test_waveforms_lie_beside_thumbnails_and_neither_disturbs_the_other(tmp_path: Path) -> None:
    waveforms, thumbnails = WaveformCache(tmp_path, "ours"), ThumbnailCache(tmp_path, "ours")
    waveforms.add({1: b"wave", 2: b"other"})
    thumbnails.add({1: b"thumb"})
    waveforms.remove([2])
    waveforms.add({n: bytes(2000) for n in range(3, 600)})
    waveforms.remove(range(3, 600))
    assert (waveforms.get(1), thumbnails.get(1)) == (b"wave", b"thumb")
    assert (waveforms.ids(), thumbnails.ids()) == ({1}, {1})
    assert len(list(tmp_path.glob("waveforms-*.pack"))) == 1
    waveforms.close()
    thumbnails.close()
