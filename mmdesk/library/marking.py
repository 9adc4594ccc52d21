"""What the user says about items and searches: favourites, ratings, tags, saved searches.

All of it is kept in the catalogue. Each call is one short transaction, so that it may be made while
indexing writes; who listens to the library hears of what changed.
"""

from collections.abc import Iterable

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.core import events
from mmdesk.core.errors import FileUnreadable, WrongRequest
from mmdesk.core.listings import Failure, Outcome, SavedSearch
from mmdesk.indexing.scan import SIDECAR, sidecar_path

MOST_STARS = 5


class Marking:
    """Marks the items of one library and keeps its searches."""

    def __init__(self, catalogue: Catalogue, emit: events.Listener) -> None:
        self._catalogue, self._emit = catalogue, emit

    def favourite(self, items: Iterable[int], on: bool) -> None:
        """Mark items as favourites, or no longer."""
        self._tell(self._catalogue.marks.favourite(items, on=on))

    def rate(self, items: Iterable[int], stars: int) -> None:
        """Give items 1 to 5 stars, or 0 for none; it counts before what their files say."""
        if not 0 <= stars <= MOST_STARS:
            raise WrongRequest(f"A rating is 0 to {MOST_STARS} stars, not {stars}.")
        self._tell(self._catalogue.marks.rate(items, stars))

    def tag(self, items: Iterable[int], tag: str) -> None:
        """Add a tag, which searches find like a keyword. Raises WrongRequest for an empty one."""
        name = _named(tag, "tag")
        with self._catalogue.writing():
            changed = self._catalogue.marks.tag(items, name)
            self._catalogue.texts.refresh(changed)
        self._tell(changed)

    def untag(self, items: Iterable[int], tag: str) -> None:
        """Take a tag away again; keywords that stand in the files themselves stay."""
        with self._catalogue.writing():
            changed = self._catalogue.marks.untag(items, tag.strip())
            self._catalogue.texts.refresh(changed)
        self._tell(changed)

    def tags(self) -> list[str]:
        """Every tag in use, in the order of the alphabet."""
        return self._catalogue.marks.tags()

    def recent(self) -> list[str]:
        """The last searches, the newest first."""
        return self._catalogue.searches.recent()

    def remember(self, text: str) -> None:
        """Note a search as the newest of the recent ones; an empty one is none."""
        if wanted := text.strip():
            self._catalogue.searches.remember(wanted)
            self._emit(events.SearchesChanged())

    def forget_recent(self) -> None:
        """Forget the recent searches; the saved ones stay."""
        self._catalogue.searches.forget_recent()
        self._emit(events.SearchesChanged())

    def saved(self) -> list[SavedSearch]:
        """The searches kept under a name, by name."""
        return self._catalogue.searches.saved()

    def save(self, name: str, text: str) -> None:
        """Keep a search under a name, in place of the one that had it."""
        self._catalogue.searches.save(_named(name, "search"), text)
        self._emit(events.SearchesChanged())

    def unsave(self, name: str) -> None:
        """Keep the search of this name no more."""
        self._catalogue.searches.unsave(name)
        self._emit(events.SearchesChanged())

    def write_sidecars(self, items: Iterable[int]) -> Outcome:
        """Write own ratings and tags into the `.xmp` files beside the items' reachable files.

        `done` counts the items of which every file has them; an item without any is passed over.
        """
        chosen = self._catalogue.marks.of(items)
        facts, places = self._catalogue.items.facts(chosen), self._catalogue.files.places(chosen)
        done, failed = 0, list[Failure]()
        for item, marks in chosen.items():
            if marks.rating is None and not marks.tags:
                continue
            # A sidecar's keywords stand for all: those of the picture itself are written, too.
            keywords = [*facts[item].keywords, *marks.tags] if marks.tags else []
            reasons = [_written(place, marks.rating, keywords) for place in places.get(item, [])]
            failed += filter(None, reasons)
            done += bool(reasons) and not any(reasons)
        return Outcome(done, tuple(failed))

    def _tell(self, changed: list[int]) -> None:
        if changed:
            self._emit(events.ItemsChanged(tuple(changed)))


def _written(place: Place, rating: int | None, keywords: list[str]) -> Failure | None:
    """Why the sidecar of a file could not be written; None when it was."""
    from mmdesk.media import sidecar  # with XML, which no start should wait for

    path = place.path
    beside = sidecar_path(path) or path.with_name(path.name + SIDECAR)
    try:
        if not path.exists():
            return Failure(path, "It cannot be reached just now.")
        sidecar.write(beside, rating, keywords)
    except FileUnreadable as error:
        return Failure(path, str(error))
    except OSError as error:
        return Failure(path, f"{beside.name} cannot be written: {error.strerror or error}.")
    return None


def _named(text: str, what: str) -> str:
    """The text without control characters and needless blanks; raises WrongRequest for none."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    name = " ".join(plain.split())
    if not name:
        raise WrongRequest(f"A {what} needs a name.")
    return name
