"""Every action of the window in one place: what menus, keys and the list under F1 show."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from mmdesk.gui.parts.icons import icon


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """Actions that belong together; `title` stands above them in the list under F1."""

    title: str
    actions: list[QAction]


class Actions:
    """Makes the actions of one window; their keys work wherever the focus is in `window`."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.groups: list[ActionGroup] = []

    def group(self, title: str) -> ActionGroup:
        """A new group, listed after those before it."""
        group = ActionGroup(title, [])
        self.groups.append(group)
        return group

    def add(
        self,
        group: ActionGroup,
        text: str,
        triggered: Callable[[], object],
        keys: str | QKeySequence.StandardKey | list[str] = "",
        *,
        image: str = "",
        owner: QWidget | None = None,
    ) -> QAction:
        """An action with its keys; with an `owner`, they work while the focus is inside it."""
        action = QAction(text, self._window)
        action.setShortcuts(_sequences(keys))
        if image:
            action.setIcon(icon(image))
        if owner is not None:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        (owner or self._window).addAction(action)
        action.triggered.connect(lambda _checked: triggered())
        group.actions.append(action)
        return action


def _sequences(keys: str | QKeySequence.StandardKey | list[str]) -> list[QKeySequence]:
    if isinstance(keys, QKeySequence.StandardKey):
        return QKeySequence.keyBindings(keys)
    return [QKeySequence(key) for key in ([keys] if isinstance(keys, str) else keys) if key]
