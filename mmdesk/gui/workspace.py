"""The panels of one open library: where they stand, and who hears whom.

Arrangement only: a panel tells what happened, and here stands what follows from it.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from mmdesk.core import events
from mmdesk.core.entities import Root
from mmdesk.gui import tab_order
from mmdesk.gui.actions import ActionGroup, Actions
from mmdesk.gui.bridge import Bridge
from mmdesk.gui.details.details import DetailsPanel
from mmdesk.gui.film.film_actions import FilmActions
from mmdesk.gui.film.film_pane import FilmPane
from mmdesk.gui.film.watching import Watching
from mmdesk.gui.finder import Finder
from mmdesk.gui.grid.results_page import USUAL, ResultsPage
from mmdesk.gui.grid.thumbnails import Thumbnails
from mmdesk.gui.indexing.indexing_panel import IndexingPanel
from mmdesk.gui.indexing.notices import notice
from mmdesk.gui.indexing.root_actions import RootActions
from mmdesk.gui.items.item_actions import ItemActions
from mmdesk.gui.parts.toast import Toasts
from mmdesk.gui.player.listening import Listening
from mmdesk.gui.preview.preview import Preview
from mmdesk.gui.search.search_bar import SearchBar
from mmdesk.gui.settings.model_card import ModelCard
from mmdesk.gui.settings.welcome import Welcome
from mmdesk.gui.sidebar.sidebar import Sidebar
from mmdesk.gui.sides import Sides
from mmdesk.gui.tasks import Tasks
from mmdesk.gui.window_actions import WindowActions
from mmdesk.gui.window_memory import WindowMemory

if TYPE_CHECKING:
    from mmdesk.library import Library

WIDTHS = [220, 760, 300]


class Workspace(QWidget):
    """Makes the panels of `library`; `begin` fills them, `end` lets go of everything."""

    heading_changed = Signal(str)
    """What stands above the results: how many of what."""
    language_changed = Signal(str)
    """The code of the language that the window shall speak."""

    def __init__(
        self,
        library: "Library",
        tasks: Tasks,
        bridge: Bridge,
        memory: WindowMemory,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.library, self.tasks, self._memory = library, tasks, memory
        self.finder = Finder(library, tasks, self)
        self.finder.order = memory.order
        self.finder.refresh()  # it looks while the panels are made, and answers when they are
        self.thumbnails = Thumbnails(library, self)
        self.search = SearchBar(self.finder, library, tasks, self)
        self.sidebar = Sidebar(self.finder, library, tasks, self)
        self.results = ResultsPage(library, self.finder, tasks, self.thumbnails, self)
        self.details = DetailsPanel(self.finder, library, tasks, self.thumbnails, self)
        self.indexing = IndexingPanel(library, bridge, tasks, self)
        self.preview = Preview(library, tasks, self.results)
        self.listening = Listening(library, tasks, self.finder, memory.player, self)
        self.watching = Watching(library, tasks, self.finder, self.listening, self)
        self.film = FilmPane(library, tasks, self.listening.waveforms)
        self.films = FilmActions(library, tasks, self.finder, self.film, self.results, self)
        self.roots = RootActions(library, tasks, self)
        self.panels = QSplitter(Qt.Orientation.Horizontal)
        self.toasts = Toasts(self, self.panels)
        self.sides = Sides(memory, {"sidebar": self.sidebar, "details": self.details})
        self.welcome: Welcome | None = None
        self._middle = QStackedWidget()
        self._arrange()
        self.menus = WindowActions(Actions(self), self)
        self._hear(bridge)

    def _arrange(self) -> None:
        self._middle.addWidget(self.results)
        for panel in (self.sidebar, self._middle, self.details):
            self.panels.addWidget(panel)
        self.panels.setStretchFactor(1, 1)
        self.panels.setCollapsible(1, False)
        self.panels.setHandleWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.search)
        column.addWidget(self.panels, 1)
        column.addWidget(self.films.exports)
        column.addWidget(self.listening.bar)
        column.addWidget(self.indexing)

    def begin(self) -> None:
        """Show what was shown last time, and fill the panels."""
        self._memory.restore_splitter(self.panels, WIDTHS)
        self.sides.restore()
        self.results.size_slider.setValue(self._memory.tile_size(USUAL))
        self.tasks.run(self.library.roots, self._welcome, owner=self)
        self.search.focus()

    def go_on_from(self, before: "Workspace") -> None:
        """Stand where these panels stood, which the settings had made anew in another language."""
        self.indexing.go_on_from(before.indexing)
        self.finder.ask(before.finder.query)
        self.show_settings("language")

    def _welcome(self, roots: list[Root]) -> None:
        if roots or self.library.read_only:
            return
        # Made only now: whoever has photos does not wait for it at every start.
        self.welcome = Welcome(self.library, self.tasks, self)
        self.welcome.folders_chosen.connect(self.roots.add)
        self.welcome.skipped.connect(self._leave_welcome)
        self.roots.added.connect(self._leave_welcome)
        self._middle.addWidget(self.welcome)
        self._middle.setCurrentWidget(self.welcome)
        self.sides.hide()  # it asks one thing

    def end(self) -> None:
        """Remember how things stand and stop what runs for the panels."""
        self.preview.dismiss()
        self._memory.keep_splitter(self.panels)
        self._memory.keep_tile_size(self.results.size_slider.value())
        self._memory.order = self.finder.order
        if self.welcome is None:
            self.sides.keep()
        self.listening.player.stop()
        self.films.exports.stop()
        self.thumbnails.stop()
        self.watching.stop()

    def _hear(self, bridge: Bridge) -> None:
        bridge.items_changed.connect(self._items_changed)
        bridge.told.connect(self._told)
        self.tasks.failed.connect(self.toasts.tell)
        self._hear_results()
        self._hear_films()
        self._hear_items()
        self._hear_folders()

    def _hear_results(self) -> None:
        listening = self.listening
        listening.attach(self.results, self.thumbnails, self.details, self.preview)
        listening.told.connect(self.toasts.tell)
        listening.bar.item_wanted.connect(self._show_item)
        grid = self.results.grid
        grid.opened.connect(self.items.open)
        grid.previewed.connect(self._preview)
        for used in (grid.opened, grid.previewed):
            used.connect(self.search.remember)
        grid.menu_wanted.connect(self.items.popup)
        grid.selection_changed.connect(self.details.show_items)
        grid.selection_changed.connect(self.items.look)
        self.preview.moved.connect(self._move)
        self.finder.asked.connect(self.preview.dismiss)
        self.results.sorted_by.connect(self.finder.sort)
        self.results.notes.model_wanted.connect(partial(self.show_settings, "model"))
        self.results.heading_changed.connect(self.heading_changed)
        self.indexing.undescribed_changed.connect(self.results.set_undescribed)
        self.indexing.looking_changed.connect(self.results.set_looking)

    def _hear_films(self) -> None:
        self.details.item.add_films(self.film)
        self.watching.attach(self.results, self.thumbnails, self.film, self.preview)
        self.film.play_wanted.connect(self._play_film)
        self.films.told.connect(self.toasts.tell)
        if sheet := self.preview.moving.film:
            self.toasts.keep_off(sheet)
        self.films.exports.offered.connect(self.toasts.tell)
        self.films.exports.reveal_wanted.connect(self._reveal)

    def _hear_items(self) -> None:
        for panel in (self.sidebar, self.indexing, self.details, self.items, self.roots):
            panel.told.connect(self.toasts.tell)
        for wanted in (
            self.sidebar.reveal_asked,
            self.details.reveal_asked,
            self.indexing.reveal_wanted,
        ):
            wanted.connect(self._reveal)
        self.items.offered.connect(self.toasts.tell)
        self.items.trashing.moving.connect(self.preview.moving.let_go)
        self.items.trashed.connect(self._trashed)
        self.details.item_wanted.connect(self._show_item)

    def _hear_folders(self) -> None:
        roots = self.roots
        for asked in (self.sidebar.add_folder_asked, self.results.add_folder_asked):
            asked.connect(roots.choose)
        for dropped in (self.sidebar.folders_dropped, self.search.folders_to_index):
            dropped.connect(roots.add)
        self.sidebar.rescan_asked.connect(roots.rescan)
        self.sidebar.remove_asked.connect(roots.remove)
        self.sidebar.forget_asked.connect(roots.forget)

    def _leave_welcome(self) -> None:
        """On to the results, with the second card: the description model."""
        if self.welcome is None:
            return
        self.welcome.deleteLater()
        self.welcome = None
        self.sides.fit(self.width())
        self.sides.restore()
        self._middle.setCurrentWidget(self.results)
        card = ModelCard(self.library, self.tasks)
        self.results.offer(card)
        card.used.connect(card.deleteLater)
        card.dismissed.connect(card.deleteLater)

    def register(self, actions: Actions) -> list[ActionGroup]:
        """Make the actions of the panels; gives the groups that need no menu."""
        self.items = ItemActions(
            self.library,
            self.tasks,
            self.finder,
            actions,
            self.results.grid.selected_items,
            self.results,
        )
        self.listening.register(actions)
        self.items.offer(self.listening.copying, self.listening.has_match)
        self.films.register(actions)
        self.items.offer(self.films.playing, self.films.has_frame)
        self.items.offer(self.films.copying, self.films.has_frame)
        self.items.offer(self.films.looking, self.films.has_frame)
        self.items.offer(self.films.exporting, self.films.has_moment)
        of_photos = list(actions.groups)
        self.sidebar.register(actions)
        actions.groups += self.preview.keys.groups
        return [group for group in actions.groups if group not in of_photos]

    def show_settings(self, page: str = "") -> None:
        """Open the settings, perhaps on a page; what is changed there counts at once."""
        from mmdesk.gui.settings.settings_dialog import SettingsDialog  # no start waits for it

        dialog = SettingsDialog(self.library, self.tasks, self)
        dialog.language_changed.connect(self.language_changed)
        dialog.reveal_wanted.connect(self._reveal)
        dialog.changed.connect(self.indexing.follow)
        if page:
            dialog.open_page([each.image for each in dialog.pages].index(page))
        dialog.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.welcome is None:
            self.sides.fit(event.size().width())

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 (Qt's name for it)
        tab_order.lay(self.search, (self.sidebar, self._middle, self.details, self.indexing))
        return super().focusNextPrevChild(next)

    def toggle_full_screen(self) -> None:
        """All of the screen for the window, or no longer."""
        window = self.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _items_changed(self, items: frozenset[int]) -> None:
        self.thumbnails.forget(items)
        self.listening.items_changed(items)
        self.watching.items_changed(items)
        self.results.sharpener.forget(items)
        self.results.model.update_items(items)
        self.sidebar.items_changed(items)
        self.details.refresh(items)
        self.preview.refresh(items)
        self.finder.library_changed()

    def _told(self, event: events.Event) -> None:
        self.sidebar.hear(event)
        match event:
            case events.Notice():
                if text := notice(event):
                    self.toasts.tell(text)
            case events.RootsChanged():
                self.results.model.refresh()
                self.results.sharpener.forget()
                self.details.refresh()
                self.preview.refresh()
                self.finder.library_changed()

    def _preview(self, item: int) -> None:
        self.preview.show_item(item)
        self.preview.preload(self.results.neighbours(item))

    def _play_film(self, item: int, seconds: float) -> None:
        self.preview.play_at(item, seconds)
        self.preview.preload(self.results.neighbours(item))

    def _move(self, step: int) -> None:
        """The next photo of the preview is the next one of the grid."""
        item = self.results.step(step)
        if item is not None:
            self._preview(item)

    def _trashed(self) -> None:
        """Go on with the next photo, here and in the preview."""
        self.roots.rescan()
        self.results.grid.move_on()
        item = self.results.grid.current_item()
        if self.preview.item is not None and item is not None:
            self._preview(item)

    def _show_item(self, item: int) -> None:
        if self.results.model.row_of(item) is None:
            self._preview(item)
        else:
            self.results.grid.select_item(item)

    def _reveal(self, path: Path) -> None:
        self.items.files.reveal_paths([path])
