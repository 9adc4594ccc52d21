"""Stretches of sound for the ear: as they are, in at most two channels, or at the rate of a device.

Stretches that follow each other join without a click, also where they are resampled.
"""

from pathlib import Path

import numpy as np

from mmdesk.core.listings import Samples
from mmdesk.media import stream
from mmdesk.media.sound import open_sound

_FULL = 32767


def heard(path: Path, start: float, seconds: float, rate: int | None = None) -> Samples:
    """`seconds` of the sound in `path` from second `start` on; fewer where it ends before.

    At its own rate, unless another one is wanted. Raises FileUnreadable.
    """
    with open_sound(path) as sound:
        blocks = list(sound.blocks(start, start + seconds, rate, folded))
        nothing = np.zeros((0, min(sound.channels, 2)), np.float32)
        return _packed(np.concatenate(blocks or [nothing]), rate or sound.rate)


def folded(frames: stream.Samples) -> stream.Samples:
    """At most two channels, finite; what other channels hold is heard on both sides."""
    finite = np.nan_to_num(frames, nan=0.0, posinf=0.0, neginf=0.0)
    if finite.shape[1] <= 2:
        return finite
    both: stream.Samples = (finite[:, :2] + finite[:, 2:].mean(axis=1, keepdims=True)) / 2
    return both


def _packed(frames: stream.Samples, rate: int) -> Samples:
    raw = (frames.clip(-1, 1) * _FULL).round().astype("<i2").tobytes()
    return Samples(rate, frames.shape[1], raw)
