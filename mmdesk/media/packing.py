"""The cache of small blobs that a library can make again: the writing side of `packed`."""

import logging
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import BinaryIO

from mmdesk.core.atomic import replacing
from mmdesk.core.errors import LibraryUnusable
from mmdesk.media.packed import HEADER, MAGIC, PackedFiles, checksum, row_bytes

_WORTH_COMPACTING = 1 << 20

_log = logging.getLogger(__name__)


class PackedCache(PackedFiles):
    """The blobs of one library; one process writes, others read at the same time.

    `owner` is the catalogue's uuid: what another one left in `folder` is not seen, and replaced at
    the first write.
    Writing raises LibraryUnusable when the folder cannot be written. Nothing is lost that could
    not be made again, so nothing is forced onto the disk.
    """

    def add(self, blobs: Mapping[int, bytes]) -> None:
        """Keep these blobs, in place of older ones of the same items."""
        with self._writing():
            self._append(blobs)

    def remove(self, items: Iterable[int]) -> None:
        """Forget these items' blobs."""
        with self._writing():
            self._append(dict.fromkeys(self._rows.keys() & items, b""))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self._lock:
                self._refresh()
                if not self._has_pack():
                    self._folder.mkdir(parents=True, exist_ok=True)
                    self._start_anew()
                yield
                self._refresh()
                if self._mostly_dead():
                    self._compact()
        except OSError as error:
            raise LibraryUnusable(
                f"The {self.name} in {self._folder} cannot be written ({error.strerror}). "
                "Make room on the disk or allow writing there; nothing that was indexed is lost."
            ) from error

    def _has_pack(self) -> bool:
        """Whether there is a pack to write to: somebody may have cleared the folder."""
        if self._pack is None:
            return False
        _, _, name = HEADER.unpack(self._header)
        return self._pack_path(name).exists()

    def _append(self, blobs: Mapping[int, bytes]) -> None:
        """First the blobs, then the rows: a row never points at what is not there yet.

        Rows whose blobs were torn off are taken back, before the pack grows over their places.
        """
        blobs = dict.fromkeys(self._torn, b"") | dict(blobs)
        if not blobs:
            return
        _, _, name = HEADER.unpack(self._header)
        with self._pack_path(name).open("ab") as pack:
            written = b"".join(_written(pack, blobs.items()))
        with self._index.open("r+b") as index:
            index.seek(self._end)
            index.truncate()
            index.write(written)

    def _mostly_dead(self) -> bool:
        size = os.fstat(self._pack.fileno()).st_size if self._pack else 0
        return size > _WORTH_COMPACTING and size > 2 * self._live

    def _compact(self) -> None:
        try:
            self._start_anew()
        except PermissionError:  # Windows: someone is reading the index just now
            _log.info("The %s in %s are packed anew another time.", self.name, self._folder)

    def _start_anew(self) -> None:
        """A new pack with all that is still known, an index that names it, and away with others."""
        name = secrets.token_bytes(8)
        path = self._pack_path(name)
        try:
            with path.open("wb") as pack, replacing(self._index) as index:
                index.write(HEADER.pack(MAGIC, self._owner, name))
                index.writelines(_written(pack, self._blobs()))
        except OSError:
            path.unlink(missing_ok=True)
            raise
        self._forget_all()
        for other in self._folder.glob(f"{self.name}-*.pack"):
            if other != path:
                with suppress(PermissionError):  # Windows: still being read; next time then
                    other.unlink(missing_ok=True)
        self._refresh()

    def _blobs(self) -> Iterator[tuple[int, bytes]]:
        for item, row in self._rows.items():
            if blob := self._read(row):
                yield item, blob


def _written(pack: BinaryIO, blobs: Iterable[tuple[int, bytes]]) -> Iterator[bytes]:
    """Append the blobs to the pack; their rows, for the index."""
    for item, blob in blobs:
        yield row_bytes((item, pack.tell(), len(blob), checksum(item, blob)))
        pack.write(blob)
