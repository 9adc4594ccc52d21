"""What a window shows without searching: orders, tiles, details, folders, pictures.

Everything may be asked from any thread, of a library that another process is indexing too.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import EMBEDDED, Filters, Kind, Part, Stage
from mmdesk.core.errors import WrongRequest
from mmdesk.core.listings import Details, Folder, Listing, Order, Pixels, Shot, Suggestion, Tile
from mmdesk.core.paths import absolute
from mmdesk.core.times import clock
from mmdesk.library import folders
from mmdesk.library.clips import Clips
from mmdesk.library.listening import Listening, item_at
from mmdesk.library.suggestions import Suggestions
from mmdesk.media import frames, images, live
from mmdesk.media.peaks import WaveformCache
from mmdesk.media.picture import PictureLimits
from mmdesk.media.thumbnails import FrameCache, ThumbnailCache
from mmdesk.media.workers import Workers


class Browsing(Listening):
    """Looks into one library. `workers` are for who waits in front of the screen, alone.

    `lost` hears of items that were read and whose thumbnails, frames or waveforms are not there.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        thumbnails: ThumbnailCache,
        waveforms: WaveformCache,
        shown: FrameCache,
        workers: Workers,
        limits: PictureLimits,
        lost: Callable[[int], None] = lambda _: None,
    ) -> None:
        super().__init__(catalogue, workers)
        self._thumbnails, self._waveforms, self._frames = thumbnails, waveforms, shown
        self._limits, self._lost = limits, lost
        self._suggestions = Suggestions(catalogue)
        self._stills = Clips(catalogue)

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
        found = self._catalogue.files.places([item]).get(item, [])
        places = tuple(place.path for place in found)
        size, failure = self._catalogue.listings.size_and_failure(item)
        return Details(tile, facts, places, size, failure, self._stills.of(item))

    def clip_of(self, item: int) -> Path | None:
        """The clip that was taken with a still, in a file that can be played; None without one.

        One that lies in the photo's own file is written to a file that is there until the library
        is closed. Raises FileUnreadable with the reason.
        """
        facts = self._catalogue.items.facts([item]).get(item)
        tile = self.tiles([item]).get(item)
        if facts is None or tile is None or facts.live != EMBEDDED:
            return self._stills.of(item)
        target = self._place_for(f"{tile.path.stem}.mp4")
        self._worked(live.extract, tile.path, target)
        return target

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

        Of a sound it is the cover, which few of them have; of a video a frame that stands for it.
        """
        found = self._thumbnails.get(item)
        if found is None and self._was_read(item, Kind.PHOTO, Kind.VIDEO):
            self._lost(item)
        return found

    def waveform(self, item: int) -> bytes | None:
        """A sound's lowest and highest sample in each of up to 1000 columns, as pairs of int8.

        127 is full scale. None where there is none (yet).
        """
        found = self._waveforms.get(item)
        if found is None and (self._was_read(item, Kind.SOUND) or self._was_heard(item)):
            self._lost(item)
        return found

    def _was_read(self, item: int, *kinds: Kind) -> bool:
        """Whether an item was read that is of one of the kinds."""
        unread = self._catalogue.jobs.items_at(Stage.READ, [item])
        return not unread and self._catalogue.items.kinds([item]).get(item) in kinds

    def _was_heard(self, item: int) -> bool:
        """Whether it is known that something sounds in an item."""
        return bool(self._catalogue.segments.windows(item))

    def shots(self, item: int) -> tuple[Shot, ...]:
        """The shots of a video as far as they are known, in order."""
        shots = self._catalogue.segments.of_item(item, Part.SHOT)
        return tuple(Shot(segment, span) for segment, span in shots.items())

    def frame(self, segment: int) -> bytes | None:
        """The frame of a shot as a JPEG of at most 256 pixels on the long side; None if lost."""
        found = self._frames.get(segment)
        if found is None:
            for item, *_ in self._catalogue.items.of_segments([segment]).values():
                self._lost(item)
        return found

    def frame_at(self, path: Path, at: float, side: int) -> Pixels:
        """The frame that a player shows at second `at`, about `side` pixels on its short side.

        It is decoded in a worker process. Raises FileUnreadable with the reason.
        """
        return self._worked(frames.read_pixels, path, at, side, self._limits)

    def frame_file(self, path: Path, at: float) -> Path:
        """That frame as a PNG file at its full size, which is there until the library is closed.

        Raises FileUnreadable with the reason.
        """
        target = self._place_for(f"{path.stem} {clock(at).replace(':', '.')}.png")
        self._worked(frames.write_frame, path, at, target, self._limits)
        return target

    def picture(self, path: Path, side: int) -> Pixels:
        """The picture in a file, about `side` pixels on its short side.

        It is decoded in a worker process. Raises FileUnreadable with the reason.
        """
        return self._worked(images.read_pixels, path, side, self._limits)

    def items_at(self, paths: Iterable[Path]) -> dict[Path, int]:
        """Which of these files are items; the clip of a still is that one."""
        found = ((path, item_at(self._catalogue, absolute(path))) for path in paths)
        still_of = self._catalogue.stills.still_of
        return {path: still_of(item) or item for path, item in found if item is not None}
