"""Examples: pictures of the library or from anywhere, as vectors to search with.

What the catalogue has already is taken from there, so that an example on an absent drive works.
Everything else is decoded by worker processes: a file from outside is not to be trusted.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Space
from mmdesk.core.errors import FileUnreadable
from mmdesk.core.paths import absolute, below
from mmdesk.media import formats, images
from mmdesk.media.workers import Workers
from mmdesk.models.base import PictureEncoder


class Examples:
    """Turns example files into items and vectors."""

    def __init__(
        self, catalogue: Catalogue, workers: Workers, limits: images.PictureLimits
    ) -> None:
        self._catalogue, self._workers, self._limits = catalogue, workers, limits

    def item(self, path: Path) -> int | None:
        """The item that has the same content; None for a picture from elsewhere.

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

    def vector(self, path: Path, encoder: PictureEncoder) -> npt.NDArray[np.float32]:
        """The example's vector in the encoder's space: (dimension,), unit length.

        Raises FileUnreadable when the file is no picture that can be read.
        """
        stored = self._stored(self.item(path), encoder.space)
        if stored is not None:
            return stored
        pixels = self._workers.submit(
            images.read_prepared, path, encoder.preparation, self._limits
        ).result()
        vector: npt.NDArray[np.float32] = encoder.encode_pictures(pixels[np.newaxis])[0].astype(
            np.float32
        )
        return vector

    def _stored(self, item: int | None, space: Space) -> npt.NDArray[np.float32] | None:
        number = self._catalogue.embeddings.space_id(space)
        if item is None or number is None:
            return None
        segments = self._catalogue.items.whole_segments([item]).values()
        vectors = self._catalogue.embeddings.of(number, segments)
        found = next(iter(vectors.values()), None)
        return None if found is None else np.frombuffer(found, "<f2").astype(np.float32)
