"""The index of what is said: every passage by its words."""

import json
from collections.abc import Iterable
from operator import itemgetter

from mmdesk.catalogue import conditions, words
from mmdesk.catalogue.database import Database, Row
from mmdesk.core.entities import Filters, Span

RANKED = 10_000
"""Up to how many passages that hold the words are ranked by them: those written down last."""
PICKED = 5000
"""Up to how many passages that pass a filter are picked out before words are looked for."""
_PASSING = "segments s CROSS JOIN items i ON i.id = s.item WHERE part = 'passage' AND"


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
        matching = self._matching(question, condition, values)
        best: dict[int, Row] = {}
        for passage in sorted(matching, key=itemgetter(0)):
            best.setdefault(passage[1], passage)
        chosen = list(best.values())[:count]
        texts = self.texts(segment for *_, segment in chosen)
        return [
            (item, Span(start, end), texts[segment])
            for _, item, start, end, segment in chosen
            if segment in texts  # unless it went away meanwhile
        ]

    def holding(self, text: str, segments: Iterable[int]) -> dict[int, str]:
        """Which of those segments are passages that hold every word, and what is said in them."""
        question = words.question(text)
        if question is None:
            return {}
        rows = self._database.rows(
            "SELECT rowid, text FROM spoken WHERE spoken MATCH ?"
            " AND +rowid IN (SELECT value FROM json_each(?))",
            (question, json.dumps(list(segments))),
        )
        return dict(rows)

    def _matching(self, question: str, condition: str, values: list[object]) -> list[Row]:
        """Score (less is better), item, start, end, segment of the passages to choose from.

        CROSS and the plus keep SQLite from asking the whole question once for every passage.
        """
        if self._few(condition, values):
            condition = f"+spoken.rowid IN (SELECT s.id FROM {_PASSING} {condition})"
        return self._database.rows(
            "SELECT bm25(spoken), s.item, s.starts, s.ends, s.id FROM spoken"
            " CROSS JOIN segments s ON s.id = spoken.rowid CROSS JOIN items i ON i.id = s.item"
            f" WHERE spoken MATCH ? AND {condition} ORDER BY spoken.rowid DESC LIMIT ?",
            (question, *values, RANKED),
        )

    def _few(self, condition: str, values: list[object]) -> bool:
        """Whether so few passages pass that they are better picked out than tried one by one."""
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {_PASSING} {condition} LIMIT ?)"
        return int(self._database.value(sql, (*values, PICKED + 1))) <= PICKED

    def any(self) -> bool:
        """Whether anything is known that somebody says."""
        return bool(self._database.value("SELECT EXISTS (SELECT 1 FROM spoken)"))

    def texts(self, segments: Iterable[int]) -> dict[int, str]:
        """What is said in each of those segments that are passages."""
        rows = self._database.rows(
            "SELECT rowid, text FROM spoken WHERE rowid IN (SELECT value FROM json_each(?))",
            (json.dumps(list(segments)),),
        )
        return dict(rows)
