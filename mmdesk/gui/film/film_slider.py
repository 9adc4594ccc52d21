"""The line below a film that plays: how far it is, and where its moments are."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import QWidget

from mmdesk.core.entities import Moment
from mmdesk.gui.player.time_slider import TimeSlider

_HEIGHT = 28
_LINE, _MARK = 4.0, 14.0
"""How high the line is, and a moment on it."""
_NARROWEST = 4.0
"""Of a moment, however short its part of a long film."""
_KNOB = 6.0
_AHEAD, _FOUND = 0.28, 0.45


class FilmSlider(TimeSlider):
    """Shows one film; dragging looks for a place in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_HEIGHT, parent)
        self._moments: tuple[Moment, ...] = ()
        self.setAccessibleName(self.tr("Position in the video"))

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Mark these."""
        self._moments = tuple(moments)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if event.buttons() & Qt.MouseButton.LeftButton and self.duration is not None:
            self.sought.emit(self.share_at(event) * self.duration)

    def paint_time(self, painter: QPainter) -> None:
        """The line, its moments, what is played, and a knob where it is now."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        text = self.palette().color(QPalette.ColorRole.Text)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        self._bar(painter, 0.0, 1.0, _LINE, _faint(text, _AHEAD))
        for moment in self._moments:
            whole = self.duration or 1.0
            self._bar(painter, moment.start / whole, moment.end / whole, _MARK, _faint(accent))
        if self.share is not None:
            self._bar(painter, 0.0, self.share, _LINE, accent)
        if self.pointed is not None:
            self._dot(painter, self.pointed, _KNOB - 2, _faint(text))
        self._dot(painter, self.share or 0.0, _KNOB, accent)

    def _bar(
        self, painter: QPainter, first: float, last: float, height: float, colour: QColor
    ) -> None:
        left, right = self._x(first), self._x(min(last, 1.0))
        place = QRectF(left, (self.height() - height) / 2, right - left, height)
        if place.width() < _NARROWEST and height > _LINE:
            place.setWidth(_NARROWEST)
        painter.setBrush(colour)
        painter.drawRoundedRect(place, 2, 2)

    def _dot(self, painter: QPainter, share: float, radius: float, colour: QColor) -> None:
        painter.setBrush(colour)
        painter.drawEllipse(
            QRectF(self._x(share) - radius, self.height() / 2 - radius, 2 * radius, 2 * radius)
        )

    def _x(self, share: float) -> float:
        return _KNOB + share * (self.width() - 2 * _KNOB)

    def share_at(self, event: QMouseEvent) -> float:
        """The share of the time at which the pointer is; the knob is never cut off."""
        room = max(self.width() - 2 * _KNOB, 1.0)
        return min(max((event.position().x() - _KNOB) / room, 0.0), 1.0)


def _faint(colour: QColor, share: float = _FOUND) -> QColor:
    faint = QColor(colour)
    faint.setAlphaF(share)
    return faint
