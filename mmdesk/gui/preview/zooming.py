"""Where a picture lies in a view: fitted or nearer, never lost beyond an edge. Arithmetic only.

Lengths are in pixels of the screen; a scale is pixels of the screen for one of the picture.
"""

from dataclasses import dataclass, replace
from typing import Self

from PySide6.QtCore import QPointF, QRectF, QSizeF

NEAREST = 8.0
"""Beyond it there is nothing more to see."""
LARGEST_FIT = 2.0
"""A small picture is fitted no larger: it would only be blurred."""


@dataclass(frozen=True, slots=True)
class Zoom:
    """A picture in a view. `wanted` is None while it is fitted; `centre` is the picture's point
    in the middle of the view."""

    picture: QSizeF
    view: QSizeF
    wanted: float | None = None
    centre: QPointF | None = None

    @property
    def fitted(self) -> float:
        """The scale at which the whole picture is seen, as large as can be."""
        across = self.view.width() / self.picture.width()
        return min(across, self.view.height() / self.picture.height(), LARGEST_FIT)

    @property
    def scale(self) -> float:
        """The scale that it is shown at."""
        return self.fitted if self.wanted is None else self.wanted

    @property
    def place(self) -> QRectF:
        """Where the whole picture lies; parts of it may be outside the view."""
        size = (self.picture * self.scale).expandedTo(QSizeF(1, 1))
        middle = self.centre or QPointF(self.picture.width() / 2, self.picture.height() / 2)
        x = _held(self.view.width() / 2 - middle.x() * self.scale, size.width(), self.view.width())
        y = _held(
            self.view.height() / 2 - middle.y() * self.scale, size.height(), self.view.height()
        )
        return QRectF(QPointF(x, y), size)

    @property
    def may_move(self) -> bool:
        """Whether a part of the picture is outside the view."""
        place = self.place
        return place.width() > self.view.width() + 1 or place.height() > self.view.height() + 1

    def in_view(self, view: QSizeF) -> Self:
        """The same in a view of another size."""
        return replace(self, view=view)

    def nearer(self, factor: float, at: QPointF) -> Self:
        """Zoomed in (or out, below 1), the point at `at` kept where it is."""
        return self.at_scale(self.scale * factor, at)

    def at_scale(self, scale: float, at: QPointF) -> Self:
        """Shown at this scale, as far as that makes sense; the point at `at` stays there."""
        scale = min(max(scale, min(self.fitted, 1.0)), NEAREST)
        if abs(scale - self.fitted) < 1e-6:
            return replace(self, wanted=None, centre=None)
        place = self.place
        point = (at - place.topLeft()) / self.scale
        middle = QPointF(self.view.width() / 2, self.view.height() / 2)
        return replace(self, wanted=scale, centre=point + (middle - at) / scale)

    def moved(self, by: QPointF) -> Self:
        """The picture moved by so much, as far as it may."""
        middle = QPointF(self.view.width() / 2, self.view.height() / 2)
        point = (middle - self.place.topLeft() - by) / self.scale
        held = replace(self, centre=point).place
        return replace(self, centre=(middle - held.topLeft()) / self.scale)


def _held(start: float, length: float, room: float) -> float:
    """A start that leaves no gap at an edge; in the middle where the length does not fill it."""
    if length <= room:
        return (room - length) / 2
    return min(0.0, max(start, room - length))
