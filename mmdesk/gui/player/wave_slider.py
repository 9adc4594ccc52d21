"""A waveform to seek in."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from mmdesk.gui.player import waveform
from mmdesk.gui.player.time_slider import TimeSlider
from mmdesk.gui.player.waveform import Colours, Wave


class WaveSlider(TimeSlider):
    """Shows one sound."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(height, parent)
        self._wave: Wave | None = None
        self.setAccessibleName(self.tr("Position in the sound"))

    def show_wave(self, wave: Wave | None) -> None:
        """Show this sound, or none."""
        if wave != self._wave:
            self._wave = wave
            self.show_duration(wave.duration if wave else None)

    def paint_time(self, painter: QPainter) -> None:
        """The waveform, what is played of it, and where the pointer is."""
        if self._wave is None:
            return
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        place = QRect(0, 0, round(self.width() * ratio), round(self.height() * ratio))
        margin = round(3 * ratio)
        place.adjust(0, margin, 0, -margin)
        colours = Colours.of(self.palette())
        waveform.draw(painter, place, self._wave, colours, ratio)
        if self.share is not None:
            waveform.draw_played(painter, place, self._wave, colours, ratio, self.share)
        if self.pointed is not None:
            faint = QColor(colours.line)
            faint.setAlphaF(0.5)
            waveform.draw_line(painter, place, self.pointed, faint, ratio)
