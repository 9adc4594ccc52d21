"""Jobs: the durable to-do list. A job that is done is removed; one that failed keeps its reason."""

import json
from collections.abc import Iterable

from mmdesk.catalogue.database import Database
from mmdesk.core.entities import Job, JobState, Kind, RootState, Stage


class Jobs:
    """The jobs of one catalogue.

    `reader` names what does the job (versions included); a failed job waits again once its reader
    is another one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, stage: Stage, items: Iterable[int]) -> None:
        """These items need this work, whatever became of it before."""
        self._database.write_many(
            "INSERT OR REPLACE INTO jobs (item, stage, state, newness)"
            " SELECT id, ?, ?, strftime('%s', moment) + 0 FROM items WHERE id = ?",
            ((stage, JobState.WAITING, item) for item in items),
        )

    def add_missing(self, stage: Stage, space: int, kind: Kind) -> None:
        """Give a job to every item of the kind that has no embedding in the space.

        Those that failed at this stage keep their reason; those that failed to be read are left.
        """
        self._database.write(
            "INSERT OR IGNORE INTO jobs (item, stage, state, newness)"
            " SELECT i.id, ?, ?, strftime('%s', moment) + 0 FROM items i"
            " WHERE kind = ? AND NOT EXISTS"
            " (SELECT 1 FROM segments s JOIN embeddings e ON e.segment = s.id AND e.space = ?"
            "  WHERE s.item = i.id)"
            " AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.item = i.id AND j.stage = ?"
            "  AND j.state = ?)",
            (stage, JobState.WAITING, kind, space, Stage.READ, JobState.FAILED),
        )

    def retry_for(self, stage: Stage, reader: str) -> None:
        """Let what failed with another reader wait again."""
        self._database.write(
            "UPDATE jobs SET state = ?, attempts = 0, error = NULL"
            " WHERE stage = ? AND state = ? AND reader != ?",
            (JobState.WAITING, stage, JobState.FAILED, reader),
        )

    def retry(self, items: Iterable[int]) -> None:
        """Let what failed on these items wait again, since a file of theirs is new or changed."""
        self._database.write_many(
            "UPDATE jobs SET state = ?, attempts = 0, error = NULL WHERE item = ? AND state = ?",
            ((JobState.WAITING, item, JobState.FAILED) for item in items),
        )

    def next(self, stage: Stage, count: int, passing_over: Iterable[int] = ()) -> list[Job]:
        """Up to `count` waiting jobs, newest items first, that can be reached now."""
        rows = self._database.rows(
            "SELECT j.item, attempts, error FROM jobs j WHERE stage = ? AND j.state = ?"
            " AND j.item NOT IN (SELECT value FROM json_each(?))"
            " AND EXISTS (SELECT 1 FROM files f JOIN folders d ON d.id = f.folder"
            "  JOIN roots r ON r.id = d.root WHERE f.item = j.item AND r.state != ?)"
            " ORDER BY newness DESC LIMIT ?",
            (stage, JobState.WAITING, json.dumps(list(passing_over)), RootState.OFFLINE, count),
        )
        return [Job(item, stage, attempts, error) for item, attempts, error in rows]

    def done(self, stage: Stage, items: Iterable[int]) -> None:
        """These jobs are finished."""
        self._database.write_many(
            "DELETE FROM jobs WHERE item = ? AND stage = ?", ((item, stage) for item in items)
        )

    def fail(self, job: Job, reason: str, reader: str) -> None:
        """The job cannot be done; it is not tried again by the same reader."""
        self._database.write(
            "UPDATE jobs SET state = ?, attempts = attempts + 1, error = ?, reader = ?"
            " WHERE item = ? AND stage = ?",
            (JobState.FAILED, reason, reader, job.item, job.stage),
        )

    def waiting(self, stage: Stage) -> int:
        """How many jobs of a stage wait, those out of reach included."""
        return int(
            self._database.value(
                "SELECT count(*) FROM jobs j JOIN items i ON i.id = j.item"
                " WHERE stage = ? AND j.state = ? AND orphaned IS NULL",
                (stage, JobState.WAITING),
            )
        )

    def items_at(self, stage: Stage) -> set[int]:
        """The items with a job at this stage, waiting or failed."""
        rows = self._database.rows("SELECT item FROM jobs WHERE stage = ?", (stage,))
        return {item for (item,) in rows}

    def failed_items(self) -> set[int]:
        """The items with a failed job."""
        rows = self._database.rows("SELECT item FROM jobs WHERE state = ?", (JobState.FAILED,))
        return {item for (item,) in rows}

    def counts(self) -> dict[str, dict[str, int]]:
        """How many jobs of items with files are in each state, by stage."""
        counts = {stage.value: {state.value: 0 for state in JobState} for stage in Stage}
        rows = self._database.rows(
            "SELECT stage, state, count(*) FROM jobs JOIN items ON items.id = item"
            " WHERE orphaned IS NULL GROUP BY stage, state"
        )
        for stage, state, count in rows:
            counts[stage][state] = count
        return counts
