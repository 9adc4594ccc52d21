"""The model's embeddings of photos, and of the frames of videos, one for each shot.

Pixels that the first pass kept of photos are not decoded again.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.core import events
from mmdesk.core.entities import Kind, Part, Stage
from mmdesk.indexing import tasks
from mmdesk.indexing.embedding import Embedding, Vectors, finished
from mmdesk.indexing.prepared import Prepared
from mmdesk.media import formats, frames
from mmdesk.media.images import PictureLimits
from mmdesk.media.workers import Workers
from mmdesk.models.base import PictureEncoder

FRAMES = 8
"""Of one video that are decoded in one go; 48 goes of the largest model's take 170 MB."""

Pixels = npt.NDArray[np.uint8]
"""(n, height, width, 3): a photo is one, a piece of a video some."""


class Describing(Embedding[Pixels]):
    """Does the DESCRIBE jobs with one model; it cuts batches to what its device likes best."""

    stage = Stage.DESCRIBE
    parts: ClassVar[Mapping[Kind, Part]] = {Kind.PHOTO: Part.WHOLE, Kind.VIDEO: Part.SHOT}
    pieces = 16
    window = 3 * pieces

    def __init__(
        self,
        catalogue: Catalogue,
        workers: Workers,
        model: PictureEncoder,
        limits: PictureLimits,
        emit: Callable[[events.Event], None],
        prepared: Prepared,
    ) -> None:
        reader = f"{model.space.key} {formats.reader_version()}"
        super().__init__(catalogue, model.space, reader, emit)
        self._workers, self._model, self._limits = workers, model, limits
        self.prepared = prepared

    def step(self, *, gently: bool) -> list[int] | None:
        """As any stage's; when there is nothing left, no pixels are kept for it either."""
        done = super().step(gently=gently)
        if done is None:
            self.prepared.clear()
        return done

    def _decode(self, place: Place, segments: list[int]) -> "Future[Pixels]":
        preparation, limits = self._model.preparation, self._limits
        if place.kind is Kind.VIDEO:
            del segments[FRAMES:]
            spans = self._catalogue.segments.of_item(place.item, Part.SHOT)
            times = [spans[each].start for each in segments]
            return self._workers.submit(
                frames.read_prepared, place.path, times, preparation, limits
            )
        pixels = self.prepared.take(place.item)
        if pixels is not None:
            return finished(pixels[np.newaxis])
        return self._workers.submit(tasks.prepared, place.path, preparation, limits)

    def _encode(self, pieces: Sequence[Pixels]) -> Vectors:
        return self._model.encode_pictures(np.concatenate(pieces))

    def _blank(self, rows: Pixels) -> Pixels:
        return np.zeros_like(rows)
