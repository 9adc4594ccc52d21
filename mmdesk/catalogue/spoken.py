"""The index of what is said: every passage by its words."""

import json
from collections.abc import Iterable

from mmdesk.catalogue import conditions, words
from mmdesk.catalogue.database import Database, Row
from mmdesk.core.entities import Filters, Span

RANKED = 2000
"""Up to how many passages that hold the words are ranked by them: those written down last."""
_JOINED = (
    # CROSS keeps SQLite from asking the whole question once for every passage of what passes.
    "spoken CROSS JOIN segments s ON s.id = spoken.rowid CROSS JOIN items i ON i.id = s.item"
)


class Spoken:
    """The words of one catalogue's passages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def search(self, text: str, filters: Filters, count: int) -> list[tuple[int, Span, str]]:
        """Items in which every word of `text` is said within one passage, the best first.

        Each item comes once, with its best passage and that passage's words.
        """
        question = words.question(text)
        if question is None:
            return []
        condition, values = conditions.of(filters, self._database)
        if filters != Filters() and conditions.few(condition, values, self._database):
            passing = f"SELECT s.id FROM segments s JOIN items i ON i.id = s.item WHERE {condition}"
            rows = self._ranked(question, passing, values)
        else:
            latest = self._latest(question, condition, values, max(RANKED, 5 * count))
            rows = self._ranked(question, "SELECT value FROM json_each(?)", [json.dumps(latest)])
        return _best_of_each(rows)[:count]

    def _latest(self, question: str, condition: str, values: list[object], most: int) -> list[int]:
        """The passages that match and pass, the last written down first, at most so many."""
        rows = self._database.rows(
            f"SELECT spoken.rowid FROM {_JOINED} WHERE spoken MATCH ? AND {condition}"
            " ORDER BY spoken.rowid DESC LIMIT ?",
            (question, *values, most),
        )
        return [passage for (passage,) in rows]

    def _ranked(self, question: str, among: str, values: list[object]) -> list[Row]:
        """Item, start, end and text of those passages among `among` that match, best first."""
        return self._database.rows(
            f"SELECT s.item, s.starts, s.ends, spoken.text FROM {_JOINED}"
            # The plus keeps SQLite from asking once for every passage.
            f" WHERE spoken MATCH ? AND +spoken.rowid IN ({among})"
            " ORDER BY bm25(spoken), spoken.rowid",
            (question, *values),
        )

    def texts(self, segments: Iterable[int]) -> dict[int, str]:
        """What is said in each of those segments that are passages."""
        rows = self._database.rows(
            "SELECT rowid, text FROM spoken WHERE rowid IN (SELECT value FROM json_each(?))",
            (json.dumps(list(segments)),),
        )
        return dict(rows)


def _best_of_each(rows: list[Row]) -> list[tuple[int, Span, str]]:
    best: dict[int, tuple[int, Span, str]] = {}
    for item, start, end, text in rows:
        best.setdefault(item, (item, Span(start, end), text))
    return list(best.values())
