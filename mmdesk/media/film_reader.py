"""The packets of a film's pictures, from any time on.

Readings may go on side by side: each has a container of its own, and those that are done are used
again. What containers get wrong about times and seeks is known here, and nowhere else.
"""

from __future__ import annotations

import math
from collections import deque
from contextlib import contextmanager, suppress
from itertools import chain
from typing import TYPE_CHECKING, cast

from mmdesk.media import container as containers
from mmdesk.media.film_stream import pictures

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from contextlib import ExitStack
    from pathlib import Path

    from av.container import InputContainer
    from av.packet import Packet
    from av.stream import Stream
    from av.video.stream import VideoStream

    from mmdesk.media.picture import PictureLimits

UNDECODABLE = "No picture can be decoded from it: the file is cut off or damaged."
SAME = 1e-4
"""Seconds by which two times of one frame may differ, by rounding."""
_BACK = (0.0, 2.0, 20.0)
"""Seconds before what is wanted at which a keyframe is looked for, one after the other."""
_PASSED = 1000
"""Packets before that keyframe in the file that may belong behind it: sound, some seconds of it."""
_VAGUE = {"mpeg"}
"""Containers that give wrong times to the first frames after a seek."""
_UNTIMED = {("avi", "h264"), ("avi", "hevc")}
"""Where frames are counted as they are decoded, and FFmpeg's guess when they are shown is wrong."""


class FilmReader:
    """Reads packets of the stream that a player shows; `start` (s) is what its clock shows at 0.

    `base` is its clock's unit, in seconds. `first` is when the first frame is shown, as soon as
    somebody knows. `untimed` where the file tells only when frames are decoded.
    """

    def __init__(self, path: Path, limits: PictureLimits, stack: ExitStack) -> None:
        self.first = 0.0
        self._path, self._stack = path, stack
        self._idle: list[InputContainer] = []
        self._options = {"max_pixels": str(limits.megapixels * 1_000_000)}
        with self.reading() as container:
            stream, name = pictures(container), container.format.name
            limits.check(stream.width, stream.height)
            self.start = containers.begins(container)
            self.base = float(stream.time_base or 0) or 1 / 1000
            self.untimed = (name, stream.codec_context.codec.canonical_name) in _UNTIMED
            self._back = _BACK[name in _VAGUE :]

    def packets(self, start: float) -> Iterator[Packet[VideoStream]]:
        """From the keyframe at or before `start` on, and the end for its decoder.

        Sought where the file allows it, else read from its beginning. Raises FFmpeg's errors.
        """
        return cast("Iterator[Packet[VideoStream]]", self.all_packets(start))

    def all_packets(self, start: float, along: Collection[int] = ()) -> Iterator[Packet[Stream]]:
        """The same with those of other streams, by their numbers, as they lie in the file."""
        for packet in self._demuxed(start, along):
            if self.untimed and packet.stream.type == "video":
                packet.pts = None
            yield packet

    def time(self, packet: Packet[containers.AnyStream]) -> float:
        """When its frame is shown, in seconds; NaN where nothing tells."""
        stamp = packet.dts if packet.pts is None else packet.pts
        return math.nan if stamp is None else stamp * self.base - self.start

    def stamp(self, time: float) -> int:
        """The time by the film's own clock, in its units."""
        return math.floor((time + self.start + SAME) / self.base)

    def _demuxed(self, start: float, along: Collection[int]) -> Iterator[Packet[Stream]]:
        if self._idle or start > self.first:
            with self.reading() as container:
                streams = self._prepared(container, along)
                packets = self._sought(container, streams, max(start, self.first))
                yield from packets or ()
            if packets is not None:
                return
        with self.reading(anew=True) as container:
            yield from containers.packets(container, *self._prepared(container, along))

    def _sought(
        self, container: InputContainer, streams: list[Stream], start: float
    ) -> Iterator[Packet[Stream]] | None:
        """From the keyframe at or before `start` on; None where no seek leads there."""
        film = streams[0]
        for back in self._back:
            with suppress(containers.av().error.FFmpegError):
                container.seek(self.stamp(start - back), stream=film)
                packets = containers.packets(container, *streams)
                passed: deque[Packet[Stream]] = deque(maxlen=_PASSED)
                for packet in packets:
                    if packet.stream.index != film.index:
                        passed.append(packet)
                    elif packet.is_keyframe:
                        if self.time(packet) <= start + SAME:
                            return chain(passed, (packet,), packets)
                        break
        return None

    def _prepared(self, container: InputContainer, along: Collection[int]) -> list[Stream]:
        """The film's stream, its decoder set up, and others; what else is there is passed over."""
        stream, discard = pictures(container), containers.av().stream.Discard
        others = [container.streams[index] for index in along]
        for other in container.streams:
            # Never `nonkey`: the MP4 demuxer then gives keyframes the times of others.
            wanted = other is stream or other.index in along
            other.discard = discard.default if wanted else discard.all
        if not stream.codec_context.is_open:
            stream.codec_context.thread_count = 1
            stream.codec_context.options = self._options
        return [stream, *others]

    @contextmanager
    def reading(self, *, anew: bool = False) -> Iterator[InputContainer]:
        """A container that nobody else reads from now."""
        if self._idle and not anew:
            container = self._idle.pop()
        else:
            container = self._stack.enter_context(containers.opened(self._path, UNDECODABLE))
        try:
            yield container
        finally:
            self._idle.append(container)
