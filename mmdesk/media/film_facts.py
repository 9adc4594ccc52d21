"""What a film says about itself: what its decoder finds, and the tags of its container.

Containers name the same things differently; `_NAMES` is the one place that knows how.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from mmdesk.core.entities import Facts
from mmdesk.media import facts, metadata
from mmdesk.media.encodings import mended
from mmdesk.media.facts import Block

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mmdesk.media.film import Film

_APPLE, _ANDROID = "com.apple.quicktime.", "com.android."
_NAMES = {
    "taken": f"{_APPLE}creationdate date_recorded date icrd idit",
    "made": "creation_time wm/encodingtime",
    "make": f"{_APPLE}make {_ANDROID}manufacturer make manufacturer",
    "model": f"{_APPLE}model {_ANDROID}model model",
    "lens": f"{_APPLE}camera.lens_model",
    "place": f"{_APPLE}location.iso6709 location location-eng",
    "title": f"{_APPLE}displayname {_APPLE}title title",
    "caption": f"{_APPLE}description description synopsis",
    "comment": f"{_APPLE}comment comment",
    "keywords": f"{_APPLE}keywords keywords",
    "artist": f"{_APPLE}artist {_APPLE}author artist author director",
    "album": f"{_APPLE}album album",
    "genre": f"{_APPLE}genre genre",
    "live": f"{_APPLE}content.identifier",
}
"""In lower case, the better one first."""
_NOBODY = {date(1904, 1, 1), date(1970, 1, 1)}
"""Where clocks begin that were never set."""
_WITH_TIME = len("2019-06-14T07:29")
_PLACE = re.compile(r"([+-]\d{2,6}(?:\.\d+)?)([+-]\d{3,7}(?:\.\d+)?)")


def read_facts(film: Film, path: Path, sidecar: Path | None) -> Facts:
    """The facts of the film that is open from `path`; what cannot be true is left out."""
    said = {name: _said(film.tags, names.split()) for name, names in _NAMES.items()}
    place = _position(said["place"])
    plain = Facts(
        camera=facts.camera(said["make"], said["model"]) or _by_handler(film.tags),
        lens=said["lens"],
        latitude=place and place[0],
        longitude=place and place[1],
        title=said["title"],
        caption=facts.caption(said["caption"]),
        comment=facts.caption(said["comment"]),
        keywords=facts.words(re.split(r"[,;]", said["keywords"] or "")),
        artist=said["artist"],
        album=said["album"],
        genre=said["genre"],
        live=said["live"],
    )
    block = Block(plain, _taken(said["taken"]), _made(said["made"]))
    return replace(
        metadata.of_container(path, sidecar, block, film.xmp),
        width=film.width,
        height=film.height,
        duration=film.ends(),
        frame_rate=film.frame_rate,
        codec=film.codec,
    )


def _said(tags: Mapping[str, str], names: list[str]) -> str | None:
    return next((said for name in names if (said := mended(tags.get(name, "")))), None)


def _taken(said: str | None) -> datetime | None:
    """When it was taken, if a time is named, too: a day alone is when something came out."""
    return _true(facts.moment(said)) if said and len(said) >= _WITH_TIME else None


def _made(said: str | None) -> datetime | None:
    """The container's clock runs in UTC: shown by this machine's."""
    moment = _true(facts.moment(said))
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone()


def _true(moment: datetime | None) -> datetime | None:
    return None if moment is None or moment.date() in _NOBODY else moment


def _by_handler(tags: Mapping[str, str]) -> str | None:
    """Action cameras that sign their tracks."""
    signed = tags.get("handler_name", "").strip()
    return "GoPro" if signed.startswith("GoPro") else None


def _position(said: str | None) -> tuple[float, float] | None:
    """Degrees north and east from ISO 6709: "+48.8577+002.2950/"."""
    found = _PLACE.match(said or "")
    return facts.position(_degrees(found[1], 2), _degrees(found[2], 3)) if found else None


def _degrees(written: str, digits: int) -> float:
    """From degrees of so many digits, which minutes and seconds may follow."""
    sign, whole = -1.0 if written[0] == "-" else 1.0, written[1:]
    count = len(whole.partition(".")[0])
    if count <= digits:
        return sign * float(whole)
    minutes = whole[digits:] if count == digits + 2 else whole[digits : digits + 2]
    seconds = whole[digits + 2 :] if count > digits + 2 else "0"
    return sign * (int(whole[:digits]) + float(minutes) / 60 + float(seconds) / 3600)
