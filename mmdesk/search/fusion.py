"""Many rankings into one, by reciprocal rank; the one place for their weights.

Source: Cormack, Clarke, Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual
Rank Learning Methods", SIGIR 2009. Ranks are joined rather than scores because the scores of
different models and of full-text search lie on scales that cannot be compared.

The paper has every ranking hold every item. Ours do not: a photo is never in the sound model's, and
a sound has more rankings to be in, by how it sounds and by what is said in it. Merely added up, an
item would gain by its kind, and none could be first in all that was asked. So rankings that answer
the same question for different items, or in different ways, are `alternatives`: an item counts with
its best place in one of them. The first photo, the first sound and the first passage then have the
same score, and ranks interleave, whatever the models' scales and however many of each kind there
are. Different questions (what is it like? do the words stand there?) still add up. Where only one
of the alternatives is asked, as in a library of photos, it is as if there were no other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

DEPTH = 60
"""The paper's k: how slowly a place further down loses its worth."""

DESCRIPTION = 1.0
"""What the model that sees, or the one that hears, says of the text."""
WORDS = 1.0
"""Names, titles, captions, keywords that hold the text."""
SAID = 1.0
"""What is said, with the words of the text."""
MEANING = 1.0
"""What is said, in other words than the text's."""
EXAMPLE = 1.0
"""What the model says of an example's content."""
LOOKS = 0.5
"""How alike the pictures look; with a model present, content counts more."""
TIMBRE = 0.5
"""How alike the sounds are to the ear; as with looks."""

LIKENESS = "what it is like"
STANDS_THERE = "where the words stand"


@dataclass(frozen=True, slots=True)
class Ranking:
    """Items, the best first, none twice; `weight` is one of those above.

    `alternatives` names the question that it answers together with others; a ranking without
    such a name answers one of its own.
    """

    items: Sequence[int]
    weight: float
    alternatives: str = ""

    def worths(self) -> dict[int, float]:
        """What its place in this ranking is worth to each item."""
        return {item: self.weight / (DEPTH + place) for item, place in zip(self.items, count(1))}


def fuse(rankings: Sequence[Ranking]) -> list[tuple[int, float]]:
    """All items of all rankings, the best first, each with its score.

    The score is 1.0 for an item that is first wherever it can be, and more than 0 for all others.
    Equal scores keep the order in which the items came up.
    """
    questions: dict[str, list[Ranking]] = {}
    for number, ranking in enumerate(rankings):
        questions.setdefault(ranking.alternatives or f"ranking {number}", []).append(ranking)
    best = sum(max(each.weight for each in asked) for asked in questions.values()) / (DEPTH + 1)
    scores: dict[int, float] = {}
    for asked in questions.values():
        for item, worth in _best(asked).items():
            scores[item] = scores.get(item, 0.0) + worth / best
    return sorted(scores.items(), key=lambda scored: -scored[1])


def by_agreement(
    fused: Sequence[tuple[int, float]], agreement: Mapping[int, float]
) -> list[tuple[int, float]]:
    """The ranking with some items in another order, on the places that they have among all.

    Each goes by its score times its agreement. So they gain and lose against one another only,
    and whatever else there is stays where it is.
    """
    result = list(fused)
    places = [place for place, (item, _) in enumerate(fused) if item in agreement]
    order = sorted((fused[place] for place in places), key=lambda f: -f[1] * agreement[f[0]])
    for place, (item, _) in zip(places, order, strict=True):
        result[place] = (item, fused[place][1])
    return result


def _best(alternatives: Sequence[Ranking]) -> dict[int, float]:
    worths: dict[int, float] = {}
    for ranking in alternatives:
        for item, worth in ranking.worths().items():
            worths[item] = max(worth, worths.get(item, 0.0))
    return worths
