"""The words that belong to items: names, folders, titles, captions, keywords, cameras."""

import json
from collections.abc import Iterable

from mmdesk.catalogue import conditions, words
from mmdesk.catalogue.database import Database
from mmdesk.core.entities import Filters
from mmdesk.core.paths import to_path

FIELDS = {"name": 4.0, "folders": 1.0, "title": 5.0, "caption": 3.0, "keywords": 5.0, "camera": 1.0}
"""The fields of the word index, in its order, and what a word found in each is worth."""


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
            "SELECT i.id, title, caption, keywords, camera, name, roots.path, folders.path"
            " FROM items i JOIN files ON files.item = i.id"
            " JOIN folders ON folders.id = folder JOIN roots ON roots.id = root"
            " WHERE i.id IN (SELECT value FROM json_each(?)) ORDER BY files.id",
            (json.dumps(items),),
        )
        documents: dict[int, dict[str, list[str]]] = {}
        for item, title, caption, keywords, camera, name, root, folder in rows:
            document = documents.setdefault(item, {field: [] for field in FIELDS})
            document["name"].append(str(to_path(name)))
            document["folders"] += [to_path(root).name, *to_path(folder).parts]
            document["title"] = [title or ""]
            document["caption"] = [caption or ""]
            document["keywords"] = json.loads(keywords)
            document["camera"] = [camera or ""]
        return [
            (item, *(words.indexable(" ".join(dict.fromkeys(parts))) for parts in fields.values()))
            for item, fields in documents.items()
        ]

    def search(self, text: str, filters: Filters, count: int) -> list[int]:
        """Items that hold every word of `text` and pass, the best match first."""
        question = words.question(text)
        if question is None:
            return []
        condition, values = conditions.of(filters, self._database)
        weights = ", ".join(str(weight) for weight in FIELDS.values())
        rows = self._database.rows(
            "SELECT words.rowid FROM words JOIN items i ON i.id = words.rowid"
            f" WHERE words MATCH ? AND {condition} ORDER BY bm25(words, {weights}) LIMIT ?",
            (question, *values, count),
        )
        return [item for (item,) in rows]

    def fields_found(self, text: str, items: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """For each item that holds the words: the fields in which a word of `text` stands."""
        question = words.question(text)
        if question is None:
            return {}
        marked = ", ".join(
            f"highlight(words, {number}, char(1), '') != {field}"
            for number, field in enumerate(FIELDS)
        )
        rows = self._database.rows(
            f"SELECT rowid, {marked} FROM words WHERE words MATCH ?"
            " AND rowid IN (SELECT value FROM json_each(?))",
            (question, json.dumps(list(items))),
        )
        return {
            item: tuple(field for field, found in zip(FIELDS, flags, strict=True) if found)
            for item, *flags in rows
        }
