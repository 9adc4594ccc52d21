"""How far each video was looked through: its shots piece by piece, then its sound.

What was left in the midst goes on from there. A problem is kept with it: what could be read counts.
"""

from dataclasses import dataclass

from mmdesk.catalogue.database import Database
from mmdesk.catalogue.segments import Segments
from mmdesk.core.entities import Part, Span


@dataclass(frozen=True, slots=True)
class Progress:
    """Up to which second the shots of a video are known; `seen`: these are all.

    `last` is how the frame of the latest shot looks. `complete`: its sound was listened to, too.
    """

    seconds: float = 0.0
    last: bytes | None = None
    seen: bool = False
    complete: bool = False
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is known of a stretch of a video: the shots that begin in it, none other.

    The latest shot before it goes on up to `extends`. `last` is how the latest frame looks; it is
    left as it was where that is None.
    """

    span: Span
    shots: tuple[Span, ...]
    extends: float | None
    last: bytes | None


class Watched:
    """The videos of one catalogue that were begun to be looked through."""

    def __init__(self, database: Database, segments: Segments) -> None:
        self._database, self._segments = database, segments

    def progress(self, item: int) -> Progress:
        """How far a video was looked through; not at all, if nobody began."""
        row = self._database.row(
            "SELECT seconds, last, seen, complete, problem FROM watched WHERE item = ?", (item,)
        )
        if row is None:
            return Progress()
        seconds, last, seen, complete, problem = row
        return Progress(seconds, last, bool(seen), bool(complete), problem)

    def add(self, item: int, stretch: Stretch) -> dict[float, int]:
        """The shots of one more stretch are known; their segments by where they begin.

        A shot that begins where one did before is the same one, and keeps all that is its own.
        """
        span = stretch.span
        with self._database.writing():
            before = self._shots(item)
            if stretch.extends is not None and (earlier := [s for s in before if s < span.start]):
                self._end(before[max(earlier)], stretch.extends)
            wanted = {each.start: each.end for each in stretch.shots}
            known = {start: id_ for start, id_ in before.items() if start in wanted}
            for start, segment in known.items():
                self._end(segment, wanted[start])
            self._segments.remove(
                segment
                for start, segment in before.items()
                if span.start <= start < span.end and start not in known
            )
            self._segments.add(
                item, Part.SHOT, [each for each in stretch.shots if each.start not in known]
            )
            self._database.write(
                "INSERT INTO watched (item, seconds, last) VALUES (?, ?, ?)"
                " ON CONFLICT (item) DO UPDATE SET seconds = excluded.seconds,"
                " last = coalesce(excluded.last, last)",
                (item, span.end, stretch.last),
            )
            shots = self._shots(item)
        return {start: shots[start] for start in wanted}

    def _shots(self, item: int) -> dict[float, int]:
        shots = self._segments.of_item(item, Part.SHOT)
        return {span.start: segment for segment, span in shots.items()}

    def _end(self, segment: int, end: float) -> None:
        self._database.write("UPDATE segments SET ends = ? WHERE id = ?", (end, segment))

    def pass_over(self, item: int, seconds: float) -> None:
        """What lies before so many seconds is not looked at: there is no way to."""
        self.add(item, Stretch(Span(self.progress(item).seconds, seconds), (), None, b""))

    def see_all(self, item: int) -> None:
        """All shots are known; those beyond, of an earlier look, are none."""
        seconds = self.progress(item).seconds
        with self._database.writing():
            self._segments.remove(
                segment for start, segment in self._shots(item).items() if start > seconds
            )
            self._mark(item, "seen")

    def complete(self, item: int) -> None:
        """The sound was listened to as well, or there is none."""
        self._mark(item, "complete")

    def _mark(self, item: int, what: str) -> None:
        self._database.write(
            f"INSERT INTO watched (item, {what}) VALUES (?, 1)"
            f" ON CONFLICT (item) DO UPDATE SET {what} = 1",
            (item,),
        )

    def note(self, item: int, problem: str) -> None:
        """Something of it cannot be read, and why; what was noted first stays first."""
        known = self.progress(item).problem or ""
        if problem in known:
            return
        self._database.write(
            "INSERT INTO watched (item, problem) VALUES (?, ?)"
            " ON CONFLICT (item) DO UPDATE SET problem = excluded.problem",
            (item, f"{known} {problem}".strip()),
        )

    def begin_anew(self, item: int) -> None:
        """Look through it from its beginning; what is known stays until it proves otherwise."""
        self._database.write("DELETE FROM watched WHERE item = ?", (item,))
