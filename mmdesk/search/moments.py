"""The moments of videos: what is seen, heard and said in them, joined on one timeline.

Of each lane those segments of a video count that are nearly as near as the nearest one is. What
overlaps or adjoins, in whatever lane, is one moment. Its score is how near each lane comes to the
best video of the ranking, squared and added up: two lanes that agree are worth more than one, and
one that fits well is worth more than two that hardly do.

The figures were chosen on real clips with small real models: frames of the same thing, a second
apart, have cosines that differ by up to a fifth, and those of other things reach half of the best.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from mmdesk.core.entities import Evidence, Lane, Moment, Span
from mmdesk.search import fusion
from mmdesk.search.asking import Listed, Mark, Segments

SHOWN = 8
"""Moments that a hit names."""
NEAR = 0.75
"""Segments count in a video down to this share of its nearest one's nearness."""
NOTHING = 0.6
"""The share of the best video's nearness that is as good as nothing."""
ELSEWHERE = 0.7
"""What a lane is worth that fits at another time of the same video."""
LITERAL = 3.0
"""The weight of words that are said: they are there and nowhere else, whatever else is like it."""
ADJACENT = 0.05
"""Seconds between two segments that are none: times are rounded in many ways."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was looked for in a lane of a video, and where it was found.

    `strength` is 1.0 for the best of all videos. `asked` tells apart what was asked of a lane.
    """

    lane: Lane
    span: Span
    strength: float
    reason: str
    asked: str = ""
    weight: float = 1.0
    literal: bool = False

    @property
    def voice(self) -> tuple[Lane, bool]:
        """What it speaks for, beside others."""
        return self.lane, self.literal


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a video: its moments, the best first, and the reasons of the best one."""

    moments: tuple[Moment, ...]
    reasons: tuple[str, ...]
    agreement: float
    """1.0 where one lane alone says it all; more, the better its lanes agree."""

    @property
    def best(self) -> Span:
        """From when to when its best moment is."""
        return Span(self.moments[0].start, self.moments[0].end)


def told(lists: Sequence[Listed], segments: Segments) -> dict[int, Told]:
    """What is told of each video whose `segments` these are, where anything is found in it."""
    found: dict[int, list[Found]] = {}
    for number, listed in enumerate(lists):
        if listed.lane is not None:
            for item, each in _found(listed, listed.lane, number, segments):
                found.setdefault(item, []).append(each)
    return told_of(found)


def told_of(found: Mapping[int, Sequence["Found"]]) -> dict[int, Told]:
    """What is told of each video by all that was found in it."""
    scale = Scale.of(each for several in found.values() for each in several)
    return {item: _told(several, scale) for item, several in found.items()}


def _found(
    listed: Listed, lane: Lane, number: int, segments: Segments
) -> Iterator[tuple[int, Found]]:
    marks = listed.marks(segments)
    best = max((mark.nearness for several in marks.values() for mark in several), default=0.0)
    # A text is one question, whether what is like it or the words themselves are looked for.
    names = (fusion.LIKENESS, fusion.STANDS_THERE)
    asked = "" if listed.ranking.alternatives in names else f"ranking {number}"
    for item, several in marks.items():
        for mark in _near(several):
            strength = _strength(mark.nearness, best)
            weight, literal = listed.ranking.weight, listed.literal
            yield item, Found(lane, mark.span, strength, mark.reason, asked, weight, literal)


def _near(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Those that are nearly as near as the nearest one."""
    best = max(mark.nearness for mark in marks)
    least = best - (1 - NEAR) * abs(best)
    return (mark for mark in marks if mark.nearness >= least)


def _strength(nearness: float, best: float) -> float:
    if nearness >= best:
        return 1.0
    return max(0.0, 1 - (best - nearness) / max(abs(best) * (1 - NOTHING), 1e-6))


@dataclass(frozen=True, slots=True)
class Scale:
    """How what was asked in each lane adds up: the weight of each question, for each voice."""

    weights: Mapping[tuple[Lane, bool], Mapping[str, float]]

    @classmethod
    def of(cls, found: Iterable[Found]) -> "Scale":
        """The scale for all that was found in all videos."""
        weights: dict[tuple[Lane, bool], dict[str, float]] = {}
        for each in found:
            weights.setdefault(each.voice, {})[each.asked] = each.weight
        return cls(weights)

    def voices(self, found: Iterable[Found]) -> dict[tuple[Lane, bool], float]:
        """How strong each voice is, from 0 to 1: the mean of what it says to each question."""
        best: dict[tuple[Lane, bool], dict[str, float]] = {}
        for each in found:
            said = best.setdefault(each.voice, {})
            said[each.asked] = max(each.strength, said.get(each.asked, 0.0))
        return {
            voice: sum(self.weights[voice][asked] * strength for asked, strength in said.items())
            / sum(self.weights[voice].values())
            for voice, said in best.items()
        }

    def score(self, found: Iterable[Found]) -> float:
        """What a moment is worth in which this was found, from 0 to 1."""
        most = sum(map(_weight, self.weights))
        gained = sum(_weight(voice) * each**2 for voice, each in self.voices(found).items())
        return sqrt(gained / most)


def _weight(voice: tuple[Lane, bool]) -> float:
    _, literal = voice
    return LITERAL if literal else 1.0


def _told(found: Sequence[Found], scale: Scale) -> Told:
    together = sorted(joined(found), key=lambda each: (-scale.score(each), each[0].span))
    moments = tuple(_moment(each, scale.score(each)) for each in together)
    everywhere = scale.voices(found)
    return Told(
        moments,
        tuple(dict.fromkeys(f"{each.lane}: {each.reason}" for each in _best_of_each(together[0]))),
        max(1.0, *(_agreement(scale.voices(each), everywhere) for each in together)),
    )


def _agreement(
    here: Mapping[tuple[Lane, bool], float], everywhere: Mapping[tuple[Lane, bool], float]
) -> float:
    """How much the lanes of a video say together, at one time of it or nearly so."""
    voices = (max(here.get(each, 0.0), ELSEWHERE * most) for each, most in everywhere.items())
    return sqrt(sum(voice**2 for voice in voices))


def joined(found: Iterable[Found]) -> list[list[Found]]:
    """What overlaps or adjoins put together, in whatever lane; the earliest first."""
    together: list[list[Found]] = []
    end = float("-inf")
    for each in sorted(found, key=lambda each: each.span):
        if each.span.start > end + ADJACENT:
            together.append([])
        together[-1].append(each)
        end = max(end, each.span.end)
    return together


def _moment(found: Sequence[Found], score: float) -> Moment:
    start, end = min(each.span.start for each in found), max(each.span.end for each in found)
    best = _best_first(found)
    frame = next((each.span.start for each in best if each.lane is Lane.SEEN), start)
    reasons: dict[tuple[Lane, Span], str] = {}
    for each in best:
        reasons.setdefault((each.lane, each.span), each.reason)
    evidence = tuple(Evidence(*where, reason) for where, reason in reasons.items())
    return Moment(start, end, frame, score, evidence)


def _best_first(found: Sequence[Found]) -> list[Found]:
    """Lane by lane, and in each the best first."""
    lanes = list(Lane)
    return sorted(found, key=lambda each: (lanes.index(each.lane), -each.strength, each.span))


def _best_of_each(found: Sequence[Found]) -> list[Found]:
    """The best of what was found for each question in each lane."""
    best: dict[tuple[Lane, str], Found] = {}
    for each in _best_first(found):
        best.setdefault((each.lane, each.asked), each)
    return list(best.values())
