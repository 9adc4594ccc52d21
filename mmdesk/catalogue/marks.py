"""What the user said about items: favourites, ratings, tags.

Marks belong to the item and outlive its files; when a file is edited in place they move on to the
item that it becomes (a trigger in `migrations`).
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from mmdesk.catalogue.database import Database

_LISTED = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class OwnMarks:
    """The user's own words; `rating` is None where the file's counts."""

    favourite: bool = False
    rating: int | None = None
    tags: tuple[str, ...] = ()


class MarkTable:
    """The marks of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, items: Iterable[int]) -> dict[int, OwnMarks]:
        """The marks of those items that have some."""
        rows = self._database.rows(
            f"SELECT item, favourite, rating, tags FROM marks WHERE item IN {_LISTED}",
            (json.dumps(list(items)),),
        )
        return {
            item: OwnMarks(bool(favourite), rating, tuple(json.loads(tags)))
            for item, favourite, rating, tags in rows
        }

    def favourite(self, items: Iterable[int], *, on: bool) -> list[int]:
        """Mark items as favourites or not; gives the items that are others by it."""
        return self._change(items, lambda marks: replace(marks, favourite=on))

    def rate(self, items: Iterable[int], stars: int) -> list[int]:
        """Give items so many stars; gives the items that are others by it."""
        return self._change(items, lambda marks: replace(marks, rating=stars))

    def tag(self, items: Iterable[int], tag: str) -> list[int]:
        """Add a tag, whose case is ignored; gives the items that are others by it."""
        return self._change(items, lambda marks: _tagged(marks, tag))

    def untag(self, items: Iterable[int], tag: str) -> list[int]:
        """Take a tag away, whose case is ignored; gives the items that are others by it."""
        return self._change(items, lambda marks: _untagged(marks, tag))

    def tags(self) -> list[str]:
        """Every tag that some item has, in the order of the alphabet."""
        rows = self._database.rows(
            "SELECT DISTINCT value FROM marks, json_each(tags) WHERE tags != '[]'"
        )
        return sorted((tag for (tag,) in rows), key=lambda tag: (tag.casefold(), tag))

    def _change(self, items: Iterable[int], change: Callable[[OwnMarks], OwnMarks]) -> list[int]:
        with self._database.writing():
            known = self._existing(items)
            before = self.of(known)
            wanted = {item: change(before.get(item, OwnMarks())) for item in known}
            changed = {
                item: marks
                for item, marks in wanted.items()
                if marks != before.get(item, OwnMarks())
            }
            self._put(changed)
        return list(changed)

    def _existing(self, items: Iterable[int]) -> list[int]:
        """Those of the items that were not dropped between being shown and being marked."""
        rows = self._database.rows(
            f"SELECT id FROM items WHERE id IN {_LISTED}", (json.dumps(list(items)),)
        )
        return [item for (item,) in rows]

    def _put(self, marks: dict[int, OwnMarks]) -> None:
        empty = [(item,) for item, each in marks.items() if each == OwnMarks()]
        self._database.write_many("DELETE FROM marks WHERE item = ?", empty)
        self._database.write_many(
            "INSERT OR REPLACE INTO marks (item, favourite, rating, tags) VALUES (?, ?, ?, ?)",
            (
                (item, each.favourite, each.rating, json.dumps(each.tags, ensure_ascii=False))
                for item, each in marks.items()
                if each != OwnMarks()
            ),
        )


def _tagged(marks: OwnMarks, tag: str) -> OwnMarks:
    if tag.casefold() in {known.casefold() for known in marks.tags}:
        return marks
    return replace(marks, tags=(*marks.tags, tag))


def _untagged(marks: OwnMarks, tag: str) -> OwnMarks:
    left = tuple(known for known in marks.tags if known.casefold() != tag.casefold())
    return replace(marks, tags=left)
