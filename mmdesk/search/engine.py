"""From a query to a ranking: ask every list that can answer, fuse, say why each hit is there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Answer, Filters, Hit, Note, NoteKind, Query, Space
from mmdesk.core.errors import (
    MmdeskError,
    ModelFailed,
    ModelLoading,
    ModelUnavailable,
    Stopped,
)
from mmdesk.models.base import PictureEncoder, TextEncoder
from mmdesk.models.looks import Looks
from mmdesk.search import fusion, repulsion
from mmdesk.search.examples import Examples
from mmdesk.search.neighbours import Neighbours

CANDIDATES = 100
"""How deep each list is read at least; deeper places hardly change the top of a fused ranking."""
OVERLOOKED = 10
"""How many times deeper a list is read at first when filters will not let all of it pass."""

Span = tuple[float | None, float | None]
"""Start and end in seconds, None where time does not apply."""
Owner = tuple[int, float | None, float | None]
"""A segment's item, start and end."""


class Model(PictureEncoder, TextEncoder, Protocol):
    """The description model in use: pictures and texts in one space."""


class Models(Protocol):
    """Gives the description model."""

    def __call__(self, *, wait: bool) -> Model:
        """Raises ModelUnavailable; without `wait` the model raises ModelLoading when not ready."""


@dataclass(frozen=True, slots=True)
class _List:
    """One ranking that was asked for, and for each of its items the reason it gives."""

    ranking: fusion.Ranking
    reasons: dict[int, str]
    spans: dict[int, Span] = field(default_factory=dict)
    """Where in the item the best segment lies."""


@dataclass(slots=True)
class _Question:
    """One query while it is being answered."""

    query: Query
    count: int
    wait: bool
    own: set[int] = field(default_factory=set)
    """Items that are the examples themselves, wanted or not: never hits."""
    notes: list[Note] = field(default_factory=list)


NOT_DESCRIBED = Note(
    NoteKind.NOT_DESCRIBED,
    "The model has described no photo yet; words and looks answer. `mmdesk index` describes them.",
)

LOADING = Note(NoteKind.MODEL_LOADING, "Descriptions are on their way: the model is being loaded.")


