"""Where somebody speaks: speech is found, most other sounds are not."""

from itertools import pairwise

import numpy as np
import pytest
from helpers.shared import shared
from helpers.speech import clips, joined, loaded, melody, silence

from mmdesk.core.entities import Span
from mmdesk.models import voice

RATE = voice.RATE


def vowels(seconds: float, every: float = 0.25) -> np.ndarray:
    """What speech is to the ear of a machine: gliding periodic sounds, some a second."""
    time = np.arange(round(seconds * RATE)) / RATE
    pitch = 120 + 30 * np.sin(2 * np.pi * 1.3 * time)
    phase = np.cumsum(pitch) / RATE * 2 * np.pi
    tone = sum(np.sin(k * phase) / k for k in range(1, 8))
    loud = np.clip(np.sin(2 * np.pi * time / every), 0, 1)
    return (0.1 * tone * loud).astype(np.float32)


def noise(seconds: float, level: float) -> np.ndarray:
    random = np.random.default_rng(1)
    return (level * random.standard_normal(round(seconds * RATE))).astype(np.float32)


def test_what_sounds_like_vowels_is_found_with_a_margin() -> None:
    sound = np.concatenate([noise(4, 1e-3), vowels(3) + noise(3, 1e-3), noise(4, 1e-3)])
    (span,) = voice.speech(sound)
    assert 2.9 <= span.start <= 3.2
    assert 7.3 <= span.end <= 7.6


def test_margins_end_where_there_is_no_sound_at_all() -> None:
    (span,) = voice.speech(np.concatenate([silence(4), vowels(3), silence(4)]))
    assert span.start == pytest.approx(4, abs=0.05)
    assert span.end == pytest.approx(7, abs=0.2)


@pytest.mark.parametrize("level", [0.0, 1e-5, 1e-3, 0.1])
def test_silence_and_noise_are_no_speech(level: float) -> None:
    assert voice.speech(noise(20, level)) == []


@pytest.mark.parametrize("samples", [0, 1, 100, 161, 512, 1000])
def test_sounds_shorter_than_a_vowel_are_no_speech(samples: int) -> None:
    assert voice.speech(np.ones(samples, np.float32)) == []


def test_held_tones_and_music_are_no_speech() -> None:
    time = np.arange(10 * RATE) / RATE
    assert voice.speech(np.sin(2 * np.pi * 220 * time).astype(np.float32)) == []
    taken = [seed for seed in range(8) if voice.speech(melody(seed=seed))]
    assert len(taken) <= 1


def test_spans_lie_within_the_sound_in_order_and_apart() -> None:
    parts = [part for _ in range(4) for part in (vowels(1.5), noise(2.2, 1e-4))]
    sound = np.concatenate(parts)
    spans = voice.speech(sound)
    assert len(spans) == 4
    assert spans[0].start >= 0
    assert spans[-1].end <= len(sound) / RATE
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_long_speech_is_cut_where_it_is_quietest() -> None:
    sound = vowels(70)
    sound[round(26 * RATE) : round(26.3 * RATE)] = 0
    pieces = voice.windows(sound, [Span(0.0, 70.0)])
    assert pieces[0].start == 0
    assert 25.9 <= pieces[0].end <= 26.3
    assert [a.end for a in pieces[:-1]] == [b.start for b in pieces[1:]]
    assert pieces[-1].end == 70
    assert all(piece.end - piece.start <= voice.LONGEST for piece in pieces)


def test_each_stretch_of_speech_has_a_window_of_its_own() -> None:
    spans = [Span(0.0, 4.0), Span(7.0, 9.0)]
    assert voice.windows(silence(10), spans) == spans


def test_people_are_heard_whole() -> None:
    for clip in clips():
        (span,) = voice.speech(clip.samples)
        assert span.start <= 0.1, clip.name
        assert span.end >= clip.seconds - 1, clip.name


def test_clips_in_one_long_sound_are_found_where_they_begin() -> None:
    sound, starts = joined(clips(), 3.0)
    assert [span.start for span in voice.speech(sound)] == pytest.approx(starts, abs=0.1)


@pytest.mark.parametrize("gain", [0.05, 0.3])
def test_quiet_and_noisy_speech_is_found(gain: float) -> None:
    for clip in clips()[:6]:
        spans = voice.speech(
            gain * clip.samples + noise(clip.seconds, 0.003 * gain)[: len(clip.samples)]
        )
        assert sum(span.end - span.start for span in spans) >= 0.8 * clip.seconds


@pytest.mark.parametrize(
    ("kind", "most"),
    [("rain", 0), ("sea_waves", 0), ("crackling_fire", 0), ("helicopter", 0), ("chainsaw", 1)],
)
def test_sounds_of_things_are_no_speech(kind: str, most: int) -> None:
    paths = sorted(shared(f"data/sounds/esc10/{kind}").iterdir())
    assert len([path.name for path in paths if voice.speech(loaded(path))]) <= most


@pytest.mark.parametrize("name", ["rain", "train"])
def test_longer_recordings_of_things_are_no_speech(name: str) -> None:
    assert voice.speech(loaded(shared("data/sounds/named") / f"{name}.wav")) == []
