"""Jobs: the durable to-do list. A job that is done is removed; one that failed keeps its reason."""

import json
from collections.abc import Iterable

from mmdesk.catalogue.database import Database
from mmdesk.core.entities import Job, JobState, Kind, Part, RootState, Stage

_LISTED = "(SELECT value FROM json_each(?))"
_IN_CHOSEN_ROOTS = (
    "(SELECT f.item FROM files f JOIN folders d ON d.id = f.folder JOIN roots r ON r.id = d.root"
    " WHERE r.speech AND f.item IS NOT NULL)"
)


class Jobs:
    """The jobs of one catalogue.

    `reader` names what does the job (versions included); a failed job waits again once its reader
    is another one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, stage: Stage, items: Iterable[int]) -> None:
        """These items need this work, whatever became of it before.

        The clip of a still is only ever read, so that it is known to be one.
        """
        self._database.write_many(
            "INSERT OR REPLACE INTO jobs (item, stage, state, newness)"
            " SELECT id, ?, ?, strftime('%s', moment) + 0 FROM items"
            " WHERE id = ? AND (still IS NULL OR ?)",
            ((stage, JobState.WAITING, item, stage is Stage.READ) for item in items),
        )

    def add_missing(self, stage: Stage, space: int, kind: Kind, part: Part) -> None:
        """Give a job to every item of the kind with a segment that lacks its embedding.

        What failed at this stage keeps its reason. What could not be read as a whole has nothing
        to embed, while of sounds and videos those parts count that could be read.
        """
        self._add(
            stage,
            "kind = ? AND EXISTS (SELECT 1 FROM segments s WHERE s.item = i.id AND part = ?"
            "  AND NOT EXISTS (SELECT 1 FROM embeddings WHERE space = ? AND segment = s.id))"
            " AND NOT (? AND EXISTS (SELECT 1 FROM jobs j WHERE j.item = i.id AND j.stage = ?"
            "  AND j.state = ?))",
            (kind, part, space, part is Part.WHOLE, Stage.READ, JobState.FAILED),
        )

    def add_unread(self, kind: Kind) -> None:
        """Give a job to every sound or video that was never read: how long it lasts is unknown."""
        self._add(Stage.READ, "kind = ? AND duration IS NULL", (kind,))

    def add_unwatched(self, among: Iterable[int] | None = None) -> None:
        """Give a job to every video, or those among some items, that was not looked through.

        One in which something could not be read keeps its reason, if its job is still there.
        """
        self._add(
            Stage.WATCH,
            f"kind = ? AND duration IS NOT NULL AND (? OR id IN {_LISTED}) AND NOT EXISTS"
            " (SELECT 1 FROM watched w WHERE w.item = i.id AND complete AND problem IS NULL)",
            (Kind.VIDEO, among is None, json.dumps(list(among or ()))),
        )

    def add_unheard_speech(
        self, model: str, *, everywhere: bool, among: Iterable[int] | None = None
    ) -> None:
        """Give a job to all whose speech is wanted and not yet written down by the model.

        That are sounds, and videos in which anything is to be heard. It is wanted everywhere, or
        in roots that were chosen for it; jobs of others are dropped. With `among`, only these
        items are looked at.
        """
        every, listed = among is None, json.dumps(list(among or ()))
        with self._database.writing():
            self._database.write(
                "DELETE FROM jobs WHERE stage = ?"
                f" AND (? OR item IN {_LISTED}) AND NOT (? OR item IN {_IN_CHOSEN_ROOTS})",
                (Stage.TRANSCRIBE, every, listed, everywhere),
            )
            self._add(
                Stage.TRANSCRIBE,
                "duration IS NOT NULL AND (kind = ? OR kind = ? AND EXISTS"
                "  (SELECT 1 FROM segments s WHERE s.item = i.id AND part = ?))"
                f" AND (? OR id IN {_LISTED}) AND (? OR id IN {_IN_CHOSEN_ROOTS})"
                " AND NOT EXISTS (SELECT 1 FROM transcripts t"
                "  WHERE t.item = i.id AND t.model = ? AND t.complete)",
                (Kind.SOUND, Kind.VIDEO, Part.WINDOW, every, listed, everywhere, model),
            )

    def _add(self, stage: Stage, condition: str, values: tuple[object, ...]) -> None:
        """Give a job to the items that pass and have none at this stage; not to clips of stills."""
        self._database.write(
            "INSERT OR IGNORE INTO jobs (item, stage, state, newness)"
            " SELECT i.id, ?, ?, strftime('%s', moment) + 0 FROM items i"
            f" WHERE still IS NULL AND {condition}",
            (stage, JobState.WAITING, *values),
        )

    def retry_for(self, stage: Stage, reader: str) -> None:
        """Let what failed with another reader wait again."""
        self._database.write(
            "UPDATE jobs SET state = ?, error = NULL WHERE stage = ? AND state = ? AND reader != ?",
            (JobState.WAITING, stage, JobState.FAILED, reader),
        )

    def retry(self, items: Iterable[int]) -> None:
        """Let what failed on these items wait again, since a file of theirs is new or changed."""
        self._database.write_many(
            "UPDATE jobs SET state = ?, error = NULL WHERE item = ? AND state = ?",
            ((JobState.WAITING, item, JobState.FAILED) for item in items),
        )

    def retry_all(self) -> None:
        """Let everything that failed wait again."""
        self._database.write(
            "UPDATE jobs SET state = ?, error = NULL WHERE state = ?",
            (JobState.WAITING, JobState.FAILED),
        )

    def next(self, stage: Stage, count: int, passing_over: Iterable[int] = ()) -> list[Job]:
        """Up to `count` waiting jobs that can be reached now, in `Listings.by_date`'s order."""
        rows = self._database.rows(
            # The reachable folders are found once, and none of them at all is seen at once; the
            # plus keeps SQLite from going through them for every job.
            "WITH reachable AS (SELECT d.id FROM folders d JOIN roots r ON r.id = root"
            "  WHERE r.state != ? AND NOT away)"
            " SELECT j.item FROM jobs j WHERE stage = ? AND j.state = ?"
            " AND j.item NOT IN (SELECT value FROM json_each(?))"
            " AND EXISTS (SELECT 1 FROM reachable)"
            " AND EXISTS (SELECT 1 FROM files f WHERE f.item = j.item"
            "  AND +f.folder IN (SELECT id FROM reachable))"
            " ORDER BY newness DESC, j.item LIMIT ?",
            (RootState.OFFLINE, stage, JobState.WAITING, json.dumps(list(passing_over)), count),
        )
        return [Job(item, stage) for (item,) in rows]

    def done(self, stage: Stage, items: Iterable[int]) -> None:
        """These jobs are finished."""
        self._database.write_many(
            "DELETE FROM jobs WHERE item = ? AND stage = ?", ((item, stage) for item in items)
        )

    def fail(self, job: Job, reason: str, reader: str) -> None:
        """The job cannot be done; it is not tried again by the same reader.

        Of a file that cannot be read nothing else is wanted.
        """
        if job.stage is Stage.READ:
            self._database.write(
                "DELETE FROM jobs WHERE item = ? AND stage != ?", (job.item, job.stage)
            )
        self._database.write(
            "UPDATE jobs SET state = ?, error = ?, reader = ? WHERE item = ? AND stage = ?",
            (JobState.FAILED, reason, reader, job.item, job.stage),
        )

    def waiting(self, stage: Stage) -> int:
        """How many jobs of a stage wait, those out of reach included."""
        return int(
            self._database.value(
                # Asked often: all are counted in an index, and the few without files taken off.
                "SELECT (SELECT count(*) FROM jobs WHERE stage = ?1 AND state = ?2)"
                " - (SELECT count(*) FROM items i CROSS JOIN jobs j ON j.item = i.id"
                "  WHERE orphaned IS NOT NULL AND stage = ?1 AND state = ?2)",
                (stage, JobState.WAITING),
            )
        )

    def items_at(self, stage: Stage, among: Iterable[int]) -> set[int]:
        """Those of the items with a job at this stage, waiting or failed."""
        rows = self._database.rows(
            "SELECT item FROM jobs WHERE stage = ? AND item IN (SELECT value FROM json_each(?))",
            (stage, json.dumps(list(among))),
        )
        return {item for (item,) in rows}

    def failure(self, stage: Stage, item: int) -> str | None:
        """Why an item's job at this stage failed, if it did."""
        reason: str | None = self._database.value(
            "SELECT error FROM jobs WHERE item = ? AND stage = ?", (item, stage)
        )
        return reason

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
