"""What the sample sounds are made of: rain, bells, birds and a train, computed with numpy.

Each gives (frames, 2) samples at `RATE`, the loudest at `PEAK`. A new one is a function here and an
entry in `recordings`.
"""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

RATE = 32_000
PEAK = 0.7
"""Of full scale."""

Samples = NDArray[np.float64]
Random = np.random.Generator
Instrument = Callable[[Random, float], Samples]
"""Plays for so many seconds."""

_BELL = (  # a bell's partials: pitch and strength against the strike note, seconds to a 37 %
    (0.5, 0.5, 6.0),
    (1.0, 0.8, 3.0),
    (1.19, 0.7, 2.6),
    (1.5, 0.35, 1.8),
    (2.0, 1.0, 1.6),
    (2.51, 0.3, 0.9),
    (2.66, 0.25, 0.8),
    (3.01, 0.35, 0.6),
    (4.17, 0.25, 0.35),
    (5.43, 0.2, 0.2),
)


def rain(random: Random, seconds: float) -> Samples:
    """Steady rain on a tin roof: thousands of drops, each of which rings for a moment."""
    count = round(seconds * RATE)
    sound = 0.05 * np.stack([_noise(random, count, 400, 9000, -0.4) for _ in "lr"], axis=1)
    for low, high, rate, decay in ((1500, 7000, 90, 0.003), (350, 1100, 25, 0.02)):
        for _ in range(random.poisson(rate * seconds)):
            ring = _ring(random.uniform(low, high), decay * random.uniform(0.6, 1.6))
            drop = random.lognormal(-1.5, 0.8) * _heard_at(ring, random.uniform(-0.8, 0.8))
            _add(sound, random.uniform(0, seconds), drop)
    gusts = 1 + 0.25 * _noise(random, count, 0.05, 0.6)
    # The nearest drops are many times louder than the rest: a microphone gives way to them.
    return _finished(np.tanh(sound * gusts[:, None] / (6 * sound.std())))


def bell(random: Random, seconds: float) -> Samples:
    """A church bell that is struck every two and a half seconds."""
    sound = np.zeros((round(seconds * RATE), 2))
    strikes = np.arange(0.2, seconds - 1, 2.5)
    for start in strikes:
        strength = random.uniform(0.8, 1.0)
        _add(sound, start, strength * _heard_at(_bell_stroke(random, 294.0), 0.1))
    return _finished(_in_a_room(random, sound, 1.2))


def birds(random: Random, seconds: float) -> Samples:
    """Two birds that answer each other in a garden."""
    count = round(seconds * RATE)
    sound = 0.004 * np.stack([_noise(random, count, 100, 3000, -0.7) for _ in "lr"], axis=1)
    for pitch, side, first in ((2600.0, -0.6, 0.3), (3700.0, 0.7, 1.6)):
        start = first
        while start < seconds - 2:
            for note in _song(random, pitch):
                _add(sound, start, _heard_at(note, side))
                start += len(note) / RATE + random.uniform(0.02, 0.09)
            start += random.uniform(0.9, 2.2)
    return _finished(_in_a_room(random, sound, 0.5))


def train(random: Random, seconds: float) -> Samples:
    """A steam engine that pulls away, and whistles."""
    count = round(seconds * RATE)
    sound = 0.05 * np.stack([_noise(random, count, 30, 180, -0.5) for _ in "lr"], axis=1)
    start, beat = 0.4, 0
    while start < seconds - 0.5:
        strength = 1.0 if beat % 4 == 0 else 0.7
        _add(sound, start, strength * _heard_at(_puff(random), -0.3 + 0.6 * start / seconds))
        start, beat = start + 0.62 * 0.975**beat + 0.13, beat + 1
    _add(sound, 0.45 * seconds, 0.5 * _heard_at(_whistle(random, 2.2), 0.0))
    return _finished(_in_a_room(random, sound, 0.8))


def _bell_stroke(random: Random, pitch: float) -> Samples:
    time = np.arange(5 * RATE) / RATE
    stroke = np.zeros(len(time))
    for ratio, strength, decay in _BELL:
        for beside in (-0.35, 0.35):  # cast metal is never quite round: each partial beats
            phase = 2 * np.pi * ((pitch * ratio + beside) * time + random.random())
            stroke += strength * np.exp(-time / decay) * np.sin(phase)
    return stroke * np.minimum(time / 0.002, 1)


