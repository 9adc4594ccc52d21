"""Voice activity: where in a sound somebody speaks, and the windows that a transcriber gets of it.

Numpy alone, so that it runs in decoding workers too. Speech is told from other sounds by its
vowels: stretches of some hundredths of a second that are periodic as a voice is, stand out from
the noise around them, and glide in pitch, where the tones of instruments, hums and beeps are held.
What is periodic otherwise (a bark, a cry, singing) passes for speech; a transcriber's own doubts
sort out most of that later (gates.py).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.entities import Span

RATE = 16_000
"""Samples a second that all functions here expect."""
LONGEST = 30.0
"""Seconds of a window at most."""
PAUSE = 2.0
"""Seconds without any vowel after which what is said next gets a window of its own."""

_HOP, _FRAME, _PADDED = 160, 512, 1024
_STEP = _HOP / RATE
_BLOCK = 2000
_BAND = slice(8, 256)
"""125 to 4,000 Hz, where voices are."""
_PITCH = (80, 1200)
_LAGS = slice(RATE // 400, RATE // 70)
"""A voice's period, in samples: 70 to 400 Hz."""
_OCTAVE = 0.02
"""What a period twice as long must be better by: a sound repeats after two periods, too."""
_FLOOR_SECONDS, _FLOOR_SHARE = 10.0, 10
_ABOVE_FLOOR, _QUIETEST, _NOTHING = 8.0, -60.0, -90.0
"""Decibels; `_NOTHING` is what no microphone reaches, digital silence."""
_PERIODIC = 0.6
_GLIDE = (0.004, 0.15)
"""Octaves that the pitch of a vowel changes in a hundredth of a second: not less, not more."""
_VOWEL = (0.04, 0.7)
_LEAST, _DENSE = 0.12, 0.15
"""Speech has so many seconds of vowels, and this share of its time; barks have .13, cocks .15."""
_UNEVEN, _VERY_UNEVEN, _GLIDING = 4.0, 8.0, 0.012
"""How much its level deviates, in decibels, and its pitch changes in a hundredth of a second, in
octaves: clearly the one, or both. Clear speech has 10 to 20 and .012 to .035, speech over noise
5 dB below it 4.4 and .015, music (made up) 3.9 and .008, a chainsaw 3.0 and .008.
"""
_BEFORE, _AFTER = 1.0, 0.5
"""Seconds around vowels in which the consonants and breaths lie that belong to them."""
_SOUGHT = 10.0
"""Speech without a pause is cut at the quietest point of this many seconds."""

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Frames:
    """What every hundredth of a second sounds like."""

    level: Floats
    """Decibels in the band of voices; 0 is full scale."""
    periodic: Floats
    """0 to 1."""
    change: Floats
    """How far the pitch is from that of the frame before, in octaves."""


def speech(samples: Floats) -> list[Span]:
    """Where somebody speaks in mono samples at 16,000 Hz, margins included, in seconds.

    Two of the spans have a pause of more than `PAUSE` between them.
    """
    if len(samples) < _HOP:
        return []
    frames = _measured(samples)
    vowels = _vowels(frames)
    said = [run for run in _joined(_runs(vowels)) if _is_speech(frames, vowels, *run)]
    duration = len(samples) / RATE
    return _apart([_with_margins(*run, frames.level, duration) for run in said])


def windows(samples: Floats, spans: Sequence[Span]) -> list[Span]:
    """The stretches of at most 30 s to transcribe, one for each span where it is short enough.

    Longer ones are cut at their quietest points.
    """
    return [piece for span in spans for piece in _cut(samples, span)]


