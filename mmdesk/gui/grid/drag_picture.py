"""What hangs on the pointer while items are dragged: a picture, and how many there are."""

from PySide6.QtCore import QLocale, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPixmap

SIDE = 96
_PILL = 24


def drag_picture(thumbnail: QPixmap | None, count: int, palette: QPalette, ratio: float) -> QPixmap:
    """The thumbnail, small, with the count on it where it is more than one."""
    size = thumbnail.size() if thumbnail else QSize(4, 3)
    size.scale(round(SIDE * ratio), round(SIDE * ratio), Qt.AspectRatioMode.KeepAspectRatio)
    picture = QPixmap(size)
    picture.fill(palette.color(QPalette.ColorRole.Mid))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if thumbnail:
        painter.drawPixmap(picture.rect(), thumbnail)
    painter.scale(ratio, ratio)
    if count > 1:
        _draw_count(painter, QLocale().toString(count), round(size.width() / ratio), palette)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def _draw_count(painter: QPainter, text: str, width: int, palette: QPalette) -> None:
    wide = max(painter.fontMetrics().horizontalAdvance(text) + 16, _PILL)
    place = QRect(width - wide - 4, 4, wide, _PILL)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(Qt.GlobalColor.transparent))
    painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
    painter.drawRoundedRect(place, _PILL / 2, _PILL / 2)
    painter.setPen(palette.color(QPalette.ColorRole.HighlightedText))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
