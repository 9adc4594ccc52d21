"""What stands still is made sharp: tiles larger than their thumbnails get pixels from the file.

One file is read at a time, so that whoever opens the preview meanwhile finds the other worker free.
What has been scrolled past by then is not read. A file that cannot be read keeps its thumbnail.
"""

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QImage

from mmdesk.core.entities import Kind
from mmdesk.core.errors import MmdeskError
from mmdesk.core.listings import Tile
from mmdesk.gui.grid.results_grid import ResultsGrid
from mmdesk.gui.grid.thumbnails import Thumbnails
from mmdesk.gui.preview.pictures import load
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

REST_MS = 150
"""So long nothing has moved; then it stands still."""

log = logging.getLogger(__name__)


class Sharpener(QObject):
    """Sharpens what `grid` shows, the nearest to its middle first."""

    def __init__(
        self, library: "Library", tasks: Tasks, thumbnails: Thumbnails, grid: ResultsGrid
    ) -> None:
        super().__init__(grid)
        self._library, self._tasks = library, tasks
        self._thumbnails, self._grid = thumbnails, grid
        self._reading = False
        self._given_up: set[int] = set()
        """Items whose files cannot be read; tried again once they have changed."""
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._next)
        grid.moved.connect(self._rest.start)
        grid.model().dataChanged.connect(self._soon)
        thumbnails.ready.connect(self._soon)

    def forget(self, items: frozenset[int] | None = None) -> None:
        """These items, or all, have changed: their files may be read again."""
        self._given_up -= self._given_up if items is None else items
        self._soon()

    def _soon(self) -> None:
        """Something came; while much comes, what is there already need not wait for all of it."""
        if not (self._rest.isActive() or self._reading):
            self._rest.start()

    def _next(self) -> None:
        """Read the next file, whatever that is by now."""
        tile = next(filter(self._can_be_sharper, self._grid.tiles_in_sight()), None)
        if tile is None or self._reading or self._rest.isActive():
            return
        self._reading = True
        size = self._grid.picture_size
        self._tasks.run(
            partial(_read, self._library, tile, self._thumbnails.size(tile.item), size),
            partial(self._show, tile.item, size),
            partial(self._give_up, tile),
            owner=self,
        )

    def _can_be_sharper(self, tile: Tile) -> bool:
        readable = tile.online and tile.kind is Kind.PHOTO and tile.item not in self._given_up
        return readable and self._thumbnails.is_soft(tile.item, self._grid.picture_size)

    def _show(self, item: int, box: QSize, image: QImage) -> None:
        self._thumbnails.sharpen(item, box, image)
        self._reading = False
        self._next()

    def _give_up(self, tile: Tile, error: MmdeskError) -> None:
        self._reading = False
        log.info("The tile of %s stays as it is: %s", tile.path, error)
        self._given_up.add(tile.item)
        self._next()


def _read(library: "Library", tile: Tile, size: QSize, box: QSize) -> QImage:
    """The picture in the tile's file, in the size in which the thumbnail is shown."""
    image = load(library, tile.path, size)
    fitted = image.size().scaled(box, Qt.AspectRatioMode.KeepAspectRatio)
    if (fitted - size).width() ** 2 + (fitted - size).height() ** 2 <= 2:
        fitted = size  # nothing may jump by a pixel
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(fitted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
