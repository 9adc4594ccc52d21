"""Sounds through FFmpeg (PyAV): what libsndfile does not know, what is damaged, soundtracks."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

import numpy as np

from mmdesk.core.errors import FileUnreadable
from mmdesk.media import xing
from mmdesk.media.container import (
    PROTECTED,
    av,
    begins,
    best,
    moving,
    opened,
    packets,
    promised,
    refuse_protected,
    refuse_protected_asf,
)
from mmdesk.media.stream import EMPTY_SOUND, Samples, Sound, broken_off, cut, gathered, left_out

if TYPE_CHECKING:
    from pathlib import Path

    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.packet import Packet

_TIMED = "mov,mp4,m4a,3gp,3g2,mj2 matroska,webm asf ogg wav w64 aiff caf au wv tta flac ape tak"
"""Demuxers that know a sound's length; others estimate."""
_LEAD = 0.5
"""Seconds decoded before what is wanted: many codecs build on what came before."""
_NOTABLE, _MOST_GAP = 0.05, 600.0
"""Seconds that are missing and filled with silence, so that what follows keeps its time."""

_WHOLE = 0.98
"""Share of an MP3's own count from which on nothing is missing."""

NO_SOUND = "It holds no sound."
_UNDECODABLE = "No sound can be decoded from it: the file is cut off or damaged."
_UNKNOWN = "Its sound is coded in a way that mmdesk cannot read."


def open_sound(path: Path) -> Sound:
    """The sound in `path`; of several the one that a player would take."""
    return FfmpegSound(path)


def open_protected(_path: Path) -> Sound:
    """For formats that are always protected."""
    raise FileUnreadable(PROTECTED)


class FfmpegSound(Sound):
    """A sound that FFmpeg has opened; each reading opens it anew, so that no state is left."""

    def __init__(self, path: Path) -> None:
        self._path = path
        refuse_protected_asf(path)
        with opened(path, _UNDECODABLE) as container:
            stream = _stream(container)
            first = _first(container, stream)
            began, self._zero = first.time or 0.0, _zero(container, first)
            self._lead = max(0, round((began - self._zero) * first.sample_rate))
            self._head = self._lead + first.samples
            self._layout, self._mp3 = first.layout.name, container.format.name == "mp3"
            duration = _duration(container, stream)
            super().__init__(
                first.sample_rate,
                first.layout.nb_channels,
                xing.duration(path) if self._mp3 else duration,
            )

    def close(self) -> None:
        """Nothing is held."""

    def _decoded(self, first: int) -> Iterator[Samples]:
        """Where time alone does not lead there, all that comes before is decoded."""
        yield from self._quiet(self._lead - first)
        first = max(first, self._lead)
        for seeking in (True, False) if first > self._lead + self.rate else (False,):
            with opened(self._path, _UNDECODABLE) as container:
                stream = _stream(container)
                if seeking:
                    at, frames = self._sought(container, stream, first / self.rate - _LEAD)
                else:
                    at, frames = self._lead, _frames(packets(container, stream))
                if at <= first:
                    pieces = cut(self._contiguous(frames, at), first - at, None)
                    yield from gathered(pieces, self.block_frames)
                    return

    def _sought(
        self, container: InputContainer, stream: AudioStream, seconds: float
    ) -> tuple[int, Iterator[AudioFrame | None]]:
        """The frames from a little before that time on, and the number of their first sample.

        The second frame tells it: the first may have been shortened, as at the sound's beginning.
        """
        time = max(0.0, seconds) + self._zero
        container.seek(int(time / float(stream.time_base or 1)), stream=stream)
        frames = _frames(packets(container, stream))
        ahead = list(islice(filter(None, frames), 2))
        if len(ahead) < 2:
            return sys.maxsize, frames
        return self._place(ahead[1]) - ahead[0].samples, chain(ahead, frames)

    def _place(self, frame: AudioFrame) -> int:
        """The number of a frame's first sample by its time; never too small a number.

        Where times are coarse (whole milliseconds), frames of one size tell more.
        """
        if frame.time is None:
            return sys.maxsize
        at = max(0, round((frame.time - self._zero) * self.rate))
        counted = self._head + round((at - self._head) / frame.samples) * frame.samples
        coarse = float(frame.time_base or 0) * self.rate
        return counted if abs(counted - at) <= coarse else at

    def _contiguous(self, frames: Iterable[AudioFrame | None], at: int) -> Iterator[Samples]:
        """The frames' samples, the first of which has the number `at`; what is missing is silent.

        Some demuxers leave out what is damaged without a word: then only the times tell. Behind the
        last frame of an MP3 lie tags, text or pictures: only its own count tells of damage there.
        """
        damaged: int | None = None
        for frame in frames:
            gap = self._place(frame) - at if frame else 0
            if frame is None:
                damaged = at if damaged is None else damaged
                continue
            if damaged is not None or _NOTABLE * self.rate < gap < _MOST_GAP * self.rate:
                self._note(at if damaged is None else damaged)
                damaged = None
            for samples in chain(self._silence(gap), self._samples(frame)):
                at += len(samples)
                yield samples
        if damaged is not None and not self._mp3:
            self.problem = broken_off(at / self.rate, self.duration)

    def _note(self, damaged: int) -> None:
        """Something is missing from that frame on; not what lies behind an MP3's own count."""
        seconds = damaged / self.rate
        if not self._mp3 or self.duration is None or seconds < _WHOLE * self.duration:
            self.problem = self.problem or left_out(seconds)

    def _silence(self, gap: int) -> Iterator[Samples]:
        if _NOTABLE * self.rate < gap < _MOST_GAP * self.rate:
            yield from self._quiet(gap)

    def _quiet(self, frames: int) -> Iterator[Samples]:
        for at in range(0, frames, self.block_frames):
            yield np.zeros((min(self.block_frames, frames - at), self.channels), np.float32)

    def _samples(self, frame: AudioFrame) -> Iterator[Samples]:
        """(frames, channels); a stream that changes its rate or channels midway is converted."""
        if (frame.sample_rate, frame.layout.nb_channels) == (self.rate, self.channels):
            yield _floats(frame)
            return
        convert = av().AudioResampler("fltp", self._layout, self.rate)
        for converted in (*convert.resample(frame), *convert.resample(None)):
            yield _floats(converted)


