"""Items and what is known about them, and which of them pass a query's filters."""

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime, timedelta, timezone
from typing import Any

import numpy as np
import numpy.typing as npt

from mmdesk.catalogue import conditions
from mmdesk.catalogue.database import Database
from mmdesk.core.entities import Facts, Filters, Identity, Kind

COLUMNS = tuple(field.name for field in fields(Facts))
EVERYTHING = Filters()
KEPT_SECONDS = 30 * 24 * 3600
"""How long an item without files is kept, so that a file that comes back costs no new work."""
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 (local times, like all below)
_FIRST_SECOND = (datetime(1, 1, 1) - _EPOCH) // timedelta(seconds=1)  # noqa: DTZ001
_LAST_SECOND = (datetime(9999, 12, 31) - _EPOCH) // timedelta(seconds=1)  # noqa: DTZ001


class Items:
    """The items of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, identity: Identity) -> int | None:
        """The item of this content, with or without files."""
        found: int | None = self._database.value(
            "SELECT id FROM items WHERE size = ? AND digest = ?", (identity.size, identity.digest)
        )
        return found

    def add(self, identity: Identity, kind: Kind, modified: int) -> int:
        """A new item with one segment that is the whole of it; `modified` in ns since 1970."""
        moment = local_time(modified).isoformat(timespec="seconds")
        with self._database.writing():
            item = self._database.write(
                "INSERT INTO items (kind, size, digest, modified, moment) VALUES (?, ?, ?, ?, ?)",
                (kind, identity.size, identity.digest, modified, moment),
            )
            self._database.write("INSERT INTO segments (item) VALUES (?)", (item,))
        return item

    def set_facts(self, item: int, facts: Facts) -> None:
        """Replace what is known about an item."""
        values = {name: getattr(facts, name) for name in COLUMNS}
        values["keywords"] = json.dumps(facts.keywords, ensure_ascii=False)
        values["taken_zone"] = None
        if facts.taken_at is not None:
            offset = facts.taken_at.utcoffset()
            values["taken_zone"] = None if offset is None else int(offset.total_seconds())
            values["taken_at"] = facts.taken_at.replace(tzinfo=None).isoformat(timespec="seconds")
            values["moment"] = values["taken_at"]
        assignments = ", ".join(f"{name} = ?" for name in values)
        self._database.write(
            f"UPDATE items SET {assignments} WHERE id = ?",
            (*values.values(), item),
        )

    def set_duration(self, item: int, seconds: float) -> None:
        """How long it lasts, as is known once all of it was decoded."""
        self._database.write("UPDATE items SET duration = ? WHERE id = ?", (seconds, item))

    def facts(self, items: Iterable[int]) -> dict[int, Facts]:
        """What is known about each item that exists."""
        rows = self._database.rows(
            f"SELECT id, taken_zone, {', '.join(COLUMNS)} FROM items"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(items)),),
        )
        return {
            item: _facts(dict(zip(COLUMNS, row, strict=True)), zone) for item, zone, *row in rows
        }

    def of_kind(self, kind: Kind, items: Iterable[int]) -> list[int]:
        """Those of the items that are of the kind."""
        rows = self._database.rows(
            "SELECT id FROM items WHERE kind = ? AND id IN (SELECT value FROM json_each(?))",
            (kind, json.dumps(list(items))),
        )
        return [item for (item,) in rows]

    def kinds(self, items: Iterable[int]) -> dict[int, Kind]:
        """What each of those items is that exist."""
        rows = self._database.rows(
            "SELECT id, kind FROM items WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(items)),),
        )
        return {item: Kind(kind) for item, kind in rows}

    def segments_passing(self, filters: Filters) -> npt.NDArray[np.int64]:
        """The segments of the items that pass, ascending."""
        condition, values = conditions.of(filters, self._database)
        # One text of all numbers is read three times faster than as many rows.
        text = self._database.value(
            "SELECT group_concat(s.id) FROM items i JOIN segments s ON s.item = i.id"
            f" WHERE {condition}",
            values,
        )
        return np.sort(np.fromstring(text or "", np.int64, sep=","))

    def newest(self, filters: Filters, count: int) -> list[int]:
        """The items that pass, the latest moment first."""
        condition, values = conditions.of(filters, self._database)
        rows = self._database.rows(
            f"SELECT i.id FROM items i WHERE {condition} ORDER BY i.moment DESC, i.id LIMIT ?",
            (*values, count),
        )
        return [item for (item,) in rows]

    def of_segments(
        self, segments: Iterable[int], filters: Filters = EVERYTHING
    ) -> dict[int, tuple[int, float | None, float | None]]:
        """For each segment of an item that has files and passes: the item, start, end (seconds)."""
        condition, values = conditions.of(filters, self._database)
        rows = self._database.rows(
            "SELECT s.id, s.item, s.starts, s.ends FROM segments s"
            " CROSS JOIN items i ON i.id = s.item"
            f" WHERE s.id IN (SELECT value FROM json_each(?)) AND {condition}",
            (json.dumps(list(segments)), *values),
        )
        return {segment: (item, start, end) for segment, item, start, end in rows}

    def whole_segments(self, items: Iterable[int]) -> dict[int, int]:
        """The segment of each item that is the whole of it."""
        rows = self._database.rows(
            "SELECT item, id FROM segments WHERE part = 'whole'"
            " AND item IN (SELECT value FROM json_each(?))",
            (json.dumps(list(items)),),
        )
        return dict(rows)

    def purge(self, now: float) -> list[int]:
        """Drop items whose last file went away long ago, unless marked; gives those dropped."""
        with self._database.writing():
            rows = self._database.rows(
                "SELECT id FROM items WHERE orphaned < ? AND id NOT IN (SELECT item FROM marks)",
                (now - KEPT_SECONDS,),
            )
            self._database.write_many("DELETE FROM items WHERE id = ?", rows)
        return [item for (item,) in rows]

    def all(self, kind: Kind | None = None) -> set[int]:
        """Every item, or every one of a kind, those without files included."""
        rows = self._database.rows("SELECT id FROM items WHERE ?1 IS NULL OR kind = ?1", (kind,))
        return {item for (item,) in rows}

    def size(self, item: int) -> int:
        """How many bytes its files have; 0 when there is no such item."""
        found = self._database.value("SELECT size FROM items WHERE id = ?", (item,))
        return int(found or 0)

    def counts(self) -> dict[str, int]:
        """How many items with files there are of each kind; clips of stills are none."""
        rows = self._database.rows(
            "SELECT kind, count(*) FROM items WHERE orphaned IS NULL AND still IS NULL"
            " GROUP BY kind"
        )
        return {kind.value: 0 for kind in Kind} | dict(rows)


def local_time(time: int) -> datetime:
    """The local time that is `time` ns since 1970, in the years 1 to 9999 whatever it is."""
    try:
        return datetime.fromtimestamp(time / 1e9)  # noqa: DTZ006
    except (OSError, OverflowError, ValueError):
        # Windows knows no local time before 1970: what is off by a zone is better than nothing.
        seconds = max(_FIRST_SECOND, min(time // 10**9, _LAST_SECOND))
        return _EPOCH + timedelta(seconds=seconds)


def _facts(values: dict[str, Any], zone: int | None) -> Facts:
    values["keywords"] = tuple(json.loads(values["keywords"]))
    if values["taken_at"] is not None:
        taken = datetime.fromisoformat(values["taken_at"])
        if zone is not None:
            taken = taken.replace(tzinfo=timezone(timedelta(seconds=zone)))
        values["taken_at"] = taken
    return Facts(**values)
