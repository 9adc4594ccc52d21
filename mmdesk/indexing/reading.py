"""The first pass over every file, newest first, cheap and without any model: see `passes`."""

import logging
import time
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from typing import Any

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.core import events
from mmdesk.core.entities import Stage
from mmdesk.indexing.decoding import Decoded, Decoding
from mmdesk.indexing.passes import FirstPass
from mmdesk.media import formats
from mmdesk.media.packing import PackedCache

WINDOW = 64
CHUNK = 32
"""Files stored in one transaction; also how many are waited for at most."""
CHECKED_AT_ONCE = 1000
"""Thumbnails; 13 ms where the system still has them in memory."""

log = logging.getLogger(__name__)


class Reading:
    """Does the READ jobs, with one pass for each kind of item."""

    def __init__(
        self,
        catalogue: Catalogue,
        passes: Sequence[FirstPass],
        emit: Callable[[events.Event], None],
    ) -> None:
        self._catalogue, self._emit = catalogue, emit
        self._passes = {each.kind: each for each in passes}
        self._caches = {each.cache.name: each.cache for each in passes}.values()
        self._unchecked: list[tuple[PackedCache, int]] = []
        self._remade: set[int] = set()
        self.decoding = Decoding(catalogue, Stage.READ, self._submit)

    def _submit(self, place: Place) -> "Future[Any]":
        return self._passes[place.kind].submit(place)

    def plan(self) -> None:
        """Give jobs to items that lack what this pass makes, thumbnails included."""
        items, jobs = self._catalogue.items, self._catalogue.jobs
        with self._catalogue.writing():
            jobs.retry_for(Stage.READ, formats.reader_version())
            for each in self._passes.values():
                each.plan()
                self._read_unless_at_work(items.all(each.kind) - each.cache.ids())
        present = items.all()
        for cache in self._caches:
            cache.remove(cache.ids() - present)
        made = [(cache, item) for cache in self._caches for item in cache.ids()]
        self._unchecked = sorted(made, key=lambda pair: pair[1], reverse=True)

    def check_caches(self) -> bool:
        """Give jobs to items whose thumbnails, kept from before, are damaged; some at each call.

        Gives False once all have been looked at.
        """
        some = self._unchecked[-CHECKED_AT_ONCE:]
        del self._unchecked[-CHECKED_AT_ONCE:]
        damaged = {item for cache, item in some if cache.get(item) is None}
        if damaged:
            log.warning("%d thumbnails are damaged and made again.", len(damaged))
            self._read_unless_at_work(damaged)
        return bool(some)

    def remake(self, items: set[int]) -> None:
        """Give jobs to those of the items that lack something in a cache, each once.

        A disk may lose them again.
        """
        if not items:
            return
        made = {item for cache in self._caches for item in cache.ids()}
        lost = items - self._remade - made
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

    def _store(self, decoded: Collection[Decoded[Any]]) -> None:
        by_pass = [
            (each, [d for d in decoded if d.place.kind is kind])
            for kind, each in self._passes.items()
        ]
        good = [each.job.item for each in decoded if each.result is not None]
        with self._catalogue.writing():
            for each, some in by_pass:
                each.store({d.job.item: d.result for d in some if d.result is not None})
            self._catalogue.texts.refresh(good)
            for each, some in by_pass:
                self._end_jobs(each, some)
            paired = self._catalogue.stills.pair(good)
        for each, some in by_pass:
            each.keep(some)
        self._emit(events.ItemsChanged((*good, *paired)))

    def _end_jobs(self, of: FirstPass, decoded: Collection[Decoded[Any]]) -> None:
        """Those of what could not be read, or not wholly, keep the reason."""
        done = []
        for each in decoded:
            reason = each.reason if each.result is None else of.problem(each.result)
            if not reason:
                done.append(each.job.item)
                continue
            self._catalogue.jobs.fail(each.job, reason, formats.reader_version())
            self._emit(events.FileFailed(each.place.path, reason))
        self._catalogue.jobs.done(Stage.READ, done)
