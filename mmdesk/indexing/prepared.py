"""Pixels that the first pass made for the model, kept until the model takes them.

Decoding is half of what describing a photo costs, and the first pass has decoded it already. What
it read lately is therefore kept in a temporary file, so much as there is room; photos that find no
room, or were read before the last start, are decoded again.

Workers write the pixels themselves, each to the place that was reserved for it: they never travel
through the process that indexes, whose memory they would tear into pieces. A checksum comes back in
their stead. Whatever is not as it says (half written by a worker that was killed, or overwritten by
one that should have ended) counts as absent.
"""

import logging
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import xxhash

from mmdesk.core.entities import PicturePreparation

LARGEST = 1 << 30
"""Bytes of the file at most: about 7,000 photos of a model that takes 224 x 224 pixels."""
_SHARE_OF_FREE = 4
"""The file takes at most one part in this many of what is free on its disk."""
_NAME = "prepared.tmp"

Pixels = npt.NDArray[np.uint8]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the file for the pixels of one photo; it travels to the workers."""

    path: Path
    offset: int
    preparation: PicturePreparation

    def write(self, pixels: Pixels) -> int | None:
        """Put the pixels there; their checksum, or None where the disk does not take them."""
        raw = np.ascontiguousarray(pixels).data
        try:
            with self.path.open("r+b", buffering=0) as file:
                file.seek(self.offset)
                written = file.write(raw)
        except OSError as error:
            log.info("Pixels are not kept for the model: %s", error)
            return None
        return xxhash.xxh3_64_intdigest(raw) if written == raw.nbytes else None


class Prepared:
    """The pixels of some items, (height, width, 3) each, in a file in `folder` while this is open.

    One at a time may be open there; it takes the place of what one that was killed left behind.
    """

    def __init__(self, folder: Path, preparation: PicturePreparation) -> None:
        self.preparation = preparation
        self._shape = (preparation.height, preparation.width, 3)
        self._bytes = preparation.height * preparation.width * 3
        self._path = folder / _NAME
        self._file = self._path.open("w+b", buffering=0)
        room = min(LARGEST, shutil.disk_usage(folder).free // _SHARE_OF_FREE)
        self._free = list(range(room // self._bytes))[::-1]
        self._slots: dict[int, int] = {}
        self._checksums: dict[int, int] = {}

    @property
    def room(self) -> int:
        """How many more items' pixels can be kept."""
        return len(self._free)

    def reserve(self, item: int) -> Slot | None:
        """Where an item's pixels may be written now; None where there is no room left."""
        self._checksums.pop(item, None)
        if item not in self._slots:
            if not self._free:
                return None
            self._slots[item] = self._free.pop()
        return Slot(self._path, self._slots[item] * self._bytes, self.preparation)

    def keep(self, item: int, checksum: int | None) -> None:
        """Keep what was written for an item until it is taken; None: that did not succeed."""
        if checksum is None:
            self.release(item)
        elif item in self._slots:
            self._checksums[item] = checksum

    def release(self, item: int) -> None:
        """Keep nothing for an item."""
        self._checksums.pop(item, None)
        slot = self._slots.pop(item, None)
        if slot is not None:
            self._free.append(slot)

    def take(self, item: int) -> Pixels | None:
        """An item's pixels, which are no longer kept then; None where there are none."""
        checksum, slot = self._checksums.get(item), self._slots.get(item)
        self.release(item)
        if checksum is None or slot is None:
            return None
        self._file.seek(slot * self._bytes)
        raw = self._file.read(self._bytes)
        if xxhash.xxh3_64_intdigest(raw) != checksum:
            return None
        return np.frombuffer(raw, np.uint8).reshape(self._shape)

    def clear(self) -> None:
        """Keep nothing of what is there: nobody will take it."""
        for item in list(self._slots):
            self.release(item)

    def close(self) -> None:
        """Give the file up."""
        self._file.close()
        remove(self._path.parent)


def remove(folder: Path) -> None:
    """Remove the file that was used in `folder`, also one that was left by a process killed."""
    with suppress(PermissionError):  # Windows: a worker is about to end; the next start does it
        (folder / _NAME).unlink(missing_ok=True)
