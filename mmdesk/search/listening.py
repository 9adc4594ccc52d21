"""What worker processes do with an example: some windows of a sound, prepared for an encoder.

An example shows what is wanted, so that a few windows of a long one are enough.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from mmdesk.core.errors import FileUnreadable
from mmdesk.media import windows
from mmdesk.media.sound import Samples, open_sound, stretches
from mmdesk.models.clap_features import FeatureConfig, features
from mmdesk.models.timbre import Timbre

WINDOWS = 8
"""Windows of an example that count, spread over it."""
_UNKNOWN = windows.SECONDS + (WINDOWS - 1) * windows.EVERY
"""Seconds that are looked at where a file does not say how long it is."""

Each = TypeVar("Each")


def timbres(path: Path) -> npt.NDArray[np.float16]:
    """The timbre of the sound's windows: (n, dimension)."""
    timbre = Timbre()
    return np.stack([timbre.encode(each) for each in _windows(path, timbre.preparation.rate)])


def heard(path: Path, config: FeatureConfig) -> npt.NDArray[np.float32]:
    """What a sound model takes of the sound's windows: (n, frames, mels)."""
    return np.stack([features(each, config) for each in _windows(path, config.rate)])


def spread(several: Sequence[Each]) -> list[Each]:
    """Up to WINDOWS of them, from the first to the last."""
    places = np.linspace(0, len(several) - 1, min(len(several), WINDOWS)).round().astype(int)
    return [several[place] for place in places]


def _windows(path: Path, rate: int) -> list[Samples]:
    """Raises FileUnreadable where there is nothing to hear."""
    found = [each for each in _decoded(path, rate) if not windows.is_silent(each, rate)]
    if not found:
        raise FileUnreadable("It is silent.")
    return found


def _decoded(path: Path, rate: int) -> Iterator[Samples]:
    with open_sound(path) as sound:
        spans = windows.cut(sound.duration or _UNKNOWN)
        yield from stretches(sound, spread(spans), rate)
