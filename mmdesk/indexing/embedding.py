"""One stage in which a model turns segments into embeddings, the newest items first.

Files are decoded by the workers while the model is at work on the ones before. A long item comes in
pieces: its job is done when no segment of it lacks an embedding, so what was interrupted goes on
from there. A batch that the model fails on is tried again piece by piece, so that only the piece
that is to blame fails. A piece that cannot be decoded is tried again segment by segment: what is to
blame is left out, and the job keeps the reason when all others are embedded.

A new sense is one file beside this one, as `describing` is, with a subclass that says what its
pieces are made of.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any, ClassVar, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.core import events
from mmdesk.core.entities import Kind, Part, Space, Stage
from mmdesk.core.errors import ModelFailed
from mmdesk.core.times import clock
from mmdesk.indexing.decoding import Decoded, Decoding

Rows = TypeVar("Rows")
"""What goes into the model, one row a segment: pixels, features, texts."""
Vectors = npt.NDArray[np.float16] | npt.NDArray[np.float32]

ATTEMPTS = 3
"""Segments of an item that fail one after the other before its rest is not decoded."""


class Embedding(ABC, Generic[Rows]):
    """Does the jobs of one stage; `reader` names what does them: failed ones wait for another."""

    stage: Stage
    parts: ClassVar[Mapping[Kind, Part]]
    """What is embedded of each kind of item."""
    pieces: int
    """How many go to the model in one call."""
    window: int
    """How many are in flight or wait for the model."""

    def __init__(
        self,
        catalogue: Catalogue,
        space: Space,
        reader: str,
        emit: Callable[[events.Event], None],
    ) -> None:
        self._catalogue, self._reader, self._emit = catalogue, reader, emit
        self._space = catalogue.embeddings.add_space(space)
        self._asked: dict[int, list[int]] = {}
        self._settled: list[int] = []
        self._doubtful: set[int] = set()
        """Segments that failed together, and are decoded one by one."""
        self._left_out: dict[int, dict[int, str]] = {}
        """Segments, by item, that cannot be decoded, and why."""
        self._in_a_row: dict[int, int] = {}
        """How many segments of an item have failed one after the other."""
        self.decoding = Decoding(catalogue, self.stage, self._submit)

    @abstractmethod
    def _decode(self, place: Place, segments: list[int]) -> "Future[Rows]":
        """Have rows made for the first of an item's segments; may shorten the list."""

    @abstractmethod
    def _encode(self, pieces: list[Rows]) -> Vectors:
        """The vectors of all rows of all pieces, in order; raises ModelFailed."""

    @abstractmethod
    def _blank(self, rows: Rows) -> Rows:
        """Rows of the same shape, which a model that is sound takes."""

    def plan(self) -> None:
        """Give jobs to all items that lack embeddings."""
        with self._catalogue.writing():
            self._catalogue.jobs.retry_for(self.stage, self._reader)
            for kind, part in self.parts.items():
                self._catalogue.jobs.add_missing(self.stage, self._space, kind, part)

    def plan_for(self, items: Sequence[int]) -> None:
        """Give jobs to those of `items` that are ready for this stage and lack embeddings.

        What could not be read as a whole, or is to be read once more, is not.
        """
        reading = self._catalogue.jobs.items_at(Stage.READ, items)
        ours = {
            item: self.parts[kind]
            for item, kind in self._catalogue.items.kinds(items).items()
            if kind in self.parts and not (self.parts[kind] is Part.WHOLE and item in reading)
        }
        lacking = [item for item, part in ours.items() if self._lacking(item, part)]
        self._catalogue.jobs.add(self.stage, lacking)

    def step(self, *, gently: bool) -> list[int] | None:
        """Embed some pieces; the items that are done (or failed), None when there are none.

        Raises ModelFailed when the model cannot be loaded at all.
        """
        pieces = 1 if gently else self.pieces
        self._gather(pieces, 1 if gently else self.window)
        decoded = self.decoding.collect(pieces)
        if not (decoded or self.decoding.busy):
            return None
        self._embed([each for each in decoded if each.result is not None])
        with self._catalogue.writing():
            for each in decoded:
                if each.result is None:
                    self._leave_out(each)
                else:
                    self._doubtful.difference_update(self._asked[each.job.item])
                    self._in_a_row.pop(each.job.item, None)
            self._finish(decoded)
        for each in decoded:
            del self._asked[each.job.item]
        settled, self._settled = self._settled, []
        return settled

    def _submit(self, place: Place) -> "Future[Rows]":
        lacking = self._possible(place)
        segments = [each for each in lacking if each in self._doubtful][:1] or lacking
        self._asked[place.item] = segments
        return self._decode(place, segments)

    def _lacking(self, item: int, part: Part) -> list[int]:
        return self._catalogue.embeddings.lacking(item, part, self._space)

    def _possible(self, place: Place) -> list[int]:
        """What it lacks, but for what cannot be decoded."""
        left_out = self._left_out.get(place.item, {})
        lacking = self._lacking(place.item, self.parts[place.kind])
        return [each for each in lacking if each not in left_out]

    def _gather(self, pieces: int, window: int) -> None:
        """Have as many pieces decoded as go to the model in one call."""
        self.decoding.top_up(window)
        while self.decoding.busy and self.decoding.ready < pieces:
            before = self.decoding.ready
            self.decoding.wait(1.0)
            if self.decoding.ready == before:
                break  # slow files: give what there is its turn, and others a look

    def _embed(self, batch: list[Decoded[Rows]]) -> None:
        batch = [each for each in batch if self._asked[each.job.item]]
        if not batch:
            return
        try:
            vectors = self._encode([each.result for each in batch if each.result is not None])
        except ModelFailed as error:
            self._one_by_one(batch, error)
            return
        self._put([segment for each in batch for segment in self._asked[each.job.item]], vectors)

    def _put(self, segments: list[int], vectors: Vectors) -> None:
        """Store them, but for those of segments that are gone meanwhile."""
        with self._catalogue.writing():
            there = self._catalogue.embeddings.still_there(segments)
            pairs = zip(segments, vectors, strict=True)
            kept = ((seg, vec.astype("<f2").tobytes()) for seg, vec in pairs if seg in there)
            self._catalogue.embeddings.put(self._space, kept)

    def _one_by_one(self, batch: list[Decoded[Rows]], error: ModelFailed) -> None:
        if len(batch) > 1:
            for each in batch:
                self._embed([each])
            return
        (each,) = batch
        if each.result is not None:
            self._encode([self._blank(each.result)])  # or it is the model
            self._fail(each, f"The model failed on it: {error}")

    def _fail(self, each: Decoded[Any], reason: str) -> None:
        self._catalogue.jobs.fail(each.job, reason, self._reader)
        self._settled.append(each.job.item)
        self._emit(events.FileFailed(each.place.path, reason))

    def _leave_out(self, each: Decoded[Any]) -> None:
        """Have what failed decoded one by one; what failed alone is not tried again."""
        item, asked = each.job.item, self._asked[each.job.item]
        if len(asked) != 1:
            self._doubtful.update(asked)
            return
        (segment,) = asked
        self._doubtful.discard(segment)
        self._left_out.setdefault(item, {})[segment] = self._where(each, segment) + each.reason
        self._in_a_row[item] = self._in_a_row.get(item, 0) + 1

    def _where(self, each: Decoded[Any], segment: int) -> str:
        """Which part of a long item it is; nothing for what is one."""
        part = self.parts[each.place.kind]
        spans = {} if part is Part.WHOLE else self._catalogue.segments.of_item(each.job.item, part)
        return f"At {clock(spans[segment].start)}: " if segment in spans else ""

    def _finish(self, decoded: list[Decoded[Rows]]) -> None:
        """End the jobs of those of the items that lack nothing any more that can be decoded."""
        done = []
        for each in decoded:
            item = each.job.item
            if self._in_a_row.get(item, 0) < ATTEMPTS and self._possible(each.place):
                continue
            self._in_a_row.pop(item, None)
            reasons = list(self._left_out.pop(item, {}).values())
            if reasons:
                self._fail(each, reasons[0])
            else:
                done.append(item)
        self._catalogue.jobs.done(self.stage, done)
        self._settled += done
        if done:
            self._emit(events.ItemsChanged(tuple(done)))


def finished(rows: Rows) -> "Future[Rows]":
    """A future for what is at hand already."""
    future: Future[Rows] = Future()
    future.set_result(rows)
    return future
