"""The moments of videos: what is seen, heard and said in them, joined on one timeline.

Of each lane those segments of a video count that are nearly as near as the nearest one is. What
overlaps or adjoins, in whatever lane, is one moment; only still pictures that follow one another
are moments of their own, as they are unlike: else they were one shot. A moment's score is how near
each lane comes to the best video of the ranking, squared and added up: two lanes that agree are
worth more than one, and one that fits well is worth more than two that hardly do.

The figures were chosen on real clips with small real models: frames of the same thing, a second
apart, have cosines that differ by up to a fifth, and those of other things reach half of the best.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from mmdesk.core.entities import Evidence, Lane, Moment, Span
from mmdesk.search.asking import Listed, Nearness, Segments

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
AUDIBLE = 0.5
"""The share of the strongest voice's strength that makes another one count beside it."""
ADJACENT = 0.05
"""Seconds between two segments that are none: times are rounded in many ways."""
STILL = 10.5
"""Seconds from which on a shot stands still: of what moves, a frame is taken every 10 s."""
_LEAST = 0.05
"""Where the best cosine is as small as this, nothing is found."""

Voice = tuple[Lane, bool]
"""What speaks for a moment beside others: a lane, and whether by the words themselves."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where in a lane of a video something was found, and why; `share` of the best is 1 at most."""

    voice: Voice
    span: Span
    share: float
    reasons: tuple[str, ...]

    @property
    def lane(self) -> Lane:
        """In which lane."""
        return self.voice[0]

    @property
    def literal(self) -> bool:
        """Whether by the words themselves."""
        return self.voice[1]

    @property
    def is_exact(self) -> bool:
        """Whether its span is no longer than what was found: that of words, and of shots."""
        return self.literal or self.lane is Lane.SEEN

    @property
    def strength(self) -> float:
        """What it counts for, from 0 to 1."""
        return max(0.0, 1 - (1 - self.share) / (1 - NOTHING))

    @property
    def is_still(self) -> bool:
        """Whether it is a picture that stands still for long."""
        return self.lane is Lane.SEEN and self.span.end - self.span.start > STILL


class Told:
    """What is told of a video in which something was `found`; `voices` are those of all videos."""

    def __init__(self, found: Sequence[Found], voices: Collection[Voice]) -> None:
        self._found = found
        scored = [(_score(each, voices), each) for each in joined(found)]
        self._scored = sorted(scored, key=lambda e: (-e[0], -max(found.share for found in e[1])))

    @property
    def agreement(self) -> float:
        """1.0 where one lane alone says it all; more, the better the lanes agree."""
        everywhere = _strengths(self._found)
        return max(1.0, *(_agreement(_strengths(each), everywhere) for _, each in self._scored))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the best moment is one, lane by lane."""
        best = (several[0] for several in _by_voice(self._scored[0][1]).values())
        reasons = (f"{each.lane}: {reason}" for each in best for reason in each.reasons)
        return tuple(dict.fromkeys(reasons))

    def moments(self, count: int | None = None) -> tuple[Moment, ...]:
        """All moments, or as many; the best first."""
        return tuple(_moment(each, score) for score, each in self._scored[:count])


def told(lists: Sequence[Listed], segments: Segments) -> dict[int, Told]:
    """What is told of each video whose `segments` these are, where anything is found in it."""
    asked: dict[Voice, list[Listed]] = {}
    for listed in lists:
        if listed.lane is not None:
            asked.setdefault((listed.lane, listed.literal), []).append(listed)
    found: dict[int, list[Found]] = {}
    for voice, its_lists in asked.items():
        for item, each in _found(voice, its_lists, segments):
            found.setdefault(item, []).append(each)
    found = {item: _audible(several) for item, several in found.items()}
    voices = {each.voice for several in found.values() for each in several}
    return {item: Told(several, voices) for item, several in found.items()}


def _found(
    voice: Voice, lists: Sequence[Listed], segments: Segments
) -> Iterator[tuple[int, Found]]:
    """Where the lists of a voice together find something in each item, and nearly the nearest."""
    several = [listed.marks(segments) for listed in lists]
    weights = np.array([listed.ranking.weight for listed in lists])
    near = np.stack([marks.nearness for marks in several])
    best = np.fmax.reduce(near, axis=1, initial=_LEAST)
    shares = (weights / weights.sum() / best) @ np.nan_to_num(near)
    places = np.flatnonzero(~np.isnan(near).all(axis=0))
    for place in places[_nearest(shares[places], segments.items[places])].tolist():
        item, span = segments.item_and_span(place)
        telling = [marks for marks in several if not np.isnan(marks.nearness[place])]
        reasons = tuple(marks.reason(place) for marks in telling)
        span = telling[0].spans.get(place, span)
        yield item, Found(voice, span, float(shares[place]), reasons)


def _nearest(shares: Nearness, items: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which are nearly as near as the nearest one of their item."""
    _, whose = np.unique(items, return_inverse=True)
    best = np.full(whose.max(initial=-1) + 1, -np.inf)
    np.maximum.at(best, whose, shares)
    return shares >= (best - (1 - NEAR) * np.abs(best))[whose]


