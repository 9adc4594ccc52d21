"""What a cell of the grid says: its name, what the pointer is told, what is spoken of it."""

import html

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from mmdesk.core.entities import Facts, Hit, Kind, Query
from mmdesk.core.listings import Details, Month, Tile
from mmdesk.core.paths import printable
from mmdesk.gui.details.facts_text import moment
from mmdesk.gui.details.why_text import why
from mmdesk.gui.player.times import clock

translate = QCoreApplication.translate


def name(tile: Tile | None, hit: Hit | None) -> str:
    """The file's name; empty while it is not known."""
    path = tile.path if tile else hit.path if hit else None
    return printable(path.name) if path else ""


def tooltip(tile: Tile | None, hit: Hit | None, query: Query) -> str:
    """Name, moment and reasons; rich text, in which a file's name means nothing."""
    lines = [name(tile, hit)]
    if tile:
        lines.append(moment(tile.moment))
        lines += [] if tile.duration is None else [clock(tile.duration)]
        lines += _moving(tile, hit)
        lines += [] if tile.online else [translate("Tile", "Its drive is not connected.")]
        lines += _reasons(tile, hit, query)
    return "<br>".join(html.escape(line) for line in lines if line)


def spoken(tile: Tile | None, hit: Hit | None, query: Query) -> str:
    """All that is seen of a cell, for those who hear it."""
    if tile is None:
        return name(tile, hit)
    when = QDate(tile.moment.year, tile.moment.month, tile.moment.day)
    parts = [name(tile, hit), _kind(tile.kind)]
    parts += [] if tile.duration is None else [clock(tile.duration)]
    parts += _moving(tile, hit)
    parts.append(QLocale().toString(when, QLocale.FormatType.LongFormat))
    parts += [translate("Tile", "favourite")] if tile.marks.favourite else []
    parts += [] if tile.online else [translate("Tile", "offline")]
    if reasons := _reasons(tile, hit, query):
        parts.append(translate("Tile", "found by: {reasons}").format(reasons=" ".join(reasons)))
    return ", ".join(parts)


def month(shown: Month) -> str:
    """The heading of a month."""
    called = QLocale().standaloneMonthName(shown.month)
    return translate("Tile", "{month} {year}").format(month=called, year=shown.year)


def _moving(tile: Tile, hit: Hit | None) -> list[str]:
    """Which moment of a video is shown; that a photo has a clip."""
    if hit is not None and hit.moments:
        return [translate("Tile", "moment at {time}").format(time=clock(hit.moments[0].at))]
    return [translate("Tile", "live photo")] if tile.live else []


def _reasons(tile: Tile, hit: Hit | None, query: Query) -> list[str]:
    known = Details(tile, Facts(), (tile.path,), 0, None)
    return list(why(hit, query, known)) if hit else []


def _kind(kind: Kind) -> str:
    return {
        Kind.PHOTO: translate("Tile", "photo"),
        Kind.SOUND: translate("Tile", "sound"),
        Kind.VIDEO: translate("Tile", "video"),
    }[kind]
