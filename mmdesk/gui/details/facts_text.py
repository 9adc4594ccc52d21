"""What is known about an item, in the words and numbers of the reader's language.

A new fact is one line in `facts_of` and the function that says it.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from mmdesk.core.entities import Facts, Filters, Kind
from mmdesk.core.listings import Details
from mmdesk.core.paths import printable
from mmdesk.gui.indexing.progress_text import size
from mmdesk.gui.player.times import clock

_ISOLATED = "\u2066{}\u2069"
"""Keeps what is read from left to right so, in a text that is read from right to left."""
_MAY_BREAK = "\u200b"

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is called and what it is."""

    name: str
    value: str
    filters: Filters | None = None
    """What finds all that have the same; None where there is no such filter."""


def facts_of(details: Details) -> Iterator[Fact]:
    """All that the file says about itself but its title, caption, keywords and place."""
    facts, date = details.facts, details.tile.moment.date()
    day = Filters(since=date, until=date)
    if facts.duration is not None:
        yield Fact(translate("Facts", "Length"), clock(facts.duration))
        yield from music_of(facts)
    if facts.taken_at is not None:
        yield Fact(translate("Facts", "Taken"), moment(facts.taken_at), day)
    else:
        yield Fact(translate("Facts", "Changed"), moment(details.tile.moment), day)
    if facts.camera:
        named = {True: translate("Facts", "Device"), False: translate("Facts", "Camera")}
        of_film = details.tile.kind is Kind.VIDEO
        yield Fact(named[of_film], facts.camera, Filters(cameras=(facts.camera,)))
    if facts.lens:
        yield Fact(translate("Facts", "Lens"), facts.lens)
    if facts.width and facts.height:
        written = pixels if facts.frame_rate is None else sides
        yield Fact(translate("Facts", "Pixels"), written(facts.width, facts.height))
    yield from film_of(facts)
    yield Fact(translate("Facts", "Size"), size(details.size))


def film_of(facts: Facts) -> Iterator[Fact]:
    """What is known of pictures that move."""
    if facts.frame_rate:
        rate = QLocale().toString(round(facts.frame_rate, 2), "g", 6)
        a_second = translate("Facts", "{number} pictures a second").format(number=rate)
        yield Fact(translate("Facts", "Frame rate"), a_second)
    if facts.codec:
        yield Fact(translate("Facts", "Codec"), facts.codec)


def music_of(facts: Facts) -> Iterator[Fact]:
    """What the tags of a sound say."""
    locale = QLocale()
    tempo = translate("Facts", "{number} beats a minute")
    bpm = facts.bpm and tempo.format(number=locale.toString(facts.bpm, "g", 4))
    for name, value in (
        (translate("Facts", "Artist"), facts.artist),
        (translate("Facts", "Album"), facts.album),
        (translate("Facts", "Track"), facts.track),
        (translate("Facts", "Genre"), facts.genre),
        (translate("Facts", "Year"), facts.year),
        (translate("Facts", "Tempo"), bpm),
        (translate("Facts", "Key"), facts.key),
        (translate("Facts", "Comment"), facts.comment),
    ):
        if value:
            yield Fact(name, str(value))


def moment(when: datetime) -> str:
    """Day and time as people write them; the zone where it is known."""
    locale = QLocale()
    day = locale.toString(QDate(when.year, when.month, when.day), QLocale.FormatType.LongFormat)
    time = locale.toString(QTime(when.hour, when.minute), QLocale.FormatType.ShortFormat)
    offset = when.utcoffset()
    if offset is None:
        return translate("Facts", "{day}, {time}").format(day=day, time=time)
    return translate("Facts", "{day}, {time} ({zone})").format(
        day=day, time=time, zone=zone(offset)
    )


def zone(offset: timedelta) -> str:
    """A zone as `UTC+1` or `UTC+5:30`."""
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "\N{MINUS SIGN}" if minutes < 0 else "+"
    name = "UTC" + (f"{sign}{hours}" if minutes else "") + (f":{rest:02}" if rest else "")
    return _ISOLATED.format(name)


def pixels(width: int, height: int) -> str:
    """Width, height and how many millions of pixels that is."""
    locale = QLocale()
    millions = width * height / 1e6
    shown = locale.toString(millions, "f", 0 if millions >= 10 else 1)
    size_of = translate("Facts", "{size} ({millions} MP)")
    return size_of.format(size=sides(width, height), millions=shown)


def sides(width: int, height: int) -> str:
    """Width and height."""
    return _ISOLATED.format(f"{width} \N{MULTIPLICATION SIGN} {height}")


def coordinates(facts: Facts) -> str | None:
    """Where it was taken, as `38.7139° N, 9.1334° W`; None where that is not known."""
    if facts.latitude is None or facts.longitude is None:
        return None
    if not (math.isfinite(facts.latitude) and math.isfinite(facts.longitude)):
        return None
    north = (
        translate("Facts", "{degrees}° N")
        if facts.latitude >= 0
        else translate("Facts", "{degrees}° S")
    )
    east = (
        translate("Facts", "{degrees}° E")
        if facts.longitude >= 0
        else translate("Facts", "{degrees}° W")
    )
    latitude = north.format(degrees=f"{abs(facts.latitude):.4f}")
    longitude = east.format(degrees=f"{abs(facts.longitude):.4f}")
    return _ISOLATED.format(f"{latitude}, {longitude}")


def breakable(path: Path | str) -> str:
    """A path or name as a label can break it between its parts; always read left to right."""
    text = printable(path)
    for sign in "/\\_-.":
        text = text.replace(sign, sign + _MAY_BREAK)
    return _ISOLATED.format(text)


def plain(text: str) -> str:
    """The text without the signs that only steer how it is shown."""
    return text.strip("\u2066\u2069").replace(_MAY_BREAK, "")
