"""From high dynamic range (PQ, HLG; BT.2020's colours) to what an ordinary screen shows.

Written here since FFmpeg's own conversion sets itself up for ten seconds and cuts highlights off.
Reference white stays bright, darker tones stay as they are, and highlights are pressed together
above, each colour keeping its hue. Sources: SMPTE ST 2084, ITU-R BT.2100 and BT.2408.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

PQ, HLG = 16, 18
"""The transfers' numbers in ISO/IEC 23091-2, which are FFmpeg's."""

_WHITE, _PEAK = 203.0, 1000.0
"""Candelas per square metre: of a white page, and of the brightest highlight that is expected."""
_KNEE = 0.5
"""Share of reference white up to which nothing changes."""
_TO_709 = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]],
    np.float32,
)
_LUMA = np.array([0.2627, 0.6780, 0.0593], np.float32)
_STEPS = 4095
_BAND = 256
"""Rows at a time: a whole 8K frame as floats would take a gigabyte."""

Floats = NDArray[np.float32]


def to_sdr(rgb: NDArray[np.uint16], transfer: int) -> NDArray[np.uint8]:
    """sRGB, (height, width, 3), from as many BT.2020 values of 16 bits in `transfer`."""
    bands = [rgb[at : at + _BAND] for at in range(0, len(rgb), _BAND)]
    return np.concatenate([_converted(band, transfer) for band in bands])


def _converted(rgb: NDArray[np.uint16], transfer: int) -> NDArray[np.uint8]:
    light = _pq()[rgb] if transfer == PQ else _shone(_hlg()[rgb])
    mapped = _pressed(np.maximum(light @ _TO_709.T, 0.0))
    return _srgb()[(mapped * _STEPS + 0.5).astype(np.uint16)]


def _pressed(light: Floats) -> Floats:
    """All of it within 0 to 1: the brightest of a pixel's three decides, all three follow."""
    peak = (_PEAK / _WHITE - _KNEE) / (1 - _KNEE)
    brightest = light.max(axis=-1, keepdims=True)
    over = np.maximum(brightest - _KNEE, 0.0) / (1 - _KNEE)
    pressed = _KNEE + (1 - _KNEE) * over * (1 + over / peak**2) / (1 + over)
    scale = np.where(over > 0, pressed / np.maximum(brightest, _KNEE), 1.0)
    mapped: Floats = np.minimum(light * scale, 1.0)
    return mapped


def _shone(scene: Floats) -> Floats:
    """What a display of `_PEAK` shows of HLG's light of the scene."""
    luma = np.maximum(scene @ _LUMA, 1e-6)[..., None]
    shone: Floats = scene * luma ** np.float32(0.2) * np.float32(_PEAK / _WHITE)
    return shone


@cache
def _pq() -> Floats:
    """Of each value of 16 bits: its light, reference white being 1."""
    root = np.linspace(0, 1, 1 << 16) ** (32 / 2523)
    light = np.maximum(root - 3424 / 4096, 0) / (2413 / 128 - 2392 / 128 * root)
    return (light ** (16384 / 2610) * 10_000 / _WHITE).astype(np.float32)


@cache
def _hlg() -> Floats:
    """Of each value of 16 bits: the scene's light, its brightest being 1."""
    value = np.linspace(0, 1, 1 << 16)
    bright = (np.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12
    return np.where(value <= 0.5, value**2 / 3, bright).astype(np.float32)


@cache
def _srgb() -> NDArray[np.uint8]:
    """Of light in `_STEPS`: the value of 8 bits."""
    light = np.linspace(0, 1, _STEPS + 1)
    value = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return (value * 255 + 0.5).astype(np.uint8)
