"""Cuts a stretch out of a video without coding anything anew: packets are copied as they are.

Pictures are built on those before them, so what is copied begins with the last whole one at or
before the stretch. Containers that can hide what comes before the stretch do so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mmdesk.core.errors import FileUnreadable
from mmdesk.media.container import av, begins, opened, refuse_protected_asf
from mmdesk.media.film_stream import pictures as pictures_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import FileIO
    from pathlib import Path

    from av.container import InputContainer, OutputContainer
    from av.packet import Packet
    from av.stream import Stream

    from mmdesk.core.entities import Span
    from mmdesk.media.muxers import Muxer

    Note = Callable[[float], None]
    """Hears how much is done, 0 to 1; ends the work by raising."""

ENDS_BEFORE = "The video ends before this part of it."
_FURTHER_BACK = (0.0, 2.0, 10.0, 60.0)
"""Seconds before the stretch at which a whole picture is looked for, one after the other."""
_BEHIND = 5.0
"""Seconds that sound may lie behind its pictures in a file."""
_SAME = 0.002
"""Seconds that are none: some containers count in whole milliseconds."""
_NOT_KEPT = {
    *("major_brand", "minor_version", "compatible_brands", "encoder", "duration"),
    "com.apple.quicktime.content.identifier",
}
"""What a container says of itself, and what would make the moment the clip of a still."""


class Unfit(Exception):
    """It has to be coded anew; the message says why, for the log."""


@dataclass(frozen=True, slots=True)
class _Beginning:
    """Times in the pictures' own units: of the last whole one, and of the one that is shown."""

    key: int
    shown: int


def cut(path: Path, span: Span, file: FileIO, muxer: Muxer, note: Note) -> None:
    """Write `span` of the video in `path` to `file`; raises Unfit when it cannot be cut so.

    Sound and subtitles go along. Raises FileUnreadable when the video cannot be read at all.
    """
    refuse_protected_asf(path)
    with opened(path) as source:
        pictures = pictures_of(source)
        try:
            beginning = _beginning(source, pictures, span.start)
            with _writing(source, file, muxer) as out:
                _Cut(source, pictures, beginning, span, muxer).write(out, note)
        except (av().error.FFmpegError, ValueError) as error:
            if isinstance(error, MemoryError):
                raise
            raise Unfit(str(error)) from error


def _beginning(source: InputContainer, pictures: Stream, start: float) -> _Beginning:
    for back in _FURTHER_BACK:
        found = _sought(source, pictures, start, max(start - back, 0.0))
        if found is not None:
            return found
    raise Unfit("no whole picture before it")


def _sought(source: InputContainer, pictures: Stream, start: float, at: float) -> _Beginning | None:
    """Where the stretch begins by what lies from second `at` on; None if it began before."""
    wanted = _ticks(source, pictures, start + _SAME)
    source.seek(_ticks(source, pictures, at), stream=pictures)
    found: _Beginning | None = None
    for packet in source.demux(pictures):
        time = _time(packet)
        if time is None:
            continue
        first = found is None and at == 0
        if packet.is_keyframe and (first or time <= wanted):
            found = _Beginning(time, time)
        elif found is not None and found.shown < time <= wanted:
            found = _Beginning(found.key, time)
        if found is not None and (packet.dts is None or packet.dts > wanted):
            return found
        if time > wanted and at > 0:
            return None
    if found is not None and found.shown < _ticks(source, pictures, start - 1):
        raise FileUnreadable(ENDS_BEFORE)
    return found


def _ticks(source: InputContainer, stream: Stream, seconds: float) -> int:
    """A time in seconds from the container's beginning, as the stream counts."""
    return round((begins(source) + seconds) / float(stream.time_base or 1))


def _time(packet: Packet[Stream]) -> int | None:
    return packet.dts if packet.pts is None else packet.pts


def _writing(source: InputContainer, file: FileIO, muxer: Muxer) -> OutputContainer:
    said = {name: text for name, text in source.metadata.items() if name not in _NOT_KEPT}
    options = {"avoid_negative_ts": "disabled" if muxer.hides else "make_zero"}
    if any(name.startswith(("com.", "location")) for name in said):
        options["movflags"] = "use_metadata_tags"  # as phones write it
    out: OutputContainer = av().open(
        file, "w", format=muxer.name, options=options, metadata_encoding="latin-1"
    )
    out.metadata.update(said)
    return out


