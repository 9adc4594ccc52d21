"""Filters taken apart: each part is one chip, with its icon, its words and what is left without it.

A new filter is a line in `filter_parts`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from mmdesk.core.entities import Filters, Kind

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
    if filters.since:
        begins = (filters.since.month, filters.since.day) == (1, 1)
        text = _day(translate("FilterParts", "Since {day}"), filters.since, whole_year=begins)
        alone, rest = replace(_NONE, since=filters.since), replace(filters, since=None)
        yield FilterPart("calendar", text, text, alone, rest)
    if filters.until:
        ends = (filters.until.month, filters.until.day) == (12, 31)
        text = _day(translate("FilterParts", "Until {day}"), filters.until, whole_year=ends)
        alone, rest = replace(_NONE, until=filters.until), replace(filters, until=None)
        yield FilterPart("calendar", text, text, alone, rest)


def _day(sentence: str, day: date, *, whole_year: bool) -> str:
    """The sentence with the day in it, its year in four digits: photos may be old."""
    if whole_year:
        return sentence.format(day=day.year)
    form = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    whole = form if "yyyy" in form else form.replace("yy", "yyyy")
    return sentence.format(day=QLocale().toString(QDate(day.year, day.month, day.day), whole))


def _kind(kind: Kind) -> tuple[str, str]:
    return {
        Kind.PHOTO: (translate("FilterParts", "Photos"), translate("FilterParts", "Only photos")),
        Kind.SOUND: (translate("FilterParts", "Sounds"), translate("FilterParts", "Only sounds")),
        Kind.VIDEO: (translate("FilterParts", "Videos"), translate("FilterParts", "Only videos")),
    }[kind]


def _others(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(each for each in values if each != value)
