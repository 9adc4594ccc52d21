"""What is said in items: phrases as the model wrote them down, and passages that are found.

A transcript grows piece by piece, and is known up to `seconds`; so a long sound is gone on with
where it was left.
"""

import json
from collections.abc import Iterable, Sequence

from mmdesk.catalogue import words
from mmdesk.catalogue.database import Database
from mmdesk.catalogue.segments import Segments
from mmdesk.core.entities import Part, Passage, Phrase, Span
from mmdesk.core.listings import Transcript


class Transcripts:
    """The transcripts of one catalogue, at most one of each item."""

    def __init__(self, database: Database, segments: Segments) -> None:
        self._database, self._segments = database, segments

    def progress(self, item: int, model: str) -> float | None:
        """The seconds of an item that this model has written down; None when that is all."""
        row = self._database.row(
            "SELECT seconds, complete FROM transcripts WHERE item = ? AND model = ?", (item, model)
        )
        if row is None:
            return 0.0
        seconds, complete = row
        return None if complete else float(seconds)

    def begin(self, item: int, model: str, language: str | None) -> None:
        """The model writes down an item, or goes on with it; what another one wrote is dropped."""
        with self._database.writing():
            before = self._database.value("SELECT model FROM transcripts WHERE item = ?", (item,))
            if before not in {None, model}:
                self.remove(item)
            self._database.write(
                "INSERT INTO transcripts (item, model, language) VALUES (?, ?, ?)"
                " ON CONFLICT (item) DO UPDATE"
                " SET language = coalesce(excluded.language, language)",
                (item, model, language),
            )

    def add(self, item: int, phrases: Iterable[Phrase], seconds: float) -> None:
        """These phrases were said, too; the item is written down up to `seconds`."""
        with self._database.writing():
            self._database.write_many(
                "INSERT OR IGNORE INTO phrases (item, starts, ends, text) VALUES (?, ?, ?, ?)",
                ((item, each.start, each.end, words.clean(each.text)) for each in phrases),
            )
            self._database.write(
                "UPDATE transcripts SET seconds = ? WHERE item = ?", (seconds, item)
            )

    def set_passages(self, item: int, passages: Iterable[Passage]) -> None:
        """Make these the passages of an item; those it had, with the same words, stay."""
        said = {Span(each.start, each.end): words.clean(each.text) for each in passages}
        with self._database.writing():
            self._segments.remove(self._with_other_words(item, said))
            known = set(self._segments.of_item(item, Part.PASSAGE).values())
            segments = self._segments.replace(item, Part.PASSAGE, said)
            self._database.write_many(
                "INSERT INTO spoken (rowid, said, text) VALUES (?, ?, ?)",
                (
                    (segment, words.indexable(said[span]), said[span])
                    for span, segment in segments.items()
                    if span not in known
                ),
            )

    def _with_other_words(self, item: int, said: dict[Span, str]) -> list[int]:
        rows = self._database.rows(
            "SELECT id, starts, ends, text FROM segments s LEFT JOIN spoken ON spoken.rowid = s.id"
            " WHERE item = ? AND part = ?",
            (item, Part.PASSAGE),
        )
        return [id_ for id_, start, end, text in rows if said.get(Span(start, end)) != text]

    def finish(self, item: int, passages: Iterable[Passage]) -> None:
        """The transcript is complete, and these are its passages."""
        with self._database.writing():
            self.set_passages(item, passages)
            self._database.write("UPDATE transcripts SET complete = 1 WHERE item = ?", (item,))

    def within(self, stretches: Sequence[tuple[int, Span]]) -> list[list[Phrase]]:
        """The phrases of each stretch of an item, in order."""
        asked = json.dumps([(item, span.start, span.end) for item, span in stretches])
        rows = self._database.rows(
            "SELECT j.key, p.starts, p.ends, p.text FROM json_each(?) j CROSS JOIN phrases p"
            " ON p.item = json_extract(j.value, '$[0]')"
            " AND p.starts >= json_extract(j.value, '$[1]')"
            " AND p.ends <= json_extract(j.value, '$[2]') ORDER BY p.starts, p.ends",
            (asked,),
        )
        found: list[list[Phrase]] = [[] for _ in stretches]
        for place, *phrase in rows:
            found[place].append(Phrase(*phrase))
        return found

    def of(self, item: int) -> Transcript | None:
        """What is said in an item as far as it is known; None where nobody has listened yet."""
        with self._database.reading():
            row = self._database.row(
                "SELECT language, complete FROM transcripts WHERE item = ?", (item,)
            )
            rows = self._database.rows(
                "SELECT starts, ends, text FROM phrases WHERE item = ? ORDER BY starts, ends",
                (item,),
            )
        if row is None:
            return None
        language, complete = row
        return Transcript(tuple(Phrase(*each) for each in rows), language, bool(complete))

    def remove(self, item: int) -> None:
        """Forget what is said in an item."""
        with self._database.writing():
            self._database.write("DELETE FROM transcripts WHERE item = ?", (item,))
            self._segments.remove(self._segments.of_item(item, Part.PASSAGE))
