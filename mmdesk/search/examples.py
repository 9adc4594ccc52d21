"""Examples: pictures and sounds of the library or from anywhere, as vectors to search with.

What the catalogue has already is taken from there, so that an example on an absent drive works.
Everything else is decoded by worker processes: a file from outside is not to be trusted.
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Kind, Part, Space
from mmdesk.core.errors import FileUnreadable
from mmdesk.core.paths import absolute, below
from mmdesk.media import formats, images
from mmdesk.media.workers import Workers
from mmdesk.models.base import PictureEncoder
from mmdesk.models.looks import Looks
from mmdesk.models.timbre import TIMBRE_SPACE
from mmdesk.search import listening
from mmdesk.search.asking import SoundModel

Vectors = npt.NDArray[np.float32]


class Examples:
    """Turns example files into items and vectors.

    Vectors are (n, dimension), of unit length: one of a picture, up to `listening.WINDOWS` of a
    sound. Where a file cannot be read as what it should be, FileUnreadable is raised.
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
        """Whether it is to be seen or heard; what cannot be told is taken for a picture."""
        item = self.item(path)
        if item is None:
            return formats.identify(path).kind or Kind.PHOTO
        is_sound = self._catalogue.items.of_kind(Kind.SOUND, [item])
        return Kind.SOUND if is_sound else Kind.PHOTO

    def check(self, path: Path) -> None:
        """Raise FileUnreadable when the file cannot be an example."""
        if self.kind(path) is Kind.SOUND:
            self.timbre(path)
        else:
            self.picture(path, Looks())

    def picture(self, path: Path, encoder: PictureEncoder) -> Vectors:
        """A picture's vector in the encoder's space."""
        stored = self._stored(path, encoder.space, Part.WHOLE)
        if stored is not None:
            return stored
        pixels = self._workers.submit(
            images.read_prepared, path, encoder.preparation, self._limits
        ).result()
        return encoder.encode_pictures(pixels[np.newaxis]).astype(np.float32)

    def sound(self, path: Path, model: SoundModel) -> Vectors:
        """The vectors of a sound's windows in the model's space."""
        stored = self._stored(path, model.space, Part.WINDOW)
        if stored is not None:
            return stored
        features = self._workers.submit(listening.heard, path, model.features).result()
        return model.encode_sounds(features).astype(np.float32)

    def timbre(self, path: Path) -> Vectors:
        """The vectors of a sound's windows in the space that needs no model."""
        stored = self._stored(path, TIMBRE_SPACE, Part.WINDOW)
        if stored is not None:
            return stored
        return self._workers.submit(listening.timbres, path).result().astype(np.float32)

    def _stored(self, path: Path, space: Space, part: Part) -> Vectors | None:
        item, number = self.item(path), self._catalogue.embeddings.space_id(space)
        if item is None or number is None:
            return None
        segments = self._segments(item, part)
        vectors = self._catalogue.embeddings.of(number, segments)
        found = [vectors[segment] for segment in segments if segment in vectors]
        if not found:
            return None
        return np.stack([np.frombuffer(each, "<f2") for each in found]).astype(np.float32)

    def _segments(self, item: int, part: Part) -> Iterable[int]:
        if part is Part.WHOLE:
            return list(self._catalogue.items.whole_segments([item]).values())
        return listening.spread(list(self._catalogue.segments.of_item(item, part)))
