"""Gaps: the stretches between a film's keyframes, and where in one it is worth looking.

Keyframes are decoded alone, which is cheap. What lies between them costs as much as playing it, so
that is decoded only as far as something tells that a shot ends there: the keyframes on either side
differ, or a packet is much larger than those around it. Sizes are known without decoding.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from mmdesk.media.difference import Tiny, difference, is_other_scene, near_identical
from mmdesk.media.film import Coded, Film, Frame

APART = 1.0
"""Seconds between two frames that are kept, at least."""
ROUNDING = 1e-3
"""Seconds by which times may be off."""
FURTHEST = 10.0
"""Seconds between two places that are looked at, at most."""
AROUND = 3
"""Frames around one that tell what it is."""

_SHORT = 1.5
"""Seconds; a gap that is no longer has its frame a second already."""
_LARGE, _LARGEST = 2.0, 1.15
"""A packet that begins a shot: so many times as large as any around it; the largest of a short gap
whose ends are other scenes."""
_CLEAR, _SOON = 10.0, 2.0
"""Difference of a gap's ends that leaves no doubt about a packet between them that is much larger;
seconds before its end in which its end's picture may stand for the shot."""
_OF_KEY = 0.1
"""Share of its keyframe's size that a packet has which changes the picture."""
_STIR = 0.25
"""Times its keyframe's size that the rest of a gap has in which something moves."""
_NEAR = 12
"""Packets before and after one that it is compared with."""
_LEISURE, _AT_ONCE = 7e6, 160e6
"""Pixels that may be decoded for a second of film, and once more for the whole film: all of what
is small or short, and a tenth of 1080p, so that keyframes remain the most of the work there."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The stretch from one keyframe to the next; `other` is that one, None after the last."""

    first: Frame
    other: Frame | None
    end: float
    coded: tuple[Coded, ...]
    """All that lies in it, the keyframe itself first."""

    @property
    def start(self) -> float:
        """Seconds."""
        return self.first.time

    @property
    def is_short(self) -> bool:
        """Whether keyframes alone give it its frame a second."""
        return self.end - self.start <= _SHORT

    def inner_keys(self) -> list[float]:
        """The times of more keyframes in it, which are closer to its first one than `APART`."""
        return [each.time for each in self.coded[1:] if each.key and each.time > self.start]


def gaps(film: Film, start: float) -> Iterator[Gap]:
    """The gaps of a film, from the one in which `start` lies."""
    packets = film.packets(start)
    head = next(packets, None)
    begin = min(start, head.time) if head is not None else start
    keys = film.keyframes(begin, APART - ROUNDING)
    first = next(keys, None) or next(film.frames(begin), None)
    ahead = [head] if head is not None else []
    while first is not None:
        other = next(keys, None)
        coded = []
        for packet in chain(ahead, packets):
            if other is not None and packet.key and packet.time >= other.time - ROUNDING:
                ahead = [packet]
                break
            coded.append(packet)
        else:
            ahead = []
        end = other.time if other is not None else _end(film, first, coded)
        yield Gap(first, other, end, tuple(coded))
        first = other


def _end(film: Film, first: Frame, coded: list[Coded]) -> float:
    """When the last frame is over."""
    shown = max((each.time for each in coded), default=first.time)
    return max(film.duration or 0.0, shown + 1 / (film.frame_rate or 25.0))


def clear_cut(film: Film, gap: Gap, first: Tiny, other: Tiny | None) -> float | None:
    """When the shot of the gap's end begins, where that is clear without decoding; else None.

    One packet is much larger than the rest, and the gap's ends differ; what comes before it in the
    file is shown before it and the rest after it, so that it is the first of its shot.
    """
    if other is None or _share(film) >= 1 or difference(first, other) < _CLEAR:
        return None
    jumps = _jumps(gap)
    if len(jumps) != 1 or gap.end - jumps[0] > _SOON:
        return None
    at = next(number for number, each in enumerate(gap.coded) if each.time == jumps[0])
    before, after = gap.coded[:at], gap.coded[at + 1 :]
    parted = all(each.time < jumps[0] for each in before) and all(
        each.time > jumps[0] for each in after
    )
    return jumps[0] if parted else None


def worth(film: Film, gap: Gap, first: Tiny, other: Tiny | None) -> tuple[float, float]:
    """From when to when what lies in the gap is worth decoding; nothing where both are equal.

    `first` and `other` are the gap's keyframes, tiny.
    """
    share, length = _share(film), gap.end - gap.start
    changed = other is None or not near_identical(first, other)
    if share >= 1 and (changed or _stirred(gap)):
        return gap.start, gap.end
    elsewhere = other is not None and is_other_scene(first, other)
    if other is not None and elsewhere and (inner := gap.inner_keys()):
        return _between(film, gap, first, other, inner)
    jumps = _jumps(gap) or (_likeliest(gap) if gap.is_short and elsewhere else [])
    until = max(jumps) + _after(film) if jumps else gap.start
    if changed and (share * length >= APART or length > FURTHEST):
        until = max(until, gap.start + share * length, gap.end - FURTHEST + APART)
    elif length > FURTHEST and _stirred(gap):
        until = max(until, gap.end - FURTHEST + APART)
    return gap.start, min(until, gap.end)


def _share(film: Film) -> float:
    """How much of what lies between keyframes may be decoded whatever it is."""
    rate = film.width * film.height * (film.frame_rate or 25.0)
    allowed = _LEISURE + _AT_ONCE / max(film.duration or 0.0, APART)
    return min(1.0, allowed / max(rate, 1.0))


def _between(
    film: Film, gap: Gap, first: Tiny, other: Tiny, inner: list[float]
) -> tuple[float, float]:
    """The stretch between two of the gap's own keyframes in which the scene changes."""
    times = [gap.start, *inner, gap.end]
    low, high = 0, len(times) - 1
    while high - low > 1:
        middle = (low + high) // 2
        frame = next(film.keyframes(times[middle]), None)
        if frame is None or frame.time >= gap.end:
            break
        tiny = frame.tiny()
        if difference(tiny, first) > difference(tiny, other):
            high = middle
        else:
            low = middle
    return times[max(0, low - 1)], min(gap.end, times[high] + _after(film))


def _after(film: Film) -> float:
    """How long the frames take that tell whether one begins a shot."""
    return (AROUND + 1) / (film.frame_rate or 25.0)


def _jumps(gap: Gap) -> list[float]:
    """The times of packets that are so large that a shot seems to begin with them."""
    rest = [each for each in gap.coded[1:] if not each.key]
    sizes = [each.size for each in rest]
    least = _OF_KEY * gap.coded[0].size if gap.coded else 0
    found = []
    for number, each in enumerate(rest):
        near = sizes[max(0, number - _NEAR) : number] + sizes[number + 1 : number + 1 + _NEAR]
        if each.size >= least and each.size > _LARGE * max(near, default=0):
            found.append(each.time)
    return found


def _likeliest(gap: Gap) -> list[float]:
    """The time of the largest packet, where one stands out at all."""
    rest = sorted((each for each in gap.coded[1:] if not each.key), key=lambda each: -each.size)
    if len(rest) > 1 and rest[0].size <= _LARGEST * rest[1].size:
        return []
    return [each.time for each in rest[:1]]


def _stirred(gap: Gap) -> bool:
    """Whether so much is coded in it that something must have moved."""
    rest = sum(each.size for each in gap.coded[1:])
    return bool(gap.coded) and rest > _STIR * gap.coded[0].size