def _audible(found: Sequence[Found]) -> list[Found]:
    """Without the voices that hardly say anything beside the others: they would blur the moment."""
    strengths = _strengths(found)
    least = AUDIBLE * max(strengths.values())
    if not least:
        return [max(found, key=lambda each: each.share)]
    return [each for each in found if each.strength and strengths[each.voice] >= least]


def joined(found: Iterable[Found]) -> list[list[Found]]:
    """What overlaps or adjoins put together, in whatever lane; the earliest first.

    Words that are said are there and nowhere else: what merely sounds like them, or means the same,
    joins them where it overlaps them, and makes their moment no longer.
    """
    several = list(found)
    exact = _chained(each for each in several if each.is_exact)
    worded = [each for each in exact if any(one.literal for one in each)]
    spans = [_whole(each) for each in worded]
    alone = [one for each in exact if each not in worded for one in each]
    for each in (each for each in several if not each.is_exact):
        overlaps = [_overlap(each.span, span) for span in spans]
        most = max(overlaps, default=0.0)
        (worded[overlaps.index(most)] if most > 0 else alone).append(each)
    return sorted((*worded, *_chained(alone)), key=_whole)


def _chained(found: Iterable[Found]) -> list[list[Found]]:
    """One after the other as they overlap or adjoin; two still pictures that only adjoin do not."""
    together: list[list[Found]] = []
    end = end_of_others = float("-inf")
    for each in sorted(found, key=lambda e: (e.span.start, e.is_still, e.span.end)):
        reached = max(end - ADJACENT, end_of_others + ADJACENT) if each.is_still else end + ADJACENT
        if each.span.start > reached:
            together.append([])
        together[-1].append(each)
        end = max(end, each.span.end)
        if not each.is_still:
            end_of_others = max(end_of_others, each.span.end)
    return together


def _whole(found: Sequence[Found]) -> Span:
    """From when to when a moment is."""
    worded = any(each.literal for each in found)
    deciding = [each for each in found if each.is_exact] if worded else found
    return Span(min(each.span.start for each in deciding), max(each.span.end for each in deciding))


def _overlap(one: Span, other: Span) -> float:
    return min(one.end, other.end) - max(one.start, other.start)


def _moment(found: Sequence[Found], score: float) -> Moment:
    whole = _whole(found)
    best = [each for several in _by_voice(found).values() for each in several]
    seen = (each.span.start for each in best if each.lane is Lane.SEEN)
    clearest = max(best, key=lambda each: (each.literal, each.share))
    at = max(whole.start, next(seen, clearest.span.start))
    reasons: dict[tuple[Lane, Span], str] = {}
    for each in best:
        reasons.setdefault((each.lane, each.span), "; ".join(each.reasons))
    evidence = tuple(Evidence(*where, reason) for where, reason in reasons.items())
    return Moment(whole.start, whole.end, at, score, evidence)


def _by_voice(found: Iterable[Found]) -> dict[Voice, list[Found]]:
    """Lane by lane, words that are said before what is meant, and of each the best first."""
    lanes = list(Lane)
    voices: dict[Voice, list[Found]] = {}
    for each in sorted(found, key=lambda e: (lanes.index(e.lane), not e.literal, -e.share, e.span)):
        voices.setdefault(each.voice, []).append(each)
    return voices


def _strengths(found: Iterable[Found]) -> dict[Voice, float]:
    """How strong each voice is, from 0 to 1."""
    strengths: dict[Voice, float] = {}
    for each in found:
        strengths[each.voice] = max(each.strength, strengths.get(each.voice, 0.0))
    return strengths


def _score(found: Iterable[Found], voices: Collection[Voice]) -> float:
    """What a moment is worth in which this was found: 1.0 where all voices are at their best."""
    gained = sum(_weight(voice) * each**2 for voice, each in _strengths(found).items())
    return sqrt(gained / sum(map(_weight, voices)))


def _weight(voice: Voice) -> float:
    _, literal = voice
    return LITERAL if literal else 1.0


def _agreement(here: Mapping[Voice, float], everywhere: Mapping[Voice, float]) -> float:
    """How much the lanes of a video say together, at one time of it or nearly so."""
    voices = (max(here.get(each, 0.0), ELSEWHERE * most) for each, most in everywhere.items())
    return sqrt(sum(voice**2 for voice in voices))
