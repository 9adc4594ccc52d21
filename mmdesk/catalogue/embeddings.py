"""Embeddings by space, and the log of their changes that vector indexes catch up from."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mmdesk.catalogue.database import Database
from mmdesk.core.entities import JobState, Kind, Part, Space, Stage

TRIMMED = 50_000
"""Changes that one call of `trim` lets go; about 0.1 s."""


@dataclass(frozen=True, slots=True)
class Logged:
    """One change: the segment's vector as float16 bytes, None when it was removed."""

    number: int
    segment: int
    vector: bytes | None


class Embeddings:
    """The embeddings of one catalogue; `space` is always the number that `space_id` gives."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def space_id(self, space: Space) -> int | None:
        """The number of a space; None when nothing was ever stored in it."""
        found: int | None = self._database.value(
            "SELECT id FROM spaces WHERE key = ?", (space.key,)
        )
        return found

    def add_space(self, space: Space) -> int:
        """The number of a space, which is new or known."""
        self._database.write(
            "INSERT OR IGNORE INTO spaces (key, name, dimension) VALUES (?, ?, ?)",
            (space.key, space.name, space.dimension),
        )
        return int(self._database.value("SELECT id FROM spaces WHERE key = ?", (space.key,)))

    def put(self, space: int, vectors: Iterable[tuple[int, bytes]]) -> None:
        """Store (segment, float16 bytes) pairs, in place of what was there."""
        self._database.write_many(
            "INSERT INTO embeddings (space, segment, vector) VALUES (?, ?, ?)"
            " ON CONFLICT (space, segment) DO UPDATE SET vector = excluded.vector",
            ((space, segment, vector) for segment, vector in vectors),
        )

    def of(self, space: int, segments: Iterable[int]) -> dict[int, bytes]:
        """The vectors of those segments that have one."""
        rows = self._database.rows(
            "SELECT segment, vector FROM embeddings WHERE space = ?"
            " AND segment IN (SELECT value FROM json_each(?))",
            (space, json.dumps(list(segments))),
        )
        return dict(rows)

    def lacking(self, item: int, part: Part, space: int) -> list[int]:
        """The segments of an item that have no vector in the space, the earliest first."""
        rows = self._database.rows(
            "SELECT id FROM segments WHERE item = ? AND part = ? AND NOT EXISTS"
            " (SELECT 1 FROM embeddings WHERE space = ? AND segment = segments.id)"
            " ORDER BY starts, id",
            (item, part, space),
        )
        return [segment for (segment,) in rows]

    def undescribed(self, space: int | None) -> int:
        """How many photos and videos with files are wholly or partly without vectors in a space.

        A video whose shots are not all known counts; what failed, and clips of stills, do not.
        """
        return int(
            self._database.value(
                "SELECT count(*) FROM items i WHERE orphaned IS NULL AND still IS NULL"
                " AND kind IN (?1, ?2) AND (EXISTS (SELECT 1 FROM segments s WHERE s.item = i.id"
                "  AND part = CASE kind WHEN ?1 THEN ?3 ELSE ?4 END AND NOT EXISTS"
                "   (SELECT 1 FROM embeddings WHERE space = ?5 AND segment = s.id))"
                "  OR kind = ?2 AND NOT EXISTS"
                "   (SELECT 1 FROM watched w WHERE w.item = i.id AND seen))"
                " AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.item = i.id AND state = ?6"
                "  AND stage IN (?7, ?8))",
                (
                    *(Kind.PHOTO, Kind.VIDEO, Part.WHOLE, Part.SHOT, space),
                    *(JobState.FAILED, Stage.READ, Stage.DESCRIBE),
                ),
            )
        )

    def still_there(self, segments: Iterable[int]) -> set[int]:
        """Those of the segments that exist."""
        rows = self._database.rows(
            "SELECT id FROM segments WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(segments)),),
        )
        return {segment for (segment,) in rows}

    def last_change(self, space: int) -> int:
        """The number of the latest change in a space; 0 before the first."""
        return int(
            self._database.value("SELECT max(number) FROM changes WHERE space = ?", (space,)) or 0
        )

    def changes(self, space: int, since: int) -> list[Logged] | None:
        """What changed after change `since`, oldest first; None: the log reaches back less far."""
        with self._database.reading():
            trimmed = self._database.value("SELECT value FROM meta WHERE name = ?", _mark(space))
            if since < int(trimmed or 0):
                return None
            rows = self._database.rows(
                "SELECT c.number, c.segment, e.vector FROM changes c LEFT JOIN embeddings e"
                " ON e.space = c.space AND e.segment = c.segment"
                " WHERE c.space = ? AND c.number > ? ORDER BY c.number",
                (space, since),
            )
        return [Logged(*row) for row in rows]

    def trim(self, space: int, to: int) -> bool:
        """Let go of the log up to change `to`, some at each call; whether there is more to do.

        The latest change stays, since `last_change` is read from it.
        """
        last = self._database.value(
            "SELECT max(number) FROM (SELECT number FROM changes WHERE space = ? AND number <= ?"
            " AND number < ? ORDER BY number LIMIT ?)",
            (space, to, self.last_change(space), TRIMMED),
        )
        if last is None:
            return False
        with self._database.writing():
            self._database.write(
                "DELETE FROM changes WHERE space = ? AND number <= ?", (space, last)
            )
            self._database.write(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)", (*_mark(space), str(last))
            )
        return True

    def spaces(self) -> set[int]:
        """The number of every space, in use or not."""
        return {number for (number,) in self._database.rows("SELECT id FROM spaces")}

    def all(
        self, space: int, dimension: int
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float16], int]:
        """Segments (n,), their vectors (n, dimension), and the change they are current to."""
        with self._database.reading():
            change = self.last_change(space)
            rows = self._database.rows(
                "SELECT segment, vector FROM embeddings WHERE space = ? ORDER BY segment", (space,)
            )
        segments = np.fromiter((segment for segment, _ in rows), np.int64, len(rows))
        joined = b"".join(vector for _, vector in rows)
        return segments, np.frombuffer(joined, np.float16).reshape(-1, dimension), change

    def counts(self) -> dict[str, int]:
        """How many embeddings each space holds, by the space's name."""
        return dict(
            self._database.rows(
                "SELECT name, count(segment) FROM spaces LEFT JOIN embeddings ON space = spaces.id"
                " GROUP BY spaces.id ORDER BY spaces.id"
            )
        )


def _mark(space: int) -> tuple[str]:
    """Under which name it is kept up to which change the log of a space was let go."""
    return (f"changes of space {space} trimmed",)
