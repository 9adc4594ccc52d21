"""What is asked for and what was found: the one query that all panels look at.

The search bar, the sidebar and the menus change the query here; the grid, the details and the
sidebar follow `asked` and `found`. Late answers are dropped. While the model is being loaded, words
and looks answer at once, and the whole answer follows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from mmdesk.core.entities import Answer, Filters, Hit, Kind, Note, NoteKind, Query
from mmdesk.core.errors import MmdeskError
from mmdesk.core.listings import Listing, Order
from mmdesk.gui.parts.told import said
from mmdesk.gui.search.typed import joined
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

PAUSE_MS = 150
"""After the last keystroke; then the search begins."""
REFRESH_MS = 1500
"""Between two looks at a library that is changing, at least."""
REST = 10
"""And so many times as long as the last look took: 100,000 photos are not listed all the time."""
MOST = 1000
"""Hits asked for."""


@dataclass(frozen=True, slots=True)
class Results:
    """An answer as the grid shows it; `hits` is empty when browsing."""

    query: Query
    listing: Listing
    hits: dict[int, Hit] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    kinds: dict[Kind, int] = field(default_factory=dict)
    """How many of what is browsed are of each kind that there is."""

    @property
    def searched(self) -> bool:
        """Whether something was looked for, rather than all browsed."""
        return is_search(self.query)

    @property
    def partial(self) -> bool:
        """Whether the model is being loaded, and its answer follows."""
        return any(note.kind is NoteKind.MODEL_LOADING for note in self.notes)


class Finder(QObject):
    """Holds the query and the order, and finds anew whenever they or the library change."""

    asked = Signal(object)
    """The query that is now asked; chips and sidebar show it."""
    started = Signal()
    found = Signal(object)
    """Results."""
    failed = Signal(str)
    """A sentence: why there is no answer."""

    def __init__(self, library: "Library", tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library, self._tasks, self._latest = library, tasks, Latest(tasks, self)
        self.query, self.order = Query(limit=MOST), Order.RELEVANCE
        self.results = Results(self.query, Listing(()))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self._stale = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._stale.timeout.connect(self.refresh)
        self._clock = QElapsedTimer()
        self._warming = False

    def ask(self, query: Query, *, typing: bool = False) -> None:
        """Ask for something else; while the user is typing, after a pause."""
        query = replace(query, limit=MOST)
        if query == self.query:
            return
        self.query = query
        self.asked.emit(query)
        if typing:
            self._pause.start()
            self.warm()
        else:
            self.refresh()

    def ask_text(self, text: str) -> None:
        """Ask for what a text with typed filters says; raises WrongRequest."""
        self.ask(self._library.query(text))

    def browse(self, filters: Filters | None = None) -> None:
        """Show everything, or everything that passes."""
        self.ask(Query(filters=filters or Filters()))

    def narrow(self, filters: Filters) -> None:
        """Ask for the same, of what passes these filters, too."""
        self.ask(joined(self.query, Query(filters=filters)))

    def add_examples(self, paths: Iterable[Path], *, without: bool = False) -> None:
        """Ask for what is like these pictures, too; or less like them."""
        examples = [each for each in self.query.examples if each not in set(paths := list(paths))]
        repelled = [each for each in self.query.without if each not in set(paths)]
        (repelled if without else examples).extend(dict.fromkeys(paths))
        self.ask(replace(self.query, examples=tuple(examples), without=tuple(repelled)))

    def remove_example(self, path: Path) -> None:
        """Ask without this picture, liked or not."""
        examples = tuple(each for each in self.query.examples if each != path)
        without = tuple(each for each in self.query.without if each != path)
        self.ask(replace(self.query, examples=examples, without=without))

    def sort(self, order: Order) -> None:
        """Show the same in another order."""
        if order is not self.order:
            self.order = order
            self.refresh()

    def library_changed(self) -> None:
        """The library is no longer as it was: look again soon, not at once."""
        if not self._stale.isActive():
            self._stale.start()

    def refresh(self) -> None:
        """Find anew, now."""
        self._find(wait=False)

    def warm(self) -> None:
        """Have the model loaded, where there is one that a search needs."""
        if not self._warming:
            self._warming = True
            self._tasks.run(self._library.warm, self._warmed, owner=self)

    def _warmed(self, _: object) -> None:
        self._warming = False
        if self.results.partial:
            # Now it waits: should loading have failed, the answer says so.
            self._find(wait=True)

    def _find(self, *, wait: bool) -> None:
        self._pause.stop()
        self._stale.stop()
        self.started.emit()
        self._clock.start()
        self._latest.run(self._work(self.query, self.order, wait), self._show, self._fail)

    def _work(self, query: Query, order: Order, wait: bool) -> Callable[[], Results]:
        library = self._library

        def work() -> Results:
            if not is_search(query):
                listing = library.browsing.listing(query.filters, order)
                counts = _counted(library, query.filters, len(listing.items))
                return Results(query, listing, kinds=counts)
            answer: Answer = library.search(query, wait=wait)
            items = [hit.item for hit in answer.hits]
            listing = library.browsing.sorted(items, order)
            return Results(query, listing, {hit.item: hit for hit in answer.hits}, answer.notes)

        return work

    def _show(self, results: Results) -> None:
        self.results = results
        self.found.emit(results)
        self._stale.setInterval(max(REFRESH_MS, REST * self._clock.elapsed()))
        if results.partial:
            self.warm()

    def _fail(self, error: MmdeskError) -> None:
        self.failed.emit(said(error))


def _counted(library: "Library", filters: Filters, total: int) -> dict[Kind, int]:
    """How many there are of each kind; of photos, the usual kind, what the others leave."""
    others = (filters.kinds or frozenset(Kind)) - {Kind.PHOTO}
    count = library.browsing.count
    counts = {kind: count(replace(filters, kinds=frozenset({kind}))) for kind in others}
    counts[Kind.PHOTO] = total - sum(counts.values())
    return {kind: number for kind, number in counts.items() if number > 0}


def is_search(query: Query) -> bool:
    """Whether a query ranks, rather than only filters."""
    return bool(query.text or query.examples or query.without)
