"""Away from the examples that hits should be less like, in one vector space.

What is wanted loses the part of it that points where the unwanted ones lie, so that how near a
hit is to them no longer counts for it. Source: Widdows, "Orthogonal Negation in Vector Spaces for
Modelling Word-Meanings and Document Retrieval", ACL 2003. On real photos (two examples, of which
one more picture of the second's class is unwanted) it halves the unwanted class among the hits and
keeps the wanted one; Rocchio's subtraction of a fixed part does less for pictures as long as it
does no harm to texts, whose cosines are smaller.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]

_NOTHING_LEFT = 0.1
"""The length below which what is left of a unit vector is noise: wanted and unwanted are alike."""


def away(wanted: Vector, unwanted: Sequence[Vector]) -> Vector:
    """What is left of `wanted` (unit length) when `unwanted` does not count; unit length."""
    if not unwanted:
        return wanted
    basis, _ = np.linalg.qr(np.stack(unwanted, axis=1))
    left = wanted - basis @ (basis.T @ wanted)
    return unit(left) if np.linalg.norm(left) > _NOTHING_LEFT else opposite(unwanted)


def opposite(unwanted: Sequence[Vector]) -> Vector:
    """The direction in which what is least like the unwanted lies; unit length."""
    return unit(-np.mean(unwanted, axis=0))


def unit(vector: npt.NDArray[np.floating]) -> Vector:
    """The direction of a vector, which may be a sum: the middle of what was added up."""
    return (vector / max(float(np.linalg.norm(vector)), 1e-6)).astype(np.float32)
