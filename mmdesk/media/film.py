"""A film that is open: its frames at the times at which a player shows them.

Times are seconds from the beginning of the container, whatever its own clock says. Nothing is
decoded before somebody asks for it, and by one thread: several files are decoded at once already.
What is damaged is passed over and told by `problem`; the rest counts.
"""

from __future__ import annotations

import math
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from mmdesk.core.errors import FileUnreadable
from mmdesk.media import container as containers
from mmdesk.media.film_frame import Frame, Scalers
from mmdesk.media.film_reader import SAME, UNDECODABLE, FilmReader
from mmdesk.media.film_stream import (
    broken_off,
    codec_of,
    duration_of,
    pictures,
    rate_of,
    refuse_without_index,
    stretch,
)
from mmdesk.media.formats import HEAD_BYTES, counted_suffix, refuse_unless_film
from mmdesk.media.reasons import as_reasons
from mmdesk.media.stream import spoken
from mmdesk.media.whole import lacks_its_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from av.container import InputContainer
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

    from mmdesk.media.picture import PictureLimits

__all__ = ["Coded", "Film", "Frame", "open_film"]

_FAR = 4.0
"""Seconds ahead from which a seek is tried where no index tells what lies between."""
_HEALED = 10.0
"""Seconds after damage from which frames count again, also where no keyframe is marked."""
_SLACK, _SLACK_SHARE = 1.0, 0.02
"""Seconds and share of a film's length that may be missing at its end: some headers estimate."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A frame that is not decoded: when it is shown, its bytes, whether it needs no other one."""

    time: float
    size: int
    key: bool


@contextmanager
def open_film(path: Path, limits: PictureLimits) -> Iterator[Film]:
    """The film in `path`, recognised by content.

    Raises FileUnreadable, with the reason, for whatever is wrong with the file.
    """
    with ExitStack() as stack:
        with as_reasons():
            with path.open("rb") as file:
                head = file.read(HEAD_BYTES)
                refuse_unless_film(head, counted_suffix(file, head, path.suffix))
                refuse_without_index(file, head)
                whole = not lacks_its_end(file)
            containers.refuse_protected_asf(path)
            film = Film(path, limits, stack, whole=whole)
        yield film


