"""The sidebar: everything, favourites, folders, saved and recent searches; what is chosen is asked.

It reads the library in a task whenever something changed, and never more often than it can be
looked at. What happens to folders it only asks for.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from mmdesk.core import events
from mmdesk.core.entities import Query, RootState
from mmdesk.core.errors import MmdeskError
from mmdesk.gui.actions import Actions
from mmdesk.gui.finder import Finder
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.parts.told import said
from mmdesk.gui.sidebar.activity import Activity
from mmdesk.gui.sidebar.save_search import SaveSearch
from mmdesk.gui.sidebar.sidebar_model import SidebarModel, asks
from mmdesk.gui.sidebar.sidebar_tree import Node, Part, Tree, tree_of
from mmdesk.gui.sidebar.sidebar_view import SidebarView
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

SOON_MS, WHILE_INDEXING_MS = 200, 2000
"""From a change to the look at it: soon for what a person did, seldom while files stream in."""
CALM_MS = 5000
"""A root in which no more files were indexed for this long is no longer marked."""


class Sidebar(QWidget):
    """What can be chosen without typing."""

    add_folder_asked = Signal()
    folders_dropped = Signal(object)
    """A tuple of the paths of folders."""
    rescan_asked = Signal(object)
    """The path of a root."""
    remove_asked = Signal(object)
    """The path of a root; nobody has asked the user yet whether they are sure."""
    reveal_asked = Signal(object)
    """A path to show in the file manager."""
    forget_asked = Signal(object)
    """A Root whose missing files wait for a yes; nobody has asked the user yet."""
    told = Signal(str)

    def __init__(
        self, finder: Finder, library: "Library", tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._finder, self._library, self._tasks = finder, library, tasks
        self._activity = Activity()
        self._loading = self._again = False
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._model = SidebarModel(self)
        self.view = SidebarView(self._model)
        self.save_search = SaveSearch()
        self._add = QPushButton(icon("folder-add"), self.tr("Add folder…"))
        self.setAcceptDrops(True)
        self._arrange()
        self._connect()
        self._follow(finder.query)
        self.refresh()

    def _arrange(self) -> None:
        self._add.setFlat(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self.view, 1)
        column.addWidget(self.save_search)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)

    def _connect(self) -> None:
        self.view.chosen.connect(self._ask)
        self.view.badge_clicked.connect(lambda node: self.forget_asked.emit(node.root))
        self.view.menu_wanted.connect(self._show_menu)
        self._add.clicked.connect(self.add_folder_asked)
        self.save_search.named.connect(self._save)
        self._model.renamed.connect(self._rename)
        self._finder.asked.connect(self.view.follow)
        self._finder.asked.connect(self._follow)

    def register(self, actions: Actions) -> None:
        """Give the actions of the sidebar their keys."""
        group = actions.group(self.tr("Sidebar"))
        rename = self.tr("Rename the saved search")
        actions.add(group, rename, self._rename_current, "F2", owner=self.view)
        remove = self.tr("Remove the saved search")
        actions.add(group, remove, self._remove_current, "Del", owner=self.view)

    def hear(self, event: events.Event) -> None:
        """Take what the bridge tells."""
        self._activity.hear(event)
        match event:
            case events.RootsChanged() | events.SearchesChanged() | events.Idle():
                self._refresh_soon(SOON_MS)
            case events.Scanning() | events.IndexingFailed():
                self._refresh_soon(SOON_MS)

    def items_changed(self, items: frozenset[int]) -> None:
        """Counts may be others; the bridge tells this many times while files stream in."""
        self._activity.changed(items)
        self._refresh_soon(WHILE_INDEXING_MS if self._activity.working else SOON_MS)

    def _refresh_soon(self, milliseconds: int) -> None:
        if not self._soon.isActive() or self._soon.remainingTime() > milliseconds:
            self._soon.start(milliseconds)

    def refresh(self) -> None:
        """Read the library anew, after the reading that is under way."""
        if self._loading:
            self._again = True
            return
        self._loading = True
        library, touched = self._library, self._activity.taken()
        self._tasks.run(lambda: tree_of(library, touched), self._show, self._fail, owner=self)

    def _show(self, tree: Tree) -> None:
        self._loaded()
        if self.view.is_editing():
            self._refresh_soon(WHILE_INDEXING_MS)
            return
        self.view.show_tree(tree.with_active(self._activity.scanning), self._finder.query)
        self.save_search.avoid(self._model.saved_names())
        if tree.active:
            self._refresh_soon(CALM_MS)

    def _fail(self, error: MmdeskError) -> None:
        self._loaded()
        self.told.emit(said(error))

    def _loaded(self) -> None:
        self._loading = False
        if self._again:
            self._again = False
            self._refresh_soon(SOON_MS)

    def _follow(self, query: Query) -> None:
        self.save_search.follow(query, lasts=self._library.browsing.lasts(query))

    def _ask(self, node: Node, by_keys: bool) -> None:
        if node.query is not None:
            self._finder.ask(node.query, typing=by_keys)
        elif node.problem:
            self.told.emit(node.problem)

    def _save(self, name: str) -> None:
        query, library = self._finder.query, self._library
        self._run(lambda: library.marking.save(name, library.text_of(query)))

    def _rename(self, old: str, new: str) -> None:
        marking = self._library.marking

        def work() -> None:
            text = next(each.text for each in marking.saved() if each.name == old)
            marking.save(new, text)
            marking.unsave(old)

        self._run(work)

    def _run(self, work: Callable[[], object]) -> None:
        self._tasks.run(work, lambda _: self._refresh_soon(SOON_MS), self._fail, owner=self)

    def _rename_current(self) -> None:
        self.view.edit(self.view.currentIndex())

    def _remove_current(self) -> None:
        node = self.view.current()
        if node is not None and node.part is Part.SAVED:
            self._unsave(node)

    def _unsave(self, node: Node) -> None:
        self._run(lambda: self._library.marking.unsave(node.key[1]))

    def _show_menu(self, node: Node, place: QPoint) -> None:
        menu = self.menu(node)
        if not menu.isEmpty():
            menu.popup(place)

    def menu(self, node: Node) -> QMenu:
        """What can be done with a node; it deletes itself when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if node.root is not None:
            self._offer_folder(menu, node)
        if node.part is Part.SAVED:
            index = self._model.index_of(node.key)
            menu.addAction(self.tr("Rename"), lambda: self.view.edit(index))
            menu.addAction(self.tr("Remove"), lambda: self._unsave(node))
        if node.part is Part.RECENT:
            forget = self._library.marking.forget_recent
            menu.addAction(self.tr("Forget recent searches"), lambda: self._run(forget))
        return menu

    def _offer_folder(self, menu: QMenu, node: Node) -> None:
        path, root = node.path, node.root
        reveal = self.tr("Show in file manager")
        shown = menu.addAction(reveal, lambda: self.reveal_asked.emit(path))
        there = root is not None and root.state is not RootState.OFFLINE
        shown.setEnabled(there)
        if not node.is_root:
            return
        look = menu.addAction(
            self.tr("Look through it again"), lambda: self.rescan_asked.emit(path)
        )
        look.setEnabled(there)
        if asks(node):
            forget = self.tr("Missing files…")
            menu.addAction(forget, lambda: self.forget_asked.emit(root))
        menu.addSeparator()
        menu.addAction(self.tr("Remove from library…"), lambda: self.remove_asked.emit(path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self._tasks.run(
            lambda: tuple(path for path in paths if path.is_dir()), self._dropped, owner=self
        )

    def _dropped(self, folders: tuple[Path, ...]) -> None:
        if folders:
            self.folders_dropped.emit(folders)
        else:
            self.told.emit(
                self.tr("Folders can be dropped here; drop pictures on the search field.")
            )
