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
        texts = Path(folder).name or folder, _tr("In the folder {folder}").format(folder=folder)
        yield FilterPart("folder", *texts, replace(_NONE, folders=(folder,)), rest)
    yield from _days(filters)
    for camera in filters.cameras:
        rest = replace(filters, cameras=_others(filters.cameras, camera))
        texts = camera, _tr("Taken with the camera {camera}").format(camera=camera)
        yield FilterPart("camera", *texts, replace(_NONE, cameras=(camera,)), rest)
    if filters.favourites:
        rest = replace(filters, favourites=False)
        texts = _tr("Favourites"), _tr("Only favourites")
        yield FilterPart("heart", *texts, replace(_NONE, favourites=True), rest)


def _days(filters: Filters) -> Iterator[FilterPart]:
    if filters.since:
        texts = _day(_tr("Since {day}"), filters.since), _day(_tr("Since {day}"), filters.since)
        alone, rest = replace(_NONE, since=filters.since), replace(filters, since=None)
        yield FilterPart("calendar", *texts, alone, rest)
    if filters.until:
        texts = _day(_tr("Until {day}"), filters.until), _day(_tr("Until {day}"), filters.until)
        alone, rest = replace(_NONE, until=filters.until), replace(filters, until=None)
        yield FilterPart("calendar", *texts, alone, rest)


def _day(sentence: str, day: date) -> str:
    shown = QDate(day.year, day.month, day.day)
    return sentence.format(day=QLocale().toString(shown, QLocale.FormatType.ShortFormat))


def _kind(kind: Kind) -> tuple[str, str]:
    return {
        Kind.PHOTO: (_tr("Photos"), _tr("Only photos")),
        Kind.SOUND: (_tr("Sounds"), _tr("Only sounds")),
        Kind.VIDEO: (_tr("Videos"), _tr("Only videos")),
    }[kind]


def _others(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(each for each in values if each != value)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FilterParts", text)
