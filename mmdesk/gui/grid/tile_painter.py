"""How one cell of the grid looks: ground, picture, badges, name, frames.

Everything that many cells share is drawn once into pixmaps, in device pixels, so that a cell costs
a handful of copies; a TilePainter is made anew when size, screen, palette or font change.
"""

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QLocale, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
    QStaticText,
)

from mmdesk.core.entities import Hit, Kind
from mmdesk.core.listings import Month, Tile
from mmdesk.gui.film.film_face import FilmFace, FilmLook
from mmdesk.gui.grid import tile_text
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.player.tile_face import Look, TileFace

PADDING = 6
"""Ground that is seen around a picture."""
RADIUS = 6
FRAME = 3
BADGE = 22
NAME_GAP = 6
HEADER_GAP = 12
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_NAMES_KEPT = 4096
_FADED = 0.4


@dataclass(frozen=True, slots=True)
class Cell:
    """What is to be drawn at a place (in logical pixels)."""

    left: int
    top: int
    name: str
    tile: Tile | None
    hit: Hit | None
    picture: QPixmap | None
    missing: bool
    selected: bool
    sound: Look | None = None
    """How it looks as a sound, once its waveform is known."""
    film: FilmLook | None = None
    """How it looks as a video."""


class TilePainter:
    """Draws cells of one size. Pictures and names are drawn in turns, for many cells at once."""

    def __init__(
        self, side: int, ratio: float, palette: QPalette, font: QFont, *, names: bool
    ) -> None:
        self.side, self.ratio = side, ratio
        self._palette = QPalette(palette)
        self.font = QFont(font)
        self.font.setPointSizeF(max(font.pointSizeF() * 0.9, 1))
        self._metrics = QFontMetrics(self.font)
        self._heading = QFont(font)
        self._heading.setBold(True)
        self._names_shown = names
        self._names: dict[str, tuple[QStaticText, float]] = {}
        self._badges: dict[str, QPixmap] = {}
        self._placeholders: dict[Kind, QPixmap] = {}
        self._px = round(side * ratio)

    @property
    def cell(self) -> tuple[int, int]:
        """Width and height of a cell, logical."""
        name = self._metrics.height() + NAME_GAP if self._names_shown else 0
        return self.side, self.side + name

    @property
    def picture_size(self) -> QSize:
        """What pictures must fit, in device pixels."""
        side = self._px - 2 * round(PADDING * self.ratio)
        return QSize(side, side)

    def draw_pictures(self, painter: QPainter, cells: list[Cell]) -> None:
        """Everything but names. Drawn in device pixels, since scaled pixmaps are never sharp."""
        painter.save()
        painter.scale(1 / self.ratio, 1 / self.ratio)
        for cell in cells:
            left, top = round(cell.left * self.ratio), round(cell.top * self.ratio)
            painter.drawPixmap(left, top, self._chosen if cell.selected else self._ground)
            self._draw_picture(painter, left, top, cell)
            self._draw_badges(painter, left, top, cell)
        painter.restore()

    def draw_names(self, painter: QPainter, cells: list[Cell]) -> None:
        """The names below."""
        if not self._names_shown:
            return
        painter.setFont(self.font)
        painter.setPen(self._palette.color(QPalette.ColorRole.Text))
        for cell in cells:
            if cell.name:
                text, inset = self._elided(cell.name)
                place = QPointF(cell.left + inset, cell.top + self.side + NAME_GAP / 2)
                painter.drawStaticText(place, text)

    @property
    def header_height(self) -> int:
        """The height of a month's heading, logical."""
        return QFontMetrics(self._heading).height() + 2 * HEADER_GAP

    def draw_header(self, painter: QPainter, place: QRect, month: Month) -> None:
        """A month, and how many items it has."""
        text, count = tile_text.month(month), QLocale().toString(month.count)
        gap = QFontMetrics(self._heading).horizontalAdvance(text + "  ")
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        beside = place.adjusted(0, 0, -gap, 0) if mirrored else place.adjusted(gap, 0, 0, 0)
        painter.setFont(self._heading)
        painter.setPen(self._palette.color(QPalette.ColorRole.Text))
        painter.drawText(place, _LEADING, text)
        painter.setFont(self.font)
        painter.setPen(self._palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(beside, _LEADING, count)

    def draw_focus(self, painter: QPainter, cell: Cell) -> None:
        """The frame that shows where the keyboard is."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._palette.color(QPalette.ColorRole.Highlight), 2))
        around = QRectF(cell.left, cell.top, self.side, self.side).adjusted(-3, -3, 3, 3)
        painter.drawRoundedRect(around, RADIUS + 2, RADIUS + 2)
        painter.restore()

    def _draw_picture(self, painter: QPainter, left: int, top: int, cell: Cell) -> None:
        picture = cell.picture
        if cell.sound is not None:
            self._sounds.draw(painter, left, top, cell.sound, picture)
            return
        if picture is None and cell.missing:
            picture = self._placeholder(cell.tile.kind if cell.tile else Kind.PHOTO)
        if picture is None:
            return
        size, room = picture.size(), self.picture_size
        if size.width() > room.width() or size.height() > room.height():
            size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
        left += (self._px - size.width()) // 2
        top += (self._px - size.height()) // 2
        place = QRect(left, top, size.width(), size.height())
        painter.drawPixmap(place, picture)
        if cell.film is not None and cell.film.pointed is not None:
            self._films.draw_line(painter, place, cell.film.pointed)

    def _draw_badges(self, painter: QPainter, left: int, top: int, cell: Cell) -> None:
        """Why at the leading lower corner, then what is the matter with it; the heart trailing.

        What is left between them is for a video's time.
        """
        inset, badge = round((PADDING - 2) * self.ratio), round(BADGE * self.ratio)
        room = QRect(left + inset, top + self._px - inset - badge, self._px - 2 * inset, badge)
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for name in _badges(cell):
            self._put_badge(painter, room, name, at_left=not mirrored)
        if cell.tile and cell.tile.marks.favourite:
            self._put_badge(painter, room, "heart-filled", at_left=mirrored)
        if cell.film is not None:
            self._films.draw_pill(painter, room, cell.film)

    def _put_badge(self, painter: QPainter, room: QRect, name: str, *, at_left: bool) -> None:
        """Draw a badge at one end of the room; what is left is the room for more."""
        side = room.height()
        left = room.left() if at_left else room.right() + 1 - side
        painter.drawPixmap(left, room.top(), self._badge(name))
        room.setLeft(left + side) if at_left else room.setRight(left - 1)

    # Drawn once

    @cached_property
    def _sounds(self) -> TileFace:
        return TileFace(self._px, self.ratio, self._palette, self.font)

    @cached_property
    def _films(self) -> FilmFace:
        return FilmFace(self.ratio, self._palette, self.font)

    @cached_property
    def _ground(self) -> QPixmap:
        return self._panel(self._mixed(QPalette.ColorRole.Text, 0.08), frame=None)

    @cached_property
    def _chosen(self) -> QPixmap:
        frame = self._palette.color(QPalette.ColorRole.Highlight)
        return self._panel(self._mixed(QPalette.ColorRole.Highlight, 0.28), frame)

    def _panel(self, colour: QColor, frame: QColor | None) -> QPixmap:
        panel = QPixmap(self._px, self._px)
        panel.fill(self._palette.color(QPalette.ColorRole.Base))
        width = FRAME * self.ratio if frame else 0.0
        painter = QPainter(panel)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(frame, width) if frame else Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        inside = QRectF(panel.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(inside, RADIUS * self.ratio, RADIUS * self.ratio)
        painter.end()
        return panel

    def _mixed(self, role: QPalette.ColorRole, share: float) -> QColor:
        """The ground with a little of another colour in it."""
        base = self._palette.color(QPalette.ColorRole.Base)
        other = self._palette.color(role)
        parts = zip(base.getRgbF()[:3], other.getRgbF()[:3], strict=True)  # type: ignore[index]
        return QColor.fromRgbF(*(one + (two - one) * share for one, two in parts))

    def _badge(self, name: str) -> QPixmap:
        if name not in self._badges:
            self._badges[name] = self._drawn_badge(name)
        return self._badges[name]

    def _drawn_badge(self, name: str) -> QPixmap:
        side, margin = round(BADGE * self.ratio), round(self.ratio)
        ground = self._palette.color(QPalette.ColorRole.Base)
        ground.setAlphaF(0.88)
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(pixmap.rect().adjusted(margin, margin, -margin, -margin))
        inset = round(4 * self.ratio)
        icon(name).paint(painter, pixmap.rect().adjusted(inset, inset, -inset, -inset))
        painter.end()
        return pixmap

    def _placeholder(self, kind: Kind) -> QPixmap:
        if kind not in self._placeholders:
            side = round(min(max(self.side / 4, 24), 64) * self.ratio)
            pixmap = QPixmap(side, side)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            icon(kind.value).paint(painter, pixmap.rect())
            # Faded as a whole, or lines would be darker where they cross.
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
            painter.fillRect(pixmap.rect(), QColor.fromRgbF(0, 0, 0, _FADED))
            painter.end()
            self._placeholders[kind] = pixmap
        return self._placeholders[kind]

    def _elided(self, name: str) -> tuple[QStaticText, float]:
        """The name as it fits, and how far it stands in."""
        if name not in self._names:
            if len(self._names) >= _NAMES_KEPT:
                self._names.clear()
            shown = self._metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, self.side)
            text = QStaticText(shown)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            inset = max(self.side - self._metrics.horizontalAdvance(shown), 0) / 2
            self._names[name] = text, inset
        return self._names[name]


def _badges(cell: Cell) -> list[str]:
    """The icons for why a hit is there and for what is not at hand."""
    names = [_why(cell.hit.reasons[0])] if cell.hit and cell.hit.reasons else []
    if cell.tile and cell.tile.live:
        names.append("live")
    if cell.tile and not cell.tile.online:
        names.append("offline")
    return names


def _why(reason: str) -> str:
    """The icon of a reason as search/ words it."""
    return next((image for start, image in _REASONS.items() if reason.startswith(start)), "content")


_REASONS = {
    "words": "words",
    "look": "look",
    "seen: look": "look",
    "said": "speech",
    "sounds": "sound",
    "heard": "sound",
}
