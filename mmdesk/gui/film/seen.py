"""What the timeline of a video shows below its marks, read from the library in a task."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage

from mmdesk.core.entities import Lane, Moment
from mmdesk.core.listings import Shot
from mmdesk.gui.film.lanes import HEIGHTS, Frame
from mmdesk.gui.film.shots import shot_at

if TYPE_CHECKING:
    from mmdesk.library import Library

FRAMES = 24
"""Pictures that the lane of frames is drawn with, at most, beside those that were found."""
_MARKED = 128
"""Pictures of what was found, at most."""
_SHARP = 2
"""So many pixels for one of a usual screen."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The shots of a video, some of their frames, and what is known not to be in it."""

    shots: tuple[Shot, ...] = ()
    frames: tuple[Frame, ...] = ()
    silent: bool = False
    wordless: bool = False


def seen(library: "Library", item: int, duration: float, moments: Iterable[Moment]) -> Seen:
    """Frames spread over a video's time, and those of the `moments`; for a task."""
    browsing = library.browsing
    shots = browsing.shots(item)
    step = max(duration / FRAMES, 0.001)
    spread = {int(shot.span.start / step): shot for shot in reversed(shots)}
    wanted = {shot.span.start: shot for shot in (*spread.values(), *_found(shots, moments))}
    frames = [_frame(browsing.frame(each.segment), each) for _, each in sorted(wanted.items())]
    silent, transcript = browsing.is_silent(item), browsing.transcript(item)
    listened = transcript is not None and transcript.complete and not transcript.phrases
    there = tuple(frame for frame in frames if frame is not None)
    return Seen(shots, there, silent, silent or listened)


def _found(shots: tuple[Shot, ...], moments: Iterable[Moment]) -> list[Shot]:
    evidence = [each for moment in moments for each in moment.evidence if each.lane is Lane.SEEN]
    found = [shot_at(shots, each.span.start) for each in evidence[:_MARKED]]
    return [shot for shot in found if shot is not None]


def _frame(data: bytes | None, shot: Shot) -> Frame | None:
    image = image_of(data)
    if image.isNull():
        return None
    smooth = Qt.TransformationMode.SmoothTransformation
    return Frame(shot.span.start, image.scaledToHeight(_SHARP * HEIGHTS[Lane.SEEN], smooth))


def image_of(data: bytes | None) -> QImage:
    """A frame as the library keeps it; a null image for none."""
    return QImage() if data is None else QImage.fromData(QByteArray(data))
