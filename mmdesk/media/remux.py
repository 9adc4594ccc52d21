"""Cuts a stretch out of a video without coding anything anew: packets are copied as they are.

Pictures are built on those before them, so what is copied begins with the last whole one at or
before the stretch. Containers that can hide what comes before the stretch do so.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mmdesk.core.errors import FileUnreadable
from mmdesk.media.container import AnyStream, av, refuse_protected_asf
from mmdesk.media.film_reader import SAME, FilmReader
from mmdesk.media.film_stream import pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import FileIO
    from pathlib import Path

    from av.container import InputContainer, OutputContainer
    from av.packet import Packet
    from av.stream import Stream

    from mmdesk.core.entities import Span
    from mmdesk.media.muxers import Muxer
    from mmdesk.media.picture import PictureLimits

    Note = Callable[[float], None]
    """Hears how much is done, 0 to 1; ends the work by raising."""

ENDS_BEFORE = "The video ends before this part of it."
_BEHIND = 5.0
"""Seconds that sound may lie behind its pictures in a file."""
_NOT_KEPT = {
    *("major_brand", "minor_version", "compatible_brands", "encoder", "duration"),
    "com.apple.quicktime.content.identifier",
}
"""What a container says of itself, and what would make the moment the clip of a still."""


class Unfit(Exception):
    """It has to be coded anew; the message says why, for the log."""


@dataclass(frozen=True, slots=True)
class _Beginning:
    """Times in the pictures' own units: of the last whole one, and of the one that is shown.

    `at` is that of the whole one in seconds.
    """

    at: float
    key: int
    shown: int


def cut(
    path: Path, span: Span, file: FileIO, muxer: Muxer, limits: PictureLimits, note: Note
) -> float:
    """Write `span` of the video in `path` to `file`; raises Unfit when it cannot be cut so.

    Gives the second of the video that becomes the first of the new one. Sound and subtitles go
    along. Raises FileUnreadable when the video cannot be read at all.
    """
    refuse_protected_asf(path)
    with ExitStack() as stack:
        reader = FilmReader(path, limits, stack)
        try:
            beginning = _beginning(reader, span.start)
            with reader.reading() as source, _writing(source, file, muxer) as out:
                if reader.untimed and pictures(source).codec_context.has_b_frames:
                    raise Unfit("the file does not tell when its pictures are shown")
                return _Cut(reader, source, beginning, span, muxer).write(out, note)
        except (av().error.FFmpegError, ValueError) as error:
            if isinstance(error, MemoryError):
                raise
            raise Unfit(str(error)) from error


def _beginning(reader: FilmReader, start: float) -> _Beginning:
    """Where the stretch begins: with the first whole picture, if that comes later."""
    found: _Beginning | None = None
    for packet in reader.packets(start):
        stamp, time = _stamp(packet), reader.time(packet)
        if stamp is None:
            continue
        if packet.is_keyframe and (found is None or time <= start + SAME):
            found = _Beginning(time, stamp, stamp)
        elif found is not None and stamp > found.shown and time <= start + SAME:
            found = replace(found, shown=stamp)
        if found is not None and packet.dts is not None and packet.dts > reader.stamp(start):
            return found
    if found is None:
        raise Unfit("no whole picture in it")
    if found.shown < reader.stamp(start - 1):
        raise FileUnreadable(ENDS_BEFORE)
    return found


def _stamp(packet: Packet[AnyStream]) -> int | None:
    """When it is shown or heard, by its stream's own clock."""
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
        reader: FilmReader,
        source: InputContainer,
        beginning: _Beginning,
        span: Span,
        muxer: Muxer,
    ) -> None:
        self._reader, self._source, self._muxer = reader, source, muxer
        self._pictures = pictures(source)
        self._beginning, self._end = beginning, reader.start + span.end
        self._base = self._pictures.time_base or 1
        self._zero = (beginning.shown if muxer.hides else beginning.key) * self._base
        self._begun = False
        self._held: list[Packet[Stream]] = []
        """Pictures shown after the end, which others before it may be built on."""

    def write(self, out: OutputContainer, note: Note) -> float:
        """Copy what belongs to the stretch; gives the second at which the copy begins."""
        copies = self._copies(out)
        first = float(self._beginning.key * self._base)
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
        return float(self._zero) - self._reader.start

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
        along = {each.index for each in streams} - {self._pictures.index}
        for packet in self._reader.all_packets(self._beginning.at, along):
            time = _stamp(packet)
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
        key = self._beginning.key
        self._begun = self._begun or (packet.is_keyframe and time >= key)
        if not self._begun or time < key:  # built on what is not copied
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
