"""A sound that is open: what both decoders have in common, from their samples to mono blocks.

To add a decoder: a subclass of `Sound` in a file of its own that gives `_decoded`, and an opener in
`formats.FORMATS`.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.errors import FileUnreadable
from mmdesk.core.times import clock
from mmdesk.media.reasons import as_reasons

Samples = NDArray[np.float32]

EMPTY_SOUND = "It holds no sound: its length is zero."

MOST_CHANNELS = 256
HIGHEST_RATE = 6_144_000
"""Hertz; DSD comes at up to 2,822,400."""
LONGEST = 100 * 3600.0
"""Seconds of a sound that are read; no day holds so many."""
LOUDEST = 4.0
_BLOCK_FRAMES = 1 << 16
"""At least, since each block costs some time."""
_BLOCK_SAMPLES = 1 << 22
"""At most, of all channels together: a second of 256 channels at 768 kHz would take 800 MB."""
_REACH = 512
"""Samples, at the lower rate, that a resampled one may depend on to each side."""
_SLACK, _SLACK_SHARE = 0.5, 0.01
"""Seconds and share of its length that may be missing at a sound's end: some headers estimate."""


_MONO = np.zeros(1, np.float32)


class Sound(ABC):
    """A sound, open for reading; a context manager.

    `duration` is what the header says, in seconds, None where it does not. `problem` is a sentence
    once decoding has met damage: what could be decoded counts.
    """

    exact = False
    """Whether the header gives the length to the frame; else it estimates."""

    def __init__(self, rate: int, channels: int, duration: float | None) -> None:
        if not 1 <= rate <= HIGHEST_RATE:
            raise FileUnreadable(f"{rate} samples a second are no rate that mmdesk can read.")
        if not 1 <= channels <= MOST_CHANNELS:
            raise FileUnreadable(f"{channels} channels are more or fewer than mmdesk can read.")
        self.rate, self.channels = rate, channels
        self.duration = duration
        self.problem: str | None = None

    @abstractmethod
    def _decoded(self, first: int) -> Iterator[Samples]:
        """From frame `first` on, (frames, channels) each, without gaps; reading may begin anew.

        Sets `problem` where it meets damage, and goes on or ends.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of the file."""

    def __enter__(self) -> "Sound":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def blocks(
        self,
        start: float = 0.0,
        end: float | None = None,
        rate: int | None = None,
        fold: "Fold | None" = None,
    ) -> Iterator[Samples]:
        """Blocks of about a second from `start` to `end`, in seconds, at `rate`; mono, or `fold`'s.

        At another rate than its own they are the same as if the whole sound had been resampled.
        """
        fold = fold or mixed
        if rate is None or rate == self.rate:
            last = None if end is None else round(end * self.rate)
            return map(fold, self.frames(round(start * self.rate), last))
        return self._resampled(start, end, rate, fold)

    def frames(self, first: int = 0, last: int | None = None) -> Iterator[Samples]:
        """Its own samples, (frames, channels), from frame `first` up to `last`, as they are."""
        most = int(LONGEST * self.rate)
        wanted = (most if last is None else min(last, most)) - first
        given = 0
        with as_reasons():
            for block in cut(self._decoded(first), 0, wanted):
                given += len(block)
                yield block
        if last is None:
            self._note_end(first + given)

    @property
    def block_frames(self) -> int:
        """How many frames a decoder should give at once: a second or so, less of many channels."""
        return min(max(self.rate, _BLOCK_FRAMES), _BLOCK_SAMPLES // self.channels)

    def _resampled(
        self, start: float, end: float | None, rate: int, fold: "Fold"
    ) -> Iterator[Samples]:
        """Begins where samples of both rates coincide, so that the phase is the whole sound's."""
        common = math.gcd(self.rate, rate)
        step, reach = self.rate // common, math.ceil(_REACH * max(1.0, self.rate / rate))
        first = max(0, round(start * self.rate) - reach) // step * step
        last = None if end is None else math.ceil(end * self.rate) + reach
        begin = round(start * rate)
        wanted = None if end is None else round(end * rate) - begin
        resample = Resampler(self.rate, rate, fold(np.zeros((1, self.channels), np.float32)))
        blocks = resample.all(map(fold, self.frames(first, last)))
        return cut(blocks, begin - first // step * (rate // common), wanted)

    def _note_end(self, frames: int) -> None:
        """The sound ended after so many frames: say so where the header promised more."""
        ended = frames / self.rate
        if self.duration is None or self.problem:
            return
        share = 0.0 if self.exact else _SLACK_SHARE
        if self.duration - ended > max(_SLACK, share * self.duration):
            self.problem = broken_off(ended, self.duration)


class Resampler:
    """A stream of samples at another rate: mono, or of the channels that `like` has."""

    def __init__(self, rate: int, target: int, like: Samples = _MONO) -> None:
        import soxr

        self._same = rate == target
        self._nothing = like[:0]
        channels = like.shape[1] if like.ndim == 2 else 1
        self._stream = soxr.ResampleStream(rate, target, channels, dtype="float32", quality="HQ")

    def add(self, block: Samples, *, last: bool = False) -> Samples:
        """What is ready once `block` has come; all of the rest with the `last`."""
        if self._same:
            return block
        return np.asarray(self._stream.resample_chunk(np.ascontiguousarray(block), last=last))

    def all(self, blocks: Iterable[Samples]) -> Iterator[Samples]:
        """All blocks, to the end."""
        ends = ((self._nothing, True),)
        for block, last in chain(((block, False) for block in blocks), ends):
            ready = self.add(block, last=last)
            if len(ready):
                yield ready


def cut(blocks: Iterable[Samples], skip: int, count: int | None) -> Iterator[Samples]:
    """The stretch of `count` frames after `skip`; to the end for None."""
    for block in blocks:
        begin = min(skip, len(block))
        skip -= begin
        taken = block[begin:] if count is None else block[begin : begin + count]
        if len(taken):
            yield taken
        if count is not None:
            count -= len(taken)
            if count <= 0:
                return


def gathered(pieces: Iterable[Samples], frames: int) -> Iterator[Samples]:
    """The same in blocks of at least so many frames; the last may be shorter."""
    held: list[Samples] = []
    count = 0
    for piece in pieces:
        held.append(piece)
        count += len(piece)
        if count >= frames:
            yield np.concatenate(held)
            held, count = [], 0
    if held:
        yield np.concatenate(held)


def mixed(frames: Samples) -> Samples:
    """Frames (n, channels) as mono: the channels' mean, finite, within `LOUDEST`."""
    weights = np.full(frames.shape[1], 1 / frames.shape[1], np.float32)
    with np.errstate(all="ignore"):
        mono: Samples = frames[:, 0] if frames.shape[1] == 1 else frames @ weights
        if not len(mono) or max(mono.max(), -mono.min()) <= LOUDEST:  # false for NaN
            return mono
        finite = np.nan_to_num(frames, nan=0.0, posinf=0.0, neginf=0.0)
        limited: Samples = (finite @ weights).clip(-LOUDEST, LOUDEST)
        return limited


def broken_off(at: float, duration: float | None) -> str:
    """The sentence for a sound that ends before its time."""
    of = f" of {spoken(duration)}" if duration else ""
    return f"The sound breaks off after {spoken(at)}{of}: the file is cut off or damaged."


def left_out(at: float) -> str:
    """The sentence for a sound that goes on after a damaged part."""
    return f"A part of the sound is damaged or missing, first after {spoken(at)}."


def spoken(seconds: float) -> str:
    """A time as a sentence names it: "4.2 s" or "1:05"."""
    return f"{seconds:.1f} s" if seconds < 10 else clock(seconds)


Fold = Callable[[Samples], Samples]
"""Makes of (frames, channels) what is wanted of them: mono (frames,), or fewer channels."""

Opener = Callable[[Path], Sound]
"""Opens a sound. It may raise whatever its library raises; `open_sound` turns it into a reason."""
