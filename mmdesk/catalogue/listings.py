"""What a window shows of the catalogue: everything in an order, tiles, folders, known words.

Photos of one moment stand in the order of their items' numbers: files are taken in newest first,
and `jobs` are worked off in the same order, so that what is in sight is made ready first.
Long lists are read as one text of numbers rather than as rows, which is several times faster.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from mmdesk.catalogue import conditions
from mmdesk.catalogue.database import Database
from mmdesk.catalogue.names import natural_keys
from mmdesk.core.entities import EMBEDDED, Filters, JobState, Kind, RootState
from mmdesk.core.listings import Listing, Marks, Month, Tile
from mmdesk.core.paths import printable, to_path

_AMONG = "i.orphaned IS NULL AND i.still IS NULL AND i.id IN (SELECT value FROM json_each(?))"


class Listings:
    """Orders and tiles of one catalogue's items; those without files are not shown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def by_date(self, filters: Filters) -> Listing:
        """All that pass, the latest first, with their months."""
        return self._dated(*conditions.of(filters, self._database))

    def by_name(self, filters: Filters) -> Listing:
        """All that pass, in the natural order of their files' names."""
        return self._named(*conditions.of(filters, self._database))

    def count(self, filters: Filters) -> int:
        """How many items pass."""
        condition, values = conditions.of(filters, self._database)
        return int(self._database.value(f"SELECT count(*) FROM items i WHERE {condition}", values))

    def sorted_by_date(self, items: Sequence[int]) -> Listing:
        """These items, the latest first, with their months."""
        return self._dated(_AMONG, [json.dumps(items)])

    def sorted_by_name(self, items: Sequence[int]) -> Listing:
        """These items, in the natural order of their files' names."""
        return self._named(_AMONG, [json.dumps(items)])

    def existing(self, items: Sequence[int]) -> Listing:
        """Those of the items that have files, in the same order."""
        sql = f"SELECT group_concat(i.id) FROM items i WHERE {_AMONG}"
        present = set(_numbers(self._database.value(sql, [json.dumps(items)])))
        return Listing(tuple(item for item in items if item in present))

    def _dated(self, condition: str, values: list[object]) -> Listing:
        row = self._database.row(
            "SELECT group_concat(id), group_concat(month) FROM"
            " (SELECT i.id, substr(i.moment, 1, 7) AS month FROM items i"
            f"  WHERE {condition} ORDER BY i.moment DESC, i.id)",
            values,
        )
        items, months = row or (None, None)
        # Counted here: SQLite would sort all of them once more for it.
        counts = Counter(months.split(",") if months else ())
        return Listing(
            _numbers(items),
            tuple(Month(int(each[:4]), int(each[5:]), count) for each, count in counts.items()),
        )

    def _named(self, condition: str, values: list[object]) -> Listing:
        row = self._database.row(
            "SELECT group_concat(item), CAST(group_concat(name, '/') AS BLOB) FROM"
            " (SELECT f.item, f.name FROM files f JOIN items i ON f.item = i.id"
            f"  WHERE {condition} ORDER BY {self._reachable_first()} f.id)",
            values,
        )
        if row is None or row[0] is None:
            return Listing(())
        keys = natural_keys(str(to_path(row[1])).split("/"))
        first = dict(zip(reversed(_numbers(row[0])), reversed(keys), strict=True))
        return Listing(tuple(sorted(sorted(first), key=first.__getitem__)))

    def _reachable_first(self) -> str:
        """The order by which an item's first reachable file is its first, as in `tiles`."""
        away = self._database.rows(
            "SELECT d.id FROM folders d JOIN roots r ON r.id = root WHERE state = ? OR away",
            (RootState.OFFLINE,),
        )
        # The files stand in their order already: they are sorted only where it makes a difference.
        return f"f.folder IN ({','.join(str(folder) for (folder,) in away)})," if away else ""

    def tiles(self, items: Iterable[int]) -> dict[int, Tile]:
        """The tiles of those items that have files."""
        rows = self._database.rows(
            "SELECT i.id, kind, r.path, d.path, f.name, r.state = ? OR d.away AS unreachable,"
            " moment, width, height, duration,"
            " coalesce(m.favourite, 0), coalesce(m.rating, i.rating, 0), coalesce(m.tags, '[]'),"
            " live = ? OR EXISTS (SELECT 1 FROM items c WHERE c.still = i.id)"
            " FROM items i JOIN files f ON f.item = i.id JOIN folders d ON d.id = f.folder"
            " JOIN roots r ON r.id = d.root LEFT JOIN marks m ON m.item = i.id"
            f" WHERE {_AMONG} ORDER BY unreachable DESC, f.id DESC",
            (RootState.OFFLINE, EMBEDDED, json.dumps(list(items))),
        )
        # The last one of an item stays: its first reachable file.
        return {
            item: Tile(
                item,
                Kind(kind),
                _path(root, folder, name),
                not unreachable,
                datetime.fromisoformat(moment),
                *(width, height),
                Marks(bool(favourite), max(rating, 0), tuple(json.loads(tags))),
                duration,
                bool(live),
            )
            for item, kind, root, folder, name, unreachable, moment, *rest in rows
            for width, height, duration, favourite, rating, tags, live in [rest]
        }

    def size_and_failure(self, item: int) -> tuple[int, str | None]:
        """The bytes of an item, and why it could not be indexed wholly, if so."""
        row = self._database.row(
            "SELECT size, error FROM items LEFT JOIN jobs ON jobs.item = id AND state = ?"
            " WHERE id = ?",
            (JobState.FAILED, item),
        )
        return row or (0, None)

    def items_by_folder(self) -> list[tuple[int, Path, tuple[int, ...]]]:
        """For each folder that holds items: its root's number, its path below it, the items."""
        rows = self._database.rows(
            "SELECT root, path, group_concat(item) FROM files JOIN folders ON folders.id = folder"
            f" WHERE item IS NOT NULL AND {conditions.NO_CLIP} GROUP BY folder"
        )
        return [(root, to_path(path), _numbers(items)) for root, path, items in rows]

    def folder_names(self) -> list[str]:
        """The name of every root and of every folder below one, none twice."""
        rows = self._database.rows(
            "SELECT path, x'' FROM roots UNION SELECT x'', path FROM folders"
        )
        names = (
            name
            for root, path in rows
            for name in ([to_path(root).name] if root else to_path(path).parts)
        )
        return [printable(name) for name in dict.fromkeys(names) if name]

    def cameras(self) -> list[str]:
        """Every camera that took one of the items, the one that took most first."""
        rows = self._database.rows(
            "SELECT camera FROM items"
            " WHERE camera IS NOT NULL AND orphaned IS NULL AND still IS NULL"
            " GROUP BY camera ORDER BY count(*) DESC"
        )
        return [camera for (camera,) in rows]

    def keywords(self) -> list[str]:
        """Every keyword that a file holds, the most frequent first."""
        rows = self._database.rows(
            "SELECT value, sum(times) AS times FROM"
            " (SELECT keywords, count(*) AS times FROM items"
            "  WHERE keywords != '[]' AND orphaned IS NULL AND still IS NULL GROUP BY keywords),"
            " json_each(keywords)"
            " GROUP BY value ORDER BY times DESC"
        )
        return [str(word) for word, _ in rows]


def _numbers(text: str | None) -> tuple[int, ...]:
    return tuple(map(int, text.split(","))) if text else ()


def _path(root: bytes, folder: bytes, name: bytes) -> Path:
    return to_path(root) / to_path(folder) / to_path(name)
