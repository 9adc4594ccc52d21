"""Filters as SQL over `items i`. A new filter is a line here and a field in core.entities."""

import json
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from mmdesk.catalogue import words
from mmdesk.catalogue.database import Database
from mmdesk.core.entities import Filters
from mmdesk.core.paths import printable, to_path

NO_CLIP = "item NOT IN (SELECT id FROM items WHERE still IS NOT NULL)"
"""That an item is not the clip of a still, which is no item of its own to anybody who asks."""

_SAID_OR_WRITTEN = (
    "i.id IN (SELECT rowid FROM words WHERE words MATCH ? UNION SELECT s.item FROM spoken"
    " CROSS JOIN segments s ON s.id = spoken.rowid WHERE spoken MATCH ?)"
)


def of(filters: Filters, database: Database) -> tuple[str, list[object]]:
    """A condition that is true for items that have files and pass, and the values it needs.

    The clip of a still is no item of its own to anybody who asks.
    """
    parts, values = ["i.orphaned IS NULL AND i.still IS NULL"], list[object]()
    if filters.kinds:
        parts.append("i.kind IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sorted(filters.kinds)))
    if filters.since:
        parts.append("i.moment >= ?")
        values.append(filters.since.isoformat())
    if filters.until:
        parts.append("i.moment < ?")
        values.append(filters.until.isoformat() + "U")  # after every "T" of that day
    if filters.cameras:
        parts.append("(" + " OR ".join(["i.camera LIKE ? ESCAPE '!'"] * len(filters.cameras)) + ")")
        values.extend(f"%{_literal(camera)}%" for camera in filters.cameras)
    if filters.folders:
        parts.append(
            "i.id IN (SELECT item FROM files WHERE folder IN (SELECT value FROM json_each(?)))"
        )
        values.append(json.dumps(folders(filters.folders, database)))
    for phrase in filter(None, map(words.phrase, filters.phrases)):
        parts.append(_SAID_OR_WRITTEN)
        values.extend((phrase, phrase))
    if filters.favourites:
        parts.append("i.id IN (SELECT item FROM marks WHERE favourite)")
    return " AND ".join(parts), values


def folders(wanted: tuple[str, ...], database: Database) -> list[int]:
    """The folders at or below any of the wanted ones: absolute paths, or names at any depth.

    A name is also found by some of its words: "Lisbon" means "2022 Lisbon" too.
    """
    if not wanted:
        return []
    rows = database.rows(
        "SELECT folders.id, roots.path, folders.path FROM folders JOIN roots ON roots.id = root"
    )
    whole = [Path(folder) for folder in wanted if Path(folder).is_absolute()]
    names = [_words(folder) for folder in wanted if not Path(folder).is_absolute()]
    return [
        id_
        for id_, root, path in rows
        if any(name and name in _names(root, path) for name in names)
        or any(to_path(root).joinpath(to_path(path)).is_relative_to(folder) for folder in whole)
    ]


@lru_cache(maxsize=100_000)
def _names(root: bytes, path: bytes) -> str:
    """The words of a folder's name and of those above it, up to its root's."""
    names = (to_path(root).name, *to_path(path).parts)
    return "/".join(_words(name) for name in names)


def _words(name: str) -> str:
    """The words of a name, folded, so that one sequence of words can be looked for in another."""
    plain = unicodedata.normalize("NFKD", printable(name)).casefold()
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return "".join(f" {word} " for word in re.findall(r"\w+", kept))


def _literal(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
