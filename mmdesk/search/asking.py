"""What the senses are asked and what they answer with: a question, and rankings with reasons."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, Self

import numpy as np
import numpy.typing as npt

from mmdesk.core.entities import Kind, Lane, Note, NoteKind, Query, Span
from mmdesk.core.errors import MmdeskError, ModelUnavailable
from mmdesk.models.base import PictureEncoder, SoundEncoder, TextEncoder
from mmdesk.models.clap_features import FeatureConfig
from mmdesk.models.registry import Purpose
from mmdesk.search import fusion

Nearness = npt.NDArray[np.float64]
"""(n,): how near each of n segments is to what is looked for; NaN where it is not found."""


class SoundModel(SoundEncoder, Protocol):
    """A model that hears, and says of what its features are made."""

    @property
    def features(self) -> FeatureConfig:
        """How the features that `encode_sounds` takes are made."""


class Model(PictureEncoder, SoundModel, TextEncoder, Protocol):
    """A model in use; what it can encode depends on what it was asked for."""


class Models(Protocol):
    """Gives the models in use."""

    def __call__(self, purpose: Purpose, *, wait: bool) -> Model:
        """Raises ModelUnavailable; without `wait` the model raises ModelLoading when not ready."""


@dataclass(slots=True)
class Question:
    """One query while it is being answered."""

    query: Query
    count: int
    """How many items each ranking should have at least, where there are so many."""
    wait: bool
    kinds: frozenset[Kind]
    """What hits may be."""
    own: set[int] = field(default_factory=set)
    """Items that are the examples themselves, wanted or not: never hits."""
    notes: list[Note] = field(default_factory=list)

    @property
    def plain(self) -> str:
        """The text as a model should read it: what is in quotes is no different there."""
        return " ".join(self.query.text.replace('"', " ").split())


@dataclass(frozen=True, slots=True)
class Segments:
    """Segments with times, n of them, by rising number; each array is (n,)."""

    numbers: npt.NDArray[np.int64]
    items: npt.NDArray[np.int64]
    starts: npt.NDArray[np.float64]
    ends: npt.NDArray[np.float64]

    @classmethod
    def of(cls, rows: Sequence[tuple[int, int, float, float]]) -> Self:
        """The segments that the catalogue gives."""
        table = np.array(rows, np.float64).reshape(-1, 4).T
        numbers, items = table[:2].astype(np.int64)
        return cls(numbers, items, table[2], table[3])

    def __len__(self) -> int:
        return len(self.numbers)

    def nothing(self) -> Nearness:
        """That nothing is found in any of them."""
        return np.full(len(self), np.nan)

    def item_and_span(self, place: int) -> tuple[int, Span]:
        """Whose a segment is, and from when to when."""
        return int(self.items[place]), Span(float(self.starts[place]), float(self.ends[place]))


@dataclass(frozen=True, slots=True)
class Marks:
    """Where in some segments a ranking finds what it looks for; the rest is asked by place."""

    nearness: Nearness
    """A cosine, or 1.0 for words that stand there."""
    reason: Callable[[int], str]
    spans: Mapping[int, Span] = field(default_factory=dict)
    """Where it is within the segment, if that is known."""


def _nothing(segments: Segments) -> Marks:
    return Marks(segments.nothing(), str)


@dataclass(frozen=True, slots=True)
class Listed:
    """One ranking that was asked for, and for each of its items the reason it gives."""

    ranking: fusion.Ranking
    reasons: dict[int, str]
    spans: dict[int, Span] = field(default_factory=dict)
    """Where in the item the best segment lies, for items with times."""
    lane: Lane | None = None
    """In which lane of a video it looks; None where it looks at the whole of it."""
    marks: Callable[[Segments], Marks] = _nothing
    """Looks at all these segments, however far down the ranking they are."""

    @property
    def literal(self) -> bool:
        """Whether it finds words that stand there, which are there and nowhere else."""
        return self.ranking.alternatives == fusion.STANDS_THERE


LOADING = Note(NoteKind.MODEL_LOADING, "Descriptions are on their way: the model is being loaded.")


def without_model(error: MmdeskError, missing: NoteKind, searched: str) -> Note:
    """The note that a model is `missing`, or failed; `searched` says by what was searched."""
    kind = missing if isinstance(error, ModelUnavailable) else NoteKind.MODEL_FAILED
    return Note(kind, f"{searched}: {error}", str(error))


def best_spans(lists: Iterable[Listed]) -> dict[int, Span]:
    """Where in each item it is, by the list that ranks it best of those that know.

    Words that stand there are there and nowhere else: they tell, however far down they rank.
    """
    best: dict[int, tuple[bool, float]] = {}
    spans: dict[int, Span] = {}
    for listed in lists:
        for item, worth in listed.ranking.worths().items():
            if item in listed.spans and (listed.literal, worth) > best.get(item, (False, 0.0)):
                best[item], spans[item] = (listed.literal, worth), listed.spans[item]
    return spans
