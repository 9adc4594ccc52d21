"""The second pass: the model's embeddings, newest first.

Pictures are decoded by the workers while the model is at work on the ones before. A batch that the
model fails on is tried again picture by picture, so that only the picture that is to blame fails.
"""

from collections.abc import Callable
from concurrent.futures import Future

import numpy as np
import numpy.typing as npt

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.core import events
from mmdesk.core.entities import Kind, Stage
from mmdesk.core.errors import ModelFailed
from mmdesk.indexing.decoding import Decoded, Decoding
from mmdesk.indexing.prepared import Prepared
from mmdesk.media import formats
from mmdesk.media.images import PictureLimits, read_prepared
from mmdesk.media.workers import Workers
from mmdesk.models.base import PictureEncoder

BATCH = 16
"""Pictures per call of the model; it cuts them further to what its device likes best."""
WINDOW = 3 * BATCH

Pixels = npt.NDArray[np.uint8]


class Describing:
    """Does the DESCRIBE jobs with one model."""

    def __init__(
        self,
        catalogue: Catalogue,
        workers: Workers,
        model: PictureEncoder,
        limits: PictureLimits,
        emit: Callable[[events.Event], None],
        prepared: Prepared,
    ) -> None:
        self._catalogue, self._model, self._emit = catalogue, model, emit
        self.prepared = prepared
        self._space = catalogue.embeddings.add_space(model.space)
        self._reader = f"{model.space.key} {formats.reader_version()}"

        def submit(place: Place) -> "Future[Pixels]":
            pixels = prepared.take(place.item)
            if pixels is not None:
                return _finished(pixels)
            return workers.submit(read_prepared, place.path, model.preparation, limits)

        self.decoding = Decoding(catalogue, Stage.DESCRIBE, submit)

    def plan(self) -> None:
        """Give jobs to all photos that this model has not described."""
        with self._catalogue.writing():
            self._catalogue.jobs.retry_for(Stage.DESCRIBE, self._reader)
            self._catalogue.jobs.add_missing(Stage.DESCRIBE, self._space, Kind.PHOTO)

    def plan_for(self, items: list[int]) -> None:
        """Give jobs to those of `items` that were read and are not described."""
        segments = self._catalogue.items.whole_segments(items)
        described = self._catalogue.embeddings.of(self._space, segments.values())
        reading = self._catalogue.jobs.items_at(Stage.READ, items)
        self._catalogue.jobs.add(
            Stage.DESCRIBE,
            [i for i, seg in segments.items() if seg not in described and i not in reading],
        )

    def step(self, window: int = WINDOW) -> list[int]:
        """Describe a batch; the items that are done (or failed).

        Raises ModelFailed when the model cannot be loaded at all.
        """
        self.decoding.top_up(window)
        while self.decoding.busy and self.decoding.ready < min(BATCH, window):
            before = self.decoding.ready
            self.decoding.wait(1.0)
            if self.decoding.ready == before:
                break  # slow files: give what there is its turn, and others a look
        decoded = self.decoding.collect(BATCH)
        if not decoded and not self.decoding.busy:
            self.prepared.clear()
        self._describe([each for each in decoded if each.result is not None])
        with self._catalogue.writing():
            for each in decoded:
                if each.result is None:
                    self._fail(each, each.reason)
        return [each.job.item for each in decoded]

    def _describe(self, batch: list[Decoded[Pixels]]) -> None:
        if not batch:
            return
        try:
            vectors = self._model.encode_pictures(
                np.stack([each.result for each in batch if each.result is not None])
            )
        except ModelFailed as error:
            self._one_by_one(batch, error)
            return
        with self._catalogue.writing():
            items = [each.job.item for each in batch]
            segments = self._catalogue.items.whole_segments(items)
            self._catalogue.embeddings.put(
                self._space,
                (
                    (segments[item], vector.astype("<f2").tobytes())
                    for item, vector in zip(items, vectors, strict=True)
                    if item in segments
                ),
            )
            self._catalogue.jobs.done(Stage.DESCRIBE, items)
        self._emit(events.ItemsChanged(tuple(items)))

    def _one_by_one(self, batch: list[Decoded[Pixels]], error: ModelFailed) -> None:
        if len(batch) > 1:
            for each in batch:
                self._describe([each])
            return
        self._model.encode_pictures(
            np.zeros_like(batch[0].result)[np.newaxis]
        )  # or it is the model
        self._fail(batch[0], f"The model failed on it: {error}")

    def _fail(self, each: Decoded[Pixels], reason: str) -> None:
        self._catalogue.jobs.fail(each.job, reason, self._reader)
        self._emit(events.FileFailed(each.place.path, reason))


def _finished(pixels: Pixels) -> "Future[Pixels]":
    future: Future[Pixels] = Future()
    future.set_result(pixels)
    return future
