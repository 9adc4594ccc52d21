"""The shots of videos and the frames of shots, as tiles draw them: fetched when in sight, kept."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mmdesk.core.listings import Shot
from mmdesk.gui.fetched import Fetched
from mmdesk.gui.grid.thumbnails import Thumbnails
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

KEPT = 256
"""Videos; a film of hours has thousands of shots."""
_AT_ONCE = 8


class Shots(Fetched[tuple[Shot, ...]]):
    """Those of one library, by item, in the order of time."""

    def __init__(self, library: "Library", tasks: Tasks, parent: QObject | None = None) -> None:
        def read(item: int) -> tuple[Shot, ...]:
            return library.browsing.shots(item)

        super().__init__(read, tasks, parent, most=KEPT, at_once=_AT_ONCE)


class Frames(Thumbnails):
    """The frames of shots, by segment, made ready as thumbnails are."""

    share = 0.5

    def packed(self, item: int) -> bytes | None:
        """The frame of a segment; for a thread."""
        return self._library.browsing.frame(item)


def shot_at(shots: Sequence[Shot], seconds: float) -> Shot | None:
    """The shot that is shown at a second, else the first; None where there are none."""
    number = bisect_right(shots, seconds, key=lambda shot: shot.span.start)
    return shots[max(number - 1, 0)] if shots else None
