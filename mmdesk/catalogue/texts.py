"""The words that belong to items: names, folders, titles, captions, keywords and tags, cameras."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing

from mmdesk.catalogue import conditions, words
from mmdesk.catalogue.database import Database, Row
from mmdesk.core.entities import Filters
from mmdesk.core.paths import to_path

FIELDS = {
    "name": 4.0,
    "folders": 1.0,
    "title": 5.0,
    "caption": 3.0,
    "keywords": 5.0,
    "camera": 1.0,
    "music": 4.0,
}
"""The fields of the word index, in its order, and what a word found in each is worth."""
TELLING = "name title caption keywords music"
"""The fields that count for words so common that not every item with them can be ranked."""
RANKED = 1000
"""Up to how many items that hold the words are ranked by them."""
PICKED = 5000
"""Up to how many items that pass a filter are all picked out before words are looked for."""
EVERYTHING = Filters()
_LISTED = "SELECT value FROM json_each(?)"
_SCHEMA = "SELECT sql FROM sqlite_master WHERE name = 'words'"


class Texts:
    """The word index of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def refresh(self, items: Iterable[int]) -> None:
        """Write the words of these items anew from their files and facts."""
        with self._database.writing():
            chosen = list(dict.fromkeys(items))
            self._database.write_many(
                "DELETE FROM words WHERE rowid = ?", ((item,) for item in chosen)
            )
            marks = ", ".join("?" * (len(FIELDS) + 1))
            self._database.write_many(
                f"INSERT INTO words (rowid, {', '.join(FIELDS)}) VALUES ({marks})",
                self._documents(chosen),
            )

    def _documents(self, items: list[int]) -> list[tuple[object, ...]]:
        rows = self._database.rows(
            "SELECT i.id, title, caption, comment, keywords, coalesce(tags, '[]'), camera,"
            " artist, album, genre, key, year, track, CAST(round(bpm) AS INTEGER),"
            " name, roots.path, folders.path"
            " FROM items i JOIN files ON files.item = i.id LEFT JOIN marks ON marks.item = i.id"
            " JOIN folders ON folders.id = folder JOIN roots ON roots.id = root"
            " WHERE i.id IN (SELECT value FROM json_each(?)) ORDER BY files.id",
            (json.dumps(items),),
        )
        documents: dict[int, dict[str, list[str]]] = {}
        for item, title, caption, comment, keywords, tags, camera, *rest in rows:
            *music, name, root, folder = rest
            document = documents.setdefault(item, {field: [] for field in FIELDS})
            document["name"].append(str(to_path(name)))
            document["folders"] += [to_path(root).name, *to_path(folder).parts]
            document["title"] = [title or ""]
            document["caption"] = [caption or "", comment or ""]
            document["keywords"] = [*json.loads(keywords), *json.loads(tags)]
            document["camera"] = [camera or ""]
            document["music"] = [str(each) for each in music if each is not None]
        return [
            (item, *(words.indexable(" ".join(dict.fromkeys(parts))) for parts in fields.values()))
            for item, fields in documents.items()
        ]

    def search(self, text: str, filters: Filters, count: int) -> list[int]:
        """Items that hold every word of `text` and pass, the best match first.

        Words that a great many items hold tell little: of these items come first the ones that
        hold them in what a person wrote or named, the last added first.
        """
        question = words.question(text)
        if question is None:
            return []
        condition, values = conditions.of(filters, self._database)
        if filters != EVERYTHING and self._few(condition, values):
            passing = f"SELECT i.id FROM items i WHERE {condition}"
            return self._ranked(question, passing, values)[:count]
        most = max(RANKED, count)
        items = self._matching(question, condition, values, most)
        if len(items) < most:
            return self._ranked(question, _LISTED, [json.dumps(items)])[:count]
        telling = f"{{{TELLING}}} : ({question})"
        first = self._matching(telling, condition, values, most)
        return list(dict.fromkeys([*first, *items]))[:count]

    def _few(self, condition: str, values: list[object]) -> bool:
        """Whether so few items pass that they are better picked out than tried one by one."""
        sql = f"SELECT count(*) FROM (SELECT 1 FROM items i WHERE {condition} LIMIT ?)"
        return int(self._database.value(sql, (*values, PICKED + 1))) <= PICKED

    def _matching(
        self, question: str, condition: str, values: list[object], most: int
    ) -> list[int]:
        """The items that match and pass, the last added first, at most so many."""
        # CROSS keeps SQLite from asking the whole question once for every item that passes.
        rows = self._database.rows(
            "SELECT words.rowid FROM words CROSS JOIN items i ON i.id = words.rowid"
            f" WHERE words MATCH ? AND {condition} ORDER BY words.rowid DESC LIMIT ?",
            (question, *values, most),
        )
        return [item for (item,) in rows]

    def _ranked(self, question: str, among: str, values: list[object]) -> list[int]:
        """Those of the items that `among` selects which match, the best first."""
        weights = ", ".join(str(weight) for weight in FIELDS.values())
        rows = self._database.rows(
            # The plus, too, keeps SQLite from asking once for every item.
            f"SELECT rowid FROM words WHERE words MATCH ? AND +rowid IN ({among})"
            f" ORDER BY bm25(words, {weights}), rowid",
            (question, *values),
        )
        return [item for (item,) in rows]

    def fields_found(self, text: str, items: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """For each item that holds the words: the fields in which a word of `text` stands."""
        question = words.question(text)
        if question is None:
            return {}
        columns = ", ".join(FIELDS)
        documents = self._database.rows(
            f"SELECT rowid, {columns} FROM words WHERE rowid IN (SELECT value FROM json_each(?))",
            (json.dumps(list(items)),),
        )
        rows = _matched(self._database.value(_SCHEMA), question, documents)
        return {
            item: tuple(field for field, found in zip(FIELDS, flags, strict=True) if found)
            for item, *flags in rows
        }


def _matched(schema: str, question: str, documents: list[Row]) -> list[Row]:
    """For each document that matches: its item, and for every field whether a word is in it.

    Asked in a copy of these few documents: FTS5 asks the whole index again for each of them.
    """
    marked = ", ".join(
        f"highlight(words, {number}, char(1), '') != {field}" for number, field in enumerate(FIELDS)
    )
    marks = ", ".join("?" * (len(FIELDS) + 1))
    with closing(sqlite3.connect(":memory:")) as copy:
        copy.execute(schema)
        copy.executemany(
            f"INSERT INTO words (rowid, {', '.join(FIELDS)}) VALUES ({marks})", documents
        )
        return copy.execute(
            f"SELECT rowid, {marked} FROM words WHERE words MATCH ?", (question,)
        ).fetchall()
