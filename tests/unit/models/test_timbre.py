"""Timbre: the same recording comes first however it was changed; similar sounds come near."""

import io
from collections.abc import Callable
from functools import cache

import av
import numpy as np
import pytest
import soxr
from helpers.shared import shared

from mmdesk.models.timbre import TIMBRE_SPACE, Timbre

Samples = np.ndarray
RATE = 44_100
SOME = 4
"""Every fourth clip is changed: coding all of them takes long."""
NOISE = np.random.default_rng(0)


def decoded(source: object) -> Samples:
    mono = av.AudioResampler("flt", "mono", RATE)
    with av.open(source) as container:
        frames = [made for frame in container.decode(audio=0) for made in mono.resample(frame)]
    return np.concatenate([frame.to_ndarray()[0] for frame in frames])


def recoded(sound: Samples, form: str, codec: str, rate: int, bits: int) -> Samples:
    at_rate = soxr.resample(sound, RATE, rate)
    file, frames = io.BytesIO(), av.AudioFifo()
    with av.open(file, "w", format=form) as container:
        stream = container.add_stream(codec, rate=rate, layout="mono", bit_rate=bits)
        stream.codec_context.open()
        frame = av.AudioFrame.from_ndarray(at_rate[np.newaxis], "flt", "mono")
        frame.sample_rate = rate
        for made in av.AudioResampler(stream.format.name, "mono", rate).resample(frame):
            frames.write(made)
        while piece := frames.read(stream.codec_context.frame_size, partial=True):
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    file.seek(0)
    return decoded(file)


def quieter(sound: Samples) -> Samples:
    return sound * np.float32(0.1)


def overdriven(sound: Samples) -> Samples:
    return (2 * sound).clip(-1, 1)


def cut_short(sound: Samples) -> Samples:
    return sound[:-RATE]


def without_its_beginning(sound: Samples) -> Samples:
    return sound[RATE:]


def as_mp3(sound: Samples) -> Samples:
    return recoded(sound, "mp3", "libmp3lame", RATE, 64_000)


def as_opus(sound: Samples) -> Samples:
    return recoded(sound, "ogg", "libopus", 48_000, 24_000)


def by_telephone(sound: Samples) -> Samples:
    line = soxr.resample(sound, RATE, 8000)
    spectrum, hertz = np.fft.rfft(line), np.fft.rfftfreq(len(line), 1 / 8000)
    spectrum[(hertz < 300) | (hertz > 3400)] = 0
    line = np.fft.irfft(spectrum, len(line)).clip(-1, 1)
    law = np.round(np.sign(line) * np.log1p(255 * np.abs(line)) / np.log(256) * 127) / 127
    heard = np.sign(law) * (256 ** np.abs(law) - 1) / 255
    return soxr.resample(heard.astype(np.float32), 8000, RATE)


def with_noise(sound: Samples) -> Samples:
    level = np.sqrt((sound**2).mean()) * 10 ** (-20 / 20)
    return sound + (level * NOISE.standard_normal(len(sound))).astype(np.float32)


def encoded(sounds: list[Samples]) -> np.ndarray:
    rate = Timbre.preparation.rate
    resampled = (soxr.resample(sound, RATE, rate) for sound in sounds)
    return np.stack([Timbre().encode(sound) for sound in resampled]).astype(np.float32)


@cache
def clips() -> tuple[list[Samples], np.ndarray, np.ndarray, np.ndarray]:
    """The sounds, their classes, the recordings they are from, and their vectors."""
    paths = sorted(shared("data/sounds/esc10").rglob("*.ogg"))
    sounds = [decoded(str(path)) for path in paths]
    classes = np.array([path.parent.name for path in paths])
    recordings = np.array([path.stem.split("-")[1] for path in paths])
    return sounds, classes, recordings, encoded(sounds)


@pytest.mark.parametrize(
    ("change", "always"),
    [
        (quieter, 1.0),
        (overdriven, 1.0),
        (cut_short, 1.0),
        (without_its_beginning, 0.9),
        (as_mp3, 1.0),
        (as_opus, 1.0),
        (by_telephone, 1.0),
        (with_noise, 1.0),
    ],
)
def test_a_changed_recording_finds_itself_first(
    change: Callable[[Samples], Samples], always: float
) -> None:
    sounds, _, _, known = clips()
    some = np.arange(0, len(sounds), SOME)
    first = (encoded([change(sounds[number]) for number in some]) @ known.T).argmax(axis=1)
    assert (first == some).mean() >= always


def test_another_recording_of_the_same_class_comes_first() -> None:
    _, classes, recordings, known = clips()
    cosines = known @ known.T
    cosines[recordings[:, None] == recordings] = -2
    assert (classes[cosines.argmax(axis=1)] == classes).mean() >= 0.74


def test_unrelated_sounds_have_low_cosines_and_copies_high_ones() -> None:
    sounds, classes, _, known = clips()
    others = classes[:, None] != classes
    assert np.median((known @ known.T)[others]) < 0.3
    copies = encoded([as_opus(sound) for sound in sounds[::SOME]])
    assert np.median((copies * known[::SOME]).sum(axis=1)) > 0.9


@pytest.mark.parametrize("length", [0, 1, 500, 1024, 22_050, 2_205_000])
@pytest.mark.parametrize("level", [0.0, 0.25])
def test_a_sound_of_any_length_gives_a_finite_unit_vector(length: int, level: float) -> None:
    vector = Timbre().encode(np.full(length, level, np.float32))
    assert (vector.dtype, vector.shape) == (np.float16, (TIMBRE_SPACE.dimension,))
    assert np.linalg.norm(vector.astype(float)) == pytest.approx(1, abs=2e-3)
