"""The searches that are kept: the last ones by themselves, others under a name.

Searches may hold paths, and so are stored as bytes: see `core.paths`.
"""

import os

from mmdesk.catalogue.database import Database
from mmdesk.core.listings import SavedSearch
from mmdesk.core.paths import to_bytes

KEPT = 50
"""Recent searches."""


class Searches:
    """The recent and the saved searches of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def recent(self) -> list[str]:
        """The last searches, the newest first, none twice."""
        rows = self._database.rows("SELECT text FROM recent_searches ORDER BY id DESC")
        return [os.fsdecode(text) for (text,) in rows]

    def remember(self, text: str) -> None:
        """Make it the newest of the recent searches."""
        with self._database.writing():
            self._database.write(
                "INSERT OR REPLACE INTO recent_searches (text) VALUES (?)", [to_bytes(text)]
            )
            self._database.write(
                "DELETE FROM recent_searches WHERE id <= (SELECT id FROM recent_searches"
                " ORDER BY id DESC LIMIT 1 OFFSET ?)",
                (KEPT,),
            )

    def forget_recent(self) -> None:
        """Keep none of the recent searches."""
        self._database.write("DELETE FROM recent_searches")

    def saved(self) -> list[SavedSearch]:
        """The saved searches, by name."""
        rows = self._database.rows("SELECT name, text FROM saved_searches")
        found = [SavedSearch(name, os.fsdecode(text)) for name, text in rows]
        return sorted(found, key=lambda search: search.name.casefold())

    def save(self, name: str, text: str) -> None:
        """Keep a search under a name, in place of the one that had it."""
        self._database.write(
            "INSERT OR REPLACE INTO saved_searches VALUES (?, ?)", (name, to_bytes(text))
        )

    def unsave(self, name: str) -> None:
        """Keep the search of this name no more."""
        self._database.write("DELETE FROM saved_searches WHERE name = ?", (name,))