class _Cut:
    """One stretch, packet by packet."""

    def __init__(
        self,
        source: InputContainer,
        pictures: Stream,
        beginning: _Beginning,
        span: Span,
        muxer: Muxer,
    ) -> None:
        self._source, self._pictures, self._muxer = source, pictures, muxer
        self._key, self._end = beginning.key, begins(source) + span.end
        self._base = pictures.time_base or 1
        self._zero = (beginning.shown if muxer.hides else beginning.key) * self._base
        self._begun = False
        self._held: list[Packet[Stream]] = []
        """Pictures shown after the end, which others before it may be built on."""

    def write(self, out: OutputContainer, note: Note) -> None:
        """Copy what belongs to the stretch."""
        copies = self._copies(out)
        self._source.seek(self._key, stream=self._pictures)
        first = float(self._key * self._base)
        for packet in self._packets([self._source.streams[index] for index in copies]):
            stream = packet.stream
            if stream.index == self._pictures.index:
                done = float(packet.dts or 0) * float(self._base) - first
                note(min(max(done / (self._end - first), 0.0), 1.0))
            shift = round(self._zero / (stream.time_base or 1))
            packet.pts = None if packet.pts is None else packet.pts - shift
            packet.dts = None if packet.dts is None else packet.dts - shift
            packet.stream = copies[stream.index]
            out.mux(packet)
        if not self._begun:
            raise Unfit("no picture in it")

    def _copies(self, out: OutputContainer) -> dict[int, Stream]:
        """For each stream to copy, by its number, that of the new file.

        Raises Unfit when the pictures, or the sound that a player takes, cannot be copied.
        """
        streams = self._source.streams
        best = streams.best("audio")
        needed = {self._pictures.index} | ({best.index} if best else set())
        copies: dict[int, Stream] = {}
        for stream in (self._pictures, *streams.audio, *streams.subtitles):
            try:
                copies[stream.index] = _copy(out, stream)
            except ValueError as error:
                if stream.index in needed:
                    raise Unfit(str(error)) from error
        return copies

    def _packets(self, streams: list[Stream]) -> Iterator[Packet[Stream]]:
        """The packets of the stretch, in the file's order."""
        open_ = {each.index for each in streams if each.type != "subtitle"}
        for packet in self._source.demux(streams):
            time = _time(packet)
            if time is None:
                continue
            base = packet.stream.time_base or 1
            if packet.stream.index == self._pictures.index:
                yield from self._of_pictures(packet, time)
                ended = packet.dts is not None and packet.dts * base >= self._end
            else:
                ended = time * base >= self._end
                if not ended and self._is_heard(packet, time):
                    yield packet
            if ended:
                open_.discard(packet.stream.index)
            if not open_ or time * base > self._end + _BEHIND:
                return

    def _of_pictures(self, packet: Packet[Stream], time: int) -> Iterator[Packet[Stream]]:
        """The picture, if it is shown in the stretch, after those that it is built on."""
        self._begun = self._begun or (packet.is_keyframe and time >= self._key)
        if not self._begun or time < self._key:  # built on what is not copied
            return
        self._held.append(packet)
        if time * self._base < self._end:
            yield from self._held
            self._held.clear()

    def _is_heard(self, packet: Packet[Stream], time: int) -> bool:
        """Whether it belongs behind the beginning; sound may begin before it, if that hides."""
        last = (packet.duration or 0) if packet.stream.type == "audio" and self._muxer.hides else 0
        return (time + last) * (packet.stream.time_base or 1) >= self._zero


def _copy(out: OutputContainer, stream: Stream) -> Stream:
    """A stream of the same kind in the new file; raises ValueError when that cannot hold it."""
    copy = out.add_stream_from_template(stream, opaque=True)
    if "language" in stream.metadata:
        copy.metadata["language"] = stream.metadata["language"]
    if stream.codec_context.name == "hevc" and out.format.name in {"mov", "mp4"}:
        copy.codec_context.codec_tag = "hvc1"  # the only one that Apple's players take
    return copy
