"""Moments of videos as files of their own.

What its container allows is cut without coding anything anew (`remux`): nothing is lost, and it
takes no time. Else the moment is coded anew (`recode`).
"""

from __future__ import annotations

import errno
import logging
import math
import os
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from itertools import takewhile, zip_longest
from typing import TYPE_CHECKING

import numpy as np

from mmdesk.core.errors import EnvironmentFailed, FileUnreadable, Stopped, WrongRequest
from mmdesk.core.paths import printable
from mmdesk.media import recode, remux
from mmdesk.media.film import open_film
from mmdesk.media.muxers import muxer_of
from mmdesk.media.reasons import as_reasons

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from mmdesk.core.entities import Span
    from mmdesk.media.film import Film
    from mmdesk.media.picture import PictureLimits
    from mmdesk.media.remux import Note

_log = logging.getLogger(__name__)

_SAME = 0.01
"""Seconds by which containers may differ about when a picture is shown."""
_BEHIND = 5.0
"""Seconds by which a picture may lie before those in the file that are shown before it."""
_LIKE = 8
"""Of 255: how far pixels of two small pictures of the same may lie apart."""
_NO_PERMISSION = "You have no permission to write there. Choose another folder."
_NO_FOLDER = "The folder is not there any more. Choose another one."
_BY_NUMBER = {
    errno.ENOSPC: "There is not enough room for it on the disk.",
    errno.EDQUOT: "There is not enough room left for you on the disk.",
    errno.EFBIG: "The disk takes no file as large as this.",
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: "Nothing can be written there. Choose another folder.",
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: "A file of that name is there already. Choose another name.",
}


def export(
    path: Path, span: Span, target: Path, limits: PictureLimits, note: Note = lambda _: None
) -> None:
    """Write `span` of the video in `path` to `target`, a new file; its suffix says how.

    `note` hears how much is done, 0 to 1, and ends the work by raising. What is begun and not
    finished is removed. Raises FileUnreadable when the video cannot be read, EnvironmentFailed
    when the target cannot be written, WrongRequest when there is no such stretch or container.
    """
    muxer = muxer_of(target.suffix)
    if not (math.isfinite(span.start) and math.isfinite(span.end) and 0 <= span.start < span.end):
        raise WrongRequest("There is nothing between these times.")
    with as_reasons():
        if not _cut(path, span, target, limits, note):
            with _written(target) as file:
                recode.code(path, span, file, muxer, limits, note)


def _cut(path: Path, span: Span, target: Path, limits: PictureLimits, note: Note) -> bool:
    """Whether the moment could be cut without coding it anew; if not, nothing is left of it."""
    try:
        with _written(target) as file:
            zero = remux.cut(path, span, file, muxer_of(target.suffix), limits, note)
            _check(path, span, zero, target, limits)
    except remux.Unfit as error:
        _log.info("A part of %s is coded anew: %s", printable(path), error)
        return False
    return True


def _check(path: Path, span: Span, zero: float, written: Path, limits: PictureLimits) -> None:
    """Raise Unfit where the cut does not show what the video shows from `zero` (s) on."""
    with open_film(path, limits) as film:
        wanted = _Shown.of(film, span.start, span.end, zero)
    try:
        with open_film(written, limits) as film:
            shown = _Shown.of(film, wanted.times[0] + _SAME, math.inf, 0.0)
    except FileUnreadable as error:
        raise remux.Unfit(f"what was cut cannot be read: {error}") from error
    wanted.compare(shown)


@dataclass(frozen=True, slots=True)
class _Shown:
    """How large and how turned pictures are, the first one, and the times of all (s)."""

    shape: tuple[int, int, int]
    first: NDArray[np.uint8]
    times: list[float]

    @classmethod
    def of(cls, film: Film, start: float, end: float, zero: float) -> _Shown:
        """What a player shows from `start` to `end`; its times count from `zero`."""
        frame = next(film.at([start]), None)
        if frame is None:
            raise remux.Unfit("no picture can be decoded there")
        coded = takewhile(lambda each: not each.time > end + _BEHIND, film.packets(frame.time))
        times = (each.time for each in coded)
        shown = sorted(time - zero for time in times if frame.time - _SAME <= time < end)
        shape = film.width, film.height, frame.orientation
        return cls(shape, frame.small(), shown or [frame.time - zero])

    def compare(self, other: _Shown) -> None:
        """Raise Unfit where `other` does not show the same; it may go on for longer."""
        if other.shape != self.shape:
            raise remux.Unfit("the container cannot say how its pictures are turned")
        if np.abs(self.first.astype(int) - other.first).max() > _LIKE:
            raise remux.Unfit("it begins with another picture")
        pairs = zip_longest(self.times, other.times[: len(self.times)], fillvalue=math.inf)
        if any(abs(one - two) > _SAME for one, two in pairs):
            raise remux.Unfit("pictures are missing, or shown at other times")


class _Target(FileIO):
    """A new file. FFmpeg may hide why writing failed behind words of its own: `failure` tells."""

    failure: EnvironmentFailed | None = None

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """All of it."""
        view = memoryview(data)
        try:
            with cannot_write():
                while view:
                    view = view[super().write(view) or 0 :]
        except EnvironmentFailed as error:
            self.failure = self.failure or error
            raise
        return len(data)


@contextmanager
def _written(target: Path) -> Iterator[FileIO]:
    """A new file, which is removed again when the block ends with an error."""
    with cannot_write():
        file = _Target(target, "x+")
    try:
        with file:
            yield file
    except BaseException as error:
        target.unlink(missing_ok=True)
        if file.failure is not None:
            raise file.failure from error
        raise


@contextmanager
def cannot_write() -> Iterator[None]:
    """Errors of writing as EnvironmentFailed, with a sentence."""
    try:
        yield
    except OSError as error:
        said = f"It cannot be written: {error.strerror or error}."
        raise EnvironmentFailed(_BY_NUMBER.get(error.errno or 0, said)) from error


def worked(
    path: Path, span: Span, target: Path, aside: Path, limits: PictureLimits, notes: Path
) -> None:
    """`export` to `aside` for a worker, as long as `target` is free.

    In the folder `notes`, the file "done" grows by a byte for each hundredth that is done; a file
    "stop" there ends the work.
    """
    if os.path.lexists(target):
        raise EnvironmentFailed(_BY_NUMBER[errno.EEXIST])
    with (notes / "done").open("ab", buffering=0) as done:

        def note(share: float) -> None:
            if (notes / "stop").exists():
                raise Stopped("The export was cancelled.")
            done.write(b"." * (int(share * 100) - done.tell()))

        export(path, span, aside, limits, note)
