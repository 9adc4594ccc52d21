"""The model's embeddings of photos; pixels that the first pass kept are not decoded again."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future

import numpy as np
import numpy.typing as npt

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.core import events
from mmdesk.core.entities import Kind, Part, Stage
from mmdesk.indexing.embedding import Embedding, Vectors, finished
from mmdesk.indexing.prepared import Prepared
from mmdesk.media import formats
from mmdesk.media.images import PictureLimits, read_prepared
from mmdesk.media.workers import Workers
from mmdesk.models.base import PictureEncoder

Pixels = npt.NDArray[np.uint8]


class Describing(Embedding[Pixels]):
    """Does the DESCRIBE jobs with one model; it cuts batches to what its device likes best."""

    stage = Stage.DESCRIBE
    kind = Kind.PHOTO
    part = Part.WHOLE
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

    def plan_for(self, items: Sequence[int]) -> None:
        """As any stage's, but for photos that could not be read, or are to be read once more."""
        reading = self._catalogue.jobs.items_at(Stage.READ, items)
        super().plan_for([item for item in items if item not in reading])

    def step(self, *, gently: bool) -> list[int] | None:
        """As any stage's; when there is nothing left, no pixels are kept for it either."""
        done = super().step(gently=gently)
        if done is None:
            self.prepared.clear()
        return done

    def _decode(self, place: Place, _: list[int]) -> "Future[Pixels]":
        pixels = self.prepared.take(place.item)
        if pixels is not None:
            return finished(pixels)
        return self._workers.submit(
            read_prepared, place.path, self._model.preparation, self._limits
        )

    def _encode(self, pieces: Sequence[Pixels]) -> Vectors:
        return self._model.encode_pictures(np.stack(pieces))

    def _blank(self, rows: Pixels) -> Pixels:
        return np.zeros_like(rows)
