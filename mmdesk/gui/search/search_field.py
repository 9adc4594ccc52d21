"""The line that is typed in; what is no text is not its business and is told."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from mmdesk.gui.search.chips import HEIGHT
from mmdesk.gui.search.dropping import is_wanted

_NARROWEST = 160
_STAYING = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
"""A menu, or another window: one comes back and types on."""


class SearchField(QLineEdit):
    """A frameless line that grows with its row."""

    erased = Signal()
    """Backspace where there is nothing before the cursor."""
    pasted = Signal(QMimeData)
    """Pictures or files, rather than text."""
    focus_changed = Signal()
    """It has the focus now, or has it no longer."""
    left = Signal()
    """The user has gone elsewhere in the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(_NARROWEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Search"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and _is_picture(clipboard()):
            self.pasted.emit(clipboard())
        elif event.key() == Qt.Key.Key_Backspace and self._at_start():
            self.erased.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()
        if event.reason() not in _STAYING:
            self.left.emit()

    def _at_start(self) -> bool:
        return self.cursorPosition() == 0 and not self.hasSelectedText()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_wanted(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)


def clipboard() -> QMimeData:
    """What the clipboard holds; nothing where there is none."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()


def _is_picture(mime: QMimeData) -> bool:
    """Whoever copies cells or formatted text often offers a picture of it as well: text goes first.

    Files bring their paths as text: there the files go first.
    """
    return is_wanted(mime) and (mime.hasUrls() or not mime.hasText())
