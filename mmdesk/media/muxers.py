"""The containers in which mmdesk writes videos; to add one, put a row into `MUXERS`."""

from dataclasses import dataclass

from mmdesk.core.errors import WrongRequest


@dataclass(frozen=True, slots=True)
class Muxer:
    """`name`, `pictures` and `sound` are FFmpeg's names of what writes and codes it.

    One that `hides` can begin in the midst of what its pictures are built on: players pass over
    what comes before. Others begin where a picture is whole. The codecs of one that is `steady`
    count frames and know no other times.
    """

    name: str
    pictures: str = "libx264"
    sound: str = "aac"
    hides: bool = False
    steady: bool = False


_MP4 = Muxer("mp4", hides=True)
_MPEG_TS = Muxer("mpegts")
_ASF = Muxer("asf", "wmv2", "wmav2", steady=True)

MUXERS = {
    ".mp4": _MP4,
    ".m4v": _MP4,
    ".mov": Muxer("mov", hides=True),
    ".3gp": Muxer("3gp", hides=True),
    ".mkv": Muxer("matroska"),
    ".webm": Muxer("webm", "libvpx-vp9", "libopus"),
    ".ts": _MPEG_TS,
    ".mts": _MPEG_TS,
    ".m2ts": _MPEG_TS,
    ".avi": Muxer("avi", "mpeg4", "libmp3lame", steady=True),
    ".wmv": _ASF,
    ".asf": _ASF,
    ".flv": Muxer("flv"),
}
"""By suffix."""


def muxer_of(suffix: str) -> Muxer:
    """What writes files that end so; raises WrongRequest when nothing does."""
    found = MUXERS.get(suffix.lower())
    if found is None:
        known = " ".join(MUXERS)
        raise WrongRequest(
            f"mmdesk writes no videos that end in {suffix}. Choose one of {known}."
            if suffix
            else f"The name must say what kind of video it is. Let it end in one of {known}."
        )
    return found