def _song(random: Random, pitch: float) -> Iterator[Samples]:
    """Some notes that glide, and at times a trill."""
    for _ in range(random.integers(3, 7)):
        time = np.arange(round(random.uniform(0.07, 0.24) * RATE)) / RATE
        length = len(time) / RATE
        glide = pitch * random.uniform(0.8, 1.35) * (1 + random.uniform(-1.2, 1.2) * time)
        trill = random.choice([0.0, 0.06]) * pitch * np.sin(2 * np.pi * 38 * time)
        phase = 2 * np.pi * np.cumsum(glide + trill) / RATE
        yield random.uniform(0.4, 1.0) * np.sin(phase) * np.sin(np.pi * time / length) ** 0.7


def _puff(random: Random) -> Samples:
    time = np.arange(round(0.3 * RATE)) / RATE
    envelope = np.minimum(time / 0.015, 1) * np.exp(-time / 0.07)
    return np.asarray(envelope * _noise(random, len(time), 150, 4500, -0.5))


def _whistle(random: Random, seconds: float) -> Samples:
    """A chime of three pipes, with the breath of the steam."""
    time = np.arange(round(seconds * RATE)) / RATE
    pressure = np.minimum(time / 0.25, 1) * np.minimum((seconds - time) / 0.4, 1)
    whistle = 0.12 * _noise(random, len(time), 500, 5000, -0.3)
    for pitch in (466.2, 587.3, 698.5):
        phase = 2 * np.pi * np.cumsum(pitch * (0.94 + 0.06 * pressure)) / RATE
        whistle += sum(np.sin(phase * harmonic) / harmonic**1.5 for harmonic in (1, 2, 3, 4))
    return np.asarray(whistle * pressure * (1 + 0.05 * np.sin(2 * np.pi * 5.5 * time)))


def _noise(random: Random, count: int, low: float, high: float, slope: float = 0.0) -> Samples:
    """Noise between two frequencies, whose strength goes with a power of them; of deviation 1."""
    length = _quick(count)
    frequencies = np.fft.rfftfreq(length, 1 / RATE)
    within = (frequencies >= low) & (frequencies <= high)
    shape = np.where(within, np.maximum(frequencies, 1.0) ** slope, 0)
    phases = np.exp(2j * np.pi * random.random(len(frequencies)))
    noise: Samples = np.fft.irfft(shape * phases, length)[:count]
    return noise / float(noise.std())


def _ring(pitch: float, decay: float) -> Samples:
    time = np.arange(round(6 * decay * RATE)) / RATE
    return np.asarray(np.exp(-time / decay) * np.sin(2 * np.pi * pitch * time))


def _convolved(sound: Samples, kernel: Samples) -> Samples:
    length = _quick(len(sound) + len(kernel))
    both = np.fft.rfft(sound, length) * np.fft.rfft(kernel, length)
    convolved: Samples = np.fft.irfft(both, length)[: len(sound)]
    return convolved


def _quick(length: int) -> int:
    """The next power of two, for which the Fourier transform is quick."""
    return 1 << (length - 1).bit_length()


def _heard_at(sound: Samples, side: float) -> Samples:
    """In stereo, from -1 (left) to 1 (right), as loud wherever it is."""
    angle = (side + 1) * np.pi / 4
    return np.outer(sound, [np.cos(angle), np.sin(angle)])


def _add(sound: Samples, start: float, part: Samples) -> None:
    first = round(start * RATE)
    room = sound[first : first + len(part)]
    room += part[: len(room)]


def _in_a_room(random: Random, sound: Samples, seconds: float) -> Samples:
    """With an echo that fades within so many seconds."""
    time = np.arange(round(seconds * RATE)) / RATE
    echo = [_noise(random, len(time), 100, 7000, -0.3) * np.exp(-5 * time / seconds) for _ in "lr"]
    wet = np.stack([_convolved(sound[:, side], echo[side]) for side in (0, 1)], axis=1)
    return sound + wet * float(0.25 * sound.std() / wet.std())


def _finished(sound: Samples) -> Samples:
    """At its level, and without a click at either end."""
    fade = np.minimum(np.arange(len(sound)) / (0.05 * RATE), 1)
    level = PEAK / float(np.abs(sound).max())
    return np.asarray(level * sound * (fade * fade[::-1])[:, None])
