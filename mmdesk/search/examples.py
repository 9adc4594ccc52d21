"""Examples: pictures, sounds and videos of the library or from anywhere, as vectors to search with.

What the catalogue has already is taken from there, so that an example on an absent drive works.
Everything else is decoded by worker processes: a file from outside is not to be trusted.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Kind, Part, Space, Span
from mmdesk.core.errors import FileUnreadable
from mmdesk.core.paths import absolute, below
from mmdesk.media import formats, images
from mmdesk.media.workers import Workers
from mmdesk.models.base import PictureEncoder
from mmdesk.models.looks import Looks
from mmdesk.models.timbre import TIMBRE_SPACE
from mmdesk.search import listening, looking
from mmdesk.search.asking import SoundModel

Vectors = npt.NDArray[np.float32]
Heard = TypeVar("Heard")


class Examples:
    """Turns example files into items and vectors.

    Vectors are (n, dimension), of unit length: one of a picture, up to `listening.WINDOWS` of a
    sound; of a video, up to `looking.TELLING` to be seen and as many of its sound, none where it is
    silent. Where a file cannot be read as what it should be, FileUnreadable is raised.
    """

    def __init__(
        self, catalogue: Catalogue, workers: Workers, limits: images.PictureLimits
    ) -> None:
        self._catalogue, self._workers, self._limits = catalogue, workers, limits

    def item(self, path: Path) -> int | None:
        """The item that has the same content; None for a file from elsewhere.

        Raises FileUnreadable when there is no such file, unless the library knows one there.
        """
        try:
            return self._catalogue.items.find(formats.identify(path).identity)
        except FileUnreadable:
            known = self._known_at(absolute(path))
            if known is None:
                raise
            return known

    def _known_at(self, path: Path) -> int | None:
        roots = [root for root in self._catalogue.roots.all() if path.is_relative_to(root.path)]
        found = (self._catalogue.files.item(root, below(root.path, path)) for root in roots)
        return next((item for item in found if item is not None), None)

    def kind(self, path: Path) -> Kind:
        """Whether it is to be seen, heard, or both; what cannot be told is taken for a picture."""
        item = self.item(path)
        if item is None:
            return formats.identify(path).kind or Kind.PHOTO
        return next(kind for kind in Kind if self._catalogue.items.of_kind(kind, [item]))

    def check(self, path: Path) -> None:
        """Raise FileUnreadable when the file cannot be an example."""
        if self.kind(path) is Kind.SOUND:
            self.timbre(path)
        else:
            self.pictures(path, Looks())

    def pictures(self, path: Path, encoder: PictureEncoder) -> Vectors:
        """The vectors of a picture, or of a video's most telling frames, in the encoder's space."""
        if self.kind(path) is Kind.VIDEO:
            return self._frames(path, encoder)
        stored = self._stored(encoder.space, self._whole(path))
        if stored:
            return np.stack([*stored.values()])
        pixels = self._workers.submit(
            images.read_prepared, path, encoder.preparation, self._limits
        ).result()
        return encoder.encode_pictures(pixels[np.newaxis]).astype(np.float32)

    def _frames(self, path: Path, encoder: PictureEncoder) -> Vectors:
        shots = self._segments(path, Part.SHOT)
        stored = self._stored(encoder.space, shots)
        if stored:
            vectors, spans = np.stack([*stored.values()]), [shots[segment] for segment in stored]
        else:
            pixels, spans = self._workers.submit(
                looking.looked_at, path, encoder.preparation, self._limits
            ).result()
            vectors = encoder.encode_pictures(pixels).astype(np.float32)
        return vectors[looking.telling(vectors, spans)]

    def sound(self, path: Path, model: SoundModel) -> Vectors:
        """The vectors of the windows of what is to be heard, in the model's space."""
        stored = self._stored(model.space, self._windows(path))
        if stored:
            return np.stack([*stored.values()])
        features = self._heard(path, listening.heard, model.features)
        if features is None:
            return np.empty((0, model.space.dimension), np.float32)
        return model.encode_sounds(features).astype(np.float32)

    def timbre(self, path: Path) -> Vectors:
        """The vectors of the windows of what is to be heard, in the space that needs no model."""
        stored = self._stored(TIMBRE_SPACE, self._windows(path))
        if stored:
            return np.stack([*stored.values()])
        timbres = self._heard(path, listening.timbres)
        if timbres is None:
            return np.empty((0, TIMBRE_SPACE.dimension), np.float32)
        return timbres.astype(np.float32)

    def _heard(self, path: Path, listen: Callable[..., Heard], *given: object) -> Heard | None:
        """What a worker hears; None in a video that is silent, which is to be seen all the same."""
        try:
            return self._workers.submit(listen, path, *given).result()
        except FileUnreadable:
            if self.kind(path) is not Kind.VIDEO:
                raise
            return None

    def _stored(self, space: Space, segments: Iterable[int]) -> dict[int, Vectors]:
        """The vectors of those segments that have one."""
        number = self._catalogue.embeddings.space_id(space)
        wanted = list(segments)
        if number is None or not wanted:
            return {}
        found = self._catalogue.embeddings.of(number, wanted)
        known = (segment for segment in wanted if segment in found)
        return {each: np.frombuffer(found[each], "<f2").astype(np.float32) for each in known}

    def _whole(self, path: Path) -> list[int]:
        item = self.item(path)
        return [] if item is None else [*self._catalogue.items.whole_segments([item]).values()]

    def _windows(self, path: Path) -> list[int]:
        return listening.spread([*self._segments(path, Part.WINDOW)])

    def _segments(self, path: Path, part: Part) -> dict[int, Span]:
        item = self.item(path)
        return {} if item is None else self._catalogue.segments.of_item(item, part)
