"""From vectors to a ranking: the nearest segments that pass, and the items whose best they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Filters, Lane, Space, Span
from mmdesk.search import fusion
from mmdesk.search.asking import Listed, Marks, Nearness, Question, Segments
from mmdesk.search.neighbours import Neighbours

OVERLOOKED = 10
"""How many times deeper a list is read at first when filters will not let all of it pass."""
DEEPER = 8
"""How many times deeper it is read again when its segments belong to too few items."""
DEEPEST = 20_000
"""Segments; an item whose best one lies further away is no candidate."""

Vector = npt.NDArray[np.float32]
Owner = tuple[int, float | None, float | None]
"""A segment's item, start and end."""
Near = tuple[float, int, Owner]
"""A segment's cosine, its number, and whose it is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a ranking is by: how near something is to one of the vectors in a space."""

    space: Space
    vectors: Sequence[Vector]
    lane: Lane
    reason: str
    weight: float
    alternatives: str = ""


class Nearest:
    """Ranks the items of one library by how near their segments are."""

    def __init__(self, catalogue: Catalogue, neighbours: Neighbours) -> None:
        self._items, self._neighbours = catalogue.items, neighbours

    def count(self, space: Space) -> int:
        """How many segments have a vector in the space."""
        return self._neighbours.count(space)

    def listed(self, wanted: Wanted, question: Question) -> Listed:
        """The items, ranked by the one of their segments that is nearest to one of the vectors.

        Each gives the reason and how near it is.
        """
        found = [
            near
            for vector in wanted.vectors
            for near in self.segments(wanted.space, vector, question)
        ]
        reasons: dict[int, str] = {}
        spans: dict[int, Span] = {}
        for cosine, _, (item, start, end) in sorted(found, key=lambda near: -near[0]):
            if item in reasons:
                continue
            reasons[item] = f"{wanted.reason} ({cosine:.2f})"
            if start is not None and end is not None:
                spans[item] = Span(start, end)
        ranking = fusion.Ranking(list(reasons), wanted.weight, wanted.alternatives)
        return Listed(ranking, reasons, spans, wanted.lane, partial(self._marks, wanted))

    def _marks(self, wanted: Wanted, segments: Segments) -> Marks:
        near = self.nearness(wanted.space, wanted.vectors, segments)
        return Marks(near, lambda place: f"{wanted.reason} ({near[place]:.2f})")

    def nearness(self, space: Space, vectors: Sequence[Vector], segments: Segments) -> Nearness:
        """How near each of the segments in the space is to the nearest of the vectors."""
        near = segments.nothing()
        for vector in vectors:
            near = np.fmax(near, self._neighbours.cosines(space, vector, segments.numbers))
        return near

    def segments(self, space: Space, vector: Vector, question: Question) -> list[Near]:
        """The nearest segments that pass the filters and are no example's, the nearest first.

        Most filters let enough of the nearest pass, which is quicker to see than all that pass. A
        long sound has many segments: it is looked deeper until there are enough items.
        """
        filters, count = question.query.filters, question.count
        filtered, allowed = filters != Filters(), None
        depth = OVERLOOKED * count if filtered else count
        while True:
            near = self._neighbours.nearest(space, vector, depth, allowed)
            owners = self._items.of_segments((segment for segment, _ in near), filters)
            items = {owner[0] for owner in owners.values()}
            if len(items) >= count or len(near) < depth or depth >= DEEPEST:
                break
            if filtered and allowed is None:
                allowed, depth = self._items.segments_passing(filters), count
            else:
                depth *= DEEPER
        return [
            (cosine, segment, owners[segment])
            for segment, cosine in near
            if segment in owners and owners[segment][0] not in question.own
        ]
