"""The contracts of encoders: what turns pixels, sound or words into vectors of one space.

A new kind of model is one file here that satisfies the protocol for what it takes. All vectors of
one space have unit length, so a dot product is their cosine.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.entities import Phrase, PicturePreparation, Space


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


class SoundEncoder(Protocol):
    """Turns the features of windows of sound into vectors of its space."""

    @property
    def space(self) -> Space:
        """The space that the vectors belong to."""

    def encode_sounds(self, features: NDArray[np.float32]) -> NDArray[np.float16]:
        """(n, frames, mels), as clap_features gives them, to (n, dimension) of unit length."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a model made of one window of sound, and how sure it is of it.

    `no_speech` is the probability that nothing is said, `log_probability` the mean of the tokens',
    `compression` how much shorter the text gets by packing: invented text repeats itself.
    """

    phrases: tuple[Phrase, ...]
    """Their times count from the beginning of the window."""
    language: str
    no_speech: float
    log_probability: float
    compression: float


class Transcriber(Protocol):
    """Writes down what is said."""

    @property
    def space(self) -> Space:
        """Its key names the model; it has no vectors."""

    def transcribe(
        self, windows: Sequence[NDArray[np.float32]], language: str | None = None
    ) -> list[Heard]:
        """Mono windows of sound, of any length up to the model's; None detects the language."""


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


class Served(Protocol):
    """A loaded model as the model process sees it; what it can do is called by name."""

    space: Space
    description: ModelDescription
    batch_threads: int
    """Threads for indexing; a single text takes one."""
