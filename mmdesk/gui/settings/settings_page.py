"""What all pages of the settings have in common: a title, and a place to refuse what is wrong."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QLayout, QVBoxLayout, QWidget

from mmdesk.core.settings import Settings
from mmdesk.gui.parts.alignment import align_with_window


class SettingsPage(QWidget):
    """A page shows the settings as they are and asks for others; it never changes them itself."""

    wanted = Signal(object)
    """A dict of settings that the user wants, by name."""

    def __init__(self, image: str, title: str) -> None:
        super().__init__()
        self.image, self.title = image, title
        self.setAccessibleName(title)
        heading = QLabel(title)
        font = QFont(heading.font())
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setWeight(QFont.Weight.DemiBold)
        heading.setFont(font)
        self.refusal = QLabel()
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 16, 24, 16)
        self.column.setSpacing(8)
        self.column.addWidget(heading)
        self.column.addSpacing(8)

    def fill(self, *parts: QWidget | QLayout | int, stretch: bool = True) -> None:
        """Put these under the title, from top to bottom; a number is a space."""
        for part in parts:
            if isinstance(part, QWidget):
                self.column.addWidget(part)
            elif isinstance(part, QLayout):
                self.column.addLayout(part)
            else:
                self.column.addSpacing(part)
        self.column.addWidget(self.refusal)
        if stretch:
            self.column.addStretch()

    def show_settings(self, settings: Settings) -> None:
        """Show these; a page without controls for settings has nothing to do."""

    def refuse(self, sentence: str) -> None:
        """Say why what was wanted was not done; an empty sentence takes that back."""
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    def shown(self) -> None:
        """The user looks at this page: what it knows may have changed."""


def explained(text: str, *, wrapped: bool = True) -> QLabel:
    """A dim line below a control; it wraps unless its layout is a form, which leaves gaps then."""
    label = QLabel(text)
    label.setWordWrap(wrapped)
    align_with_window(label)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
