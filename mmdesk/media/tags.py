"""Tags: what a sound's file says about it, read by mutagen, and the cover in it.

The formats name the same things differently; `_NAMES` is the one place that knows how. How long a
sound lasts is not asked of the tags: they are often wrong, and the decoder knows.
"""

import logging
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from mmdesk.core.entities import Facts
from mmdesk.core.errors import FileUnreadable
from mmdesk.core.paths import printable
from mmdesk.media import facts, ffmpeg
from mmdesk.media.encodings import mended
from mmdesk.media.reasons import LIBRARY_ERRORS

if TYPE_CHECKING:
    from mutagen import FileType

_NAMES = {
    "title": "tit2 ©nam title",
    "artist": "tpe1 ©art artist author tpe2 aart albumartist album_artist wm/albumartist",
    "album": "talb ©alb album wm/albumtitle",
    "genre": "tcon ©gen genre wm/genre",
    "date": "tdrc ©day date year wm/year tdor originaldate",
    "track": "trck trkn tracknumber track wm/tracknumber",
    "comment": "comm ©cmt comment description",
    "bpm": "tbpm tmpo bpm wm/beatsperminute",
    "key": "tkey ----:com.apple.itunes:initialkey initialkey key wm/initialkey",
}
"""ID3, MP4, then Vorbis, APE and ASF; in lower case, the better one first."""
_NOT_COMMENTS = ("iTun", "ID3v1")
"""Descriptions of comments that programs write for themselves."""
_FRONT = 3
_MOST_VALUES = 20

_log = logging.getLogger(__name__)


def read_tags(path: Path) -> tuple[Facts, bytes | None]:
    """The facts in the tags of the sound in `path`, and the raw bytes of its cover.

    Never fails: what cannot be read is logged and left out.
    """
    named: dict[str, list[object]] = {}
    cover = None
    with _left_out(path, "tags"):
        if (file := _file(path)) is not None:
            named = _named(file)
            with _left_out(path, "cover"):
                cover = _cover(file)
    if not named:
        with _left_out(path, "metadata"):
            named = {key.lower(): [value] for key, value in ffmpeg.metadata(path).items()}
    return _facts(named), cover


@contextmanager
def _left_out(path: Path, part: str) -> Iterator[None]:
    from mutagen import MutagenError

    try:
        yield
    except (MutagenError, FileUnreadable, *LIBRARY_ERRORS) as error:
        _log.info("The %s of %s cannot be read: %s", part, printable(path), error)


def _file(path: Path) -> "FileType | None":
    """The file as mutagen knows it; an ID3 without a sound that it understands is still read.

    An MP3 without ID3 may have APE tags, which mutagen does not look for there.
    """
    from mutagen import File, MutagenError
    from mutagen.apev2 import APEv2File
    from mutagen.id3 import ID3
    from mutagen.mp3 import MP3

    try:
        file = File(path)
        return APEv2File(path) if isinstance(file, MP3) and not file.tags else file
    except MutagenError:
        with path.open("rb") as file:
            if file.read(3) != b"ID3":
                raise
        return SimpleNamespace(tags=ID3(path))


def _named(file: "FileType") -> dict[str, list[object]]:
    """Values by name, in lower case; ID3's frames by their four letters."""
    named: dict[str, list[object]] = {}
    for key, value in (file.tags or {}).items():
        name = key if key.startswith("----") else key.split(":")[0]
        if not str(getattr(value, "desc", "")).startswith(_NOT_COMMENTS):
            named.setdefault(name.lower(), []).extend(_values(value))
    return named


def _values(value: object) -> Iterable[object]:
    """What one tag says, without its wrapping."""
    for plural in ("genres", "text"):
        if isinstance(found := getattr(value, plural, None), list):
            return found
    if isinstance(value, list):
        return [getattr(each, "value", each) for each in value]
    return str(value).split("\0")


def _facts(named: Mapping[str, list[object]]) -> Facts:
    said = {field: _said(named, names.split()) for field, names in _NAMES.items()}
    bpm = facts.number(said["bpm"])
    return Facts(
        title=said["title"],
        artist=said["artist"],
        album=said["album"],
        genre=said["genre"],
        comment=said["comment"],
        key=said["key"],
        year=_integer(r"(?<!\d)([12]\d{3})(?!\d)", said["date"]),
        track=_integer(r"^0*(\d{1,4})\b", said["track"]) or None,
        bpm=bpm if bpm is not None and 0 < bpm < 1000 else None,
    )


def _said(named: Mapping[str, list[object]], names: Iterable[str]) -> str | None:
    """What the first name that says anything says; several values joined."""
    for name in names:
        texts = [_text(value) for value in named.get(name, ())[:_MOST_VALUES]]
        if said := ", ".join(dict.fromkeys(text for text in texts if text)):
            return said
    return None


def _text(value: object) -> str | None:
    if isinstance(value, tuple):  # MP4's track and how many there are
        value = value[0] if value else ""
    return mended(value.decode("latin-1") if isinstance(value, bytes) else str(value))


def _integer(pattern: str, said: str | None) -> int | None:
    found = re.search(pattern, said or "")
    return int(found[1]) if found else None


def _cover(file: "FileType") -> bytes | None:
    """The picture of the front, else the first there is."""
    pictures = list(_pictures(file))
    front = [raw for kind, raw in pictures if kind == _FRONT]
    return next(iter(front or [raw for _, raw in pictures]), None)


def _pictures(file: "FileType") -> Iterator[tuple[int, bytes]]:
    """Kind and bytes of each picture in the file, however its format keeps them."""
    from mutagen.flac import Picture

    for picture in getattr(file, "pictures", ()):  # FLAC
        yield picture.type, picture.data
    tags = file.tags or {}
    for key, value in tags.items():
        name = key.lower()
        if name.startswith("apic"):  # ID3
            yield value.type, value.data
        elif name == "covr":  # MP4
            yield from ((_FRONT, bytes(each)) for each in value)
        elif name == "metadata_block_picture":  # Ogg
            yield from ((each.type, each.data) for each in map(Picture, map(b64decode, value)))
        elif name == "wm/picture":  # ASF
            yield from (_asf_picture(each.value) for each in value)
        elif name == "cover art (front)":  # APE
            yield _FRONT, value.value.partition(b"\0")[2]


def _asf_picture(raw: bytes) -> tuple[int, bytes]:
    """A byte of kind, four of length, two texts in UTF-16 that end with zero, the picture."""
    length = int.from_bytes(raw[1:5], "little")
    return raw[0], raw[-length:] if length else b""
