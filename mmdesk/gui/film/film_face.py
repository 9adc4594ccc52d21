"""What lies over the picture of a video on a tile: its time, and the line where the pointer is."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPixmap

from mmdesk.gui.parts.icons import icon
from mmdesk.gui.player.times import clock, length

ROW = 22
"""The height of the line of badges at the foot of a tile, in logical pixels."""
_INSET, _ICON, _GAP = 6, 12, 3
_KEPT = 512
_SOLID = 0.88


@dataclass(frozen=True, slots=True)
class FilmLook:
    """What is drawn of one video."""

    duration: float
    frame: QPixmap | None = None
    """What to draw in place of its poster."""
    at: float | None = None
    """The second whose frame that is; None for the poster."""
    pointed: float | None = None
    """The share of the picture at which the pointer scrubs."""


class FilmFace:
    """Draws over the tiles of one size; made anew with the tile painter."""

    def __init__(self, ratio: float, palette: QPalette, font: QFont) -> None:
        self._ratio, self._palette = ratio, palette
        self._font = QFont(font)
        self._font.setPixelSize(max(round(QFontMetrics(font).height() * 0.72 * ratio), 1))
        self._pills: dict[tuple[str, bool], QPixmap] = {}

    def draw_pill(self, painter: QPainter, room: QRect, look: FilmLook) -> None:
        """The time at the trailing end of `room`, device pixels: as much of it as fits."""
        texts = _texts(look)
        forms = [(text, True) for text in texts] + [(text, False) for text in texts[-1:] if text]
        pills = (self._pill(text, sign=sign) for text, sign in forms)
        pill = next((pill for pill in pills if pill.width() <= room.width()), None)
        if pill is None:
            return
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = room.left() if mirrored else room.right() + 1 - pill.width()
        painter.drawPixmap(left, room.top() + (room.height() - pill.height()) // 2, pill)

    def draw_line(self, painter: QPainter, picture: QRect, share: float) -> None:
        """Where the pointer scrubs: dark, between light edges, so that it is seen on anything."""
        wide = max(round(self._ratio), 1)
        left = picture.left() + round((picture.width() - wide) * share)
        line = QRect(left, picture.top(), wide, picture.height())
        painter.fillRect(line.adjusted(-wide, 0, wide, 0), QColor.fromRgbF(1, 1, 1, 0.55))
        painter.fillRect(line, QColor.fromRgbF(0, 0, 0, 0.9))

    def _pill(self, text: str, *, sign: bool) -> QPixmap:
        key = text, sign
        if key not in self._pills:
            if len(self._pills) >= _KEPT:
                self._pills.clear()
            self._pills[key] = self._drawn(text, sign=sign)
        return self._pills[key]

    def _drawn(self, text: str, *, sign: bool) -> QPixmap:
        """A sign that something moves, where there is room for it, and the time."""
        ratio, metrics = self._ratio, QFontMetrics(self._font)
        inset, side, gap = (round(each * ratio) for each in (_INSET, _ICON, _GAP))
        words, before = metrics.horizontalAdvance(text), side + gap if sign else 0
        high = round((ROW - 2) * ratio)
        pill = QPixmap(2 * inset + before + words - (gap if sign and not text else 0), high)
        pill.fill(Qt.GlobalColor.transparent)
        ground = QColor(self._palette.color(QPalette.ColorRole.Base))
        ground.setAlphaF(_SOLID)
        painter = QPainter(pill)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(pill.rect()), high / 2, high / 2)
        if sign:
            icon("play").paint(painter, QRect(inset, (high - side) // 2, side, side))
        painter.setFont(self._font)
        painter.setPen(self._palette.color(QPalette.ColorRole.Text))
        beside = pill.rect().adjusted(inset + before, 0, 0, 0)
        painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
        return pill


def _texts(look: FilmLook) -> list[str]:
    """What the pill may say, the most first."""
    whole = length(look.duration) if look.duration > 0 else ""
    if look.at is None:
        return [whole]
    at = clock(look.at)
    return [f"{at} / {whole}", at] if whole else [at]
