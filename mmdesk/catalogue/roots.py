"""Roots: the folders that are kept indexed."""

from pathlib import Path

from mmdesk.catalogue.database import Database
from mmdesk.core.entities import Root, RootState
from mmdesk.core.paths import to_bytes, to_path


class Roots:
    """The roots of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Root]:
        """Every root, in the order they were added."""
        rows = self._database.rows(
            "SELECT id, path, mount, state, gone, speech FROM roots ORDER BY id"
        )
        return [
            Root(id_, to_path(path), to_path(mount), RootState(state), gone, bool(speech))
            for id_, path, mount, state, gone, speech in rows
        ]

    def at(self, path: Path) -> Root | None:
        """The root of exactly this path."""
        return next((root for root in self.all() if root.path == path), None)

    def add(self, path: Path, mount: Path) -> Root:
        """Keep `path` indexed, which lies on the volume mounted at `mount`; known ones stay."""
        self._database.write(
            "INSERT OR IGNORE INTO roots (path, mount, state) VALUES (?, ?, ?)",
            (to_bytes(path), to_bytes(mount), RootState.ONLINE),
        )
        return next(root for root in self.all() if root.path == path)

    def set_state(self, root: Root, state: RootState, gone: int = 0) -> bool:
        """Note where a root stands; `gone` files wait for a yes when it asks. Whether it is new."""
        with self._database.writing():
            before = self._database.row("SELECT state, gone FROM roots WHERE id = ?", (root.id,))
            self._database.write(
                "UPDATE roots SET state = ?, gone = ? WHERE id = ?", (state, gone, root.id)
            )
        return before not in {None, (state, gone)}

    def set_speech(self, root: Root, *, on: bool) -> None:
        """Whether what is said in the root's sounds is written down."""
        self._database.write("UPDATE roots SET speech = ? WHERE id = ?", (on, root.id))

    def remove(self, root: Root) -> None:
        """Stop keeping it; its files are forgotten.

        So are its items, but for those that other files hold or that the user marked.
        """
        with self._database.writing():
            items = self._database.rows(
                "SELECT DISTINCT item FROM files JOIN folders ON folders.id = folder"
                " WHERE root = ? AND item IS NOT NULL",
                (root.id,),
            )
            self._database.write("DELETE FROM roots WHERE id = ?", (root.id,))
            self._database.write_many(
                "DELETE FROM items WHERE id = ? AND orphaned IS NOT NULL"
                " AND id NOT IN (SELECT item FROM marks)",
                items,
            )
