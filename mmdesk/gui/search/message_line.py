"""A line that says one sentence, offers at most one thing to do about it, and can be put away."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from mmdesk.gui.parts.icons import icon


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence; `offer` is the text of a button that calls `accept`."""

    text: str
    offer: str = ""
    accept: Callable[[], object] | None = None


class MessageLine(QWidget):
    """Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.button = QPushButton()
        self._sign = QLabel()
        self.close_button = QToolButton(autoRaise=True)
        self._message = Message("")
        self._arrange()
        self.button.clicked.connect(self._accept)
        self.close_button.clicked.connect(self.clear)
        self.hide()

    def _arrange(self) -> None:
        self.close_button.setIcon(icon("close"))
        self.close_button.setIconSize(QSize(12, 12))
        self.close_button.setAccessibleName(self.tr("Put this message away"))
        self.close_button.setToolTip(self.tr("Put away"))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 0)
        row.setSpacing(8)
        row.addSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        row.addWidget(self.close_button)

    def tell(self, message: Message) -> None:
        """Say this, in place of what was said before."""
        self._message = message
        # Made anew each time: the colours of the system may have changed meanwhile.
        self._sign.setPixmap(icon("warning").pixmap(QSize(16, 16), self.devicePixelRatio()))
        self.label.setText(message.text)
        self.button.setText(message.offer)
        self.button.setVisible(bool(message.offer))
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message.text))

    def clear(self) -> None:
        """Say nothing."""
        self._message = Message("")
        self.hide()

    def _accept(self) -> None:
        accept = self._message.accept
        self.clear()
        if accept is not None:
            accept()