def metadata(path: Path) -> dict[str, str]:
    """What the file says about itself, as bytes read as Latin-1: their encoding is not known."""
    with opened(path, _UNDECODABLE) as container:
        said = container.metadata
        for stream in container.streams.audio[:1]:
            said = {**stream.metadata, **said}
        return said


def _first(container: InputContainer, stream: AudioStream) -> AudioFrame:
    """The first frame that can be decoded; raises FileUnreadable when there is none."""
    damaged = False
    for frame in _frames(packets(container, stream)):
        if frame is not None:
            return frame
        damaged = True
    raise FileUnreadable(_UNDECODABLE if damaged or container.duration else EMPTY_SOUND)


def _zero(container: InputContainer, first: AudioFrame) -> float:
    """The time at which the sound begins for a listener: a soundtrack's begins with its film."""
    return begins(container) if moving(container) else first.time or 0.0


def _duration(container: InputContainer, stream: AudioStream) -> float | None:
    """Seconds as the header gives them; None where it estimates, or tells of the pictures only."""
    if container.format.name not in _TIMED.split():
        return None
    if moving(container):
        return promised(container, stream)
    return container.duration / 1_000_000 if container.duration else None


def _stream(container: InputContainer) -> AudioStream:
    """The stream that a player would take; raises FileUnreadable when none can be decoded."""
    refuse_protected(container.streams.audio)
    found = best(container, "audio")
    if found is None:
        raise FileUnreadable(_UNKNOWN if container.streams.audio else NO_SOUND)
    stream = next(each for each in container.streams.audio if each.index == found.index)
    stream.codec_context.thread_count = 1  # several files are decoded at once already
    return stream


def _frames(coded: Iterable[Packet[AudioStream]]) -> Iterator[AudioFrame | None]:
    """The frames in the packets; None stands for what cannot be decoded."""
    error = av().error.FFmpegError
    try:
        for packet in coded:
            try:
                frames = packet.decode()
            except error:
                yield None
                continue
            yield from frames
    except error:
        yield None


def _floats(frame: AudioFrame) -> Samples:
    """A frame's samples, (frames, channels), full scale being 1."""
    raw = frame.to_ndarray()
    samples = raw.T if frame.format.is_planar else raw.reshape(-1, frame.layout.nb_channels)
    floats = samples.astype(np.float32, copy=False)
    if raw.dtype.kind == "u":
        return (floats - 128.0) / 128.0
    if raw.dtype.kind == "i":
        return floats * np.float32(0.5 ** (8 * raw.dtype.itemsize - 1))
    return floats
