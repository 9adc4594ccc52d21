"""What the grid shows, as a Qt model: one row for each item, its tile fetched when it is asked for.

Tiles come in pages, from a thread, those in sight first; only so many are kept. A row whose tile
is not there yet has no name until it comes.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    QUrl,
)

from mmdesk.core.entities import Hit, Query
from mmdesk.core.errors import MmdeskError
from mmdesk.core.listings import Listing, Tile
from mmdesk.gui.finder import Results
from mmdesk.gui.grid import tile_text
from mmdesk.gui.grid.grid_layout import runs
from mmdesk.gui.tasks import Task, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

ITEMS_TYPE = "application/x-mmdesk-items"
"""Item numbers in decimal, apart by blanks: how panels of this window know what is dropped."""
PAGE = 64
KEPT = 128 * PAGE
MOST_WAITING = 64
"""Pages; what asks for more than that is not in sight."""
BREATH_MS = 16
"""Between two pages: making tiles is work in Python, which must not take turns with every frame."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ResultsModel(QAbstractListModel):
    """The rows of the last results shown."""

    def __init__(self, library: "Library", tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library, self._tasks = library, tasks
        self.results = Results(Query(), Listing(()))
        self._row_of: dict[int, int] | None = None
        self._tiles: OrderedDict[int, Tile | None] = OrderedDict()
        self._waiting: dict[int, None] = {}
        """Pages that are wanted, the next one first."""
        self._outdated: dict[int, None] = {}
        """Items whose tiles are others by now, the next one first."""
        self._task: Task | None = None
        self._asked: frozenset[int] = frozenset()
        """The items that the task asks for: they may change before it answers."""
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._fetch)

    # What is shown

    def show(self, results: Results) -> None:
        """Show these results in place of those before."""
        if results.listing == self.results.listing:
            self.results = results
            self._tell(range(len(self.items)))
            return
        self.beginResetModel()
        self.results, self._row_of = results, None
        self._waiting.clear()
        self.endResetModel()

    def update_items(self, items: frozenset[int]) -> None:
        """These items have changed: fetch their tiles anew, as far as they are known."""
        known = self._tiles.keys() | self._asked
        self._outdated = dict.fromkeys(items & known) | self._outdated
        self._fetch_soon()

    def refresh(self) -> None:
        """All items may have changed: fetch every known tile anew, those last seen first."""
        self._outdated |= dict.fromkeys(reversed(self._tiles)) | dict.fromkeys(self._asked)
        self._fetch_soon()

    @property
    def items(self) -> tuple[int, ...]:
        """Every item, in the order of the rows."""
        return self.results.listing.items

    def item_at(self, row: int) -> int:
        """The item of a row."""
        return self.items[row]

    def row_of(self, item: int) -> int | None:
        """Where an item stands, if it is shown."""
        return self._rows().get(item)

    def rows_of(self, items: Iterable[int]) -> list[int]:
        """Where those of the items stand that are shown, ascending."""
        return sorted(row for row in map(self._rows().get, items) if row is not None)

    def _rows(self) -> dict[int, int]:
        if self._row_of is None:
            self._row_of = dict(zip(self.items, range(len(self.items)), strict=True))
        return self._row_of

    def hit(self, row: int) -> Hit | None:
        """Why a row is there; None when nothing was searched for."""
        return self.results.hits.get(self.items[row])

    def tile(self, row: int) -> Tile | None:
        """The tile of a row; None, and fetched soon, where it is not there yet."""
        item = self.items[row]
        if item not in self._tiles:
            self._want(row // PAGE)
        return self._tiles.get(item)

    def want(self, rows: Iterable[int]) -> None:
        """Fetch the tiles of these rows next, in this order; what was wanted before is dropped."""
        pages = dict.fromkeys(row // PAGE for row in rows if self.items[row] not in self._tiles)
        self._waiting = pages
        if pages:
            self._fetch_soon()

    # Fetching

    def _want(self, page: int) -> None:
        if len(self._waiting) < MOST_WAITING:
            self._waiting[page] = None
            self._fetch_soon()

    def _fetch_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start(0)

    def _fetch(self) -> None:
        """Ask for what has changed, or for one page; one after the other."""
        items = self._next() if self._task is None else ()
        if items:
            self._asked = frozenset(items)
            browsing = self._library.browsing
            self._task = self._tasks.run(
                lambda: browsing.tiles(items),
                lambda tiles: self._take(items, tiles),
                self._fail,
                owner=self,
            )

    def _next(self) -> Sequence[int]:
        if outdated := tuple(islice(self._outdated, PAGE)):
            for item in outdated:
                del self._outdated[item]
            return outdated
        while self._waiting:
            page = next(iter(self._waiting))
            del self._waiting[page]
            items = self.items[page * PAGE : (page + 1) * PAGE]
            if missing := [item for item in items if item not in self._tiles]:
                return missing
        return ()

    def _fail(self, error: MmdeskError) -> None:
        """What could not be fetched is asked for again when it is next drawn."""
        self._task, self._asked = None, frozenset()
        self._tasks.failed.emit(str(error))

    def _take(self, items: Sequence[int], tiles: dict[int, Tile]) -> None:
        self._task, self._asked = None, frozenset()
        for item in items:
            self._tiles[item] = tiles.get(item)
            self._tiles.move_to_end(item)
        while len(self._tiles) > KEPT:
            self._tiles.popitem(last=False)
        for run in runs(self.rows_of(items)):
            self._tell(run)
        self._soon.start(BREATH_MS)

    def _tell(self, rows: range) -> None:
        if rows:
            self.dataChanged.emit(self.index(rows[0]), self.index(rows[-1]))

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return tile_text.name(*self._shown(index.row()))
            case Qt.ItemDataRole.ToolTipRole:
                return tile_text.tooltip(*self._shown(index.row()), self.results.query)
            case Qt.ItemDataRole.AccessibleTextRole:
                return tile_text.spoken(*self._shown(index.row()), self.results.query)
        return None

    def _shown(self, row: int) -> tuple[Tile | None, Hit | None]:
        return self.tile(row), self.hit(row)

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list", ITEMS_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return self.mime_of([self.items[index.row()] for index in indexes])

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def mime_of(self, items: Iterable[int]) -> QMimeData:
        """Items to be dragged or copied; their files as well, where they are known and there."""
        items = list(items)
        tiles = (self._tiles.get(item) for item in items)
        # By way of as_uri, since names on a disk need not be valid text.
        uris = [tile.path.as_uri() for tile in tiles if tile and tile.online]
        data = QMimeData()
        data.setUrls([QUrl.fromEncoded(uri.encode()) for uri in uris])
        data.setData(ITEMS_TYPE, QByteArray(" ".join(map(str, items)).encode()))
        return data
