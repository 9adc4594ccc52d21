"""A small entry over the window: one or more tags for what is selected."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TagEntry(QFrame):
    """Open until Enter, Escape or a click elsewhere; commas stand between tags."""

    entered = Signal(list)
    """The tags, as text each."""

    def __init__(self, title: str, known: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        label = QLabel(title)
        self.field = QLineEdit(placeholderText=self.tr("Tags, with commas between them"))
        self.field.setMaxLength(200)
        self.field.setMinimumWidth(288)
        label.setBuddy(self.field)
        completer = QCompleter(list(known), self.field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.setCompleter(completer)
        self.field.returnPressed.connect(self._enter)
        self.field.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(label)
        column.addWidget(self.field)

    def open_over(self, widget: QWidget) -> None:
        """Show it in the middle of `widget`, ready for typing."""
        self.adjustSize()
        middle = widget.mapToGlobal(widget.rect().center())
        self.move(middle - QPoint(self.width() // 2, self.height() // 2))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Enter: through a popup, the actions of the widget below would hear it, too."""
        overrides = event.type() is QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        tags = [" ".join(part.split()) for part in self.field.text().split(",")]
        self.close()
        if wanted := [tag for tag in dict.fromkeys(tags) if tag]:
            self.entered.emit(wanted)
