"""The timeline of a video: three lanes, and on them a mark for each hit of the search.

One mark is a stop of the Tab key; from there the arrows lead to the others, Left and Right through
time, Up and Down to the nearest of another lane.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from mmdesk.core.entities import Lane, Moment, Span
from mmdesk.gui.details.why_text import of_lane
from mmdesk.gui.film import lanes
from mmdesk.gui.film.lanes import Track
from mmdesk.gui.film.mark import Found, Mark
from mmdesk.gui.player.times import clock, stretch

_ORDER = list(lanes.HEIGHTS)


class Timeline(QWidget):
    """Shows one video."""

    chosen = Signal(object)
    """A Found whose mark was pressed."""
    sought = Signal(float)
    """Seconds: a place without a mark was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks: list[Mark] = []
        self._track = Track()
        self._moment: Moment | None = None
        self._moments: tuple[Moment, ...] = ()
        self._position: float | None = None
        self._pointed: float | None = None
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Timeline"))

    @property
    def track(self) -> Track:
        """What is drawn below the marks."""
        return self._track

    @property
    def moments(self) -> tuple[Moment, ...]:
        """Those that are marked, the best first."""
        return self._moments

    def show_track(self, track: Track) -> None:
        """Show this video."""
        self._track = track
        self._place_marks()
        self.update()

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Mark these, the best on top; the marks stay where nothing has changed."""
        if tuple(moments) == self._moments:
            return
        self._moments = tuple(moments)
        had_focus = any(mark.hasFocus() for mark in self.marks)
        for mark in self.marks:
            mark.hide()
            mark.deleteLater()
        found = [each for moment in reversed(moments) for each in Found.of(moment)]
        self.marks = [self._mark(each) for each in found]
        self.marks.sort(key=_in_time)
        self._place_marks()
        self.setAccessibleDescription(self.tr("%n moment(s) found", "", len(self._moments)))
        if self.marks:
            self._stop_at(self.marks[0])
            if had_focus:
                self.marks[0].setFocus()

    def _mark(self, found: Found) -> Mark:
        span = found.span
        said = self.tr("{time}, {reason}").format(
            time=stretch(span.start, span.end), reason=of_lane(found.evidence)
        )
        mark = Mark(found, said, self)
        mark.clicked.connect(partial(self.chosen.emit, found))
        mark.reached.connect(partial(self._stop_at, mark))
        mark.walked.connect(partial(self._leave, mark))
        mark.show()
        return mark

    def show_chosen(self, moment: Moment | None) -> None:
        """Lay a ground under this moment, and let the Tab key lead to its first mark."""
        self._moment = moment
        for mark in self.marks:
            mark.show_chosen(mark.found.moment == moment)
        first = next((mark for mark in self.marks if mark.found.moment == moment), None)
        if first is not None and not any(mark.hasFocus() for mark in self.marks):
            self._stop_at(first)
        self.update()

    def show_position(self, seconds: float | None) -> None:
        """Where it plays, or stands."""
        if seconds != self._position:
            self._position = seconds
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, lanes.HEIGHT + self._foot)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, lanes.HEIGHT + self._foot)

    @property
    def _foot(self) -> int:
        return self.fontMetrics().height() + 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_marks()

    def _place_marks(self) -> None:
        for mark in self.marks:
            lane = lanes.place_of(mark.found.lane, self.width())
            mark.setGeometry(lanes.across(lane, self._track.duration, mark.found.span))

    # The way of the keys

    def _stop_at(self, mark: Mark) -> None:
        """Tab leads to this one of them."""
        for each in self.marks:
            stop = each is mark
            policy = Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus
            each.setFocusPolicy(policy)

    def _leave(self, mark: Mark, key: int) -> None:
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            target = self._over(mark, -1 if key == Qt.Key.Key_Up else 1)
        else:
            target = self._beside(mark, -1 if key == Qt.Key.Key_Left else 1)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _beside(self, mark: Mark, step: int) -> Mark | None:
        """The next one of all, by time."""
        place = self.marks.index(mark) + step
        return self.marks[place] if 0 <= place < len(self.marks) else None

    def _over(self, mark: Mark, step: int) -> Mark | None:
        """The nearest by time in the next lane that has any."""
        start = mark.found.span.start
        lane = _ORDER.index(mark.found.lane) + step
        while 0 <= lane < len(_ORDER):
            there = [each for each in self.marks if each.found.lane is _ORDER[lane]]
            if there:
                return min(there, key=lambda each: abs(each.found.span.start - start))
            lane += step
        return None

    # The pointer

    def _time_at(self, event: QMouseEvent) -> float:
        return lanes.time_at(event.position().x(), self.width(), self._track.duration)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        inside = event.position().x() >= lanes.LEAD and event.position().y() < lanes.HEIGHT
        self._pointed = self._time_at(event) if inside and self._track.duration else None
        text = self._lane_at(event) if self._pointed is None else clock(self._pointed)
        QToolTip.showText(event.globalPosition().toPoint(), text, self)
        self.update()

    def _lane_at(self, event: QMouseEvent) -> str:
        """What a lane is called, where the pointer is on its sign."""
        names = {
            Lane.SEEN: self.tr("What is seen"),
            Lane.HEARD: self.tr("What is heard"),
            Lane.SAID: self.tr("What is said"),
        }
        place = event.position().toPoint()
        place.setX(lanes.LEAD)
        under = (lane for lane in names if lanes.place_of(lane, self.width()).contains(place))
        return next((names[lane] for lane in under), "")

    def leaveEvent(self, event: object) -> None:
        self._pointed = None
        self.update()
        super().leaveEvent(event)  # type: ignore[arg-type]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._track.duration:
            self.sought.emit(self._time_at(event))
            event.accept()

    # What is drawn

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        lanes.draw(painter, self.width(), self._track, self.palette())
        for mark in self.marks:
            if mark.found.lane is Lane.SEEN:
                lanes.draw_found(painter, self.width(), self._track, mark.found.span)
        if self._moment is not None:
            self._paint_moment(painter, Span(self._moment.start, self._moment.end))
        for seconds, opacity in ((self._pointed, 0.5), (self._position, 1.0)):
            if seconds is not None:
                self._paint_line(painter, seconds, opacity)
        self._paint_times(painter)

    def _paint_moment(self, painter: QPainter, span: Span) -> None:
        ground = QColor(self.palette().highlight().color())
        ground.setAlphaF(0.18)
        # Pictures are let be: their mark has an edge.
        top = lanes.place_of(Lane.SEEN, self.width()).bottom() + 1
        below = QRect(lanes.LEAD, top, self.width() - lanes.LEAD, lanes.HEIGHT - top)
        painter.fillRect(lanes.across(below, self._track.duration, span), ground)

    def _paint_line(self, painter: QPainter, seconds: float, opacity: float) -> None:
        if self._track.duration <= 0:
            return
        share = min(seconds / self._track.duration, 1.0)
        x = lanes.LEAD + round((self.width() - lanes.LEAD - 1) * share)
        colour = QColor(self.palette().text().color())
        colour.setAlphaF(opacity)
        edge = QColor(self.palette().base().color())
        edge.setAlphaF(0.6 * opacity)
        painter.fillRect(QRect(x - 1, 0, 4, lanes.HEIGHT), edge)
        painter.fillRect(QRect(x, 0, 2, lanes.HEIGHT), colour)

    def _paint_times(self, painter: QPainter) -> None:
        foot = QRect(lanes.LEAD, lanes.HEIGHT + 2, self.width() - lanes.LEAD, self._foot)
        painter.setPen(self.palette().placeholderText().color())
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(foot, top | Qt.AlignmentFlag.AlignLeft, clock(0))
        painter.drawText(foot, top | Qt.AlignmentFlag.AlignRight, clock(self._track.duration))


def _in_time(mark: Mark) -> tuple[float, int]:
    return mark.found.span.start, _ORDER.index(mark.found.lane)
