"""What the first pass makes of the items of each kind: one class for each.

A new kind of item is one more class here and its place in the library's parts.
"""

from collections.abc import Collection, Mapping
from concurrent.futures import Future
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.core.entities import Kind, Part
from mmdesk.indexing import sound_tasks, tasks
from mmdesk.indexing.decoding import Decoded
from mmdesk.indexing.prepared import Prepared
from mmdesk.indexing.scan import sidecar_path
from mmdesk.media.images import PictureLimits
from mmdesk.media.packing import PackedCache
from mmdesk.media.workers import Workers
from mmdesk.models.looks import LOOKS_SPACE
from mmdesk.models.timbre import TIMBRE_SPACE

SLOWEST = 2 << 20
"""Bytes a second that a sound is read at, at least, when nothing is wrong with it."""


class FirstPass(Protocol):
    """The first pass over one kind of item."""

    kind: Kind
    space: int
    """The built-in space that every item of the kind is in."""
    cache: PackedCache
    """Holds something of every item of the kind once it was read."""

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
            self.space, ((segments[item], _bytes(good[item].looks)) for item in segments)
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
            windows = self._catalogue.segments.replace(item, Part.WINDOW, reading.spans)
            heard = zip(reading.spans, reading.heard, strict=True)
            self._catalogue.embeddings.put(
                self.space, ((windows[span], _bytes(timbre)) for span, timbre in heard)
            )

    def keep(self, decoded: Collection[Decoded[sound_tasks.SoundReading]]) -> None:
        """Keep waveforms and covers."""
        good = {each.job.item: each.result for each in decoded if each.result is not None}
        self.cache.add({item: reading.peaks for item, reading in good.items()})
        self._covers.add({item: r.cover for item, r in good.items() if r.cover is not None})

    def problem(self, result: sound_tasks.SoundReading) -> str | None:
        """Where it breaks off, say."""
        return result.problem


def _bytes(vector: npt.NDArray[np.float16]) -> bytes:
    return vector.astype("<f2").tobytes()
