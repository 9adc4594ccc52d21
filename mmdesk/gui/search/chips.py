"""The chips of the search bar: filters and example pictures, each with a cross that removes it.

A click on a filter puts it back into the field as text; on an example it changes between more and
less like this. Delete or Backspace removes the chip that has the focus.
"""

import html
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QToolButton, QWidget

from mmdesk.gui.parts.icons import icon
from mmdesk.gui.player import waveform
from mmdesk.gui.player.waveform import Colours, Wave
from mmdesk.gui.search.dropping import is_sound, is_video, shown_name
from mmdesk.gui.search.filter_parts import FilterPart

HEIGHT = 28
"""Pixels, as everything below."""
PICTURE = 24
_ICON = 16
_CROSS = 20
_WIDEST = 176
_RADIUS = 6.0


def plain(text: str) -> str:
    """A tooltip that shows a text as it is: names of files may look like rich text."""
    return f"<p>{html.escape(text)}</p>"


class Chip(QAbstractButton):
    """A picture or icon, a text, and a cross."""

    removed = Signal()

    def __init__(self, text: str, image: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = image
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _WIDEST))
        self.cross = self._make_cross()

    def _make_cross(self) -> QToolButton:
        cross = QToolButton(self, autoRaise=True)
        cross.setIcon(icon("close"))
        cross.setIconSize(QSize(12, 12))
        cross.setFixedSize(_CROSS, _CROSS)
        # Whoever uses the keys presses Delete on the chip; one stop of the Tab key is enough.
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.clicked.connect(self.removed)
        return cross

    @property
    def _lead(self) -> int:
        """Width of what stands before the text, with its margins."""
        return 8 + _ICON + 4

    def sizeHint(self) -> QSize:
        width = self._lead + self.fontMetrics().horizontalAdvance(self.text()) + 4 + _CROSS + 4
        return QSize(width, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        top = (HEIGHT - _CROSS) // 2
        self.cross.setGeometry(self._placed(self.width() - _CROSS - 4, top, _CROSS, _CROSS))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.removed.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_lead(painter)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.setFont(self._text_font())
        width = self.width() - self._lead - _CROSS - 8
        place = self._placed(self._lead, 0, width, HEIGHT)
        # A name reads as it is written, whatever the direction of the window.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        aligned = self._leading() | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(place, aligned, self.text())

    def _paint_ground(self, painter: QPainter) -> None:
        ground = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        colour = QColor(self.palette().color(QPalette.ColorRole.Text))
        colour.setAlpha(44 if self.underMouse() or self.isDown() else 24)
        painter.setBrush(colour)
        painter.setPen(self._outline())
        painter.drawRoundedRect(ground, _RADIUS, _RADIUS)

    def _outline(self) -> QPen:
        if self.hasFocus():
            return QPen(self.palette().color(QPalette.ColorRole.Highlight), 1.5)
        return QPen(Qt.PenStyle.NoPen)

    def _paint_lead(self, painter: QPainter) -> None:
        place = self._placed(8, (HEIGHT - _ICON) // 2, _ICON, _ICON)
        icon(self._image).paint(painter, place)

    def _text_font(self) -> QFont:
        return self.font()

    def _placed(self, x: int, y: int, width: int, height: int) -> QRect:
        place = QRect(x, y, width, height)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _leading(self) -> Qt.AlignmentFlag:
        return QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)


class FilterChip(Chip):
    """One condition that results must meet."""

    def __init__(self, part: FilterPart, parent: QWidget | None = None) -> None:
        super().__init__(part.text, part.icon, parent)
        self.part = part
        self.setToolTip(plain(part.hint))
        self.setAccessibleName(self.tr("Filter: {filter}").format(filter=part.hint))
        self.setAccessibleDescription(self.tr("Press to edit it, Delete to remove it"))
        remove = self.tr("Remove the filter: {filter}").format(filter=part.hint)
        self.cross.setAccessibleName(remove)
        self.cross.setToolTip(self.tr("Remove"))


class ExampleChip(Chip):
    """A picture that results should be like, or less like."""

    def __init__(self, path: Path, *, without: bool, parent: QWidget | None = None) -> None:
        super().__init__(shown_name(path.name), _sign(path), parent)
        self.path, self.without, self.fault = path, without, ""
        self._picture: QPixmap | None = None
        self._peaks = b""
        self._say()

    def set_without(self, without: bool) -> None:
        """Show whether results should be less like it."""
        self.without = without
        self._say()

    def show_example(self, shown: QImage | bytes) -> None:
        """Show the picture, cut to a square, or the waveform, by its peaks."""
        if isinstance(shown, bytes):
            self._peaks = shown
            self.update()
        else:
            self._set_picture(shown)

    def _set_picture(self, image: QImage) -> None:
        side = min(image.width(), image.height())
        square = QRect((image.width() - side) // 2, (image.height() - side) // 2, side, side)
        self._picture = QPixmap.fromImage(image.copy(square))
        self.update()

    def set_fault(self, sentence: str) -> None:
        """Show that nothing can be like this file, and why."""
        self.fault = sentence
        self._image = "warning"
        self._say()

    def _say(self) -> None:
        name = shown_name(self.path.name)
        says = self.tr("less like this") if self.without else self.tr("more like this")
        says = self.tr("cannot be used") if self.fault else says
        known = self.tr("Example {name}, {says}").format(name=name, says=says)
        self.setAccessibleName(known)
        self.setAccessibleDescription(self.fault or self.tr("Press to change, Delete to remove"))
        self.cross.setAccessibleName(self.tr("{example}; remove").format(example=known))
        self.cross.setToolTip(self.tr("Remove"))
        self.setToolTip(plain(self.fault or self._hint()))
        self.update()

    def _hint(self) -> str:
        name = shown_name(self.path.name)
        if self.without:
            return self.tr("Less like {name}. Click for more like it.").format(name=name)
        return self.tr("Like {name}. Click for less like it.").format(name=name)

    @property
    def _lead(self) -> int:
        return 2 + PICTURE + 6

    def _paint_lead(self, painter: QPainter) -> None:
        place = QRectF(self._placed(2, (HEIGHT - PICTURE) // 2, PICTURE, PICTURE))
        if self._peaks and not self.fault:
            self._paint_wave(painter, place)
        elif self._picture is None or self.fault:
            icon(self._image).paint(painter, place.toRect().adjusted(4, 4, -4, -4))
        else:
            self._paint_picture(painter, place, self._picture)
        if self.without and not self.fault:
            self._paint_less(painter, place)

    def _paint_wave(self, painter: QPainter, place: QRectF) -> None:
        ratio = self.devicePixelRatioF()
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        corner, side = place.topLeft() * ratio, round(place.width() * ratio)
        wave = Wave(self._peaks, 0.0)
        box = QRect(corner.toPoint(), QSize(side, side))
        waveform.draw(painter, box, wave, Colours.of(self.palette()), ratio)
        painter.restore()

    def _paint_picture(self, painter: QPainter, place: QRectF, picture: QPixmap) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(place, _RADIUS - 2, _RADIUS - 2)
        painter.save()
        painter.setClipPath(outline)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(0.45 if self.without else 1.0)
        painter.drawPixmap(place, picture, QRectF(picture.rect()))
        painter.restore()

    def _paint_less(self, painter: QPainter, place: QRectF) -> None:
        """A bar across the picture: readable without colour, right in light and dark."""
        inside = place.adjusted(4, 4, -4, -4)
        ends = QPointF(inside.left(), inside.bottom()), QPointF(inside.right(), inside.top())
        roles = (QPalette.ColorRole.Base, 5.0), (QPalette.ColorRole.Text, 2.0)
        for role, width in roles:
            colour, cap = self.palette().color(role), Qt.PenCapStyle.RoundCap
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, cap))
            painter.drawLine(*ends)

    def _outline(self) -> QPen:
        if self.without and not self.fault and not self.hasFocus():
            colour = QColor(self.palette().color(QPalette.ColorRole.Text))
            colour.setAlpha(130)
            return QPen(colour, 1, Qt.PenStyle.DashLine)
        return super()._outline()

    def _text_font(self) -> QFont:
        font = self.font()
        font.setStrikeOut(self.without and not self.fault)
        return font


def _sign(path: Path) -> str:
    """The icon of an example that is not shown (yet)."""
    if is_sound(path):
        return "sound"
    return "video" if is_video(path) else "photo"
