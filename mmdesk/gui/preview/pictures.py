"""Pictures on their way to the preview: what is asked of the library, and what is kept ready.

`look`, `load` and `load_whole` belong in a task.
"""

from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage

from mmdesk.core.listings import Details, Pixels

if TYPE_CHECKING:
    from mmdesk.library import Library

CACHE_BYTES = 192 * 1024 * 1024
WHOLE_PIXELS = 64_000_000
"""A picture of more is loaded smaller when looked at closely: 64 megapixels take 256 MB."""
_LONGEST = 8
"""The gate limits the long side to a multiple of the short one that was asked for."""


class Presence(Enum):
    """Whether a picture's file can be opened."""

    HERE = auto()
    AWAY = auto()
    """Its drive is not connected."""
    GONE = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of an item before its picture is decoded, and the picture once it is."""

    details: Details
    thumbnail: QImage | None
    path: Path
    presence: Presence
    picture: QImage | None = None

    @property
    def item(self) -> int:
        """The item's number."""
        return self.details.tile.item

    @property
    def place(self) -> tuple[Path, Presence]:
        """Where the file lies, and whether it is there."""
        return self.path, self.presence

    @property
    def size(self) -> QSize:
        """The size of the picture, in its own pixels: what the file says, if it fits the image."""
        told = QSize(self.details.facts.width or 0, self.details.facts.height or 0)
        image = self.picture or self.thumbnail
        if image is None:
            return told
        return told if _alike(told, image.size()) else image.size()

    @property
    def images(self) -> list[QImage]:
        """What there is to paint; a thumbnail from before the file was replaced is not of it."""
        images = [image for image in (self.thumbnail, self.picture) if image is not None]
        return [image for image in images if _alike(self.size, image.size())]


def look(library: "Library", item: int) -> Look:
    """What can be shown of an item at once; raises WrongRequest when it is gone."""
    details = library.browsing.details(item)
    data = library.browsing.thumbnail(item)
    thumbnail = None if data is None else QImage.fromData(QByteArray(data))
    if thumbnail is not None and thumbnail.isNull():
        thumbnail = None
    here = next((place for place in details.places if place.exists()), None)
    if here is not None:
        return Look(details, thumbnail, here, Presence.HERE)
    path = details.tile.path
    away = not details.tile.online or is_away(library, path)
    return Look(details, thumbnail, path, Presence.AWAY if away else Presence.GONE)


def is_away(library: "Library", path: Path) -> bool:
    """For a task. Whether the drive of a file was pulled just now, before the library noticed."""
    roots = [root for root in library.roots() if path.is_relative_to(root.path)]
    return any(not root.path.is_dir() or not root.mount.is_mount() for root in roots)


def load(library: "Library", path: Path, size: QSize) -> QImage:
    """The picture in a file, to be shown at about `size`; raises FileUnreadable."""
    short, long = sorted(_sides(size))
    return image_of(library.browsing.picture(path, max(short, -(-long // _LONGEST), 1)))


def load_frame(library: "Library", path: Path, at: float, side: int) -> QImage:
    """What a video shows at a second, about `side` pixels on its short side."""
    return image_of(library.browsing.frame_at(path, at, side))


def image_of(pixels: Pixels) -> QImage:
    """The same as Qt draws it."""
    row, form = 3 * pixels.width, QImage.Format.Format_RGB888
    image = QImage(pixels.data, pixels.width, pixels.height, row, form)
    # The pixels are only lent to the image above; this one owns its own.
    return image.convertToFormat(QImage.Format.Format_RGB32)


def load_whole(library: "Library", path: Path, size: QSize) -> list[QImage]:
    """The picture in its own `size`, or nearly, and at half of it, so that both are smooth."""
    shrink = min(1.0, (WHOLE_PIXELS / max(1, size.width() * size.height())) ** 0.5)
    image = load(library, path, size * shrink)
    half = image.scaled(
        image.size() / 2,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return [each for each in (half, image) if not each.isNull()]


def _alike(told: QSize, size: QSize) -> bool:
    """Whether a picture that was `told` wide and high may have become an image of `size`."""
    if told.isEmpty():
        return False
    small = told.scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
    off = size.width() - small.width() + size.height() - small.height()
    return off <= 2 + max(_sides(size)) // 50


def _sides(of: QSize | QImage) -> tuple[int, int]:
    return of.width(), of.height()


class Cache:
    """The looks of the last items; the oldest are dropped beyond CACHE_BYTES of pixels."""

    def __init__(self, most: int = CACHE_BYTES) -> None:
        self._most = most
        self._looks: OrderedDict[int, Look] = OrderedDict()

    def get(self, item: int) -> Look | None:
        """What is known of an item; asking makes it the newest."""
        if item in self._looks:
            self._looks.move_to_end(item)
        return self._looks.get(item)

    def put(self, look: Look) -> None:
        """Keep a look as the newest."""
        self._looks[look.item] = look
        self._looks.move_to_end(look.item)
        while len(self._looks) > 1 and self._bytes() > self._most:
            self._looks.popitem(last=False)

    def drop(self, items: frozenset[int]) -> None:
        """Forget what is no longer as it was."""
        for item in items & self._looks.keys():
            del self._looks[item]

    def clear(self) -> None:
        """Forget everything."""
        self._looks.clear()

    def _bytes(self) -> int:
        return sum(image.sizeInBytes() for look in self._looks.values() for image in look.images)
