"""What the senses have in common: rankings by a model, for texts and examples, and without one.

A new sense is a subclass in a file of its own, as in sights.py and sounds.py, and a line in the
engine.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from mmdesk.core.entities import Kind, Lane, Note, NoteKind, Space
from mmdesk.core.errors import ModelFailed, ModelLoading, ModelUnavailable, Stopped
from mmdesk.models.registry import Purpose
from mmdesk.search import fusion, repulsion
from mmdesk.search.asking import LOADING, Listed, Model, Models, Question, without_model
from mmdesk.search.examples import Examples, Vectors
from mmdesk.search.nearest import Nearest, Vector, Wanted


@dataclass(frozen=True, slots=True)
class Way:
    """One way to find what is like an example: in which space, and what it counts.

    `reason` and `opposite` are why a hit is there; {} is for the names of examples.
    """

    space: Space
    vectors: Callable[[Path], Vectors]
    weight: float
    reason: str
    opposite: str


class Sense(ABC):
    """Finds items of some kinds by what one can see, or hear, in them."""

    kinds: ClassVar[frozenset[Kind]]
    """What it finds, and what may be an example for it."""
    lane: ClassVar[Lane]
    purpose: ClassVar[Purpose]
    """What its model is for."""
    untouched: ClassVar[Note]
    """The model has described nothing yet."""
    missing: ClassVar[NoteKind]
    searched: ClassVar[str]
    """How it was searched where there is no model: the beginning of a sentence."""

    def __init__(self, nearest: Nearest, examples: Examples, models: Models) -> None:
        self._nearest, self._examples, self._models = nearest, examples, models

    @abstractmethod
    def exists(self) -> bool:
        """Whether the library has anything for this sense, so that its model would be missed."""

    @abstractmethod
    def _described(self, model: Model, text: str) -> Vector:
        """The vector of a text in the model's space."""

    @abstractmethod
    def _reason(self, text: str) -> str:
        """Why the model thinks that a text fits."""

    @abstractmethod
    def _by_content(self, model: Model) -> Way:
        """How the model finds what is like an example."""

    @abstractmethod
    def _by_likeness(self) -> Way:
        """How it is found without a model."""

    def lists(self, question: Question) -> Iterator[Listed]:
        """By the model, as far as there is one, and without it."""
        if not self.kinds & question.kinds:
            return
        try:
            yield from self._by_model(question)
        except ModelLoading:
            question.notes.append(LOADING)
        except (ModelUnavailable, ModelFailed, Stopped) as error:
            if question.plain and self.exists():
                question.notes.append(without_model(error, self.missing, self.searched))
        yield from self._by_examples(self._by_likeness(), question)

    def needs_model(self) -> bool:
        """Whether its model has described anything; raises ModelUnavailable."""
        return self._nearest.count(self._models(self.purpose, wait=False).space) > 0

    def _by_model(self, question: Question) -> Iterator[Listed]:
        model = self._models(self.purpose, wait=question.wait)
        if self._nearest.count(model.space) == 0:
            if self.exists():
                question.notes.append(self.untouched)
            return
        way = self._by_content(model)
        if text := question.plain:
            vector = repulsion.away(self._described(model, text), self._unwanted(way, question))
            weight, like = fusion.DESCRIPTION, fusion.LIKENESS
            reason = self._reason(text)
            yield self._listed(way, [vector], question, reason, weight, like)
        yield from self._by_examples(way, question)

    def _by_examples(self, way: Way, question: Question) -> Iterator[Listed]:
        query, unwanted = question.query, self._unwanted(way, question)
        for number, path in enumerate(self._mine(query.examples)):
            vectors = [repulsion.away(each, unwanted) for each in way.vectors(path)]
            if not vectors:  # a video with nothing to be heard, say
                continue
            reason, like = way.reason.format(path.name), f"like example {number}, {way.weight}"
            yield self._listed(way, vectors, question, reason, way.weight, like)
        if unwanted and not (query.text or query.examples):
            names = ", ".join(path.name for path in self._mine(query.without))
            vector, reason = repulsion.opposite(unwanted), way.opposite.format(names)
            yield self._listed(way, [vector], question, reason, way.weight)

    def _listed(
        self,
        way: Way,
        vectors: list[Vector],
        question: Question,
        reason: str,
        weight: float,
        like: str = "",
    ) -> Listed:
        wanted = Wanted(way.space, vectors, self.lane, reason, weight, like)
        return self._nearest.listed(wanted, question)

    def _unwanted(self, way: Way, question: Question) -> list[Vector]:
        shown = (way.vectors(path) for path in self._mine(question.query.without))
        return [repulsion.unit(vectors.sum(axis=0)) for vectors in shown if len(vectors)]

    def _mine(self, paths: tuple[Path, ...]) -> list[Path]:
        return [path for path in paths if self._examples.kind(path) in self.kinds]
