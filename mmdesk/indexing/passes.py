"""What the first pass makes of the items of each kind: one class for each.

A new kind of item is one more class here and its place in the library's parts.
"""

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.core.entities import Kind, Part, Stage
from mmdesk.core.errors import FileUnreadable
from mmdesk.indexing import sound_tasks, tasks, video_tasks
from mmdesk.indexing.decoding import Decoded
from mmdesk.indexing.prepared import Prepared
from mmdesk.indexing.scan import sidecar_path
from mmdesk.media.images import PictureLimits
from mmdesk.media.packing import PackedCache
from mmdesk.media.workers import Workers
from mmdesk.models.looks import LOOKS_SPACE
from mmdesk.models.timbre import TIMBRE_SPACE

Result = TypeVar("Result")

SLOWEST = 2 << 20
"""Bytes a second that a sound is read at, at least, when nothing is wrong with it."""


class FirstPass(Protocol):
    """The first pass over one kind of item."""

    kind: Kind
    cache: PackedCache
    """Holds something of every item of the kind once it was read."""

    def plan(self) -> None:
        """Give jobs to the items of the kind that lack what this makes; within a transaction."""

    def submit(self, place: Place) -> "Future[Any]":
        """Have the workers read a file."""

    def store(self, good: Mapping[int, Any]) -> None:
        """Write what was read of items; within a transaction."""

    def keep(self, decoded: Collection[Decoded[Any]]) -> None:
        """Put what was read, or was not, into caches, once it is written."""

    def problem(self, result: Any) -> str | None:  # noqa: ANN401
        """What could not be read of a file, though the rest counts."""


class PhotoPass:
    """Facts, thumbnail and looks; keeps in `prepared`, if there is a model, what it will want."""

    kind = Kind.PHOTO

    def __init__(
        self,
        catalogue: Catalogue,
        workers: Workers,
        thumbnails: PackedCache,
        limits: PictureLimits,
        prepared: Prepared | None = None,
    ) -> None:
        self._catalogue, self._workers, self._limits = catalogue, workers, limits
        self._prepared, self.cache = prepared, thumbnails
        self.space = catalogue.embeddings.add_space(LOOKS_SPACE)

    def plan(self) -> None:
        """Give jobs to photos without looks."""
        self._catalogue.jobs.add_missing(Stage.READ, self.space, self.kind, Part.WHOLE)

    def submit(self, place: Place) -> "Future[tasks.Reading]":
        """Have the workers read a photo."""
        sidecar = sidecar_path(place.path) if place.sidecar else None
        slot = self._prepared.reserve(place.item) if self._prepared else None
        return self._workers.submit(tasks.read, place.path, sidecar, self._limits, slot)

    def store(self, good: Mapping[int, tasks.Reading]) -> None:
        """Write facts and looks."""
        segments = self._catalogue.items.whole_segments(good)
        for item, reading in good.items():
            self._catalogue.items.set_facts(item, reading.facts)
        self._catalogue.embeddings.put(
            self.space, ((segments[item], as_bytes(good[item].looks)) for item in segments)
        )

    def keep(self, decoded: Collection[Decoded[tasks.Reading]]) -> None:
        """Keep thumbnails, and pixels for the model."""
        self.cache.add({d.job.item: d.result.thumbnail for d in decoded if d.result is not None})
        if self._prepared:
            for each in decoded:
                self._prepared.keep(each.job.item, each.result.kept if each.result else None)

    def problem(self, _: tasks.Reading) -> str | None:
        """None: a photo that can be read in part only is read as it is."""
        return None


class SoundPass:
    """Facts, waveform, cover, windows and the timbre of each."""

    kind = Kind.SOUND

    def __init__(
        self,
        catalogue: Catalogue,
        workers: Workers,
        waveforms: PackedCache,
        covers: PackedCache,
        limits: PictureLimits,
        seconds: float,
    ) -> None:
        self._catalogue, self._workers, self._limits = catalogue, workers, limits
        self.cache, self._covers, self._seconds = waveforms, covers, seconds
        self.space = catalogue.embeddings.add_space(TIMBRE_SPACE)

    def plan(self) -> None:
        """Give jobs to sounds that were never read, or whose windows have no timbre."""
        self._catalogue.jobs.add_missing(Stage.READ, self.space, self.kind, Part.WINDOW)
        self._catalogue.jobs.add_unread(self.kind)

    def submit(self, place: Place) -> "Future[sound_tasks.SoundReading]":
        """Have the workers read a sound; hours of it may take longer."""
        seconds = self._seconds + self._catalogue.items.size(place.item) / SLOWEST
        sidecar = sidecar_path(place.path) if place.sidecar else None
        return self._workers.submit(
            sound_tasks.read, place.path, sidecar, self._limits, seconds=seconds
        )

    def store(self, good: Mapping[int, sound_tasks.SoundReading]) -> None:
        """Write facts, windows and timbre."""
        for item, reading in good.items():
            self._catalogue.items.set_facts(item, reading.facts)
            store_heard(self._catalogue, self.space, item, reading)

    def keep(self, decoded: Collection[Decoded[sound_tasks.SoundReading]]) -> None:
        """Keep waveforms and covers."""
        good = {each.job.item: each.result for each in decoded if each.result is not None}
        self.cache.add({item: reading.peaks for item, reading in good.items()})
        self._covers.add({item: r.cover for item, r in good.items() if r.cover is not None})

    def problem(self, result: sound_tasks.SoundReading) -> str | None:
        """Where it breaks off, say."""
        return result.problem


