"""What a CLAP model takes of a window of sound: a log-mel spectrogram, computed with numpy alone.

The same as transformers' ClapFeatureExtractor computes for a clip that is no longer than the
model's own length: reflected ends, a Hann window, the power of each frequency, mel bands, decibels.
Filters are Slaney's, those of HTK where the model was trained on fused clips. Decoding workers call
this, so nothing here may need torch.
"""

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from mmdesk.core.entities import SoundPreparation
from mmdesk.models import families
from mmdesk.models.files import read_json, usable, within

_FLOOR = 1e-10
_FRAMES_AT_ONCE = 12
"""Few enough that numpy's products stay on one thread: spread over all they cost five times it."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FeatureConfig:
    """How the spectrogram is made; defaults are ClapFeatureExtractor's own."""

    rate: int = 48_000
    mels: int = 64
    fft: int = 1024
    hop: int = 480
    lowest: float = 0.0
    highest: float = 14_000.0
    samples: int = 480_000
    """The length of a clip; a shorter one is repeated as often as it fits, then silence."""
    repeats: bool = True
    cut_when_full: bool = False
    """Whether repeating goes on to the end, the last time not whole, rather than ending early."""
    slaney: bool = True

    @property
    def frames(self) -> int:
        """How many frames a clip has."""
        return self.samples // self.hop + 1


@dataclass(frozen=True, slots=True)
class ClapConfig:
    """What the configuration says that mmdesk must know before loading."""

    dimension: int
    preparation: SoundPreparation
    features: FeatureConfig


def read_config(folder: Path) -> ClapConfig:
    """The configuration in `folder`; raises ModelUnavailable for what cannot be."""
    config = read_json(folder / families.CONFIG)
    with usable(folder / families.CONFIG):
        dimension = within(config.get("projection_dim", 512), 1, 65_536)
    path, given = families.preparing(folder)
    with usable(path):
        features = _features(given)
    seconds = features.samples / features.rate
    return ClapConfig(dimension, SoundPreparation(features.rate, seconds), features)


def _features(given: dict[str, Any]) -> FeatureConfig:
    rate = within(given.get("sampling_rate", 48_000), 1_000, 768_000)
    padding, truncation = given.get("padding", "repeatpad"), given.get("truncation", "fusion")
    if padding not in {"repeatpad", "repeat", "pad"} or truncation not in {"fusion", "rand_trunc"}:
        raise ValueError(f"{padding!r} and {truncation!r} are no ways to fit a clip")
    fft = within(given.get("fft_window_size", 1024), 16, 1 << 16)
    lowest, highest = float(given.get("frequency_min", 0)), float(given.get("frequency_max", 14000))
    if not 0 <= lowest < highest < math.inf:
        raise ValueError(f"{lowest!r} to {highest!r} Hz is no range")
    return FeatureConfig(
        rate=rate,
        mels=within(given.get("feature_size", 64), 1, 1024),
        fft=fft,
        hop=within(given.get("hop_length", 480), 1, fft),
        lowest=lowest,
        highest=highest,
        samples=within(given.get("max_length_s", 10), 1, 600) * rate,
        repeats=padding != "pad",
        cut_when_full=padding == "repeat",
        slaney=truncation == "rand_trunc",
    )


def features(samples: NDArray[np.float32], config: FeatureConfig) -> NDArray[np.float32]:
    """(n,) mono samples at the configuration's rate to (frames, mels) decibels.

    What lies beyond the clip's length is left out; no sample at all counts as silence.
    """
    clip = _fitted(samples[: config.samples], config)
    frames = sliding_window_view(np.pad(clip, config.fft // 2, mode="reflect"), config.fft)
    frames = frames[:: config.hop]
    window, filters, first, last = _tables(config)
    mel = np.empty((len(frames), config.mels), np.float32)
    for start in range(0, len(frames), _FRAMES_AT_ONCE):
        chunk = frames[start : start + _FRAMES_AT_ONCE] * window
        # In float64, as weak bands beside a loud one would drown in the rounding of float32.
        spectrum = np.fft.rfft(chunk)[:, first:last].astype(np.complex64)
        power = spectrum.real**2 + spectrum.imag**2
        mel[start : start + _FRAMES_AT_ONCE] = power @ filters
    return np.asarray(10 * np.log10(np.maximum(mel, np.float32(_FLOOR))))


def _fitted(samples: NDArray[np.float32], config: FeatureConfig) -> NDArray[np.float32]:
    if len(samples) == config.samples:
        return samples
    times = config.samples // max(1, len(samples)) if config.repeats else 1
    if config.cut_when_full and len(samples):
        return np.tile(samples, times + 1)[: config.samples]
    repeated = np.tile(samples, times)
    return np.pad(repeated, (0, config.samples - len(repeated)))


@cache
def _tables(config: FeatureConfig) -> tuple[Floats, NDArray[np.float32], int, int]:
    """The window, the mel filters from the first to the last frequency that counts, and those."""
    window = np.hanning(config.fft + 1)[:-1]
    filters = _mel_filters(config)
    counting = np.flatnonzero(filters.any(axis=1))
    first, last = (int(counting[0]), int(counting[-1]) + 1) if len(counting) else (0, 1)
    return window, filters[first:last].astype(np.float32), first, last


def _mel_filters(config: FeatureConfig) -> Floats:
    """(frequencies, mels): triangles, evenly spaced in mel, Slaney's of even area."""
    ends = np.array([config.lowest, config.highest])
    lowest, highest = _mel(ends, config.slaney)
    corners = _hertz(np.linspace(lowest, highest, config.mels + 2), config.slaney)
    frequencies = np.linspace(0, config.rate // 2, config.fft // 2 + 1)
    away = corners[None] - frequencies[:, None]
    widths = np.diff(corners)
    triangles = np.maximum(0, np.minimum(-away[:, :-2] / widths[:-1], away[:, 2:] / widths[1:]))
    return triangles * (2 / (corners[2:] - corners[:-2])) if config.slaney else triangles


_KNEE, _KNEE_MEL, _STEP = 1000.0, 15.0, np.log(6.4) / 27
"""Slaney's scale is even up to 1 kHz, then logarithmic: 27 steps to 6.4 kHz."""


def _mel(hertz: Floats, slaney: bool) -> Floats:
    if not slaney:
        return np.asarray(2595 * np.log10(1 + hertz / 700))
    above = np.log(np.maximum(hertz, _KNEE) / _KNEE) / _STEP
    return np.where(hertz >= _KNEE, _KNEE_MEL + above, 3 * hertz / 200)


def _hertz(mel: Floats, slaney: bool) -> Floats:
    if not slaney:
        return np.asarray(700 * (10 ** (mel / 2595) - 1))
    above = _KNEE * np.exp(_STEP * (np.maximum(mel, _KNEE_MEL) - _KNEE_MEL))
    return np.where(mel >= _KNEE_MEL, above, 200 * mel / 3)
