"""Files that FFmpeg (PyAV) opens, for sounds and for films.

A file is given to FFmpeg as bytes, never by its name, and only demuxers of files with sounds and
films in them may look at it: a playlist that calls itself MP3 must not make FFmpeg open other
addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeVar, cast

from mmdesk.core.errors import FileUnreadable
from mmdesk.media.sound_signatures import ASF

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from av.container import InputContainer
    from av.packet import Packet
    from av.stream import Stream
    from av.video.stream import VideoStream

AnyStream = TypeVar("AnyStream", bound="Stream")

_DEMUXERS = (
    "mov matroska asf wav w64 aiff caf au wv tta flac ogg mp3 aac ac3 eac3 dts truehd ape mpc mpc8 "
    "tak amr dsf iff rm voc shn nistsphere "
    "avi mpegts mpeg mpegvideo m4v h264 hevc obu ivf flv live_flv mxf dv yuv4mpegpipe nut gxf wtv "
    "nsv nuv roq smk bink flic ogv mjpeg vc1 film_cpk idcin vivo dirac cavsvideo"
)
_OPTIONS = {
    "format_whitelist": _DEMUXERS.replace(" ", ","),
    "protocol_whitelist": "",
    "export_xmp": "1",
}

PROTECTED = "It is protected against copying (DRM): only its own player can open it."
UNDECODABLE = "Nothing in it can be decoded: the file is cut off or damaged."
LONGEST = 100 * 3600.0
"""Seconds; a duration beyond it is nonsense."""
_CLOCK = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)")
"""How Matroska's writers note a stream's end."""
_FILLED = {"matroska,webm", "asf", "flv"}
"""Demuxers that know no stream's duration: FFmpeg may fill in the longest one's."""
_PROTECTED_TAGS = {"drms", "drmi", "enca", "encv", "aavd"}
_ASF_PROTECTED = (
    bytes.fromhex("fbb3112223bdd211b4b700a0c955fc6e"),
    bytes.fromhex("14e68a292226174cb935dae07ee9289c"),
)
_ASF_HEADER = 1 << 16


@cache
def av() -> ModuleType:
    """PyAV, silent; imported when the first file needs it."""
    import av as module
    import av.error
    import av.logging
    import av.stream

    module.logging.set_level(None)
    return module


@contextmanager
def opened(path: Path, undecodable: str = UNDECODABLE) -> Iterator[InputContainer]:
    """The file as FFmpeg sees it; raises FileUnreadable, with `undecodable`, where it sees none."""
    module = av()
    try:
        with (
            path.open("rb") as file,
            module.open(file, "r", options=_OPTIONS, metadata_encoding="latin-1") as container,
        ):
            yield container
    except module.error.FFmpegError as error:
        if isinstance(error, MemoryError):
            raise
        raise FileUnreadable(undecodable) from error


def begins(container: InputContainer) -> float:
    """The time of the first thing in it, in seconds: a player counts from there."""
    return (container.start_time or 0) / 1_000_000


def moving(container: InputContainer) -> list[VideoStream]:
    """The streams with moving pictures; covers and stills in a file are none."""
    still = av().stream.Disposition
    unmoving = still.attached_pic | still.timed_thumbnails | still.still_image
    return [each for each in container.streams.video if not each.disposition & unmoving]


def best(container: InputContainer, kind: Literal["audio", "video"]) -> Stream | None:
    """The stream that a player would take; None where none can be decoded."""
    with suppress(IndexError):  # of a stream that has come up since the file was opened
        return container.streams.best(kind)
    return None


def packets(container: InputContainer, *streams: AnyStream) -> Iterator[Packet[AnyStream]]:
    """The streams' packets from where the container stands, and the end for each decoder."""
    with suppress(IndexError):  # at the end, where streams came up since the file was opened
        yield from cast("Iterator[Packet[AnyStream]]", container.demux(*streams))


def promised(container: InputContainer, stream: Stream) -> float | None:
    """When the header says that the stream ends, in seconds; None for silence and for nonsense."""
    end, alone = 0.0, len(container.streams) == 1
    if found := _CLOCK.match(stream.metadata.get("DURATION", "")):
        end = int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3])
    elif stream.duration and stream.time_base and (alone or container.format.name not in _FILLED):
        end = float((stream.start_time or 0) + stream.duration) * float(stream.time_base)
    elif alone:
        end = begins(container) + (container.duration or 0) / 1_000_000
    lasts = end - begins(container)
    return lasts if 0 < lasts <= LONGEST else None


def refuse_protected(streams: Iterable[Stream]) -> None:
    """Raise FileUnreadable where a stream says that it is encrypted."""
    known = (stream for stream in streams if stream.codec_context is not None)
    if any(stream.codec_tag in _PROTECTED_TAGS for stream in known):
        raise FileUnreadable(PROTECTED)


def refuse_protected_asf(path: Path) -> None:
    """FFmpeg would decode what is encrypted as if it were not."""
    with path.open("rb") as file:
        header = file.read(_ASF_HEADER)
    if header.startswith(ASF) and any(mark in header for mark in _ASF_PROTECTED):
        raise FileUnreadable(PROTECTED)