class VideoPass:
    """Facts and a frame that stands for the video; its shots and its sound are for later.

    One whose pictures cannot be shown stays for its sound. How long a video lasts is 0.0 where it
    does not say so, until it was looked through.
    """

    kind = Kind.VIDEO

    def __init__(
        self,
        catalogue: Catalogue,
        workers: Workers,
        posters: PackedCache,
        limits: PictureLimits,
    ) -> None:
        self._catalogue, self._workers, self._limits = catalogue, workers, limits
        self.cache = posters

    def plan(self) -> None:
        """Give jobs to videos that were never read."""
        self._catalogue.jobs.add_unread(self.kind)

    def submit(self, place: Place) -> "Future[video_tasks.VideoReading]":
        """Have the workers read a video; whatever its pictures did to them, then its sound."""
        sidecar = sidecar_path(place.path) if place.sidecar else None
        return or_else(
            self._workers.submit(video_tasks.read, place.path, sidecar, self._limits),
            lambda problem: self._workers.submit(
                video_tasks.read_sound, place.path, sidecar, problem
            ),
        )

    def store(self, good: Mapping[int, video_tasks.VideoReading]) -> None:
        """Write facts; what a video lasts is known best where it was looked through."""
        items = self._catalogue.items
        known = items.facts(good)
        for item, reading in good.items():
            said = reading.facts.duration or 0.0
            if self._catalogue.watched.progress(item).complete:
                said = known[item].duration or said
            items.set_facts(item, replace(reading.facts, duration=said))

    def keep(self, decoded: Collection[Decoded[video_tasks.VideoReading]]) -> None:
        """Keep the frames that stand for the videos."""
        good = {each.job.item: each.result for each in decoded if each.result is not None}
        self.cache.add({item: r.poster for item, r in good.items() if r.poster is not None})

    def problem(self, result: video_tasks.VideoReading) -> str | None:
        """Why its pictures cannot be shown."""
        return result.problem


def store_heard(
    catalogue: Catalogue, space: int, item: int, reading: sound_tasks.SoundReading
) -> None:
    """Write the windows of an item, and their timbre; within a transaction."""
    windows = catalogue.segments.replace(item, Part.WINDOW, reading.spans)
    heard = zip(reading.spans, reading.heard, strict=True)
    catalogue.embeddings.put(space, ((windows[span], as_bytes(timbre)) for span, timbre in heard))


def as_bytes(vector: npt.NDArray[np.float16]) -> bytes:
    """The vector as the catalogue keeps it."""
    return vector.astype("<f2").tobytes()


def or_else(first: "Future[Result]", other: "Callable[[str], Future[Result]]") -> "Future[Result]":
    """What `first` gives; what `other` gives, told why, where that is unreadable.

    Where that one is unreadable, too, the first reason stands.
    """
    whole: Future[Result] = Future()
    tried: list[Future[Result]] = [first]

    def settle(done: "Future[Result]", reason: FileUnreadable | None = None) -> None:
        error = None if done.cancelled() else done.exception()
        if done.cancelled():
            whole.cancel()
        elif isinstance(error, FileUnreadable) and reason is None and not whole.cancelled():
            tried.append(other(str(error)))
            tried[1].add_done_callback(partial(settle, reason=error))
        elif whole.set_running_or_notify_cancel():
            if error is None:
                whole.set_result(done.result())
            else:
                whole.set_exception(reason if isinstance(error, FileUnreadable) else error)

    first.add_done_callback(settle)
    whole.add_done_callback(lambda each: tried[-1].cancel() if each.cancelled() else None)
    return whole
