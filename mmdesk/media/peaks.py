"""Peaks: a sound's waveform as lowest and highest sample of each column, and their cache."""

import numpy as np
from numpy.typing import NDArray

from mmdesk.media.packing import PackedCache
from mmdesk.media.stream import Samples

COLUMNS = 1000
_MOST = 32 * COLUMNS
"""Buckets; at least half as many are kept, so a column is off by a 16th of its width at most."""
_FULL = 127


class Peaks:
    """Builds the peaks of a sound of any length from its blocks, in memory that does not grow.

    Samples go into buckets of equal size; whenever these are full, each two become one. Buckets
    become columns in the end.
    """

    def __init__(self) -> None:
        self._size, self._count = 1, 0
        self._buckets = np.zeros((_MOST, 2), np.float32)
        self._rest = np.zeros(0, np.float32)

    def add(self, block: Samples) -> None:
        """Take in the next mono samples."""
        samples = np.concatenate([self._rest, block]) if len(self._rest) else block
        while len(samples) >= self._size:
            whole = min(len(samples) // self._size, _MOST - self._count) * self._size
            self._fill(samples[:whole].reshape(-1, self._size))
            samples = samples[whole:]
        self._rest = samples.copy()

    def packed(self, samples: int = 0) -> bytes:
        """Pairs of int8, lowest and highest of each column, 127 being full scale.

        There are `COLUMNS` of them, or as many as there were samples, if those are fewer. Where
        there were not `samples` of them, silence follows.
        """
        if len(self._rest):
            self._fill(self._rest.reshape(1, -1))
            self._rest = self._rest[:0]
        if not self._count:
            return b""
        buckets = max(self._count, -(-samples // self._size))
        begins = np.arange(min(COLUMNS, buckets)) * buckets // min(COLUMNS, buckets)
        columns = np.zeros((len(begins), 2), np.float32)
        heard = begins[begins < self._count]
        filled = self._buckets[: self._count]
        columns[: len(heard), 0] = np.minimum.reduceat(filled[:, 0], heard)
        columns[: len(heard), 1] = np.maximum.reduceat(filled[:, 1], heard)
        return (columns.clip(-1, 1) * _FULL).round().astype(np.int8).tobytes()

    def _fill(self, samples: Samples) -> None:
        """One more bucket from each row."""
        filled = slice(self._count, self._count + len(samples))
        self._buckets[filled, 0] = samples.min(axis=1)
        self._buckets[filled, 1] = samples.max(axis=1)
        self._count += len(samples)
        if self._count == _MOST:
            pairs = self._buckets.reshape(-1, 2, 2)
            self._count = _MOST // 2
            self._buckets[: self._count, 0] = pairs[:, :, 0].min(axis=1)
            self._buckets[: self._count, 1] = pairs[:, :, 1].max(axis=1)
            self._size *= 2


def unpacked(raw: bytes) -> NDArray[np.int8]:
    """(columns, 2) of what `Peaks.packed` gave."""
    return np.frombuffer(raw, np.int8).reshape(-1, 2)


class WaveformCache(PackedCache):
    """The packed peaks of one library's sounds; they lie beside the thumbnails."""

    name = "waveforms"
