"""What is said in a sound, line by line: each line plays from there, matching words are lit.

While the sound plays, its line is marked and kept in sight, unless the reader scrolls by hand.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QElapsedTimer,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mmdesk.core.entities import Phrase, Span
from mmdesk.gui.parts.words import plain
from mmdesk.gui.player.times import clock

Index = QModelIndex | QPersistentModelIndex
PHRASE = Qt.ItemDataRole.UserRole
PAUSE = 2.0
"""Seconds for which a line stays marked after its end."""
HANDS_OFF_MS = 4000
"""For so long after the reader has scrolled, nothing scrolls by itself."""
_PAD, _GAP, _BAR = 6, 10, 3
_NOWHERE = QModelIndex()
_PART = re.compile(r"[^\W_]+")


class Lines(QAbstractListModel):
    """The phrases, one a row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.phrases: tuple[Phrase, ...] = ()
        self.words: tuple[str, ...] = ()
        """What was asked for, plain: without case and accents."""
        self.found: Span | None = None
        self.spoken = -1
        """The row that is heard."""

    def show(self, phrases: Sequence[Phrase]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.phrases, self.spoken = tuple(phrases), -1
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.phrases)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        phrase = self.phrases[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return phrase.text
            case Qt.ItemDataRole.AccessibleTextRole:
                said = self.tr("{time}, {text}; play from here")
                return said.format(time=clock(phrase.start), text=phrase.text)
        return phrase if role == PHRASE else None

    def row_at(self, position: float) -> int:
        """The row that is heard at this second; -1 before the first."""
        return bisect_right(self.phrases, position, key=lambda phrase: phrase.start) - 1

    def heard_at(self, position: float) -> int:
        """That row while it is heard and through a short pause; then -1."""
        row = self.row_at(position)
        return row if row >= 0 and position < self.phrases[row].end + PAUSE else -1

    def is_match(self, row: int) -> bool:
        """Whether a row lies in what was found."""
        phrase = self.phrases[row]
        return self.found is not None and (
            phrase.start < self.found.end and self.found.start < phrase.end
        )

    def tell(self, row: int) -> None:
        """A row looks different now."""
        if 0 <= row < len(self.phrases):
            self.dataChanged.emit(self.index(row), self.index(row))


class TranscriptView(QListView):
    """A list of lines; a click or Enter on one asks to hear it."""

    wanted = Signal(float)
    """Seconds: play from here."""

    def __init__(
        self, parent: QWidget | None = None, *, size: float = 1.0, tallest: int | None = None
    ) -> None:
        """Where `tallest` is given, it is as high as its lines, up to so many pixels."""
        super().__init__(parent)
        self.lines = Lines(self)
        self._tallest = tallest
        self._by_hand = QElapsedTimer()
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * size)
        self.setFont(font)
        self.setModel(self.lines)
        self.setItemDelegate(_Line(self))
        self.setAccessibleName(self.tr("Transcript"))
        self.setFrameShape(self.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(self.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._want)
        self.verticalScrollBar().sliderMoved.connect(lambda _: self._by_hand.start())

    def show_lines(
        self, phrases: Sequence[Phrase], words: Sequence[str] = (), match: Span | None = None
    ) -> None:
        """Show these lines, with these words lit, from the match on."""
        self.lines.words, self.lines.found = tuple(words), match
        if self.lines.phrases != tuple(phrases):
            self.lines.show(phrases)
            self._fit()
        self.viewport().update()
        first = self.lines.row_at(match.start + 0.01) if match else 0
        if phrases:
            self.scrollTo(self.lines.index(max(first, 0)), self.ScrollHint.PositionAtTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # Qt would draw at the old width for a while
            self._fit()

    def _fit(self) -> None:
        """Be as high as all lines at this width, so that what is around scrolls them."""
        if self._tallest is None:
            return
        height = 2 * self.frameWidth()
        for row in range(len(self.lines.phrases)):
            height += self.sizeHintForRow(row)
            if height > self._tallest:
                break
        bar = Qt.ScrollBarPolicy
        whole = height <= self._tallest
        self.setVerticalScrollBarPolicy(bar.ScrollBarAlwaysOff if whole else bar.ScrollBarAsNeeded)
        self.setFixedHeight(min(height, self._tallest))

    def follow(self, position: float | None) -> None:
        """The sound is heard at this second, or not at all."""
        row = -1 if position is None else self.lines.heard_at(position)
        before, self.lines.spoken = self.lines.spoken, row
        if row == before:
            return
        self.lines.tell(before)
        self.lines.tell(row)
        rested = not self._by_hand.isValid() or self._by_hand.hasExpired(HANDS_OFF_MS)
        if row >= 0 and rested:
            self.scrollTo(self.lines.index(row), self.ScrollHint.PositionAtCenter)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._by_hand.start()
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        played = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if index.isValid() and event.key() in played:
            self._want(index)
        else:
            super().keyPressEvent(event)

    def _want(self, index: Index) -> None:
        self.wanted.emit(self.lines.phrases[index.row()].start)


class _Line(QStyledItemDelegate):
    """Time, then words; what was found has a bar before it, what is heard a ground."""

    def __init__(self, view: TranscriptView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        phrase: Phrase = index.data(PHRASE)
        width = self._view.viewport().width()
        layout = self._laid_out(option, phrase, width)
        return QSize(width, round(layout.boundingRect().height()) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        phrase: Phrase = index.data(PHRASE)
        palette, place = option.palette, option.rect
        painter.save()
        self._paint_ground(painter, option, index.row())
        painter.setFont(option.font)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        time = QRect(place.left() + _GAP, place.top() + _PAD, self._time_width(option), 99)
        time.setHeight(option.fontMetrics.height())
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(
            QStyle.visualRect(option.direction, place, time), side, clock(phrase.start)
        )
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        left = _GAP if mirrored else self._lead(option)
        layout = self._laid_out(option, phrase, place.width())
        layout.draw(painter, QPointF(place.left() + left, place.top() + _PAD))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, row: int) -> None:
        accent = QColor(option.palette.color(QPalette.ColorRole.Highlight))
        place, lines = option.rect, self._view.lines
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if row == lines.spoken or hovered:
            ground = QColor(accent)
            ground.setAlphaF(0.22 if row == lines.spoken else 0.10)
            painter.fillRect(place, ground)
        if lines.is_match(row):
            bar = QRect(place.left(), place.top() + 2, _BAR, place.height() - 4)
            painter.fillRect(QStyle.visualRect(option.direction, place, bar), accent)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(accent)
            painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _time_width(self, option: QStyleOptionViewItem) -> int:
        last = self._view.lines.phrases[-1].start
        return option.fontMetrics.horizontalAdvance(clock(last).replace("1", "0"))

    def _lead(self, option: QStyleOptionViewItem) -> int:
        return _GAP + self._time_width(option) + _GAP

    def _laid_out(self, option: QStyleOptionViewItem, phrase: Phrase, width: int) -> QTextLayout:
        layout = QTextLayout(phrase.text, self._view.font())
        wrapping = QTextOption()
        wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        wrapping.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(wrapping)
        layout.setFormats(self._lit(phrase.text))
        layout.beginLayout()
        height, room = 0.0, max(width - self._lead(option) - _GAP, 32)
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout

    def _lit(self, text: str) -> list[QTextLayout.FormatRange]:
        ranges = []
        for start, end in lit(text, self._view.lines.words):
            look = QTextCharFormat()
            glow = QColor(self._view.palette().color(QPalette.ColorRole.Highlight))
            glow.setAlphaF(0.38)
            look.setBackground(glow)
            look.setFontWeight(600)
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = start, end - start, look
            ranges.append(one)
        return ranges


def lit(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in a text, as whole words; case and accents do not matter.

    A word of several parts is a phrase: they stand in this order, whatever is between.
    """
    places = [each.span() for each in _PART.finditer(text)]
    parts = [plain(text[start:end]) for start, end in places]
    found = set()
    for word in words:
        wanted = [plain(each) for each in _PART.findall(word)]
        ends = range(len(wanted), len(parts) + 1) if wanted else ()
        matches = [end for end in ends if parts[end - len(wanted) : end] == wanted]
        found |= {(places[end - len(wanted)][0], places[end - 1][1]) for end in matches}
    return sorted(found)