class Film:
    """A film, open for reading.

    `width` and `height` are in square pixels, upright. `duration` (s) is the container's, None
    where it does not know or talks nonsense; less as soon as a reading has seen that the pictures
    break off. `start` (s) is what its own clock showed at 0. `tags` are the container's, by names
    in lower case, their bytes read as Latin-1.
    Readings may go on side by side: none disturbs another.
    """

    def __init__(self, path: Path, limits: PictureLimits, stack: ExitStack, *, whole: bool) -> None:
        self.problem: str | None = None
        self._whole = whole
        self._damaged = -math.inf
        self._scalers = Scalers()
        self._reader = FilmReader(path, limits, stack)
        self.start = self._reader.start
        with self._reader.reading() as container:
            self._describe(container, pictures(container))
        first = next(self.frames(), None)
        if first is None:
            raise FileUnreadable(UNDECODABLE)
        self._reader.first = first.time
        self.width, self.height = first.size

    def _describe(self, container: InputContainer, stream: VideoStream) -> None:
        self.codec = codec_of(stream)
        self.frame_rate = rate_of(stream)
        self.has_sound = containers.best(container, "audio") is not None
        self.duration = duration_of(container, stream)
        self._promised = containers.promised(container, stream)
        self._index = stream.index_entries
        self._stretch = stretch(stream)
        said = {**stream.metadata, **container.metadata}
        self.xmp = said.pop("xmp", "").encode("latin-1")
        self.tags = {name.lower(): value for name, value in said.items()}

    def keyframes(self, start: float = 0.0, apart: float = 0.0) -> Iterator[Frame]:
        """The frames that need no other one, from `start` on, at least `apart` seconds apart."""
        last = -math.inf
        for packet in self._packets(start):
            time = self._reader.time(packet)
            if packet.is_keyframe and time >= max(start - SAME, last + apart):
                for raw in self._alone(packet):
                    last = time
                    yield self._frame(raw, time)

    def frames(self, start: float = 0.0) -> Iterator[Frame]:
        """Every frame from `start` on."""
        return (frame for frame in self._frames(start) if frame.time >= start - SAME)

    def packets(self, start: float = 0.0) -> Iterator[Coded]:
        """What is coded from the keyframe at or before `start` on, in the file's order."""
        for packet in self._packets(start):
            if packet.size:
                yield Coded(self._reader.time(packet), packet.size, packet.is_keyframe)

    def ends(self) -> float | None:
        """When the last frame ends, in seconds: what the file tells, read to its end if need be."""
        if self.duration is not None:
            return self.duration
        last = max((each.time for each in self.packets()), default=0.0)
        return last + 1 / (self.frame_rate or 25.0) if last > 0 else None

    def at(self, times: Sequence[float]) -> Iterator[Frame | None]:
        """What a player shows at each of `times`, which ascend; None where nothing decodes.

        Before the first frame that one, after the last that one.
        """
        reading: Iterator[Frame] = iter(())
        shown = ahead = None
        for time in times:
            if shown is None or self._worth_a_seek(shown.time, time):
                reading, shown, ahead = self._frames(time), None, None
            while shown is None or shown.time < time - SAME:
                ahead = ahead or next(reading, None)
                if ahead is None or (shown is not None and ahead.time > time + SAME):
                    break
                shown, ahead = ahead, None
            yield shown

    def _worth_a_seek(self, position: float, time: float) -> bool:
        """Whether a keyframe lies between."""
        if time < position + SAME:
            return False
        wanted = self._reader.stamp(time)
        at = self._index.search_timestamp(wanted) if len(self._index) else -1
        known = at >= 0 and self._index[len(self._index) - 1].timestamp >= wanted
        if known:
            return self._index[at].timestamp > self._reader.stamp(position)
        return time > position + _FAR

    def _frames(self, start: float) -> Iterator[Frame]:
        """From the keyframe at or before `start` on."""
        last = -math.inf
        for raw in self._decoded(self._packets(start)):
            time = self._time(raw, last)
            if time <= last:
                continue  # a clock that goes back: there is no such place on the timeline
            last = time
            yield self._frame(raw, time)

    def _frame(self, raw: VideoFrame, time: float) -> Frame:
        return Frame(time, raw, self._stretch, self._scalers)

    def _time(self, raw: VideoFrame, last: float) -> float:
        stamp = raw.dts if raw.pts is None else raw.pts
        if stamp is None:
            return max(0.0, last + 1 / (self.frame_rate or 25.0))
        return stamp * self._reader.base - self.start

    def _decoded(self, packets: Iterable[Packet[VideoStream]]) -> Iterator[VideoFrame]:
        """All frames in the packets that are whole.

        Where the file tells only when they are decoded, the order in which they come out tells
        when they are shown. After damage the next keyframe is waited for: what comes before, also
        what the decoder still holds, builds on what is missing. A recording may begin between
        keyframes; that is no damage.
        """
        waiting: list[int] = []
        whole = damaged = -math.inf
        for packet in packets:
            time = self._reader.time(packet)
            if packet.is_keyframe:
                if time < damaged + _HEALED:
                    packet.stream.codec_context.flush_buffers()
                    waiting.clear()
                damaged = -math.inf
            if packet.pts is None and packet.dts is not None:
                heappush(waiting, packet.dts)
            frames = _decode(packet, packet)
            if frames is None or packet.is_corrupt:
                damaged = time
                if whole >= 0:
                    self._note(whole)
            for raw in frames or ():
                if waiting:
                    raw.pts = heappop(waiting)
                if not time < damaged + _HEALED:
                    whole = self._time(raw, whole)
                    yield raw

    def _alone(self, packet: Packet[VideoStream]) -> Iterator[VideoFrame]:
        """The one frame in a packet that needs no other one, at once."""
        frames = _decode(packet, packet) or _decode(None, packet)
        packet.stream.codec_context.flush_buffers()
        yield from (frames or ())[:1]

    def _note(self, whole: float) -> None:
        """There is damage after what was `whole`; readings may meet the latest damage first."""
        if self.problem is None or whole < self._damaged:
            self._damaged = whole
            where = f"first after {spoken(whole)}"
            self.problem = f"A part of the pictures is damaged or missing, {where}."

    def _packets(self, start: float) -> Iterator[Packet[VideoStream]]:
        """From the keyframe at or before `start` on."""
        reached = 0.0
        with as_reasons():
            try:
                for packet in self._reader.packets(start):
                    time = self._reader.time(packet)
                    if not math.isnan(time):
                        reached = max(
                            reached, time + float(packet.duration or 0) * self._reader.base
                        )
                    yield packet
            except containers.av().error.FFmpegError:
                self._note(reached)
        self._note_end(reached)

    def _note_end(self, reached: float) -> None:
        """The pictures ended there: say so where the header promised more."""
        promised = self._promised or 0.0
        early = promised - reached > max(_SLACK, _SLACK_SHARE * promised)
        if early or not self._whole:
            self.problem = self.problem or broken_off(reached, promised if early else None)
            self.duration = reached


def _decode(
    packet: Packet[VideoStream] | None, about: Packet[VideoStream]
) -> list[VideoFrame] | None:
    """The frames that the decoder of a stream gives for a packet; None where it meets damage.

    For None in place of the packet: what it still holds.
    """
    try:
        frames = about.stream.codec_context.decode(packet)
    except containers.av().error.FFmpegError:
        return None
    return None if any(frame.is_corrupt for frame in frames) else frames
