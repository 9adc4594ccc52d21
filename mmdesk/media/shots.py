"""Shots: the few frames that stand for a film, found by its content, piece by piece.

Keyframes come first; between them `gaps` tells where to look, and `difference` what is another
shot. At least one frame stands for each shot, none is closer to another than a second, and
neighbours that are near-identical are one: a still hour costs one frame. A cut's own frame is kept
rather than one shortly before it.
"""

import struct
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice, repeat
from time import monotonic

import numpy as np
from PIL import Image

from mmdesk.media import thumbnails
from mmdesk.media.difference import (
    Tiny,
    difference,
    is_blend,
    is_cut,
    is_other_scene,
    near_identical,
)
from mmdesk.media.film import Film, Frame
from mmdesk.media.film_frame import SMALL
from mmdesk.media.gaps import APART, AROUND, FURTHEST, ROUNDING, Gap, clear_cut, gaps, worth

_FILM, _WORK = 120.0, 5.0
"""Seconds of film, and of work, after which a piece ends."""
_USUAL = 8
"""Differences from frame to frame that tell what is usual."""
_HISTORY = 1.0
"""Seconds before a piece that are looked at again, for what is usual there."""
_PASSING = 0.03
"""Share of its way that a dissolve goes on within `AROUND` frames, at least."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """A frame that stands for the film from `start`, when it is shown, to `end`, in seconds.

    `image` is as large as a thumbnail; where a cut is clear without decoding it, it shows its shot
    some frames later. `signature` lets the next piece go on from here.
    """

    start: float
    end: float
    image: Image.Image
    signature: bytes


@dataclass(frozen=True, slots=True)
class Piece:
    """What was found in a stretch of a film, which ends at `end`; `last`: the film does, too.

    `extends` is up to when the shot before this piece goes on, None where none does.
    """

    frames: tuple[Sampled, ...]
    end: float
    last: bool
    extends: float | None


def sample(
    film: Film, start: float = 0.0, before: bytes | None = None, at_most: float = _FILM
) -> Piece:
    """The shots from `start` on, until about `at_most` seconds of film or some work are through.

    `before` is the signature of the latest frame that was kept until there. All pieces of a film
    together give what one would.
    """
    chosen = _Chosen(before)
    work = _Work(start, at_most)
    for gap in gaps(film, start):
        reached = _look(film, gap, chosen, work)
        if reached is not None:
            return chosen.piece(start, reached, last=False)
        if gap.other is None:
            return chosen.piece(start, gap.end, last=True)
        if work.done(gap.end):
            return chosen.piece(start, gap.end, last=False)
    return chosen.piece(start, start, last=True)


class _Work:
    """How much of a piece's budget is used."""

    def __init__(self, start: float, at_most: float) -> None:
        self.start, self._at_most = start, at_most
        self._begun = monotonic()
        self._reached: float | None = None

    def reach(self) -> None:
        """The piece begins only now: until here lay what is decoded to get there."""
        if self._reached is None:
            self._reached = monotonic()

    def done(self, time: float, budgets: float = 1.0) -> bool:
        """Whether so many budgets are used; at least as much is done as it took to get there."""
        since = self._reached if self._reached is not None else self._begun
        allowed = budgets * max(_WORK, since - self._begun)
        return time - self.start >= budgets * self._at_most or monotonic() - since > allowed


@dataclass(frozen=True, slots=True)
class _Kept:
    """A frame that was chosen, as the next one sees it."""

    time: float
    tiny: Tiny

    @classmethod
    def of(cls, signature: bytes) -> "_Kept":
        (time,) = struct.unpack_from("<d", signature)
        tiny = np.frombuffer(signature, np.uint8, offset=8).reshape(3, *SMALL[::-1])
        return cls(time, tiny)

    def signature(self) -> bytes:
        return struct.pack("<d", self.time) + self.tiny.tobytes()


