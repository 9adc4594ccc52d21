"""Stretches of sound for the ear: as they are, in at most two channels, or at the rate of a device.

Stretches that follow each other join without a click, also where they are resampled.
"""

import math
from pathlib import Path

import numpy as np

from mmdesk.core.listings import Samples
from mmdesk.media import stream
from mmdesk.media.sound import open_sound

_FULL = 32767
_REACH = 512
"""Samples, at the lower rate, that a resampled one may depend on to each side."""


def heard(path: Path, start: float, seconds: float, rate: int | None = None) -> Samples:
    """`seconds` of the sound in `path` from second `start` on; fewer where it ends before.

    At its own rate, unless another one is wanted. Raises FileUnreadable.
    """
    with open_sound(path) as sound:
        if rate is None or rate == sound.rate:
            first, last = round(start * sound.rate), round((start + seconds) * sound.rate)
            return _packed(_frames(sound, first, last), sound.rate)
        return _packed(_resampled(sound, start, seconds, rate), rate)


def _resampled(sound: stream.Sound, start: float, seconds: float, rate: int) -> stream.Samples:
    """Begins where samples of both rates coincide, so that the phase is the whole sound's."""
    import soxr

    common = math.gcd(sound.rate, rate)
    step, reach = sound.rate // common, math.ceil(_REACH * max(1.0, sound.rate / rate))
    first = max(0, round(start * sound.rate) - reach) // step * step
    last = math.ceil((start + seconds) * sound.rate) + reach
    wide: stream.Samples = soxr.resample(_frames(sound, first, last), sound.rate, rate)
    begin = round(start * rate) - first // step * (rate // common)
    return wide[begin : begin + round((start + seconds) * rate) - round(start * rate)]


def _frames(sound: stream.Sound, first: int, last: int) -> stream.Samples:
    """(frames, 1 or 2); more channels are heard on both sides."""
    blocks = [_folded(block) for block in sound.frames(first, last)]
    return np.concatenate(blocks) if blocks else np.zeros((0, min(sound.channels, 2)), np.float32)


def _folded(frames: stream.Samples) -> stream.Samples:
    if frames.shape[1] <= 2:
        return frames
    with np.errstate(all="ignore"):
        return (frames[:, :2] + frames[:, 2:].mean(axis=1, keepdims=True)) / 2


def _packed(frames: stream.Samples, rate: int) -> Samples:
    finite = np.nan_to_num(frames, nan=0.0, posinf=0.0, neginf=0.0).clip(-1, 1)
    return Samples(rate, frames.shape[1], (finite * _FULL).round().astype("<i2").tobytes())
