"""A video along its time: where its three lanes lie, and how each is drawn.

What is seen is a strip of frames, what is heard a waveform, what is said a bar for each phrase.
Time runs from left to right in every language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPalette

from mmdesk.core.entities import Lane, Phrase, Span
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.player import waveform
from mmdesk.gui.player.waveform import Colours, Wave

HEIGHTS = {Lane.SEEN: 40, Lane.HEARD: 32, Lane.SAID: 24}
"""Pixels, as everything below; none is too low for a finger."""
GAP = 4
LEAD = 24
"""Where the signs of the lanes stand."""
HEIGHT = sum(HEIGHTS.values()) + GAP * (len(HEIGHTS) - 1)
NARROWEST = 12
"""Of a mark, however short its part of a long film."""
CORNER = 4
ICONS = {Lane.SEEN: "look", Lane.HEARD: "speaker", Lane.SAID: "speech"}
_ICON = 16

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Frame:
    """A small picture of what is shown from `at` on, in seconds."""

    at: float
    image: QImage


@dataclass(frozen=True, slots=True)
class Track:
    """What is known of a video along its time."""

    duration: float = 0.0
    frames: tuple[Frame, ...] = ()
    peaks: bytes | None = None
    phrases: tuple[Phrase, ...] = ()
    silent: bool = False
    """Whether it is known that nothing is to be heard."""
    wordless: bool = False
    """Whether it is known that nobody speaks."""


def place_of(lane: Lane, width: int) -> QRect:
    """Where a lane lies in a timeline of this width."""
    top = 0
    for each, height in HEIGHTS.items():
        if each is lane:
            return QRect(LEAD, top, max(width - LEAD, 1), height)
        top += height + GAP
    raise ValueError(lane)


def across(place: QRect, duration: float, span: Span) -> QRect:
    """What a span covers of a lane, wide enough to be hit and never outside."""
    if duration <= 0:
        return place
    first, last = (min(max(each / duration, 0.0), 1.0) for each in (span.start, span.end))
    left = place.left() + round(place.width() * first)
    wide = max(place.left() + round(place.width() * last) - left, NARROWEST)
    left = max(min(left, place.right() + 1 - wide), place.left())
    return QRect(left, place.top(), min(wide, place.width()), place.height())


def time_at(x: float, width: int, duration: float) -> float:
    """The second that is shown at a place of a timeline of this width."""
    return min(max((x - LEAD) / max(width - LEAD, 1), 0.0), 1.0) * duration


def words(lane: Lane, track: Track) -> str:
    """What stands in a lane in which there is nothing."""
    if lane is Lane.HEARD and track.silent:
        return translate("Timeline", "No sound")
    if lane is Lane.SAID and track.wordless:
        return translate("Timeline", "Nobody speaks")
    return ""


def draw(painter: QPainter, width: int, track: Track, palette: QPalette) -> None:
    """Draw the lanes with what is in them, without any mark."""
    ground = QColor(palette.text().color())
    ground.setAlphaF(0.07)
    for lane, sign in ICONS.items():
        place = place_of(lane, width)
        corner = QPoint(0, place.center().y() - _ICON // 2 + 1)
        icon(sign).paint(painter, QRect(corner, QSize(_ICON, _ICON)))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(place), CORNER, CORNER)
        painter.fillPath(outline, ground)
        painter.setClipPath(outline)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        _DRAWN[lane](painter, place, track, palette)
        painter.setPen(palette.placeholderText().color())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words(lane, track))
        painter.restore()


def _draw_frames(painter: QPainter, place: QRect, track: Track, _palette: QPalette) -> None:
    if track.frames:
        _draw_strip(painter, place, track, Span(0.0, track.duration))


def draw_found(painter: QPainter, width: int, track: Track, span: Span) -> None:
    """Draw where a mark of the lane of frames lies what is shown there, and nothing else."""
    if track.frames:
        place = across(place_of(Lane.SEEN, width), track.duration, span)
        _draw_strip(painter, place, track, span)


def _draw_strip(painter: QPainter, place: QRect, track: Track, span: Span) -> None:
    """As many frames as there is room for, each what is shown in the middle of its place."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    size = track.frames[0].image.size()
    wide = max(round(place.height() * size.width() / max(size.height(), 1)), 16)
    count = max(round(place.width() / wide), 1)
    edges = [place.left() + place.width() * each // count for each in range(count + 1)]
    lasts = (span.end - span.start) / count
    for number, (left, right) in enumerate(pairwise(edges)):
        image = _shown_at(track.frames, span.start + lasts * (number + 0.5))
        cell = QRect(left, place.top(), right - left, place.height())
        painter.drawImage(cell, image, _fitting(image.size(), cell.size()))


def _shown_at(frames: Sequence[Frame], at: float) -> QImage:
    before = [frame for frame in frames if frame.at <= at]
    return (before[-1] if before else frames[0]).image


def _fitting(size: QSize, cell: QSize) -> QRect:
    """The largest part in the middle of a picture that has a cell's proportions."""
    part = cell.scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
    corner = QPoint((size.width() - part.width()) // 2, (size.height() - part.height()) // 2)
    return QRect(corner, part)


def _draw_wave(painter: QPainter, place: QRect, track: Track, palette: QPalette) -> None:
    if not track.peaks:
        return
    ratio = painter.device().devicePixelRatioF()
    painter.scale(1 / ratio, 1 / ratio)
    inside = place.adjusted(0, 3, 0, -3)
    sharp = QRect(inside.topLeft() * ratio, inside.size() * ratio)
    waveform.draw(painter, sharp, Wave(track.peaks, 0.0), Colours.of(palette), ratio)


def _draw_phrases(painter: QPainter, place: QRect, track: Track, palette: QPalette) -> None:
    if track.duration <= 0:
        return
    colour = QColor(palette.text().color())
    colour.setAlphaF(0.28)
    middle = place.adjusted(0, place.height() // 3, 0, -place.height() // 3)
    for phrase in track.phrases:
        first, last = (
            place.left() + round(place.width() * each / track.duration)
            for each in (phrase.start, phrase.end)
        )
        bar = QRect(first, middle.top(), max(last - first - 1, 1), middle.height())
        painter.fillRect(bar, colour)


_DRAWN = {Lane.SEEN: _draw_frames, Lane.HEARD: _draw_wave, Lane.SAID: _draw_phrases}
