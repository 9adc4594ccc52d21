"""How a sound looks on a tile of the grid: its cover, its waveform below, how long it is.

All that stays is drawn once into a pixmap for each sound, in device pixels; only the one that is
heard or pointed at has more drawn over it.
"""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPixmap

from mmdesk.gui.parts.icons import icon
from mmdesk.gui.player import waveform
from mmdesk.gui.player.times import clock
from mmdesk.gui.player.waveform import Colours, Wave

KEPT = 256
INSET, ROW, BUTTON, GAP = 8, 22, 28, 4
"""Room around everything, the line of badges at the foot, the button, and what is between."""
_WAVE, _ALONE = 0.26, 0.44
"""Of the tile's side: the waveform below a cover, and without one."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is drawn of one sound."""

    wave: Wave
    favourite: bool
    position: float | None = None
    """How far it is heard; None when it is not on."""
    playing: bool = False
    pointed: float | None = None
    """The share of the waveform that a click would lead to."""
    hovered: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a tile are, from its corner on, in the units of `scale`."""

    cover: QRect
    wave: QRect
    button: QRect
    foot: QRect

    @classmethod
    def of(cls, side: int, scale: float, *, cover: bool, mirrored: bool) -> "Places":
        """`side` in those units: logical pixels (scale 1) or device pixels."""
        inset, row = round(INSET * scale), round(ROW * scale)
        button, gap = round(BUTTON * scale), round(GAP * scale)
        wide, foot = side - 2 * inset, side - inset - row
        high = round(side * (_WAVE if cover else _ALONE))
        top = foot - high - gap if cover else max((foot + inset - high) // 2, inset)
        lead = side - inset - button if mirrored else inset
        return cls(
            QRect(inset, inset, wide, max(top - inset - gap, 0)),
            QRect(inset, top, wide, high),
            QRect(lead, inset, button, button),
            QRect(inset, foot, wide, row),
        )


class TileFace:
    """Draws the sounds on tiles of one size; made anew with the tile painter."""

    def __init__(self, side: int, ratio: float, palette: QPalette, font: QFont) -> None:
        """`side` in device pixels."""
        self._side, self._ratio, self._palette = side, ratio, palette
        self._colours = Colours.of(palette)
        self._font = QFont(font)
        self._font.setPixelSize(max(round(QFontMetrics(font).height() * 0.72 * ratio), 1))
        self._faces: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()

    def draw(
        self, painter: QPainter, left: int, top: int, look: Look, cover: QPixmap | None
    ) -> None:
        """Draw a sound's face on the tile at this place."""
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.drawPixmap(left, top, self._face(look, cover, mirrored=mirrored))
        if look.position is None and not look.hovered:
            return
        places = Places.of(self._side, self._ratio, cover=cover is not None, mirrored=mirrored)
        self._draw_live(painter, places, QPoint(left, top), look)

    def _draw_live(self, painter: QPainter, places: Places, at: QPoint, look: Look) -> None:
        place = places.wave.translated(at)
        if look.position is not None and look.wave.duration > 0:
            share = min(look.position / look.wave.duration, 1.0)
            waveform.draw_played(painter, place, look.wave, self._colours, self._ratio, share)
        if look.pointed is not None:
            faint = QColor(self._colours.line)
            faint.setAlphaF(0.5)
            waveform.draw_line(painter, place, look.pointed, faint, self._ratio)
        self._draw_button(painter, places.button.translated(at), playing=look.playing)

    def _draw_button(self, painter: QPainter, place: QRect, *, playing: bool) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(self._palette.color(QPalette.ColorRole.Base))
        ground.setAlphaF(0.92)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(place)
        inset = round(6 * self._ratio)
        icon("pause" if playing else "play").paint(
            painter, place.adjusted(inset, inset, -inset, -inset)
        )
        painter.restore()

    def _face(self, look: Look, cover: QPixmap | None, *, mirrored: bool) -> QPixmap:
        key = look.wave, look.favourite, cover.cacheKey() if cover else None, mirrored
        if key in self._faces:
            self._faces.move_to_end(key)
            return self._faces[key]
        while len(self._faces) >= KEPT:
            self._faces.popitem(last=False)
        self._faces[key] = self._drawn(look, cover, mirrored=mirrored)
        return self._faces[key]

    def _drawn(self, look: Look, cover: QPixmap | None, *, mirrored: bool) -> QPixmap:
        face = QPixmap(self._side, self._side)
        face.fill(Qt.GlobalColor.transparent)
        places = Places.of(self._side, self._ratio, cover=cover is not None, mirrored=mirrored)
        painter = QPainter(face)
        if cover is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(_fitted(cover.size(), places.cover), cover)
        waveform.draw(painter, places.wave, look.wave, self._colours, self._ratio)
        self._write_duration(painter, places.foot, look, mirrored=mirrored)
        painter.end()
        return face

    def _write_duration(
        self, painter: QPainter, foot: QRect, look: Look, *, mirrored: bool
    ) -> None:
        if look.wave.duration <= 0:
            return
        heart = round(ROW * self._ratio) if look.favourite else 0
        room = foot.adjusted(heart, 0, 0, 0) if mirrored else foot.adjusted(0, 0, -heart, 0)
        side = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        painter.setFont(self._font)
        painter.setPen(self._palette.color(QPalette.ColorRole.Text))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, clock(look.wave.duration))


def _fitted(size: QSize, place: QRect) -> QRect:
    size = size.scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
    fitted = QRect(QPoint(0, 0), size)
    fitted.moveCenter(place.center())
    return fitted
