"""Pixels that the first pass made for the model, kept until the model takes them.

Decoding is half of what describing a photo costs, and the first pass has decoded it already. What
it read lately is therefore kept in a temporary file, so much as there is room; photos that find no
room, or were read before the last start, are decoded again.
"""

import logging
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mmdesk.core.entities import PicturePreparation

LARGEST = 1 << 30
"""Bytes of the file at most: about 7,000 photos of a model that takes 224 x 224 pixels."""
_SHARE_OF_FREE = 4
"""The file takes at most one part in this many of what is free on its disk."""

Pixels = npt.NDArray[np.uint8]
log = logging.getLogger(__name__)


class Prepared:
    """The pixels of some items, (height, width, 3) each, in a nameless file in `folder`."""

    def __init__(self, folder: Path, preparation: PicturePreparation) -> None:
        self.preparation = preparation
        self._shape = (preparation.height, preparation.width, 3)
        self._bytes = preparation.height * preparation.width * 3
        self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 (see close)
        room = min(LARGEST, shutil.disk_usage(folder).free // _SHARE_OF_FREE)
        self._free = list(range(room // self._bytes))[::-1]
        self._slots: dict[int, int] = {}

    @property
    def room(self) -> int:
        """How many more items' pixels can be kept."""
        return len(self._free)

    def keep(self, pixels: Mapping[int, Pixels]) -> None:
        """Keep pixels by item until they are taken, as far as there is room."""
        try:
            for item, each in pixels.items():
                if self._free and item not in self._slots:
                    self._write(self._free[-1], each)
                    self._slots[item] = self._free.pop()
        except OSError as error:
            log.info("No more pixels are kept for the model: %s", error)
            self._free.clear()

    def _write(self, slot: int, pixels: Pixels) -> None:
        self._file.seek(slot * self._bytes)
        if self._file.write(np.ascontiguousarray(pixels).data) < self._bytes:
            raise OSError("The disk is full.")

    def take(self, item: int) -> Pixels | None:
        """An item's pixels, which are no longer kept then; None where there are none."""
        slot = self._slots.pop(item, None)
        if slot is None:
            return None
        self._free.append(slot)
        self._file.seek(slot * self._bytes)
        raw = self._file.read(self._bytes)
        return (
            np.frombuffer(raw, np.uint8).reshape(self._shape) if len(raw) == self._bytes else None
        )

    def clear(self) -> None:
        """Keep nothing of what is there: nobody will take it."""
        self._free.extend(self._slots.values())
        self._slots.clear()

    def close(self) -> None:
        """Give the file up."""
        self._file.close()
