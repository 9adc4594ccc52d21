"""What a person does with the photos that are selected: open, find similar, mark, copy, trash.

A new action is one line in `_make...`, its place in `menu`, and the method that does it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from mmdesk.core.entities import Query
from mmdesk.core.listings import Tile
from mmdesk.gui.actions import ActionGroup, Actions
from mmdesk.gui.finder import Finder
from mmdesk.gui.items.file_actions import FileActions
from mmdesk.gui.items.tag_entry import TagEntry
from mmdesk.gui.items.trashing import Trashing
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

MOST_EXAMPLES = 20
_LOOKED_AT = 200
"""Of a large selection so many decide which actions make sense."""
_STARS = 5

Tiles = dict[int, Tile]


class ItemActions(QObject):
    """Works on `selection()`; the keys work while the focus is inside `parent`."""

    told = Signal(str)
    """A sentence for the user."""
    offered = Signal(str, str, object)
    """A sentence, and what a button beside it says and does: undo."""
    trashed = Signal(tuple)
    """Of Trashed: what lies in the trash now."""

    def __init__(
        self,
        library: "Library",
        tasks: Tasks,
        finder: Finder,
        actions: Actions,
        selection: Callable[[], tuple[int, ...]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._library, self._tasks, self._finder = library, tasks, finder
        self._selection, self._parent = selection, parent
        self._looking = Latest(tasks, self)
        self.files = FileActions(library, tasks, self)
        self.trashing = Trashing(library, tasks, parent)
        self.files.told.connect(self.told)
        self.trashing.told.connect(self.told)
        self.trashing.offered.connect(self.offered)
        self.trashing.trashed.connect(self.trashed)
        self._actions = actions
        self._offered: list[tuple[QAction, Callable[[], bool]]] = []
        self._make_photo_actions(actions.group(self.tr("S&election")))
        self._make_marks(actions.group(self.tr("&Marks")))

    def _make_photo_actions(self, group: ActionGroup) -> None:
        add = self._add
        self.opening = add(group, self.tr("&Open"), self.open, ["Return", "Enter"], "open")
        self.revealing = add(
            group,
            self.tr("Show in file &manager"),
            lambda: self.files.reveal(self._selection()),
            ["Ctrl+Return", "Ctrl+Enter"],
            "folder",
        )
        self.similar = add(group, self.tr("Find &similar"), self.find_similar, ["S"], "similar")
        self.more = add(group, self.tr("More &like this"), self.add_examples, ["L"], "plus")
        self.less = add(group, self.tr("L&ess like this"), self.repel_examples, ["Shift+L"], "less")
        copy = QKeySequence.StandardKey.Copy
        self.copying = add(
            group, self.tr("&Copy"), lambda: self.files.copy(self._selection()), copy, "copy"
        )
        self.copying_path = add(
            group,
            self.tr("Copy &path"),
            lambda: self.files.copy_path(self._selection()),
            ["Ctrl+Shift+C"],
        )
        self.moving = add(
            group, self.tr("Move to &Trash…"), self.trash, ["Del", "Ctrl+Backspace"], "trash"
        )

        undo = QKeySequence.StandardKey.Undo
        self.undoing = add(group, self.tr("&Undo move to trash"), self.trashing.undo, undo)
        self.undoing.setEnabled(False)
        self.trashing.undoable.connect(self.undoing.setEnabled)

    def _make_marks(self, group: ActionGroup) -> None:
        self.favourite = self._add(
            group, self.tr("&Favourite"), self.toggle_favourite, ["F"], "heart"
        )
        self.favourite.setCheckable(True)
        self.rates = [self._make_rate(group, stars) for stars in range(_STARS + 1)]
        self.tagging = self._add(group, self.tr("T&ag…"), self.ask_tags, ["T"], "tag")

    def _make_rate(self, group: ActionGroup, stars: int) -> QAction:
        text = self.tr("%n star(s)", "", stars) if stars else self.tr("No rating")
        action = self._add(group, text, lambda: self.rate(stars), [f"Ctrl+{stars}"])
        action.setCheckable(True)
        return action

    def _add(
        self,
        group: ActionGroup,
        text: str,
        do: Callable[[], object],
        keys: list[str] | QKeySequence.StandardKey,
        image: str = "",
    ) -> QAction:
        return self._actions.add(group, text, do, keys, image=image, owner=self._parent)

    # The menu

    def menu(self) -> QMenu:
        """What can be done with the selection; the caller shows it."""
        self.look()
        menu = QMenu(self._parent)
        menu.addActions([self.opening, self.revealing])
        menu.addSeparator()
        menu.addActions([self.similar, self.more, self.less])
        menu.addSeparator()
        menu.addAction(self.favourite)
        rating = menu.addMenu(self.tr("&Rate"))
        rating.addActions(self.rates)
        rating.setEnabled(self.rates[0].isEnabled())
        menu.addAction(self.tagging)
        menu.addSeparator()
        menu.addActions([self.copying, self.copying_path])
        menu.addActions([action for action, fits in self._offered if fits()])
        menu.addSeparator()
        menu.addAction(self.moving)
        return menu

    def offer(self, action: QAction, fits: Callable[[], bool]) -> None:
        """Show somebody else's action in the menu, where it fits."""
        self._offered.append((action, fits))

    def popup(self, at: QPoint) -> None:
        """Show the menu at a point of the screen."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def look(self, items: tuple[int, ...] | None = None) -> None:
        """Enable what makes sense for these items, by default the selected ones."""
        chosen = self._selection() if items is None else items
        library, some = self._library, chosen[:_LOOKED_AT]
        self._enable(bool(chosen), reachable=bool(chosen))
        if chosen:
            self._looking.run(lambda: library.browsing.tiles(some), self._looked)

    def _looked(self, tiles: Tiles) -> None:
        self._enable(bool(tiles), reachable=any(tile.online for tile in tiles.values()))
        marks = [tile.marks for tile in tiles.values()]
        self.favourite.setChecked(bool(marks) and all(each.favourite for each in marks))
        ratings = {each.rating for each in marks}
        for stars, action in enumerate(self.rates):
            action.setChecked(ratings == {stars})

    def _enable(self, chosen: bool, *, reachable: bool) -> None:
        writing = chosen and not self._library.read_only
        for action in (self.similar, self.more, self.less, self.copying_path):
            action.setEnabled(chosen)
        for action in (self.opening, self.revealing, self.copying):
            action.setEnabled(reachable)
        for action in (self.favourite, self.tagging, *self.rates):
            action.setEnabled(writing)
        self.moving.setEnabled(reachable)

    # The files

    def open(self, item: int | None = None) -> None:
        """Open the selected photos, or this one, in the system's application."""
        self.files.open(self._selection() if item is None else (item,))

    def trash(self) -> None:
        """Ask whether the selected photos shall go to the trash."""
        if items := self._selection():
            self.trashing.ask(items)

    # Searching

    def find_similar(self) -> None:
        """Look for what is like the selected photos, and for nothing else."""
        self._with_examples(lambda paths: self._finder.ask(Query(examples=tuple(paths))))

    def add_examples(self) -> None:
        """Look for what is like the selected photos, too."""
        self._with_examples(self._finder.add_examples)

    def repel_examples(self) -> None:
        """Look for what is less like the selected photos."""
        self._with_examples(lambda paths: self._finder.add_examples(paths, without=True))

    def _with_examples(self, do: Callable[[list[Path]], object]) -> None:
        library, items = self._library, self._selection()

        def chosen(tiles: Tiles) -> None:
            if len(tiles) > MOST_EXAMPLES:
                many = self.tr("Select up to %n file(s) as examples.", "", MOST_EXAMPLES)
                self.told.emit(many)
            else:
                do([tile.path for tile in tiles.values()])

        if items:
            self._tasks.run(lambda: library.browsing.tiles(items), chosen, owner=self)

    # Marks

    def toggle_favourite(self) -> None:
        """Make the selected photos favourites; when all of them are, no longer."""
        library, items = self._library, self._selection()

        def work() -> None:
            tiles = library.browsing.tiles(items).values()
            library.marking.favourite(items, not all(tile.marks.favourite for tile in tiles))

        self._mark(work)

    def rate(self, stars: int) -> None:
        """Give the selected photos so many stars."""
        library, items = self._library, self._selection()
        self._mark(lambda: library.marking.rate(items, stars))

    def ask_tags(self) -> None:
        """Ask for tags, and give them to the selected photos."""
        library, items = self._library, self._selection()

        def ask(known: list[str]) -> None:
            title = self.tr("Tag %n file(s)", "", len(items))
            entry = TagEntry(title, known, self._parent)
            entry.entered.connect(lambda tags: self._tag(items, tags))
            entry.open_over(self._parent)

        if items:
            self._tasks.run(library.marking.tags, ask, owner=self)

    def _tag(self, items: tuple[int, ...], tags: list[str]) -> None:
        library = self._library

        def work() -> None:
            for tag in tags:
                library.marking.tag(items, tag)

        self._mark(work)

    def _mark(self, work: Callable[[], object]) -> None:
        if self._selection():
            self._tasks.run(work, lambda _: self.look(), owner=self)
