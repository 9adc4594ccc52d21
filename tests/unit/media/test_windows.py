from itertools import pairwise

import numpy as np
import pytest
from helpers.sounds import chirp
from hypothesis import given
from hypothesis import strategies as st

from mmdesk.core.entities import Span
from mmdesk.media.windows import EVERY, SECONDS, Cutter, cut, is_silent

RATE = 100


@pytest.mark.parametrize(
    ("duration", "spans"),
    [
        (0.0, []),
        (0.5, [(0, 0.5)]),
        (10.0, [(0, 10)]),
        (10.3, [(0.3, 10.3)]),
        (11.0, [(0, 10), (1, 11)]),
        (17.5, [(0, 10), (7.5, 17.5)]),
        (30.0, [(0, 10), (7.5, 17.5), (15, 25), (20, 30)]),
    ],
)
def test_windows_overlap_and_the_last_ends_with_the_sound(
    duration: float, spans: list[tuple[float, float]]
) -> None:
    found = [(span.start, span.end) for span in cut(duration)]
    assert np.allclose(found, spans) or found == spans == []


@given(st.floats(0.01, 5000))
def test_windows_leave_nothing_out_and_are_of_one_length(duration: float) -> None:
    spans = cut(duration)
    assert spans[-1].end == pytest.approx(duration)
    assert spans[0].start <= 0.5
    for before, after in pairwise(spans):
        assert 0 < after.start - before.start <= EVERY + 0.5 + 1e-9
        assert after.end - after.start == pytest.approx(SECONDS)


@given(st.integers(1, 6000), st.integers(1, 3000))
def test_windows_cut_from_a_stream_are_those_of_the_whole(length: int, block: int) -> None:
    samples = np.arange(length, dtype=np.float32)
    cutter = Cutter(RATE)
    found: list[tuple[Span, np.ndarray]] = []
    for at in range(0, length, block):
        found += cutter.add(samples[at : at + block])
    found += cutter.finish(length / RATE)
    assert [span for span, _ in found] == cut(length / RATE)
    for span, held in found:
        first, last = round(span.start * RATE), round(span.end * RATE)
        assert held.tolist() == samples[first:last].tolist()


def test_a_click_is_no_silence() -> None:
    quiet = np.random.default_rng(1).normal(0, 5e-4, 10 * 22050).astype(np.float32)
    assert is_silent(quiet, 22050)
    quiet[100_000:100_050] = 0.1
    assert not is_silent(quiet, 22050)


def test_nothing_and_zeros_are_silent_and_one_sample_is_heard() -> None:
    assert is_silent(np.zeros(0, np.float32), 22050)
    assert is_silent(np.zeros(100, np.float32), 22050)
    assert not is_silent(np.ones(1, np.float32), 22050)
    assert not is_silent(chirp(1)[:, 0], 44100)
