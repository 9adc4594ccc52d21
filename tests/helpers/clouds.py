"""Vectors that lie as embeddings do: clusters in a cloud that is off centre."""

import numpy as np
import numpy.typing as npt

Single = npt.NDArray[np.float32]


class Cloud:
    """Photos of some subjects, and texts about them from another side of the same space."""

    def __init__(self, dimension: int, subjects: int = 100, seed: int = 1) -> None:
        self._random = np.random.default_rng(seed)
        latent = max(8, dimension // 8)
        self._axes = self._normal(latent, dimension) / np.sqrt(latent)
        self._subjects = self._normal(subjects, latent)
        self._side = self._normal(dimension)

    def photos(self, count: int) -> Single:
        """Unit vectors (count, dimension), rounded to what float16 holds."""
        return self._near(count, side=1.0, strength=1.0, noise=0.35)

    def texts(self, count: int) -> Single:
        """Unit vectors about the same subjects, off the photos' cloud."""
        return self._near(count, side=-0.3, strength=0.7, noise=0.9)

    def _near(self, count: int, side: float, strength: float, noise: float) -> Single:
        subjects = self._subjects[self._random.integers(len(self._subjects), size=count)]
        points = strength * subjects + 0.6 * self._normal(*subjects.shape)
        vectors = points @ self._axes + side * self._side
        vectors += noise * self._normal(*vectors.shape)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors.astype(np.float16).astype(np.float32)

    def _normal(self, *shape: int) -> Single:
        return self._random.standard_normal(shape, dtype=np.float32)


def nearest(vectors: Single, query: Single, count: int) -> npt.NDArray[np.int64]:
    """What a plain float32 scan finds: the numbers of the nearest rows, best first."""
    return np.argsort(-(vectors @ query), kind="stable")[:count]


def recall(found: npt.NDArray[np.int64], expected: npt.NDArray[np.int64]) -> float:
    """The share of `expected` that was found."""
    return len(np.intersect1d(found, expected)) / len(expected)
