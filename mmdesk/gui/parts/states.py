"""A page that says what is the case and what to do: empty, nothing found, failed, opening."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mmdesk.gui.parts.icons import icon

Button = tuple[str, Callable[[], object]]
"""What it says, and what it does."""
_ICON = QSize(56, 56)
_WIDEST = 480


class StatePage(QWidget):
    """An icon, a title, a sentence and up to a few buttons, in the middle of the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._title, self._sentence = QLabel(), QLabel(), QLabel()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(font)
        self._sentence.setWordWrap(True)
        self._sentence.setMaximumWidth(_WIDEST)
        self._sentence.setMinimumWidth(min(320, _WIDEST))
        self._arrange()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        for label in (self._icon, self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._icon)
        column.addWidget(self._title)
        # In a row, not aligned in the column: an aligned label gets no room for a second line.
        words = QHBoxLayout()
        words.addStretch(1)
        words.addWidget(self._sentence, _WIDEST)
        words.addStretch(1)
        column.addLayout(words)
        row = QHBoxLayout()
        row.addStretch()
        row.addLayout(self._buttons)
        row.addStretch()
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch(3)

    def say(
        self,
        image: str,
        title: str,
        sentence: str,
        *buttons: Button,
    ) -> None:
        """Show this; each button has a text and what it does."""
        self._icon.setPixmap(icon(image).pixmap(_ICON, self.devicePixelRatio()))
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(f"{title} {sentence}".strip())
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for text, pressed in buttons:
            button = QPushButton(text)
            button.clicked.connect(lambda _checked, pressed=pressed: pressed())
            self._buttons.addWidget(button)
