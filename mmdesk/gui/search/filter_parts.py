"""Filters taken apart: each part is one chip, with its icon, its words and what is left without it.

A new filter is a line in `filter_parts`.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from mmdesk.core.entities import Filters, Kind
from mmdesk.core.listings import Month
from mmdesk.gui.grid import tile_text

_NONE = Filters()

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class FilterPart:
    """One condition of several. `rest` are the filters without it, `alone` are only it."""

    icon: str
    text: str
    hint: str
    alone: Filters
    rest: Filters


def filter_parts(filters: Filters) -> Iterator[FilterPart]:
    """The parts of filters, always in the same order."""
    for kind in sorted(filters.kinds):
        rest = replace(filters, kinds=filters.kinds - {kind})
        yield FilterPart(kind.value, *_kind(kind), replace(_NONE, kinds=frozenset({kind})), rest)
    for folder in filters.folders:
        rest = replace(filters, folders=_others(filters.folders, folder))
        hint = translate("FilterParts", "In the folder {folder}").format(folder=folder)
        name = Path(folder).name or folder
        yield FilterPart("folder", name, hint, replace(_NONE, folders=(folder,)), rest)
    yield from _days(filters)
    for camera in filters.cameras:
        rest = replace(filters, cameras=_others(filters.cameras, camera))
        hint = translate("FilterParts", "Taken with the camera {camera}").format(camera=camera)
        yield FilterPart("camera", camera, hint, replace(_NONE, cameras=(camera,)), rest)
    if filters.favourites:
        rest = replace(filters, favourites=False)
        texts = translate("FilterParts", "Favourites"), translate("FilterParts", "Only favourites")
        yield FilterPart("heart", *texts, replace(_NONE, favourites=True), rest)


def _days(filters: Filters) -> Iterator[FilterPart]:
    since, until = filters.since, filters.until
    if since and until and (text := span(since, until)):
        alone = replace(_NONE, since=since, until=until)
        yield FilterPart("calendar", text, text, alone, replace(filters, since=None, until=None))
        return
    if since:
        text = translate("FilterParts", "Since {day}").format(day=_begun(since))
        alone, rest = replace(_NONE, since=since), replace(filters, since=None)
        yield FilterPart("calendar", text, text, alone, rest)
    if until:
        text = translate("FilterParts", "Until {day}").format(day=_ended(until))
        alone, rest = replace(_NONE, until=until), replace(filters, until=None)
        yield FilterPart("calendar", text, text, alone, rest)


def span(since: date, until: date) -> str | None:
    """What one calls the days from one to the other: a day, a month, a year; None if nothing."""
    if since == until:
        return _day(since)
    if since.day > 1 or not _ends_month(until) or since.year != until.year:
        return None
    if since.month == until.month:
        return _month(since)
    return str(since.year) if (since.month, until.month) == (1, 12) else None


def _begun(day: date) -> str:
    """What begins on a day."""
    if day.day > 1:
        return _day(day)
    return str(day.year) if day.month == 1 else _month(day)


def _ended(day: date) -> str:
    """What ends on a day."""
    if not _ends_month(day):
        return _day(day)
    return str(day.year) if day.month == 12 else _month(day)


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _month(day: date) -> str:
    return tile_text.month(Month(day.year, day.month, 0))


def _day(day: date) -> str:
    """The day with its year in four digits: photos may be old."""
    form = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    whole = form if "yyyy" in form else form.replace("yy", "yyyy")
    return QLocale().toString(QDate(day.year, day.month, day.day), whole)


def _kind(kind: Kind) -> tuple[str, str]:
    return {
        Kind.PHOTO: (translate("FilterParts", "Photos"), translate("FilterParts", "Only photos")),
        Kind.SOUND: (translate("FilterParts", "Sounds"), translate("FilterParts", "Only sounds")),
        Kind.VIDEO: (translate("FilterParts", "Videos"), translate("FilterParts", "Only videos")),
    }[kind]


def _others(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(each for each in values if each != value)
