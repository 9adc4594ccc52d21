"""The contracts of encoders: what turns pixels or words into vectors of one space.

A new kind of model is one file here that satisfies the protocol for what it takes. All vectors of
one space have unit length, so a dot product is their cosine.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.entities import PicturePreparation, Space


class PictureEncoder(Protocol):
    """Turns prepared pictures into vectors of its space."""

    @property
    def space(self) -> Space:
        """The space that the vectors belong to."""

    @property
    def preparation(self) -> PicturePreparation:
        """The pixels that `encode_pictures` takes."""

    def encode_pictures(self, pictures: NDArray[np.uint8]) -> NDArray[np.float16]:
        """(n, height, width, 3) RGB pixels to (n, dimension) vectors of unit length."""


class TextEncoder(Protocol):
    """Turns texts into vectors of its space."""

    @property
    def space(self) -> Space:
        """The space that the vectors belong to."""

    def encode_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """n texts to (n, dimension) vectors of unit length."""


@dataclass(frozen=True, slots=True)
class ModelDescription:
    """How a loaded model runs; `notes` are sentences on what fell back and why.

    They are `new` where the self-test ran at this load, rather than being remembered.
    """

    space: Space
    device: str
    precision: str
    batch_size: int
    notes: tuple[str, ...] = ()
    new: bool = field(default=False, compare=False)
