"""What a film's container says about its pictures, as far as it can be believed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO

from mmdesk.core.errors import FileUnreadable
from mmdesk.media import container as containers
from mmdesk.media.boxes import boxes
from mmdesk.media.sound_signatures import iso_media
from mmdesk.media.stream import spoken

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

NO_PICTURES = "It holds no moving pictures."
_CUT_OFF = "The file is cut off: the part that tells where its pictures and sounds lie is missing."
UNKNOWN = "Its pictures are coded in a way that mmdesk cannot read."
_FASTEST = 1000.0
"""Frames a second; some clocks tick more often than frames come."""
_NARROWEST, _WIDEST = 0.1, 10.0
_NAMES = {
    "h264": "H.264",
    "hevc": "H.265",
    "vvc": "H.266",
    "h263": "H.263",
    "mpeg4": "MPEG-4",
    "mpeg2video": "MPEG-2",
    "mpeg1video": "MPEG-1",
    "mjpeg": "Motion JPEG",
    "prores": "ProRes",
    "theora": "Theora",
    "dvvideo": "DV",
    "rawvideo": "uncompressed",
}
_ISO_INDEX = {b"moov", b"moof"}


def pictures(container: InputContainer) -> VideoStream:
    """The stream that a player shows; raises FileUnreadable when none can be shown.

    Covers and stills that lie in the file are no film.
    """
    containers.refuse_protected(container.streams)
    moving = containers.moving(container)
    if not moving:
        raise FileUnreadable(NO_PICTURES)
    best = containers.best(container, "video")
    known = [each for each in moving if each.codec_context is not None]
    if not known:
        raise FileUnreadable(UNKNOWN)
    return next((each for each in known if best and each.index == best.index), known[0])


def codec_of(stream: VideoStream) -> str:
    """How the pictures are coded, as people call it."""
    name = stream.codec_context.codec.canonical_name
    return _NAMES.get(name, name.upper())


def duration_of(container: InputContainer, stream: VideoStream) -> float | None:
    """Seconds; None for nothing and for nonsense."""
    lasts = container.duration / 1_000_000 if container.duration else 0.0
    if container.format.name.startswith("matroska"):  # whose header counts from its clock's 0
        lasts -= containers.begins(container)
    plain = 0 < lasts <= containers.LONGEST
    return lasts if plain else containers.promised(container, stream)


def rate_of(stream: VideoStream) -> float | None:
    """Frames a second, on average; None where nobody can tell."""
    rates = (float(rate) for rate in (stream.average_rate, stream.guessed_rate) if rate)
    return next((rate for rate in rates if 0 < rate <= _FASTEST), None)


def stretch(stream: VideoStream) -> float:
    """How much wider than high a pixel is; 1 where that would be nonsense."""
    ratio = float(stream.sample_aspect_ratio or stream.codec_context.sample_aspect_ratio or 1)
    return ratio if _NARROWEST <= ratio <= _WIDEST else 1.0


def broken_off(at: float, duration: float | None) -> str:
    """The sentence for pictures that end before their time."""
    of = f" of {spoken(duration)}" if duration else ""
    return f"The pictures break off after {spoken(at)}{of}: the file is cut off or damaged."


def refuse_without_index(file: BinaryIO, head: bytes) -> None:
    """Raise FileUnreadable for an MP4 of which the part is gone that tells what lies where."""
    end = os.fstat(file.fileno()).st_size
    if iso_media(head) and _ISO_INDEX.isdisjoint(box.name for box in boxes(file, 0, end)):
        raise FileUnreadable(_CUT_OFF)
