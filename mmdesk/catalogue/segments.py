"""The parts of an item that are found on their own: shots, windows of sound, passages of speech.

What becomes of a segment's embeddings and words when it goes is a matter of `migrations`.
"""

import json
from collections.abc import Iterable

from mmdesk.catalogue.database import Database
from mmdesk.core.entities import Part, Span


class Segments:
    """The segments of one catalogue; every item has one more that is the whole of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_item(self, item: int, part: Part) -> dict[int, Span]:
        """An item's segments of a kind, in order."""
        rows = self._database.rows(
            "SELECT id, starts, ends FROM segments WHERE item = ? AND part = ?"
            " AND starts IS NOT NULL ORDER BY starts, ends",
            (item, part),
        )
        return {segment: Span(start, end) for segment, start, end in rows}

    def of_items(self, items: Iterable[int]) -> list[tuple[int, int, float, float]]:
        """The segments with times of some items, by number: number, item, start, end."""
        return self._database.rows(
            "SELECT id, item, starts, ends FROM segments WHERE starts IS NOT NULL"
            " AND item IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(list(items)),),
        )

    def windows(self, item: int) -> dict[Span, int]:
        """The windows of an item, in order."""
        return {span: segment for segment, span in self.of_item(item, Part.WINDOW).items()}

    def set_windows(self, item: int, spans: Iterable[Span]) -> dict[Span, int]:
        """Give an item these windows instead of others; those it had keep all that is theirs."""
        return self.replace(item, Part.WINDOW, spans)

    def replace(self, item: int, part: Part, spans: Iterable[Span]) -> dict[Span, int]:
        """Give an item these segments of a kind instead of others; known ones stay."""
        wanted = set(spans)
        with self._database.writing():
            known = self.of_item(item, part)
            self.remove(segment for segment, span in known.items() if span not in wanted)
            self.add(item, part, sorted(wanted - {*known.values()}))
            return {span: segment for segment, span in self.of_item(item, part).items()}

    def add(self, item: int, part: Part, spans: Iterable[Span]) -> None:
        """Give an item these segments of a kind, too."""
        self._database.write_many(
            "INSERT INTO segments (item, part, starts, ends) VALUES (?, ?, ?, ?)",
            ((item, part, each.start, each.end) for each in spans),
        )

    def items_of(self, part: Part) -> dict[int, int]:
        """The item of every segment of a kind."""
        return dict(self._database.rows("SELECT id, item FROM segments WHERE part = ?", (part,)))

    def remove(self, segments: Iterable[int]) -> None:
        """Forget segments, and all that is theirs."""
        self._database.write_many(
            "DELETE FROM segments WHERE id = ?", ((segment,) for segment in segments)
        )
