"""Where on Earth a photo was taken: its coordinates, to be copied or opened in a map.

No map is drawn, since that would take the network: the system's own map application is asked, with
a geo: URI (RFC 5870).
"""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mmdesk.core.entities import Facts
from mmdesk.gui.details.detail_parts import Text
from mmdesk.gui.details.facts_text import coordinates, plain
from mmdesk.gui.parts.flow_layout import FlowLayout
from mmdesk.gui.parts.icons import icon


class Whereabouts(QWidget):
    """The place of one photo."""

    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = Facts()
        self._text = Text()
        self.copy_button = QPushButton(icon("copy"), self.tr("Copy"))
        self.copy_button.setAccessibleName(self.tr("Copy the coordinates"))
        self.map_button = QPushButton(icon("map"), self.tr("Open map"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._text)
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.copy_button, self.map_button):
            row.addWidget(button)
        column.addWidget(buttons)
        self.copy_button.clicked.connect(self._copy)
        self.map_button.clicked.connect(self._open)

    def show_place(self, facts: Facts) -> bool:
        """Show where it was taken; whether that is known."""
        self._facts = facts
        text = coordinates(facts)
        self._text.say(text)
        return text is not None

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(plain(coordinates(self._facts) or ""))
        self.told.emit(self.tr("The coordinates are in the clipboard."))

    def _open(self) -> None:
        place = QUrl(f"geo:{self._facts.latitude:.6f},{self._facts.longitude:.6f}")
        if not QDesktopServices.openUrl(place):
            self.told.emit(self.tr("No application on this computer opens a place on a map."))
