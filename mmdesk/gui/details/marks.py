"""The heart and the stars: a favourite's box and a rating, for one item or for many.

Both are native controls under their drawing (a check box, a slider), so that keys, focus and
screen readers find what they know.
"""

from PySide6.QtCore import QEvent, QPoint, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QCheckBox,
    QStyle,
    QStyleOptionButton,
    QStyleOptionFocusRect,
    QStylePainter,
    QWidget,
)

from mmdesk.gui.parts.icons import icon

_SIDE = 20
_GAP = 4
_MARGIN = 2
_HEARTS = {
    Qt.CheckState.Unchecked: "heart",
    Qt.CheckState.PartiallyChecked: "heart-half",
    Qt.CheckState.Checked: "heart-filled",
}


class FavouriteBox(QCheckBox):
    """A heart: full, empty, or half where only some of many are favourites."""

    chosen = Signal(bool)
    """The user made all of them favourites, or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("Favourite"))
        self.clicked.connect(lambda: self.chosen.emit(self.isChecked()))

    def show_state(self, state: Qt.CheckState) -> None:
        """Show what is so, without telling anyone."""
        with QSignalBlocker(self):
            self.setTristate(state is Qt.CheckState.PartiallyChecked)
            self.setCheckState(state)
        self.update()

    def nextCheckState(self) -> None:
        full = self.checkState() is Qt.CheckState.Checked
        self.show_state(Qt.CheckState.Unchecked if full else Qt.CheckState.Checked)

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        height = max(_SIDE, text.height()) + 2 * _MARGIN
        return QSize(_SIDE + 2 * _GAP + text.width() + 2 * _MARGIN, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        inner = self.rect().adjusted(_MARGIN, 0, -_MARGIN, 0)
        heart = QRect(inner.left(), (self.height() - _SIDE) // 2, _SIDE, _SIDE)
        heart = QStyle.visualRect(self.layoutDirection(), inner, heart)
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        icon(_HEARTS[self.checkState()]).paint(painter, heart, Qt.AlignmentFlag.AlignCenter, mode)
        words = inner.adjusted(_SIDE + 2 * _GAP, 0, 0, 0)
        words = QStyle.visualRect(self.layoutDirection(), inner, words)
        alignment = Qt.AlignmentFlag.AlignVCenter | QStyle.visualAlignment(
            self.layoutDirection(), Qt.AlignmentFlag.AlignLeft
        )
        flags = int(alignment.value) | int(Qt.TextFlag.TextShowMnemonic.value)
        self.style().drawItemText(
            painter, words, flags, option.palette, self.isEnabled(), self.text()
        )
        if self.hasFocus():
            _draw_focus(painter, self)


class Stars(QAbstractSlider):
    """Five stars. Click the last full one again, or press 0, for none."""

    rated = Signal(int)
    """The user chose so many stars, 0 to 5."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, 5)
        self.setPageStep(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Rating"))
        self._hovered = 0
        self._differ = False
        self.valueChanged.connect(self._tell)
        self.show_rating(0)

    def show_rating(self, stars: int | None) -> None:
        """Show what is so, without telling anyone; None where the ratings of many differ."""
        with QSignalBlocker(self):
            self.setValue(stars or 0)
        self._describe(differ=stars is None)

    def _describe(self, *, differ: bool) -> None:
        self._differ = differ
        count = self.tr("%n star(s)", "", self.value())
        self.setAccessibleDescription(self.tr("Different ratings") if differ else count)
        self.setToolTip(self.tr("Rate with the keys 0 to 5. Click the same star again for none."))
        self.update()

    def _tell(self, stars: int) -> None:
        self._describe(differ=False)
        self.rated.emit(stars)

    def _rate(self, stars: int) -> None:
        if stars == self.value() and self._differ:
            self._tell(stars)
        self.setValue(stars)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in tuple("012345"):
            self._rate(int(event.text()))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel scrolls what lies around the stars

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._star_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(0)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            star = self._star_at(event.position().toPoint())
            self._rate(0 if star == self.value() and not self._differ else star)

    def _hover(self, star: int) -> None:
        self._hovered = star
        self.update()

    def _star_at(self, place: QPoint) -> int:
        x = QStyle.visualPos(self.layoutDirection(), self.rect(), place).x() - _MARGIN
        return min(max(x // (_SIDE + _GAP) + 1, 1), 5)

    def sizeHint(self) -> QSize:
        return QSize(5 * _SIDE + 4 * _GAP + 2 * _MARGIN, _SIDE + 2 * _MARGIN)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        full = self._hovered or self.value()
        for star in range(1, 6):
            faint = not self._hovered and self._differ
            mode = QIcon.Mode.Disabled if faint or not self.isEnabled() else QIcon.Mode.Normal
            name = "star-filled" if star <= full else "star"
            icon(name).paint(painter, self._place(star), Qt.AlignmentFlag.AlignCenter, mode)
        if self.hasFocus():
            _draw_focus(painter, self)

    def _place(self, star: int) -> QRect:
        left = _MARGIN + (star - 1) * (_SIDE + _GAP)
        place = QRect(left, (self.height() - _SIDE) // 2, _SIDE, _SIDE)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)


def _draw_focus(painter: QPainter, widget: QWidget) -> None:
    option = QStyleOptionFocusRect()
    option.initFrom(widget)
    widget.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, widget)
