"""What can be done in the window as a whole: its menus, its keys, and the list of them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar

from mmdesk.core.listings import Order
from mmdesk.gui.actions import ActionGroup, Actions
from mmdesk.gui.parts.shortcuts_dialog import ShortcutsDialog

if TYPE_CHECKING:
    from mmdesk.gui.workspace import Workspace

Standard = QKeySequence.StandardKey
translate = QCoreApplication.translate


class WindowActions:
    """The actions of one workspace, each in its menu."""

    def __init__(self, actions: Actions, workspace: "Workspace") -> None:
        self._actions, self._space = actions, workspace
        self._fill_library(actions.group(translate("WindowActions", "&Library")))
        self._fill_search(actions.group(translate("WindowActions", "&Search")))
        of_panels = workspace.register(actions)
        self._fill_view(actions.group(translate("WindowActions", "&View")))
        self._fill_help(actions.group(translate("WindowActions", "&Help")))
        self._in_menus = [each for each in actions.groups if each not in of_panels]

    def _fill_library(self, group: ActionGroup) -> None:
        space, add = self._space, self._actions.add
        writing = [
            add(
                group,
                translate("WindowActions", "&Add folder…"),
                space.roots.choose,
                Standard.Open,
                image="folder-add",
            ),
            add(
                group,
                translate("WindowActions", "&Look through all folders again"),
                space.roots.rescan,
                "F5",
            ),
            *self._indexing(group),
        ]
        for action in writing:
            action.setEnabled(not space.library.read_only)
        add(
            group,
            translate("WindowActions", "&Settings…"),
            space.show_settings,
            ["Ctrl+,"],
            image="settings",
        )
        add(group, translate("WindowActions", "&Quit"), lambda: space.window().close(), ["Ctrl+Q"])

    def _indexing(self, group: ActionGroup) -> list[QAction]:
        panel, add = self._space.indexing, self._actions.add
        return [
            add(
                group,
                translate("WindowActions", "&Pause or resume indexing"),
                panel.toggle_pause,
                "Ctrl+Shift+P",
                image="pause",
            ),
            add(
                group,
                translate("WindowActions", "Index &gently"),
                panel.gently.click,
                "Ctrl+Shift+G",
                image="gently",
            ),
            add(
                group,
                translate("WindowActions", "Files that &failed…"),
                panel.show_failures,
                "Ctrl+Shift+E",
                image="warning",
            ),
        ]

    def _fill_search(self, group: ActionGroup) -> None:
        space, add = self._space, self._actions.add
        add(
            group,
            translate("WindowActions", "&Find"),
            space.search.focus,
            ["Ctrl+F", "Ctrl+L"],
            image="search",
        )
        add(
            group,
            translate("WindowActions", "Find what is in the &clipboard"),
            space.search.paste,
            Standard.Paste,
        )
        add(
            group,
            translate("WindowActions", "&Show everything"),
            space.finder.browse,
            ["Alt+Home"],
            image="photos",
        )
        add(
            group,
            translate("WindowActions", "Sa&ve this search…"),
            space.sidebar.save_search.begin,
            "Ctrl+S",
            image="bookmark-add",
        )

    def _fill_view(self, group: ActionGroup) -> None:
        space, add = self._space, self._actions.add
        for name, text, key in (
            ("sidebar", translate("WindowActions", "&Sidebar"), "F9"),
            ("details", translate("WindowActions", "&Details"), "F8"),
        ):
            space.sides.follow(name, add(group, text, lambda: None, key))
        results = space.results
        add(
            group,
            translate("WindowActions", "&Larger pictures"),
            lambda: results.resize_tiles(1),
            Standard.ZoomIn,
        )
        add(
            group,
            translate("WindowActions", "S&maller pictures"),
            lambda: results.resize_tiles(-1),
            Standard.ZoomOut,
        )
        for number, (order, text) in enumerate(_orders().items(), 1):
            add(group, text, partial(space.finder.sort, order), [f"Alt+{number}"])
        add(group, translate("WindowActions", "&Full screen"), space.toggle_full_screen, ["F11"])

    def _fill_help(self, group: ActionGroup) -> None:
        self._actions.add(
            group, translate("WindowActions", "&Keys and gestures"), self._show_keys, "F1"
        )

    def _show_keys(self) -> None:
        ShortcutsDialog(self._actions.groups, self._space).open()

    def fill(self, bar: QMenuBar) -> None:
        """One menu for each group that is not a single panel's."""
        bar.clear()
        for group in self._in_menus:
            bar.addMenu(group.title).addActions(group.actions)


def _orders() -> dict[Order, str]:
    return {
        Order.RELEVANCE: translate("WindowActions", "Sort: &best first"),
        Order.DATE: translate("WindowActions", "Sort: by d&ate"),
        Order.NAME: translate("WindowActions", "Sort: by &name"),
    }
