"""The sentence model's embeddings of what is said, one for each passage."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import ClassVar

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.core import events
from mmdesk.core.entities import Kind, Part, Stage
from mmdesk.indexing.embedding import Embedding, Vectors, finished
from mmdesk.models.base import TextEncoder

PIECE = 64
"""Passages in one call of the model."""

Texts = list[str]


class Understanding(Embedding[Texts]):
    """Does the UNDERSTAND jobs with one model."""

    stage = Stage.UNDERSTAND
    parts: ClassVar[Mapping[Kind, Part]] = {Kind.SOUND: Part.PASSAGE, Kind.VIDEO: Part.PASSAGE}
    pieces = 4
    window = pieces

    def __init__(
        self, catalogue: Catalogue, model: TextEncoder, emit: Callable[[events.Event], None]
    ) -> None:
        super().__init__(catalogue, model.space, model.space.key, emit)
        self._model = model

    def _decode(self, _: Place, segments: list[int]) -> "Future[Texts]":
        del segments[PIECE:]
        texts = self._catalogue.spoken.texts(segments)
        return finished([texts[each] for each in segments])

    def _encode(self, pieces: Sequence[Texts]) -> Vectors:
        return self._model.encode_texts([text for piece in pieces for text in piece])

    def _blank(self, rows: Texts) -> Texts:
        return [""] * len(rows)
