"""What a window shows without searching: orders, tiles, details, folders, pictures.

Everything may be asked from any thread, of a library that another process is indexing too.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Filters, Kind, Stage
from mmdesk.core.errors import WrongRequest
from mmdesk.core.listings import Details, Folder, Listing, Order, Pixels, Suggestion, Tile
from mmdesk.core.paths import absolute
from mmdesk.library import folders
from mmdesk.library.listening import Listening, item_at
from mmdesk.library.suggestions import Suggestions
from mmdesk.media import images
from mmdesk.media.packed import PackedFiles
from mmdesk.media.peaks import WaveformCache
from mmdesk.media.picture import PictureLimits
from mmdesk.media.thumbnails import ThumbnailCache
from mmdesk.media.workers import Workers


class Browsing(Listening):
    """Looks into one library. `workers` are for who waits in front of the screen, alone.

    `lost` hears of items that were read and whose thumbnails or waveforms are not there.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        thumbnails: ThumbnailCache,
        waveforms: WaveformCache,
        workers: Workers,
        limits: PictureLimits,
        lost: Callable[[int], None] = lambda _: None,
    ) -> None:
        super().__init__(catalogue, workers)
        self._thumbnails, self._waveforms = thumbnails, waveforms
        self._limits, self._lost = limits, lost
        self._suggestions = Suggestions(catalogue)

    def listing(self, filters: Filters, order: Order) -> Listing:
        """Everything that passes; but by name, the newest first with its months."""
        by_name = order is Order.NAME
        listings = self._catalogue.listings
        return listings.by_name(filters) if by_name else listings.by_date(filters)

    def count(self, filters: Filters) -> int:
        """How many items pass the filters."""
        return self._catalogue.listings.count(filters)

    def sorted(self, items: Sequence[int], order: Order) -> Listing:
        """These items, as far as they exist, in an order; RELEVANCE keeps the one they have."""
        listings = self._catalogue.listings
        sort = {
            Order.RELEVANCE: listings.existing,
            Order.DATE: listings.sorted_by_date,
            Order.NAME: listings.sorted_by_name,
        }[order]
        return sort(items)

    def tiles(self, items: Iterable[int]) -> dict[int, Tile]:
        """What the grid draws of those items that still exist."""
        return self._catalogue.listings.tiles(items)

    def details(self, item: int) -> Details:
        """All that is known about an item; raises WrongRequest when it is gone."""
        tile = self.tiles([item]).get(item)
        facts = self._catalogue.items.facts([item]).get(item)
        if tile is None or facts is None:
            raise WrongRequest("It is no longer in the library.")
        places = self._catalogue.files.places([item]).get(item, [])
        size, failure = self._catalogue.listings.size_and_failure(item)
        return Details(tile, facts, tuple(place.path for place in places), size, failure)

    def folders(self) -> list[Folder]:
        """One folder for each root, with the tree below it."""
        held = self._catalogue.listings.items_by_folder()
        return [
            folders.tree(root, {path: items for owner, path, items in held if owner == root.id})
            for root in self._catalogue.roots.all()
        ]

    def suggestions(self, typed: str, count: int = 8) -> list[Suggestion]:
        """What the word at the cursor may become, the likeliest first."""
        return self._suggestions.of(typed, count)

    def thumbnail(self, item: int) -> bytes | None:
        """A JPEG of at most 256 pixels on the long side; None where there is none (yet).

        Of a sound it is the cover, which few of them have.
        """
        return self._cached(self._thumbnails, item, Kind.PHOTO)

    def waveform(self, item: int) -> bytes | None:
        """A sound's lowest and highest sample in each of up to 1000 columns, as pairs of int8.

        127 is full scale. None where there is none (yet).
        """
        return self._cached(self._waveforms, item, Kind.SOUND)

    def _cached(self, cache: PackedFiles, item: int, kind: Kind) -> bytes | None:
        """What an item has in a cache; it was lost if an item of this kind that was read has none.

        Nothing is remade for items of other kinds, which may well have none.
        """
        found = cache.get(item)
        if found is None and self._was_read(item, kind):
            self._lost(item)
        return found

    def _was_read(self, item: int, kind: Kind) -> bool:
        unread = self._catalogue.jobs.items_at(Stage.READ, [item])
        return not unread and bool(self._catalogue.items.of_kind(kind, [item]))

    def picture(self, path: Path, side: int) -> Pixels:
        """The picture in a file, about `side` pixels on its short side.

        It is decoded in a worker process. Raises FileUnreadable with the reason.
        """
        return self._worked(images.read_pixels, path, side, self._limits)

    def items_at(self, paths: Iterable[Path]) -> dict[Path, int]:
        """Which of these files are items."""
        found = ((path, item_at(self._catalogue, absolute(path))) for path in paths)
        return {path: item for path, item in found if item is not None}
