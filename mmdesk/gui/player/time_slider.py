"""A slider along the time of a sound or a film: for the pointer, the keys and those who listen.

Time runs from left to right in every language. What it looks like is the heir's, in `paint_time`.
"""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from mmdesk.gui.player.times import clock

STEP, PAGE = 5.0, 30.0
"""Seconds that a key moves by."""
_PER_SECOND = 10
"""Steps of the slider; its value is what a screen reader says."""
_KEYS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}


class TimeSlider(QSlider):
    """Shows one recording; `sought` when the user wants to be somewhere else in it."""

    sought = Signal(float)
    """Seconds."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._height = height
        self.duration: float | None = None
        """Seconds; None while nothing is shown."""
        self.position: float | None = None
        self.pointed: float | None = None
        """The share of the time that a click would lead to."""
        self.setEnabled(False)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSingleStep(round(STEP * _PER_SECOND))
        self.setPageStep(round(PAGE * _PER_SECOND))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.actionTriggered.connect(self._step)

    def show_duration(self, duration: float | None) -> None:
        """So long it is; None for nothing to seek in."""
        self.duration = duration
        self.setRange(0, round((duration or 0.0) * _PER_SECOND))
        self.setEnabled(duration is not None)
        self.update()

    def show_position(self, position: float | None) -> None:
        """Show how far it is played; None when it is not on."""
        self.position = position
        if not self.isSliderDown():
            self.setValue(round((position or 0.0) * _PER_SECOND))
        if self.duration is not None:
            at = self.tr("{position} of {duration}").format(
                position=clock(position or 0.0), duration=clock(self.duration)
            )
            self.setAccessibleDescription(at)
        self.update()

    @property
    def share(self) -> float | None:
        """How much is played, from 0 to 1; None when it is not on."""
        if self.position is None or not self.duration:
            return None
        return min(self.position / self.duration, 1.0)

    def paint_time(self, painter: QPainter) -> None:
        """Draw it, in the widget's coordinates."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        return QSize(8 * self._height, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self._height)

    def event(self, event: QEvent) -> bool:
        """Keys that move the slider are its own while it has the focus, whatever they do around."""
        overriding = event.type() is QEvent.Type.ShortcutOverride
        plain = isinstance(event, QKeyEvent) and not event.modifiers()
        if overriding and plain and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def _step(self, _action: int) -> None:
        """A key, or a screen reader, has moved it."""
        self.sought.emit(self.sliderPosition() / _PER_SECOND)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.duration is not None:
            self.sought.emit(self.share_at(event) * self.duration)
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointed = self.share_at(event)
        if self.duration is not None:
            self.setToolTip(clock(self.pointed * self.duration))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed = None
        self.update()
        super().leaveEvent(event)

    def share_at(self, event: QMouseEvent) -> float:
        """The share of the time at which the pointer is."""
        return min(max(event.position().x() / max(self.width() - 1, 1), 0.0), 1.0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.duration is not None:
            painter.save()
            self.paint_time(painter)
            painter.restore()
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1.5))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
