"""Files: where items lie. A file that is not ours, or that cannot be read, has no item."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mmdesk.catalogue import conditions
from mmdesk.catalogue.database import Database
from mmdesk.core.entities import FileState, Kind, Part, Root, RootState, Stage
from mmdesk.core.listings import Failure
from mmdesk.core.paths import to_path


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as the catalogue has it. `reader` is the version that looked at it.

    One that `failed` could not be read; if it has an item, it could be read before.
    """

    id: int
    state: FileState
    item: int | None
    reader: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file as it was found: of an item, or with a problem, or (neither) not ours.

    With both, it is the item's still, but could not be opened.
    """

    state: FileState
    reader: str
    item: int | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One path of an item; not online while its volume is absent."""

    item: int
    kind: Kind
    path: Path
    online: bool
    modified: int
    sidecar: int
    root: int


class Files:
    """The files of one catalogue. Paths are relative to their root, "/" between names, as bytes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, root: Root, scope: bytes = b"", *, deep: bool = True) -> dict[bytes, KnownFile]:
        """The files at or below `scope` by path; with `deep` off, not those in folders below."""
        # One question for each way to lie in the scope: joined by OR, no index would serve them.
        ways: list[tuple[str, tuple[bytes, ...]]] = [("1", ())]
        if scope:
            above, _, name = scope.rpartition(b"/")
            ways = [
                ("folders.path = ?", (scope,)),
                ("folders.path > ? AND folders.path < ?", (scope + b"/", scope + b"0")),
                ("folders.path = ? AND name = ?", (above, name)),
            ]
        found = {path: file for each in ways for path, file in self._known(root, *each)}
        return {path: file for path, file in found.items() if within(path, scope, deep=deep)}

    def _known(
        self, root: Root, condition: str, values: tuple[bytes, ...]
    ) -> Iterator[tuple[bytes, KnownFile]]:
        rows = self._database.rows(
            "SELECT folders.path, name, files.id, size, modified, changed, sidecar, item, reader,"
            " problem IS NOT NULL"
            f" FROM folders JOIN files ON folder = folders.id WHERE root = ? AND {condition}",
            (root.id, *values),
        )
        for folder, name, id_, *state, item, reader, failed in rows:
            known = KnownFile(id_, FileState(*state), item, reader, bool(failed))
            yield _joined(folder, name), known

    def item(self, root: Root, path: bytes) -> int | None:
        """The item of the file at `path`; None where there is no file of ours."""
        folder, _, name = path.rpartition(b"/")
        found: int | None = self._database.value(
            "SELECT item FROM folders JOIN files ON folder = folders.id"
            " WHERE root = ? AND path = ? AND name = ?",
            (root.id, folder, name),
        )
        return found

    def record(self, root: Root, path: bytes, found: FoundFile) -> None:
        """Note what was found at `path`, in place of what was known about it."""
        folder, _, name = path.rpartition(b"/")
        state = found.state
        with self._database.writing():
            self._database.write(
                "INSERT INTO files"
                " (folder, name, size, modified, changed, sidecar, item, problem, reader)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (folder, name) DO UPDATE SET size = excluded.size,"
                " modified = excluded.modified, changed = excluded.changed,"
                " sidecar = excluded.sidecar, item = excluded.item, problem = excluded.problem,"
                " reader = excluded.reader",
                (
                    *(self._folder(root, folder), name),
                    *(state.size, state.modified, state.changed, state.sidecar),
                    *(found.item, found.problem, found.reader),
                ),
            )

    def _folder(self, root: Root, path: bytes) -> int:
        key = (root.id, path)
        self._database.write("INSERT OR IGNORE INTO folders (root, path) VALUES (?, ?)", key)
        return int(self._database.value("SELECT id FROM folders WHERE root = ? AND path = ?", key))

    def mounts(self, root: Root) -> set[bytes]:
        """The folders below a root that were seen to hold volumes of their own."""
        rows = self._database.rows(
            "SELECT path FROM folders WHERE root = ? AND mounted", (root.id,)
        )
        return {path for (path,) in rows}

    def set_mounted(self, root: Root, paths: Iterable[bytes], *, mounted: bool) -> None:
        """Remember whether these folders hold volumes of their own."""
        with self._database.writing():
            folders = [self._folder(root, path) for path in paths]
            self._database.write_many(
                "UPDATE folders SET mounted = ? WHERE id = ?",
                ((mounted, folder) for folder in folders),
            )

    def away(self, root: Root) -> set[bytes]:
        """Those of the root's `mounts` whose volumes were absent when last looked for."""
        rows = self._database.rows(
            "SELECT path FROM folders WHERE root = ? AND mounted AND away", (root.id,)
        )
        return {path for (path,) in rows}

    def set_away(self, root: Root, mounts: Iterable[bytes]) -> None:
        """Mark what lies in exactly these folders of the root as out of reach."""
        with self._database.writing():
            self._database.write("UPDATE folders SET away = 0 WHERE root = ? AND away", (root.id,))
            self._database.write_many(
                "UPDATE folders SET away = 1"
                " WHERE root = ? AND (path = ? OR (path > ? AND path < ?))",
                ((root.id, path, path + b"/", path + b"0") for path in mounts),
            )

    def forget(self, files: Iterable[int]) -> None:
        """The files are gone; an item without files is kept aside for when it comes back."""
        self._database.write_many("DELETE FROM files WHERE id = ?", ((file,) for file in files))

    def places(
        self, items: Iterable[int], preferred: tuple[str, ...] = ()
    ) -> dict[int, list[Place]]:
        """Where the items lie: places in the preferred folders first, then reachable ones."""
        rows = self._database.rows(
            "SELECT item, kind, roots.path, folders.path, name, state = ? OR away,"
            " files.modified, sidecar, roots.id FROM files JOIN items ON items.id = item"
            " JOIN folders ON folders.id = folder JOIN roots ON roots.id = root"
            " WHERE item IN (SELECT value FROM json_each(?))"
            " ORDER BY folder NOT IN (SELECT value FROM json_each(?)), 6,"
            " problem IS NOT NULL, files.id",
            (
                RootState.OFFLINE,
                json.dumps(list(items)),
                json.dumps(conditions.folders(preferred, self._database)),
            ),
        )
        places: dict[int, list[Place]] = {}
        for item, kind, above, folder, name, away, *rest in rows:
            path = to_path(above) / to_path(_joined(folder, name))
            place = Place(item, Kind(kind), path, not away, *rest)
            places.setdefault(item, []).append(place)
        return places

    def some(self, root: Root, count: int = 8) -> list[Path]:
        """A few of the files below a root, to tell whether its volume is there."""
        rows = self._database.rows(
            "SELECT folders.path, name FROM files JOIN folders ON folders.id = folder"
            " WHERE root = ? AND item IS NOT NULL LIMIT ?",
            (root.id, count),
        )
        return [root.path / to_path(_joined(folder, name)) for folder, name in rows]

    def items_below(self, root: Root, *, readable: bool = False) -> list[int]:
        """The item of every file of ours below a root; a second copy counts again.

        Clips of stills are none. With `readable`, only of those that could be opened.
        """
        rows = self._database.rows(
            "SELECT item FROM files JOIN folders ON folders.id = folder"
            " WHERE root = ? AND item IS NOT NULL AND (problem IS NULL OR NOT ?)"
            f" AND {conditions.NO_CLIP}",
            (root.id, readable),
        )
        return [item for (item,) in rows]

    def held(self, root: Root) -> dict[int, int]:
        """The item of every file of ours below a root, by the file's number; no clips of stills."""
        rows = self._database.rows(
            "SELECT files.id, item FROM files JOIN folders ON folders.id = folder"
            f" WHERE root = ? AND item IS NOT NULL AND {conditions.NO_CLIP}",
            (root.id,),
        )
        return dict(rows)

    def look_again(self) -> None:
        """Let the next scan open the files that could not be read."""
        self._database.write("UPDATE files SET reader = '' WHERE problem IS NOT NULL")

    def failed(self, root: Root) -> list[Failure]:
        """Every file below a root that could not be indexed, or not wholly, and why.

        Of the latter, a part beside the whole is known, or a photo was read and only the rest
        failed.
        """
        rows = self._database.rows(
            "SELECT folders.path, name, coalesce(problem, error), problem IS NULL AND EXISTS"
            " (SELECT 1 FROM segments s JOIN items i ON i.id = s.item WHERE s.item = files.item"
            "  AND (part != ? OR kind = ? AND NOT EXISTS (SELECT 1 FROM jobs j"
            "   WHERE j.item = i.id AND j.stage = ? AND j.state = 'failed'))) FROM files"
            " JOIN folders ON folders.id = folder"
            " LEFT JOIN jobs ON jobs.item = files.item AND jobs.state = 'failed'"
            " WHERE root = ? AND (problem IS NOT NULL OR error IS NOT NULL)"
            " GROUP BY files.id ORDER BY folders.path, name",
            (Part.WHOLE, Kind.PHOTO, Stage.READ, root.id),
        )
        return [
            Failure(root.path / to_path(_joined(folder, name)), reason, bool(partly))
            for folder, name, reason, partly in rows
        ]

    def problem(self, root: Root, path: bytes) -> str | None:
        """Why the file at `path` could not be opened, if so."""
        folder, _, name = path.rpartition(b"/")
        found: str | None = self._database.value(
            "SELECT problem FROM folders JOIN files ON folder = folders.id"
            " WHERE root = ? AND path = ? AND name = ?",
            (root.id, folder, name),
        )
        return found


def within(path: bytes, scope: bytes, *, deep: bool) -> bool:
    """Whether `path` is `scope` or lies below it; with `deep` off, directly in it."""
    if path == scope:
        return True
    if scope and not path.startswith(scope + b"/"):
        return False
    return deep or b"/" not in path[len(scope) + 1 if scope else 0 :]


def _joined(folder: bytes, name: bytes) -> bytes:
    return folder + b"/" + name if folder else name
