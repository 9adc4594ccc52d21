"""Thumbnails ready to be drawn: decoded in two threads, nearest first, kept up to a limit.

Whoever draws asks `get` or `image` and draws again what `ready` tells. Only QImage crosses from
the threads; every pixmap is made and kept in the GUI thread.
"""

import logging
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader, QPixmap

from mmdesk.core.errors import MmdeskError

if TYPE_CHECKING:
    from mmdesk.library import Library

THREADS = 2
WHOLE = 256
"""Pixels on the long side of a stored thumbnail; a smaller one shows all that the picture has."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wish:
    """An item's thumbnail, to fit a box in device pixels; a box of 0 asks for it as stored."""

    item: int
    width: int = 0
    height: int = 0


@dataclass(slots=True)
class _Kept:
    pixmap: QPixmap
    wish: Wish | None
    """What it was made for; None once the item has changed."""
    sharp: bool = False
    """Whether it was made from the file itself."""

    @property
    def bytes(self) -> int:
        return self.pixmap.width() * self.pixmap.height() * 4


class Thumbnails(QObject):
    """The thumbnails of one library, in the sizes that were last asked for."""

    share = 1.0
    """Of the memory that the settings give to thumbnails."""
    ready = Signal(object)
    """A frozenset of items whose thumbnails are there, missing, or out of date: ask again."""
    _arrived = Signal()
    _ended = Signal(object)

    def __init__(self, library: "Library", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._bytes = 0
        self._missing: set[int] = set()
        self._in_view: frozenset[int] = frozenset()
        self._lock = Lock()
        self._queue: dict[int, Wish] = {}
        self._singles: dict[int, Wish] = {}
        self._under_way: dict[int, Wish] = {}
        self._made: list[tuple[Wish, QImage | None]] = []
        self._outdated: set[int] = set()
        self._running = 0
        self._stopped = False
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="mmdesk-thumbnail")
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._look_after, Qt.ConnectionType.QueuedConnection)

    def get(self, item: int, size: QSize) -> QPixmap | None:
        """The thumbnail to fit `size` (device pixels); None, and requested, where it is not there.

        One that was made for another size is given until the right one is ready.
        """
        wish = Wish(item, size.width(), size.height())
        kept = self._kept.get(item)
        if kept is not None:
            self._kept.move_to_end(item)
        if self._lacks(wish):
            with self._lock:
                self._queue.setdefault(item, wish)
            self._start()
        return kept.pixmap if kept else None

    def packed(self, item: int) -> bytes | None:
        """For a thread: the JPEG as it is stored. An heir may read something else by number."""
        return self._library.browsing.thumbnail(item)

    def image(self, item: int) -> QPixmap | None:
        """The thumbnail in any size; None, and requested before all others, where it is absent."""
        kept = self._kept.get(item)
        if (kept is None or kept.wish is None) and item not in self._missing:
            with self._lock:
                if item not in self._under_way:
                    self._singles[item] = Wish(item)
            self._start()
        return kept.pixmap if kept else None

    def want(self, items: Sequence[int], size: QSize) -> None:
        """Make these next, in this order; what was wanted before and is not now is dropped."""
        wishes = (Wish(item, size.width(), size.height()) for item in items)
        queue = {wish.item: wish for wish in wishes if self._lacks(wish)}
        self._in_view = frozenset(items)
        with self._lock:
            self._queue = queue
        self._start()

    def size(self, item: int) -> QSize:
        """How large the thumbnail is that is there, in pixels; empty where there is none."""
        kept = self._kept.get(item)
        return kept.pixmap.size() if kept else QSize()

    def is_soft(self, item: int, size: QSize) -> bool:
        """Whether a thumbnail is there that was enlarged to fit `size`; its file has more."""
        kept = self._kept.get(item)
        if kept is None or kept.sharp or kept.wish != Wish(item, size.width(), size.height()):
            return False
        return max(kept.pixmap.width(), kept.pixmap.height()) > WHOLE

    def sharpen(self, item: int, size: QSize, image: QImage) -> None:
        """Keep a picture from an item's file, unless another one is wanted by now."""
        if self.is_soft(item, size):
            wish = Wish(item, size.width(), size.height())
            self._keep(item, _Kept(QPixmap.fromImage(image), wish, sharp=True))
            self.ready.emit(frozenset({item}))

    def is_missing(self, item: int) -> bool:
        """Whether it is known that there is none that can be drawn."""
        return item in self._missing

    def forget(self, items: Iterable[int]) -> None:
        """These items have changed: ask for them anew. Old ones are shown until then."""
        items = set(items)
        self._missing -= items
        for item in items & self._kept.keys():
            self._kept[item].wish = None
        with self._lock:
            for item in items:
                self._under_way.pop(item, None)
            self._outdated |= items
        self._arrived.emit()

    def stop(self) -> None:
        """Make no more, and wait for those under way."""
        self._stopped = True
        with self._lock:
            self._queue, self._singles = {}, {}
        self._pool.shutdown(wait=True)

    def _lacks(self, wish: Wish) -> bool:
        kept = self._kept.get(wish.item)
        if wish.item in self._missing or (kept is not None and kept.wish == wish):
            return False
        return self._under_way.get(wish.item) != wish

    def _start(self) -> None:
        if self._stopped:
            return
        with self._lock:
            more = min(THREADS, len(self._queue) + len(self._singles)) - self._running
            self._running += max(more, 0)
        for _ in range(more):
            self._pool.submit(self._run).add_done_callback(self._ended.emit)

    def _run(self) -> None:
        """In a thread: work off what is wanted, whatever that is by then."""
        while (wish := self._next()) is not None:
            image = self._make(wish)
            with self._lock:
                self._made.append((wish, image))
                first = len(self._made) == 1
            if first:
                self._arrived.emit()

    def _next(self) -> Wish | None:
        with self._lock:
            for queue in (self._singles, self._queue):
                if queue:
                    wish = queue.pop(next(iter(queue)))
                    self._under_way[wish.item] = wish
                    return wish
            self._running -= 1
            return None

    def _make(self, wish: Wish) -> QImage | None:
        try:
            packed = self.packed(wish.item)
        except MmdeskError as error:
            log.warning("Picture %d cannot be read: %s", wish.item, error)
            return None
        return decoded(packed, QSize(wish.width, wish.height)) if packed else None

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            made, self._made = self._made, []
            outdated, self._outdated = self._outdated, set()
        told = {wish.item for wish, image in made if self._take(wish, image)}
        if told or outdated:
            self.ready.emit(frozenset(told | outdated))

    def _take(self, wish: Wish, image: QImage | None) -> bool:
        """Keep what was made, unless the item has changed meanwhile or was asked for anew."""
        with self._lock:
            if self._under_way.get(wish.item) is not wish:
                return False
            del self._under_way[wish.item]
        if image is None:
            self._drop(wish.item)
            self._missing.add(wish.item)
        else:
            self._keep(wish.item, _Kept(QPixmap.fromImage(image), wish))
        return True

    def _keep(self, item: int, kept: _Kept) -> None:
        self._drop(item)
        self._kept[item] = kept
        self._bytes += kept.bytes
        self._make_room()

    def _drop(self, item: int) -> None:
        old = self._kept.pop(item, None)
        self._bytes -= old.bytes if old else 0

    def _make_room(self) -> None:
        """Drop those not drawn for longest; never what is in view, or it would come and go."""
        most = self.share * self._library.settings.thumbnail_megabytes * 1_000_000
        while self._bytes > most and (oldest := next(iter(self._kept))) not in self._in_view:
            self._bytes -= self._kept.pop(oldest).bytes

    @Slot(object)
    def _look_after(self, future: "Future[None]") -> None:
        """Raise in the GUI thread what no thumbnail should, where it is told."""
        error = future.exception()
        if error is not None:
            with self._lock:
                self._running -= 1
            raise error


def decoded(packed: bytes, box: QSize) -> QImage | None:
    """The JPEG's picture fitted into `box` (as it is, when that is empty); None where damaged."""
    buffer = QBuffer()
    buffer.setData(packed)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"jpeg")
    if not reader.canRead():
        return None
    natural = reader.size()
    if not box.isEmpty():
        reader.setScaledSize(_fitted(natural, box))
    image = reader.read()
    return None if image.isNull() else image.convertToFormat(QImage.Format.Format_RGB32)


def _fitted(natural: QSize, box: QSize) -> QSize:
    """Large enough to fill the box, but what is small by itself is not blown up."""
    if max(natural.width(), natural.height()) < WHOLE:
        box = box.boundedTo(natural)
    fitted = natural.scaled(box, Qt.AspectRatioMode.KeepAspectRatio)
    return fitted.expandedTo(QSize(1, 1))
