"""The first pass: facts, thumbnail and looks of every photo, newest first; needs no model."""

import logging
import time
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import Future

import numpy as np

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.core import events
from mmdesk.core.entities import Kind, Stage
from mmdesk.indexing import tasks
from mmdesk.indexing.decoding import Decoded, Decoding
from mmdesk.indexing.prepared import Prepared
from mmdesk.indexing.scan import sidecar_path
from mmdesk.media import formats
from mmdesk.media.images import PictureLimits
from mmdesk.media.thumbnails import ThumbnailCache
from mmdesk.media.workers import Workers
from mmdesk.models.looks import LOOKS_SPACE

WINDOW = 64
CHUNK = 32
"""Files stored in one transaction; also how many are waited for at most."""
CHECKED_AT_ONCE = 1000
"""Thumbnails; 13 ms where the system still has them in memory."""

log = logging.getLogger(__name__)


class Reading:
    """Does the READ jobs; keeps in `prepared`, if there is a model, what it will want of them."""

    def __init__(
        self,
        catalogue: Catalogue,
        workers: Workers,
        thumbnails: ThumbnailCache,
        limits: PictureLimits,
        emit: Callable[[events.Event], None],
        prepared: Prepared | None = None,
    ) -> None:
        self._catalogue, self._thumbnails, self._emit = catalogue, thumbnails, emit
        self._prepared = prepared
        self._space = catalogue.embeddings.add_space(LOOKS_SPACE)
        self._unchecked: list[int] = []
        self._remade: set[int] = set()

        def submit(place: Place) -> "Future[tasks.Reading]":
            sidecar = sidecar_path(place.path) if place.sidecar else None
            slot = prepared.reserve(place.item) if prepared else None
            return workers.submit(tasks.read, place.path, sidecar, limits, slot)

        self.decoding = Decoding(catalogue, Stage.READ, submit)

    def plan(self) -> None:
        """Give jobs to items that lack what this pass makes, thumbnails included."""
        with self._catalogue.writing():
            self._catalogue.jobs.retry_for(Stage.READ, formats.reader_version())
            self._catalogue.jobs.add_missing(Stage.READ, self._space, Kind.PHOTO)
            present = self._catalogue.items.all()
            self._read_unless_at_work(present - self._thumbnails.ids())
        self._thumbnails.remove(self._thumbnails.ids() - present)
        self._unchecked = sorted(self._thumbnails.ids(), reverse=True)

    def check_thumbnails(self) -> bool:
        """Give jobs to items whose thumbnails, kept from before, are damaged; some at each call.

        Gives False once all have been looked at.
        """
        some = self._unchecked[-CHECKED_AT_ONCE:]
        del self._unchecked[-CHECKED_AT_ONCE:]
        damaged = {item for item in some if self._thumbnails.get(item) is None}
        if damaged:
            log.warning("%d thumbnails are damaged and made again.", len(damaged))
            self._read_unless_at_work(damaged)
        return bool(some)

    def remake_thumbnails(self, items: set[int]) -> None:
        """Give jobs to those of the items that have none, each once: a disk may lose them again."""
        if not items:
            return
        lost = items - self._remade - self._thumbnails.ids()
        self._remade |= lost
        self._read_unless_at_work(lost)

    def _read_unless_at_work(self, items: set[int]) -> None:
        at_work = self._catalogue.jobs.items_at(Stage.READ, items)
        self._catalogue.jobs.add(Stage.READ, items - at_work)

    def step(self, window: int = WINDOW, seconds: float = 0.2) -> list[int]:
        """Store what has been decoded by now; the items that are done (or failed)."""
        self.decoding.top_up(window)
        deadline = time.monotonic() + seconds
        while self.decoding.flying and self.decoding.ready < min(CHUNK, window):
            if (left := deadline - time.monotonic()) <= 0:
                break
            self.decoding.wait(left)
        decoded = self.decoding.collect(CHUNK)
        self._store(decoded)
        return [each.job.item for each in decoded]

    def _store(self, decoded: Collection[Decoded[tasks.Reading]]) -> None:
        good = {each.job.item: each.result for each in decoded if each.result is not None}
        with self._catalogue.writing():
            segments = self._catalogue.items.whole_segments(good)
            for item, reading in good.items():
                self._catalogue.items.set_facts(item, reading.facts)
            self._catalogue.embeddings.put(
                self._space, ((segments[item], _bytes(good[item].looks)) for item in segments)
            )
            self._catalogue.texts.refresh(good)
            self._catalogue.jobs.done(Stage.READ, good)
            self._note_failures(decoded)
        self._thumbnails.add({item: reading.thumbnail for item, reading in good.items()})
        if self._prepared:
            for each in decoded:
                self._prepared.keep(each.job.item, each.result.kept if each.result else None)
        self._emit(events.ItemsChanged(tuple(good)))

    def _note_failures(self, decoded: Iterable[Decoded[tasks.Reading]]) -> None:
        for each in decoded:
            if each.result is None:
                self._catalogue.jobs.fail(each.job, each.reason, formats.reader_version())
                self._emit(events.FileFailed(each.place.path, each.reason))


def _bytes(vector: np.typing.NDArray[np.float16]) -> bytes:
    return vector.astype("<f2").tobytes()
