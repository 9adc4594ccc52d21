"""How a sound looks: its peaks as bars that stand on whole pixels, sharp at every pixel ratio.

What is played stands out from what is to come, and the matching window has a ground of its own.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPalette

from mmdesk.core.entities import Span
from mmdesk.core.listings import Samples

BAR, GAP = 2, 1
"""Pixels before the screen's ratio."""
_FULL = 127
_QUIET = 0.04
"""Of the height: even silence is a line."""
_MOST_GAIN = 4.0
"""Quiet sounds are drawn larger by up to this, since it is their shape that is recognised."""
_EDGE = 0.1
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Colours:
    """What a waveform is drawn with, by what it lies on."""

    ahead: QColor
    played: QColor
    match: QColor
    line: QColor

    @classmethod
    def of(cls, palette: QPalette) -> "Colours":
        """Those that can be told apart in light and dark."""
        text, accent = palette.text().color(), palette.highlight().color()
        ahead, match = QColor(text), QColor(accent)
        ahead.setAlphaF(0.42)
        match.setAlphaF(0.20)
        return cls(ahead, accent, match, text)


@dataclass(frozen=True, slots=True)
class Wave:
    """A sound to be drawn. `peaks` are pairs of int8: the least and the most of each column."""

    peaks: bytes
    duration: float
    match: Span | None = None
    """What was found of it."""


def peaks_of(samples: Samples, columns: int = 64) -> bytes:
    """The peaks of a sound that is not in the library."""
    values = memoryview(samples.data).cast("h")
    edges = [each * len(values) // columns for each in range(columns + 1)]
    found = bytearray()
    for first, last in pairwise(edges):
        part = values[first : max(last, first + 1)] or (0,)
        found += struct.pack("2b", max(min(part) >> 8, -_FULL), max(part) >> 8)
    return bytes(found)


def heights(peaks: bytes, count: int) -> tuple[float, ...]:
    """How high each of `count` bars is, 0 to 1, from the loudest of the columns that it covers."""
    return _heights(peaks, count)


@lru_cache(maxsize=512)
def _heights(peaks: bytes, count: int) -> tuple[float, ...]:
    signed = memoryview(peaks).cast("b")
    columns = len(signed) // 2
    if not columns or count < 1:
        return ()
    loud = [max(-signed[2 * each], signed[2 * each + 1], 0) / _FULL for each in range(columns)]
    edges = [each * columns // count for each in range(count + 1)]
    gain = min(1 / max(*loud, 1 / _FULL), _MOST_GAIN)
    return tuple(
        min(gain * max(loud[first : max(last, first + 1)]), 1.0) for first, last in pairwise(edges)
    )


def draw(painter: QPainter, place: QRect, wave: Wave, colours: Colours, ratio: float) -> None:
    """Draw it into `place`, in device pixels, as if nothing of it were heard."""
    if wave.match is not None and not _is_all(wave, wave.match):
        ground = _stretch(place, wave, wave.match)
        painter.fillRect(ground, colours.match)
        line = max(round(2 * ratio), 1)
        painter.fillRect(ground.adjusted(0, ground.height() - line, 0, 0), colours.played)
    _draw_bars(painter, _bars(place, wave.peaks, ratio), colours.ahead)


def draw_played(
    painter: QPainter, place: QRect, wave: Wave, colours: Colours, ratio: float, share: float
) -> None:
    """Over that, draw again the share that was heard, and the line where it plays."""
    reached = place.left() + round(place.width() * share)
    bars = [bar for bar in _bars(place, wave.peaks, ratio) if bar.left() < reached]
    _draw_bars(painter, bars, colours.played)
    draw_line(painter, place, share, colours.line, ratio)


def _draw_bars(painter: QPainter, bars: Sequence[QRect], colour: QColor) -> None:
    if bars:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRects(bars)


def draw_line(painter: QPainter, place: QRect, share: float, colour: QColor, ratio: float) -> None:
    """A fine line at a share of the width: where it plays, or where a click would lead."""
    left = place.left() + round((place.width() - 1) * share)
    painter.fillRect(QRect(left, place.top(), max(round(ratio), 1), place.height()), colour)


def _is_all(wave: Wave, span: Span) -> bool:
    """Whether there is nothing beside the span from which to tell it."""
    return span.start <= _EDGE and span.end >= wave.duration - _EDGE


def _share(wave: Wave, seconds: float) -> float:
    return min(max(seconds / wave.duration, 0.0), 1.0) if wave.duration > 0 else 0.0


def _stretch(place: QRect, wave: Wave, span: Span) -> QRect:
    """What a span covers; never too narrow to be seen, as in a sound of hours."""
    left = place.left() + round(place.width() * _share(wave, span.start))
    right = place.left() + round(place.width() * _share(wave, span.end))
    narrowest = max(place.width() // 64, 2)
    return QRect(left, place.top(), max(right - left, narrowest), place.height()) & place


def _bars(place: QRect, peaks: bytes, ratio: float) -> Sequence[QRect]:
    wide, pitch = max(round(BAR * ratio), 1), max(round((BAR + GAP) * ratio), 2)
    count = max(place.width() // pitch, 1)
    middle, room = place.top() + place.height() // 2, place.height()
    bars = []
    for number, height in enumerate(heights(peaks, count)):
        high = max(round(room * max(height, _QUIET)), 1)
        bars.append(QRect(place.left() + number * pitch, middle - high // 2, wide, high))
    return bars