def _measured(samples: Floats) -> _Frames:
    padded = np.pad(samples, (_FRAME // 2, _FRAME))
    rows = np.lib.stride_tricks.sliding_window_view(padded, _FRAME)[::_HOP]
    rows = rows[: max(1, len(samples) // _HOP)]
    parts = [_of(rows[start : start + _BLOCK]) for start in range(0, len(rows), _BLOCK)]
    level, periodic, pitch = (np.concatenate(column) for column in zip(*parts, strict=True))
    return _Frames(level, periodic, np.abs(np.diff(pitch, prepend=pitch[:1])))


def _of(rows: Floats) -> tuple[Floats, Floats, Floats]:
    """Level, periodicity (Boersma's autocorrelation, 1993) and pitch of some frames."""
    window = np.hanning(_FRAME).astype(np.float32)
    power = np.abs(np.fft.rfft(rows * window, _PADDED)) ** 2
    full = float((window**2).sum()) * _PADDED / 4
    level = 10 * np.log10(power[:, _BAND].sum(axis=1) / full + 1e-12)
    low, high = (edge * _PADDED // RATE for edge in _PITCH)
    power[:, :low] = power[:, high:] = 0
    own = np.fft.irfft(np.abs(np.fft.rfft(window, _PADDED)) ** 2)
    alike = np.fft.irfft(power) / np.where(own > 0, own, np.inf)
    alike /= np.maximum(alike[:, :1], 1e-12)
    octaves = np.log2(np.arange(_LAGS.start, _LAGS.stop) / _LAGS.start)
    best = (alike[:, _LAGS] - _OCTAVE * octaves).argmax(axis=1) + _LAGS.start
    before, at, after = (alike[np.arange(len(rows)), best + step] for step in (-1, 0, 1))
    bend = before - 2 * at + after
    peak = best + np.where(bend < 0, 0.5 * (before - after) / np.where(bend < 0, bend, 1), 0)
    pitch = np.log2(RATE / np.clip(peak, _LAGS.start - 1, _LAGS.stop + 1))
    return level.astype(np.float32), at.astype(np.float32), pitch.astype(np.float32)


def _vowels(frames: _Frames) -> Bools:
    """Which frames belong to a vowel."""
    loud: Bools = frames.level > np.maximum(_floor(frames.level) + _ABOVE_FLOOR, _QUIETEST)
    voiced = loud & (frames.periodic > _PERIODIC) & (frames.change < _GLIDE[1])
    for start, end in _runs(voiced):
        lasting = _VOWEL[0] <= (end - start) * _STEP <= _VOWEL[1]
        if not lasting or np.median(frames.change[start + 1 : end]) < _GLIDE[0]:
            voiced[start:end] = False
    return voiced


def _floor(level: Floats) -> Floats:
    """The level of what is always there around each frame, but for digital silence."""
    frames = round(_FLOOR_SECONDS / _STEP)
    starts = range(0, max(1, len(level) - frames // 2), frames)
    floors = [_always(level[start : start + frames]) for start in starts]
    middles = [start + frames / 2 for start in starts]
    return np.interp(np.arange(len(level)), middles, floors).astype(np.float32)


def _always(level: Floats) -> float:
    there = level[level > _NOTHING]
    return float(np.percentile(there, _FLOOR_SHARE)) if len(there) else _NOTHING


def _runs(marked: Bools) -> Iterator[tuple[int, int]]:
    """Where runs of marked frames begin and end."""
    edges = np.diff(marked.astype(np.int8), prepend=0, append=0)
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    yield from zip(starts.tolist(), ends.tolist(), strict=True)


def _joined(vowels: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Vowels without a pause between them are one run."""
    runs = list[tuple[int, int]]()
    for start, end in vowels:
        if runs and (start - runs[-1][1]) * _STEP <= PAUSE:
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    return runs


def _is_speech(frames: _Frames, vowels: Bools, start: int, end: int) -> bool:
    marked = vowels[start:end]
    if marked.sum() * _STEP < _LEAST or marked.mean() < _DENSE:
        return False
    uneven = float(frames.level[start:end].std())
    gliding = float(np.median(frames.change[start:end][marked]))
    return uneven >= _VERY_UNEVEN or (uneven >= _UNEVEN and gliding >= _GLIDING)


def _with_margins(first: int, last: int, level: Floats, duration: float) -> Span:
    """The run and what lies close around it, as far as there is any sound at all."""
    earliest, latest = round(_BEFORE / _STEP), round(_AFTER / _STEP)
    before = level[max(0, first - earliest) : first][::-1] < _NOTHING
    after = level[last : last + latest] < _NOTHING
    start = first - (int(before.argmax()) if before.any() else earliest)
    end = last + (int(after.argmax()) if after.any() else latest)
    return Span(max(0.0, start * _STEP), min(duration, end * _STEP))


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Spans that do not overlap: margins meet in the middle."""
    apart = list[Span]()
    for span in spans:
        if apart and span.start < apart[-1].end:
            middle = (span.start + apart[-1].end) / 2
            apart[-1] = Span(apart[-1].start, middle)
            span = Span(middle, span.end)  # noqa: PLW2901
        apart.append(span)
    return apart


def _cut(samples: Floats, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST:
        end = _quietest(samples, start + LONGEST - _SOUGHT, start + LONGEST)
        yield Span(start, end)
        start = end
    yield Span(start, span.end)


def _quietest(samples: Floats, start: float, end: float) -> float:
    """The middle of the quietest fifth of a second between two times."""
    hops = samples[round(start * RATE) : round(end * RATE)]
    hops = hops[: len(hops) // _HOP * _HOP].reshape(-1, _HOP)
    energy = np.convolve((hops.astype(np.float64) ** 2).sum(axis=1), np.ones(20), "valid")
    return start + (int(energy.argmin()) + 10) * _STEP
