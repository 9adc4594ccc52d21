"""One sound, large: its cover and title, its waveform, and what is said in it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mmdesk.core.listings import Details
from mmdesk.core.paths import printable
from mmdesk.gui.details.detail_parts import Heading, Text
from mmdesk.gui.player.sound_pane import LARGE, SoundPane, Sounds

_COVER = 128
_WIDEST = 960


class SoundSheet(QWidget):
    """Lies in the preview, in place of a picture."""

    wanted = Signal(object)
    """Details that are shown: whoever knows the search calls `show_match`."""

    def __init__(self, sounds: Sounds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pane = SoundPane(sounds, LARGE)
        self._cover, self._title, self._from = QLabel(), Heading(size=1.5), Text(faint=True)
        self._cover.setFixedSize(_COVER, _COVER)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch()
        words.addWidget(self._title)
        words.addWidget(self._from)
        words.addStretch()
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._cover)
        head.addLayout(words, 1)
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self.pane, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addStretch(1)
        row.addWidget(inside, 100)
        row.addStretch(1)

    def show_details(self, details: Details, cover: QImage | None) -> None:
        """Show this sound."""
        facts = details.facts
        self._title.setText(facts.title or printable(details.tile.path.stem))
        year = str(facts.year) if facts.year else None
        self._from.say(" · ".join(filter(None, (facts.artist, facts.album, year))))
        self._cover.setVisible(cover is not None)
        if cover is not None:
            self._cover.setPixmap(self._fitted(cover))
        self.wanted.emit(details)

    def clear(self) -> None:
        """Show no sound; what is heard goes on."""
        self.pane.clear()

    def _fitted(self, cover: QImage) -> QPixmap:
        ratio = self.devicePixelRatioF()
        side = QSize(_COVER, _COVER) * ratio
        smooth = Qt.TransformationMode.SmoothTransformation
        pixmap = QPixmap.fromImage(cover.scaled(side, Qt.AspectRatioMode.KeepAspectRatio, smooth))
        pixmap.setDevicePixelRatio(ratio)
        return pixmap
