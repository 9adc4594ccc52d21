"""Many rankings into one, by reciprocal rank; the one place for their weights.

Source: Cormack, Clarke, Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual
Rank Learning Methods", SIGIR 2009. Ranks are joined rather than scores because the scores of
different models and of full-text search lie on scales that cannot be compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass

DEPTH = 60
"""The paper's k: how slowly a place further down loses its worth."""

DESCRIPTION = 1.0
"""What the model says of the text."""
WORDS = 1.0
"""Names, titles, captions, keywords that hold the text."""
EXAMPLE = 1.0
"""What the model says of an example's content."""
LOOKS = 0.5
"""How alike the pictures look; with a model present, content counts more."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Items, the best first, none twice; `weight` is one of those above."""

    items: Sequence[int]
    weight: float


def fuse(rankings: Sequence[Ranking]) -> list[tuple[int, float]]:
    """All items of all rankings, the best first, each with its score.

    The score is 1.0 for an item that is first in every ranking, and more than 0 for all others.
    Equal scores keep the order in which the items came up.
    """
    best = sum(ranking.weight for ranking in rankings) / (DEPTH + 1)
    scores: dict[int, float] = {}
    for ranking in rankings:
        for place, item in enumerate(ranking.items, start=1):
            scores[item] = scores.get(item, 0.0) + ranking.weight / (DEPTH + place) / best
    return sorted(scores.items(), key=lambda scored: -scored[1])
