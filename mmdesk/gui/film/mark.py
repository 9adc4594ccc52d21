"""A hit on a video's timeline: a button that plays from there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from mmdesk.core.entities import Evidence, Lane, Moment, Span
from mmdesk.gui.film.lanes import CORNER

_ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
_VEILS = {Lane.SEEN: 0.12, Lane.HEARD: 0.30, Lane.SAID: 0.45}
"""How much of what lies under a mark is covered: a picture must be seen."""
_RING = 1.5
_ADJACENT = 0.05
"""Seconds between two hits that are none: times are rounded in many ways."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one lane has found in a moment without a break: the best of it, and from when to when.

    It plays from where it begins.
    """

    moment: Moment
    evidence: Evidence
    span: Span

    @classmethod
    def of(cls, moment: Moment) -> Iterator["Found"]:
        """All of a moment, lane by lane, in the order of time."""
        for lane in Lane:
            there = [each for each in moment.evidence if each.lane is lane]
            for several in _adjoining(there):
                span = Span(several[0].span.start, max(each.span.end for each in several))
                yield cls(moment, min(several, key=there.index), span)

    @property
    def lane(self) -> Lane:
        """The lane."""
        return self.evidence.lane


def _adjoining(evidence: Iterable[Evidence]) -> list[list[Evidence]]:
    """What overlaps or adjoins, together; each in the order of time."""
    runs: list[list[Evidence]] = []
    end = 0.0
    for each in sorted(evidence, key=lambda each: each.span.start):
        if not runs or each.span.start > end + _ADJACENT:
            runs.append([])
            end = each.span.end
        runs[-1].append(each)
        end = max(end, each.span.end)
    return runs


class Mark(QAbstractButton):
    """One of them. Arrow keys lead to others, Tab past all of them: see Timeline."""

    reached = Signal()
    """It has the focus now."""
    walked = Signal(int)
    """An arrow key was pressed."""

    def __init__(self, found: Found, said: str, parent: QWidget) -> None:
        """`said` is all that there is to know of it, as a sentence."""
        super().__init__(parent)
        self.found, self._chosen = found, False
        self.setText(said)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_chosen(self, chosen: bool) -> None:
        """Whether its moment is the one that the buttons below work on."""
        self._chosen = chosen
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            self.walked.emit(event.key())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        veil = QColor(accent)
        stronger = 1.6 if self._chosen or self.underMouse() else 1.0
        veil.setAlphaF(min(_VEILS[self.found.lane] * stronger, 1.0))
        # A light edge outside the dark one tells marks apart that lie on each other.
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Base), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        painter.setBrush(veil)
        painter.setPen(QPen(accent, 2 * _RING if self._chosen else _RING))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), CORNER - 1, CORNER - 1)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Text), _RING))
            painter.drawRoundedRect(place.adjusted(2, 2, -2, -2), CORNER - 2, CORNER - 2)