class Engine:
    """Answers queries about one library; any thread may ask.

    `model` gives the description model, or raises ModelUnavailable with the way to get it.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        neighbours: Neighbours,
        examples: Examples,
        model: Models,
    ) -> None:
        self._catalogue, self._neighbours = catalogue, neighbours
        self._examples, self._model = examples, model
        self._looks = Looks()

    def search(self, query: Query, *, wait: bool = True) -> Answer:
        """The best `query.limit` hits, the best first; the newest where nothing is described.

        Where there are unwanted pictures only, those least like them. Without `wait` a model that
        is not loaded yet is left out, and a note says so. Raises FileUnreadable for an example that
        is no picture.
        """
        if not (query.text or query.examples or query.without):
            return Answer(self._newest(query))
        question = self._question(query, wait)
        lists = [*self._by_words(question), *self._by_model(question), *self._by_looks(question)]
        fused = fusion.fuse([each.ranking for each in lists])[: query.limit]
        return Answer(self._hits(fused, lists, query.filters), tuple(question.notes))

    def uses_model(self) -> bool:
        """Whether the model has described anything; raises ModelUnavailable."""
        return self._neighbours.count(self._model(wait=False).space) > 0

    def _newest(self, query: Query) -> tuple[Hit, ...]:
        items = self._catalogue.items.newest(query.filters, query.limit)
        reason = "among the newest" if query.filters == Filters() else "passes the filters"
        newest = _List(fusion.Ranking(items, fusion.WORDS), dict.fromkeys(items, reason))
        return self._hits([(item, 1.0) for item in items], [newest], query.filters)

    def _question(self, query: Query, wait: bool) -> _Question:
        own = {self._examples.item(path) for path in (*query.examples, *query.without)}
        count = max(CANDIDATES, 2 * query.limit) + len(own)
        return _Question(query, count, wait, {item for item in own if item is not None})

    def _by_words(self, question: _Question) -> Iterable[_List]:
        query = question.query
        found_items = self._catalogue.texts.search(query.text, query.filters, question.count)
        items = [item for item in found_items if item not in question.own]
        if items:
            found = self._catalogue.texts.fields_found(query.text, items)
            reasons = {item: f"words in {', '.join(fields)}" for item, fields in found.items()}
            yield _List(fusion.Ranking(items, fusion.WORDS), reasons)

    def _by_model(self, question: _Question) -> Iterable[_List]:
        try:
            model = self._model(wait=question.wait)
            if self._neighbours.count(model.space) == 0:
                question.notes.append(NOT_DESCRIBED)
                return
            yield from self._described(model, question)
        except ModelLoading:
            question.notes.append(LOADING)
        except (ModelUnavailable, ModelFailed, Stopped) as error:
            if question.query.text:
                question.notes.append(_without_model(error))

    def _described(self, model: Model, question: _Question) -> Iterable[_List]:
        query = question.query
        unwanted = [self._examples.vector(path, model) for path in query.without]
        if query.text:
            vector = repulsion.away(model.encode_texts([query.text])[0], unwanted)
            yield self._near(model.space, vector, question, fusion.DESCRIPTION, "description")
        yield from self._by_examples(model, question, unwanted, fusion.EXAMPLE, "content")

    def _by_looks(self, question: _Question) -> Iterable[_List]:
        unwanted = [self._examples.vector(path, self._looks) for path in question.query.without]
        yield from self._by_examples(self._looks, question, unwanted, fusion.LOOKS, "look")

    def _by_examples(
        self,
        encoder: PictureEncoder,
        question: _Question,
        unwanted: list[npt.NDArray[np.float32]],
        weight: float,
        what: str,
    ) -> Iterable[_List]:
        query = question.query
        for path in query.examples:
            vector = repulsion.away(self._examples.vector(path, encoder), unwanted)
            yield self._near(encoder.space, vector, question, weight, f"{what} of {path.name}")
        if unwanted and not (query.text or query.examples):
            vector, names = repulsion.opposite(unwanted), [path.name for path in query.without]
            reason = f"{what} unlike {', '.join(names)}"
            yield self._near(encoder.space, vector, question, weight, reason)

    def _near(
        self,
        space: Space,
        vector: npt.NDArray[np.float32],
        question: _Question,
        weight: float,
        reason: str,
    ) -> _List:
        near, owners = self._passing(space, vector, question)
        reasons: dict[int, str] = {}
        spans: dict[int, Span] = {}
        for segment, cosine in near:
            item, *span = owners[segment]
            if item not in question.own and item not in reasons:
                reasons[item] = f"{reason} ({cosine:.2f})"
                spans[item] = span[0], span[1]
        return _List(fusion.Ranking(list(reasons), weight), reasons, spans)

    def _passing(
        self, space: Space, vector: npt.NDArray[np.float32], question: _Question
    ) -> tuple[list[tuple[int, float]], dict[int, Owner]]:
        """The nearest segments that pass the filters, with their cosines, and whose they are.

        Most filters let enough of the nearest pass, which is quicker to see than all that pass.
        """
        nearest, items = self._neighbours.nearest, self._catalogue.items
        filters, count = question.query.filters, question.count
        filtered = filters != Filters()
        near = nearest(space, vector, OVERLOOKED * count if filtered else count, None)
        owners = items.of_segments((segment for segment, _ in near), filters)
        if filtered and len(owners) < count <= len(near):
            near = nearest(space, vector, count, items.segments_passing(filters))
            owners = items.of_segments(segment for segment, _ in near)
        return [each for each in near if each[0] in owners][:count], owners

    def _hits(
        self, scored: Sequence[tuple[int, float]], lists: Sequence[_List], filters: Filters
    ) -> tuple[Hit, ...]:
        items = [item for item, _ in scored]
        places = self._catalogue.files.places(items, filters.folders)
        spans = [(each.spans.get(item) for each in lists) for item in items]
        return tuple(
            Hit(
                item=item,
                kind=places[item][0].kind,
                path=places[item][0].path,
                score=score,
                reasons=tuple(each.reasons[item] for each in lists if item in each.reasons),
                online=places[item][0].online,
                start=span[0],
                end=span[1],
            )
            for (item, score), span in zip(scored, map(_first_span, spans), strict=True)
            if item in places
        )


def _without_model(error: MmdeskError) -> Note:
    missing = isinstance(error, ModelUnavailable)
    kind = NoteKind.MODEL_MISSING if missing else NoteKind.MODEL_FAILED
    return Note(kind, f"Searched by words, not by description: {error}", str(error))


def _first_span(spans: Iterable[Span | None]) -> Span:
    return next((span for span in spans if span), (None, None))
