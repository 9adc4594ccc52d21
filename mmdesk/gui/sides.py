"""The panels at the sides of the results: which of them show, remembered from start to start.

In a narrow window the details make way for the photos; they come back when there is room again.
"""

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from mmdesk.gui.window_memory import WindowMemory

NARROW = 900
"""Pixels of the window; below it, the details take more than they give."""


class Sides:
    """`panels` by the names under which they are remembered; an action for each shows it."""

    def __init__(self, memory: WindowMemory, panels: Mapping[str, QWidget]) -> None:
        self._memory, self._panels = memory, panels
        self._actions: dict[str, QAction] = {}
        self._narrow = self._made_way = False

    def follow(self, name: str, action: QAction) -> None:
        """Show the panel while the action is checked."""
        action.setCheckable(True)
        action.setChecked(True)
        action.toggled.connect(self._panels[name].setVisible)
        self._actions[name] = action

    def restore(self) -> None:
        """As last time."""
        for name, panel in self._panels.items():
            shown = self._memory.shown(name)
            self._actions[name].setChecked(shown)
            panel.setVisible(shown)
        self._make_way()

    def hide(self) -> None:
        """Show none of them, until they are restored."""
        for panel in self._panels.values():
            panel.hide()

    def keep(self) -> None:
        """Remember how they are."""
        for name, action in self._actions.items():
            made_way = self._made_way and name == "details"
            self._memory.keep_shown(name, shown=action.isChecked() or made_way)

    def fit(self, width: int) -> None:
        """The window has this width now."""
        if (width < NARROW) is self._narrow:
            return
        self._narrow = width < NARROW
        if self._narrow:
            self._make_way()
        elif self._made_way:
            self._made_way = False
            self._actions["details"].setChecked(True)

    def _make_way(self) -> None:
        details = self._actions["details"]
        if self._narrow and details.isChecked():
            self._made_way = True
            details.setChecked(False)
