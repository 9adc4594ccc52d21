"""What one block of a file (EXIF, XMP, IPTC) says, and the plain values that all of them share.

Values from files are hostile and often nonsense: every function here answers None for what cannot
be true, and never raises.
"""

import math
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from mmdesk.core.entities import Facts

_LONGEST_TEXT = 10_000
_FIRST_PHOTOGRAPH = 1826
_MOMENT = re.compile(
    r"(\d{4})[:/-](\d\d)[:/-](\d\d)"
    r"(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d*)?)?)?\s*(Z|[+-]\d\d:?\d\d)?"
)
_COMPANY = re.compile(r"(?i)[ ,]+(?:corp|imaging|co\b|company|ltd|inc|optical)")
_WRITTEN_BY_CAMERAS = ("olympus digital camera", "sony dsc", "dcim", "digital camera", "default")
_ZONE = re.compile(r"([+-])(\d\d):?(\d\d)")


@dataclass(frozen=True, slots=True)
class Block:
    """One block's facts. `taken`: the shutter opened; `made`: weaker, the file came to be."""

    facts: Facts = field(default_factory=Facts)
    taken: datetime | None = None
    made: datetime | None = None
    satellites: datetime | None = None
    """The time by GPS, in UTC."""


def text(value: object) -> str | None:
    """A string without padding, in the encoding it was most likely written in."""
    if isinstance(value, bytes):
        value = _decoded(value)
    if not isinstance(value, str):
        return None
    # Pillow reads EXIF as Latin-1, most programs write UTF-8 there.
    with suppress(UnicodeError):
        value = value.encode("latin-1").decode("utf-8")
    cleaned = value.replace("\0", "").strip()[:_LONGEST_TEXT]
    return cleaned.encode("utf-8", "replace").decode("utf-8") or None


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def words(values: Iterable[object]) -> tuple[str, ...]:
    """Keywords without blanks and repetitions, in their order."""
    return tuple(dict.fromkeys(word for value in values if (word := text(value))))


def zone(value: object) -> timezone | None:
    """The zone that "+02:00" or "Z" names."""
    said = text(value) or ""
    if said == "Z":
        return UTC
    found = _ZONE.fullmatch(said)
    if not found:
        return None
    away = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-away if found[1] == "-" else away) if away <= timedelta(hours=14) else None


def moment(value: object, offset: object = None) -> datetime | None:
    """A date as EXIF ("2019:06:06 07:29:51") or XMP write it; with the zone where one is named."""
    found = _MOMENT.match(text(value) or "")
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    if year < _FIRST_PHOTOGRAPH:
        return None
    try:
        return datetime(
            year, month, day, hour, minute, second, tzinfo=zone(found[7]) or zone(offset)
        )
    except ValueError:
        return None


def number(value: object) -> float | None:
    """A finite float from a number, a fraction or their text ("13/2")."""
    try:
        if isinstance(value, str):
            above, _, below = value.partition("/")
            found = float(above) / float(below or 1)
        else:
            found = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, ArithmeticError):
        return None
    return found if math.isfinite(found) else None


def rating(value: object) -> int | None:
    """Stars 0 to 5, or -1 for rejected."""
    stars = number(value)
    return round(stars) if stars is not None and -1 <= stars <= 5 else None


def position(latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    """Degrees north and east; None for half a position, an impossible one, and 0, 0."""
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return round(latitude, 7), round(longitude, 7)


def degrees(parts: Iterable[object], direction: object) -> float | None:
    """Degrees from degrees, minutes and seconds; south and west are negative."""
    sign = {"N": 1, "E": 1, "S": -1, "W": -1}.get((text(direction) or "").upper())
    numbers = [number(part) for part in parts]
    if sign is None or not numbers or any(part is None for part in numbers):
        return None
    return sign * math.fsum((part or 0) / 60.0**power for power, part in enumerate(numbers))


def camera(make: object, model: object) -> str | None:
    """Make and model as one name: "Canon EOS 5D", not "Canon Canon EOS 5D"."""
    company = _COMPANY.split(text(make) or "")[0]
    name = text(model)
    if not name or not company:
        return name or company or None
    brand = company.split()[0].lower()
    return name if name.lower().startswith(brand) else f"{company} {name}"


def caption(value: object) -> str | None:
    """What a person wrote; not what some cameras put into every file."""
    said = text(value)
    return None if said is None or said.lower().startswith(_WRITTEN_BY_CAMERAS) else said
