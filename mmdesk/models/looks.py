"""The built-in `looks` space: how a photo looks, computed with numpy alone, no model needed.

Four blocks, each brought to its share of the vector (`_SHARES`):
- layout: low-frequency DCT coefficients of an 8 x 8 CIELAB grid, as MPEG-7's Color Layout
  Descriptor (ISO/IEC 15938-3; Kasutani and Yamada, ICIP 2001);
- edges: histograms of oriented gradients on a 4 x 4 grid (Dalal and Triggs, CVPR 2005), where
  MPEG-7 has its Edge Histogram Descriptor;
- texture: uniform local binary patterns (Ojala et al., PAMI 2002) on a 2 x 2 grid;
- colours: a soft CIELAB histogram of the whole picture.
Histograms enter as square roots (Hellinger's distance) less their mean, so that the cosine of
unrelated pictures stays low. Change VERSION whenever a number here changes.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.entities import PicturePreparation, Space

VERSION = 1
SIDE = 64
"""Pictures are this many pixels wide and high."""

_LAYOUT_CELLS, _LUMA, _CHROMA = 8, 21, 15
_EDGE_CELLS, _ORIENTATIONS = 4, 8
_TEXTURE_CELLS, _PATTERNS = 2, 59
_COLOUR_BINS = (4, 7, 7)
_SHARES = (0.7, 1.0, 0.6, 0.6)

_DIMENSION = (
    _LUMA
    + 2 * _CHROMA
    + _EDGE_CELLS**2 * _ORIENTATIONS
    + _TEXTURE_CELLS**2 * _PATTERNS
    + _COLOUR_BINS[0] * _COLOUR_BINS[1] * _COLOUR_BINS[2]
)
LOOKS_SPACE = Space(f"looks:{VERSION}", "looks", _DIMENSION)

Floats = NDArray[np.float32]


class Looks:
    """The encoder of the looks space; takes about a millisecond a picture."""

    space = LOOKS_SPACE
    preparation = PicturePreparation(SIDE, SIDE, "squash")

    def encode_pictures(self, pictures: NDArray[np.uint8]) -> NDArray[np.float16]:
        """(n, 64, 64, 3) RGB pixels to (n, dimension) vectors of unit length."""
        if len(pictures) == 0:
            return np.empty((0, _DIMENSION), np.float16)
        lab = _lab(pictures)
        light = lab[..., 0]
        blocks = (_layout(lab), _edges(light), _texture(light), _colours(lab))
        shared = [share * block for share, block in zip(_SHARES, blocks, strict=True)]
        return _unit(np.concatenate(shared, axis=1)).astype(np.float16)


def _unit(vectors: Floats, softening: float = 1e-6) -> Floats:
    """Rows brought to unit length; `softening` keeps rows of hardly any content short."""
    lengths: Floats = np.linalg.norm(vectors, axis=1, keepdims=True) + np.float32(softening)
    return vectors / lengths


def _centred(vectors: Floats, softening: float = 1e-6) -> Floats:
    return _unit(vectors - vectors.mean(axis=1, keepdims=True), softening)


def _lab(pictures: NDArray[np.uint8]) -> Floats:
    """CIELAB (D65) of sRGB pixels; lightness first, 0 to 100."""
    xyz = _linear_light()[pictures] @ _RGB_TO_XYZ
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    x, y, z = f[..., 0], f[..., 1], f[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def _layout(lab: Floats) -> Floats:
    side, cells = SIDE // _LAYOUT_CELLS, _LAYOUT_CELLS
    grid = lab.reshape(len(lab), cells, side, cells, side, 3).mean(axis=2).mean(axis=3)
    grid[..., 0] -= 50
    basis, (rows, columns) = _cosines(cells), _zigzag(cells)
    coefficients = (basis @ grid.transpose(0, 3, 1, 2) @ basis.T)[:, :, rows, columns]
    luma = coefficients[:, 0, :_LUMA]
    luma[:, 0] *= 0.5  # overall brightness is what editing changes most
    chroma = 1.5 * coefficients[:, 1:, :_CHROMA].transpose(0, 2, 1).reshape(len(lab), -1)
    return _unit(np.concatenate([luma, chroma], axis=1), softening=20)


def _edges(light: Floats) -> Floats:
    padded = np.pad(light, ((0, 0), (1, 1), (1, 1)), "edge")
    across = padded[:, 1:-1, 2:] - padded[:, 1:-1, :-2]
    down = padded[:, 2:, 1:-1] - padded[:, :-2, 1:-1]
    strength = np.hypot(across, down)
    angle = (np.arctan2(down, across) / np.pi % 1) * _ORIENTATIONS
    lower = np.floor(angle)
    upper_share = angle - lower
    first = lower.astype(np.intp) % _ORIENTATIONS
    cells = _cells(SIDE, _EDGE_CELLS)
    counts = _counts(cells, first, _ORIENTATIONS, strength * (1 - upper_share))
    counts += _counts(cells, (first + 1) % _ORIENTATIONS, _ORIENTATIONS, strength * upper_share)
    counts /= (SIDE // _EDGE_CELLS) ** 2
    in_cell = counts / (np.linalg.norm(counts, axis=2, keepdims=True) + 1)
    whole = np.linalg.norm(counts, axis=(1, 2), keepdims=True) + 1
    return _centred(np.sqrt(in_cell + 2 * counts / whole).reshape(len(light), -1), softening=0.1)


def _texture(light: Floats) -> Floats:
    inner = SIDE - 2
    centre = light[:, 1:-1, 1:-1] + 1  # differences below one step of lightness are noise
    code = np.zeros(centre.shape, np.intp)
    around = ((0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0))
    for bit, (y, x) in enumerate(around):
        code |= (light[:, y : y + inner, x : x + inner] > centre).astype(np.intp) << bit
    counts = _counts(_cells(inner, _TEXTURE_CELLS), _uniform_patterns()[code], _PATTERNS)
    counts /= counts.sum(axis=2, keepdims=True)
    return _centred(np.sqrt(counts).reshape(len(light), -1))


def _colours(lab: Floats) -> Floats:
    """Each pixel votes for the eight nearest bins; those of chroma are finer near grey."""
    pixels = lab.reshape(len(lab), SIDE**2, 3)
    light = _votes(pixels[..., 0] / np.float32(100), _COLOUR_BINS[0])
    a = _votes(_finer_near_grey(pixels[..., 1]), _COLOUR_BINS[1])
    b = _votes(_finer_near_grey(pixels[..., 2]), _COLOUR_BINS[2])
    light_and_a = (light[:, :, None] * a[:, None]).reshape(len(lab), -1, SIDE**2)
    counts = light_and_a @ b.transpose(0, 2, 1)
    return _centred(np.sqrt(counts.reshape(len(lab), -1) / SIDE**2))


def _finer_near_grey(chroma: Floats) -> Floats:
    return np.asarray((np.copysign(np.sqrt(np.abs(chroma) / 80), chroma) + 1) / 2)


def _votes(share: Floats, bins: int) -> Floats:
    """(n, bins, pixels): each pixel, at `share` (0 to 1) of the bins, votes for the nearest two."""
    place = share.clip(0, 1) * np.float32(bins - 1)
    away = np.abs(place[:, None] - np.arange(bins, dtype=np.float32)[:, None])
    return np.asarray(np.maximum(1 - away, 0))


def _counts(
    cells: NDArray[np.intp], values: NDArray[np.intp], bins: int, weights: Floats | None = None
) -> Floats:
    """(n, cells, bins) histograms of `values` (n, height, width) within each cell."""
    n, cell_count = len(values), int(cells[-1, -1]) + 1
    pictures = np.arange(n)[:, None, None]
    index = ((pictures * cell_count + cells) * bins + values).ravel()
    flat = None if weights is None else weights.ravel()
    counts = np.bincount(index, flat, minlength=n * cell_count * bins)
    return counts.reshape(n, cell_count, bins).astype(np.float32)


@cache
def _cells(side: int, count: int) -> NDArray[np.intp]:
    """The number of the cell that each pixel of a square picture lies in."""
    along = np.arange(side) * count // side
    return along[:, None] * count + along


@cache
def _linear_light() -> Floats:
    value = np.arange(256) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear, np.float32)


@cache
def _cosines(n: int) -> Floats:
    """The orthonormal DCT-II of length n as a matrix."""
    k = np.arange(n)[:, None]
    basis = np.cos(np.pi * (2 * np.arange(n) + 1) * k / (2 * n)) * np.sqrt(2 / n)
    basis[0] /= np.sqrt(2)
    return np.asarray(basis, np.float32)


@cache
def _zigzag(n: int) -> tuple[list[int], list[int]]:
    """Rows and columns of an n x n square by rising frequency."""
    square = [(row, column) for row in range(n) for column in range(n)]
    square.sort(key=lambda place: (sum(place), place[0]))
    return [row for row, _ in square], [column for _, column in square]


@cache
def _uniform_patterns() -> NDArray[np.intp]:
    """Each 8-bit pattern's bin: one for every pattern of at most two changes, one for the rest."""
    table: NDArray[np.intp] = np.full(256, _PATTERNS - 1, np.intp)
    turned = [((code << 1) | (code >> 7)) & 255 for code in range(256)]
    uniform = [code for code in range(256) if (code ^ turned[code]).bit_count() <= 2]
    table[uniform] = np.arange(len(uniform))
    return table


_WHITE = np.array([0.95047, 1.0, 1.08883])
_RGB_TO_XYZ = (
    np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    / _WHITE[:, None]
).T.astype(np.float32)
