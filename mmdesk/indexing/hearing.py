"""The sound model's embeddings, one for each window of a sound or soundtrack that is not silent."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.core import events
from mmdesk.core.entities import Kind, Part, Stage
from mmdesk.indexing import sound_tasks
from mmdesk.indexing.embedding import Embedding, Vectors
from mmdesk.media import formats
from mmdesk.media.workers import Workers
from mmdesk.models.base import SoundEncoder
from mmdesk.models.clap_features import FeatureConfig

PIECE = 16
"""Windows that are decoded in one go: two minutes of sound, 4 MB of features."""

Features = npt.NDArray[np.float32]


class Hearing(Embedding[Features]):
    """Does the HEAR jobs with one model."""

    stage = Stage.HEAR
    parts: ClassVar[Mapping[Kind, Part]] = {Kind.SOUND: Part.WINDOW, Kind.VIDEO: Part.WINDOW}
    pieces = 4
    window = 3 * pieces

    def __init__(
        self,
        catalogue: Catalogue,
        workers: Workers,
        model: SoundEncoder,
        features: FeatureConfig,
        emit: Callable[[events.Event], None],
    ) -> None:
        reader = f"{model.space.key} {formats.reader_version()}"
        super().__init__(catalogue, model.space, reader, emit)
        self._workers, self._model, self._features = workers, model, features

    def _decode(self, place: Place, segments: list[int]) -> "Future[Features]":
        del segments[PIECE:]
        spans = self._catalogue.segments.of_item(place.item, self.parts[place.kind])
        wanted = [spans[each] for each in segments]
        return self._workers.submit(sound_tasks.hear, place.path, wanted, self._features)

    def _encode(self, pieces: Sequence[Features]) -> Vectors:
        return self._model.encode_sounds(np.concatenate(pieces))

    def _blank(self, rows: Features) -> Features:
        return np.zeros_like(rows)
