"""EXIF, as Pillow finds it in pictures and exifread in camera RAW."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from PIL import ExifTags, Image

from mmdesk.core.entities import Facts
from mmdesk.media import facts, live

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Tags = dict[str, object]
"""Tag name (as in the standard) to value: text, bytes, a number, or a sequence of numbers."""

_RATING_BY_PERCENT = {0: 0, 1: 1, 25: 2, 50: 3, 75: 4, 99: 5, 100: 5}


def tags_of(image: Image.Image) -> Tags:
    """The tags of an opened picture."""
    return _named(image.getexif())


def tags_of_raw(file: BinaryIO) -> Tags:
    """The tags of a camera RAW file; Canon's CR3 keeps them in boxes of their own."""
    import exifread

    head = file.read(64 << 10)
    if head[4:12] == b"ftypcrx ":
        return _tags_of_cr3(head)
    found = exifread.process_file(file, details=False, extract_thumbnail=False)
    return {
        name.split(" ", 1)[-1]: _plain(tag.values)
        for name, tag in found.items()
        if not name.startswith(("Thumbnail", "Interoperability"))
    }


def _tags_of_cr3(head: bytes) -> Tags:
    """CMT1 holds the main directory, CMT2 the EXIF one, CMT4 the position, each as a TIFF."""
    tags: Tags = {}
    for box, names in ((b"CMT4", ExifTags.GPSTAGS), (b"CMT2", None), (b"CMT1", None)):
        at = head.find(box)
        if at >= 4:
            size = int.from_bytes(head[at - 4 : at], "big")
            directory = Image.Exif()
            directory.load_from_fp(BytesIO(head[at + 4 : at - 4 + size]))
            tags |= _with_names(directory, names or ExifTags.TAGS)
    return tags


def _plain(values: object) -> object:
    """exifread gives lists even for single numbers."""
    if isinstance(values, list):
        return values[0] if len(values) == 1 else tuple(values)
    return values


def _named(exif: Image.Exif) -> Tags:
    return (
        _with_names(exif.get_ifd(ExifTags.IFD.GPSInfo), ExifTags.GPSTAGS)
        | _with_names(exif, ExifTags.TAGS)
        | _with_names(exif.get_ifd(ExifTags.IFD.Exif), ExifTags.TAGS)
    )


def _with_names(directory: Mapping[int, object], names: Mapping[int, str]) -> Tags:
    return {names[tag]: value for tag, value in directory.items() if tag in names}


def read(tags: Tags) -> facts.Block:
    """What the tags say."""
    place = _position(tags)
    orientation = tags.get("Orientation")
    told = Facts(
        camera=facts.camera(tags.get("Make"), tags.get("Model")),
        lens=facts.text(tags.get("LensModel")),
        latitude=place and place[0],
        longitude=place and place[1],
        orientation=orientation if orientation in range(1, 9) else None,  # type: ignore[arg-type]
        rating=_rating(tags),
        title=_wide_text(tags.get("XPTitle")),
        caption=_caption(tags),
        keywords=facts.words((_wide_text(tags.get("XPKeywords")) or "").split(";")),
        live=live.identifier(tags.get("MakerNote")),
    )
    return facts.Block(told, *_moments(tags))


def _moments(tags: Tags) -> tuple[datetime | None, datetime | None, datetime | None]:
    changed = tags.get("DateTime")
    original = tags.get("DateTimeOriginal")
    zone = tags.get("OffsetTimeOriginal") or (
        tags.get("OffsetTime") if changed == original else None
    )
    made = facts.moment(tags.get("DateTimeDigitized"), tags.get("OffsetTimeDigitized"))
    taken = facts.moment(original, zone)
    return taken, made or facts.moment(changed, tags.get("OffsetTime")), _satellites(tags)


def _satellites(tags: Tags) -> datetime | None:
    day, clock = facts.text(tags.get("GPSDateStamp") or tags.get("GPSDate")), _clock(tags)
    return facts.moment(f"{day} {clock}Z") if day and clock else None


def _clock(tags: Tags) -> str | None:
    parts = [facts.number(part) for part in _sequence(tags.get("GPSTimeStamp"))]
    if len(parts) != 3 or any(part is None for part in parts):
        return None
    return ":".join(f"{int(part or 0):02}" for part in parts)


def _position(tags: Tags) -> tuple[float, float] | None:
    return facts.position(
        facts.degrees(_sequence(tags.get("GPSLatitude")), tags.get("GPSLatitudeRef")),
        facts.degrees(_sequence(tags.get("GPSLongitude")), tags.get("GPSLongitudeRef")),
    )


def _sequence(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, tuple | list) else ()


def _rating(tags: Tags) -> int | None:
    stars = facts.rating(tags.get("Rating"))
    percent = facts.number(tags.get("RatingPercent"))
    return stars if stars is not None or percent is None else _RATING_BY_PERCENT.get(int(percent))


def _caption(tags: Tags) -> str | None:
    said = facts.caption(tags.get("ImageDescription"))
    return said or _wide_text(tags.get("XPComment")) or _comment(tags.get("UserComment"))


def _wide_text(value: object) -> str | None:
    """Windows writes its own tags as UTF-16."""
    try:
        raw = bytes(value) if isinstance(value, tuple | list | bytes) else b""
    except (TypeError, ValueError):
        return None
    return facts.text(raw.decode("utf-16-le", "replace"))


def _comment(value: object) -> str | None:
    """The first 8 bytes name the encoding."""
    if not isinstance(value, bytes):
        return None
    encoding, body = value[:8], value[8:]
    if encoding.startswith(b"UNICODE"):
        return facts.text(body.decode("utf-16-be" if body[:1] == b"\0" else "utf-16-le", "replace"))
    return facts.text(body) if encoding.startswith(b"ASCII") else None
