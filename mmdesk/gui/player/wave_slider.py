"""A waveform to seek in: a slider for the pointer, the keys and those who listen."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from mmdesk.gui.player import waveform
from mmdesk.gui.player.times import clock
from mmdesk.gui.player.waveform import Colours, Wave

STEP, PAGE = 5.0, 30.0
"""Seconds that a key moves by."""
_PER_SECOND = 10
"""Steps of the slider; its value is what a screen reader says."""


class WaveSlider(QSlider):
    """Shows one sound; `sought` when the user wants to hear it from somewhere else."""

    sought = Signal(float)
    """Seconds."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._height = height
        self._wave: Wave | None = None
        self._position: float | None = None
        self._pointed: float | None = None
        self.setEnabled(False)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSingleStep(round(STEP * _PER_SECOND))
        self.setPageStep(round(PAGE * _PER_SECOND))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Position in the sound"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.actionTriggered.connect(self._step)

    def show_wave(self, wave: Wave | None) -> None:
        """Show this sound, or none."""
        if wave != self._wave:
            self._wave = wave
            self.setRange(0, round((wave.duration if wave else 0.0) * _PER_SECOND))
            self.setEnabled(wave is not None)
            self.update()

    def show_position(self, position: float | None) -> None:
        """Show how far it is heard; None when it is not on."""
        self._position = position
        if not self.isSliderDown():
            self.setValue(round((position or 0.0) * _PER_SECOND))
        if self._wave is not None:
            whole = clock(self._wave.duration)
            at = self.tr("{position} of {duration}").format(
                position=clock(position or 0.0), duration=whole
            )
            self.setAccessibleDescription(at)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(8 * self._height, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self._height)

    def _step(self, _action: int) -> None:
        """A key, or a screen reader, has moved it."""
        self.sought.emit(self.sliderPosition() / _PER_SECOND)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._wave is not None:
            self.sought.emit(self._share(event) * self._wave.duration)
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointed = self._share(event)
        if self._wave is not None:
            self.setToolTip(clock(self._pointed * self._wave.duration))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def leaveEvent(self, event: object) -> None:
        self._pointed = None
        self.update()
        super().leaveEvent(event)  # type: ignore[arg-type]

    def _share(self, event: QMouseEvent) -> float:
        return min(max(event.position().x() / max(self.width() - 1, 1), 0.0), 1.0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, ratio = QPainter(self), self.devicePixelRatioF()
        if self._wave is not None:
            painter.save()
            painter.scale(1 / ratio, 1 / ratio)
            self._paint_wave(painter, self._wave, ratio)
            painter.restore()
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1.5))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

    def _paint_wave(self, painter: QPainter, wave: Wave, ratio: float) -> None:
        place = QRect(0, 0, round(self.width() * ratio), round(self.height() * ratio))
        margin = round(3 * ratio)
        place.adjust(0, margin, 0, -margin)
        colours = Colours.of(self.palette())
        waveform.draw(painter, place, wave, colours, ratio)
        if self._position is not None and wave.duration > 0:
            share = min(self._position / wave.duration, 1.0)
            waveform.draw_played(painter, place, wave, colours, ratio, share)
        if self._pointed is not None:
            faint = QColor(colours.line)
            faint.setAlphaF(0.5)
            waveform.draw_line(painter, place, self._pointed, faint, ratio)
