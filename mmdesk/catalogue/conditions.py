"""Filters as SQL over `items i`. A new filter is a line here and a field in core.entities."""

import json
from pathlib import Path

from mmdesk.catalogue.database import Database
from mmdesk.core.entities import Filters
from mmdesk.core.paths import to_bytes, to_path


def of(filters: Filters, database: Database) -> tuple[str, list[object]]:
    """A condition that is true for items that have files and pass, and the values it needs."""
    parts, values = ["i.orphaned IS NULL"], list[object]()
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
    return " AND ".join(parts), values


def folders(wanted: tuple[str, ...], database: Database) -> list[int]:
    """The folders at or below any of the wanted ones: absolute paths, or names at any depth."""
    rows = database.rows(
        "SELECT folders.id, roots.path, folders.path FROM folders JOIN roots ON roots.id = root"
    )
    return [
        id_
        for id_, root, path in rows
        if any(_lies_in(to_path(root), path, name) for name in wanted)
    ]


def _lies_in(root: Path, relative: bytes, wanted: str) -> bool:
    folder = root / to_path(relative)
    if Path(wanted).is_absolute():
        return folder.is_relative_to(wanted)
    names = [root.name, *to_path(relative).parts]
    return _folded(wanted) in {_folded(name) for name in names}


def _folded(name: str) -> bytes:
    return to_bytes(name.casefold().strip("/\\"))


def _literal(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
