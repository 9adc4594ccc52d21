"""Completions below the search field: folders, cameras, keywords, recent searches.

The field keeps the focus; Enter and Tab are taken only while a suggestion is highlighted.
"""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from mmdesk.core.listings import Suggestion
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.search.typed import word_at
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

MOST = 8
_ROW = 32
_WIDEST = 480
_ISOLATE, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
"""Filters are typed from left to right, whatever the direction of the window."""
_ICONS = {
    "folder": "folder",
    "camera": "camera",
    "keyword": "tag",
    "search": "recent",
    "kind": "photo",
}


class Completion(QObject):
    """Suggests for the word at the cursor of `field`, in a list below `anchor`."""

    chosen = Signal(object)
    """The Suggestion that the user took."""

    def __init__(self, field: QLineEdit, anchor: QWidget, library: "Library", tasks: Tasks) -> None:
        super().__init__(field)
        self._field, self._anchor, self._library = field, anchor, library
        self._latest = Latest(tasks, self)
        self.list = _make_list(anchor)
        self.list.setAccessibleName(self.tr("Suggestions"))
        self.list.itemClicked.connect(self._take)
        self.list.currentItemChanged.connect(self._announce)
        field.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether there is a list to choose from."""
        return self.list.isVisible()

    def suggest(self) -> None:
        """Offer what the word at the cursor may become."""
        _, word = word_at(self._field.text(), self._field.cursorPosition())
        if word:
            library = self._library
            self._latest.run(lambda: library.browsing.suggestions(word, MOST), self._show)
        else:
            self.close()

    def suggest_recent(self) -> None:
        """Offer the last searches."""
        library = self._library
        self._latest.run(
            lambda: [Suggestion(text, "search") for text in library.marking.recent()[:MOST]],
            self._show,
        )

    def close(self) -> None:
        """Offer nothing; what is still being looked up is dropped."""
        self._latest.cancel()
        self.list.hide()

    def _show(self, suggestions: list[Suggestion]) -> None:
        self.list.clear()
        for suggestion in suggestions:
            shown = f"{_ISOLATE}{suggestion.text}{_END}"
            row = QListWidgetItem(icon(_ICONS[suggestion.kind]), shown, self.list)
            row.setData(Qt.ItemDataRole.UserRole, suggestion)
            row.setSizeHint(QSize(0, _ROW))
        self.list.setVisible(bool(suggestions) and self._field.hasFocus())
        if self.is_open:
            self._place()

    def _place(self) -> None:
        window, anchor = self._anchor.window(), self._anchor
        self.list.setParent(window)
        width = min(anchor.width(), _WIDEST)
        mirrored = anchor.layoutDirection() is Qt.LayoutDirection.RightToLeft
        corner = anchor.mapTo(window, QPoint(anchor.width() - width if mirrored else 0, 0))
        height = self.list.count() * _ROW + 2 * self.list.frameWidth() + 8
        self.list.setGeometry(corner.x(), corner.y() + anchor.height() + 4, width, height)
        self.list.show()
        self.list.raise_()

    def _take(self, row: QListWidgetItem) -> None:
        self.close()
        self.chosen.emit(row.data(Qt.ItemDataRole.UserRole))

    def _announce(self, row: QListWidgetItem | None) -> None:
        """The list never has the focus, so that screen readers would not read it."""
        if row is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, row.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.KeyPress:
                return self._press(cast("QKeyEvent", event))
            case QEvent.Type.ShortcutOverride if self.is_open:
                if cast("QKeyEvent", event).key() == Qt.Key.Key_Escape:
                    event.accept()
            case QEvent.Type.FocusOut | QEvent.Type.Hide:
                self.close()
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        """Whether the key was meant for the list."""
        row = self.list.currentItem() if self.is_open else None
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up if self.is_open:
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Down:
                self._open()
            case Qt.Key.Key_Escape if self.is_open:
                self.close()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab if row is not None:
                self._take(row)
            case _:
                return False
        return True

    def _open(self) -> None:
        if self._field.text():
            self.suggest()
        else:
            self.suggest_recent()

    def _step(self, by: int) -> None:
        """Up and down through the rows and through none of them, round and round."""
        rows = self.list.count() + 1
        row = (self.list.currentRow() + 1 + by) % rows - 1
        self.list.setCurrentRow(row)


def _make_list(parent: QWidget) -> QListWidget:
    made = QListWidget(parent)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setIconSize(QSize(16, 16))
    made.setUniformItemSizes(True)
    made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.hide()
    return made