class _Chosen:
    """The frames that are kept of those that are looked at, in the order of time."""

    def __init__(self, before: bytes | None) -> None:
        self.last = _Kept.of(before) if before is not None else None
        self._before = self.last
        self._kept: list[tuple[_Kept, Image.Image]] = []
        self._spare: _Kept | None = None
        """The frame before the last kept one, where that one may give way to a cut."""

    def offer(self, frame: Frame, tiny: Tiny, *, cut: bool) -> bool:
        """Keep the frame unless the last one stands for it, too; False where it must wait."""
        if self.last is not None and near_identical(tiny, self.last.tiny):
            return True
        if not self.is_due(frame.time):
            if not (cut and self._give_way(frame.time)):
                return False
            return self.offer(frame, tiny, cut=cut)
        self._spare = None if cut else self.last
        self.last = _Kept(frame.time, tiny.copy())
        self._kept.append((self.last, _thumbnail(frame)))
        return True

    def settle(self) -> None:
        """What is kept so far remains."""
        self._spare = None

    def is_due(self, time: float) -> bool:
        """Whether a frame may be kept already."""
        return self.last is None or time >= self.last.time + APART - ROUNDING

    def _give_way(self, time: float) -> bool:
        """Let go of a frame that was kept only because a second was over."""
        if self._spare is None or not self._kept or time > self._spare.time + FURTHEST:
            return False
        self._kept.pop()
        self.last, self._spare = self._spare, None
        return True

    def piece(self, start: float, end: float, *, last: bool) -> Piece:
        """All that was kept, each frame until the next one.

        Where that is the keyframe with which the next gap begins, the piece ends after it.
        """
        starts = [kept.time for kept, _ in self._kept]
        end = max([end, *(time + ROUNDING for time in starts[-1:])])
        ends = [*starts, end][1:]
        first = starts[0] if starts else end
        return Piece(
            tuple(
                Sampled(kept.time, until, image, kept.signature())
                for (kept, image), until in zip(self._kept, ends, strict=True)
            ),
            end,
            last,
            first if self._before is not None and first > start else None,
        )


def _thumbnail(frame: Frame) -> Image.Image:
    long, short = max(frame.size), min(frame.size)
    return thumbnails.shrunk(frame.image(max(1, round(thumbnails.SIDE * short / long))))


def _look(film: Film, gap: Gap, chosen: _Chosen, work: _Work) -> float | None:
    """Choose among the frames of a gap; the time at which the piece must end within it, if so."""
    first, other = gap.first.tiny(), gap.other.tiny() if gap.other is not None else None
    jump = clear_cut(film, gap, first, other)
    begin, until = worth(film, gap, first, other) if jump is None else (gap.start, gap.start)
    chosen.settle()
    waiting = False
    if gap.start >= work.start and not _passes(film, gap, first, other, chosen.last):
        waiting = not chosen.offer(gap.first, first, cut=False) and _may_end(gap, first, other)
    if gap.other is not None and other is not None and jump is not None:
        chosen.offer(replace(gap.other, time=jump), other, cut=True)
    if until <= begin and not waiting:
        return None
    for seen in _seen(film, max(begin, work.start - _HISTORY)):
        time = seen.frame.time
        over = time >= gap.end - ROUNDING
        if over or (time > until and not waiting):
            if over and seen.cut:  # the next gap begins with a shot
                chosen.offer(seen.frame, seen.tiny, cut=True)
            break
        if time < work.start or time <= gap.start:
            continue
        work.reach()
        if not waiting and chosen.is_due(time) and work.done(time, 2.0):
            return time
        if seen.cut or (chosen.is_due(time) and not seen.blend):
            kept = chosen.offer(seen.frame, seen.tiny, cut=seen.cut)
            waiting = not kept and _may_end(gap, seen.tiny, other)
    return None


def _may_end(gap: Gap, tiny: Tiny, other: Tiny | None) -> bool:
    """Whether a shot that shows `tiny` in the gap may be over before the next keyframe."""
    return not gap.is_short or other is None or is_other_scene(tiny, other)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A frame with what the frames around it tell of it."""

    frame: Frame
    tiny: Tiny
    cut: bool
    blend: bool


def _seen(film: Film, start: float) -> Iterator[_Seen]:
    """Every frame from `start` on."""
    usual: deque[float] = deque(maxlen=_USUAL)
    before: deque[Tiny] = deque(maxlen=AROUND)
    ahead: deque[tuple[Frame, Tiny]] = deque()
    for frame in chain(film.frames(start), repeat(None, AROUND)):
        if frame is not None:
            ahead.append((frame, frame.tiny()))
        if (frame is not None and len(ahead) <= AROUND) or not ahead:
            continue
        after = ahead[-1][1]
        centre, tiny = ahead.popleft()
        cut = bool(before) and is_cut(tiny, before[-1], after, list(usual))
        # Too few frames before it tell nothing: the next ones know more.
        blend = len(before) < AROUND or is_blend(tiny, before[0], after)
        yield _Seen(centre, tiny, cut, blend)
        if before:
            usual.append(difference(tiny, before[-1]))
        before.append(tiny)


def _passes(film: Film, gap: Gap, first: Tiny, other: Tiny | None, last: _Kept | None) -> bool:
    """Whether a gap's keyframe is in the midst of a dissolve or a fade."""
    if other is None or last is None or not is_blend(first, last.tiny, other):
        return False
    following = [frame.tiny() for frame in islice(film.frames(gap.start), 1, 1 + AROUND)]
    way = difference(last.tiny, other)
    return bool(following) and difference(first, following[-1]) > _PASSING * way
