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
from io import FileIO
from typing import TYPE_CHECKING

from mmdesk.core.errors import EnvironmentFailed, FileUnreadable, Stopped, WrongRequest
from mmdesk.core.paths import printable
from mmdesk.media import recode, remux
from mmdesk.media.film import open_film
from mmdesk.media.muxers import muxer_of
from mmdesk.media.reasons import as_reasons

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mmdesk.core.entities import Span
    from mmdesk.media.film import Film
    from mmdesk.media.picture import PictureLimits
    from mmdesk.media.remux import Note

_log = logging.getLogger(__name__)

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
            remux.cut(path, span, file, muxer_of(target.suffix), note)
            _check(path, target, limits)
    except remux.Unfit as error:
        _log.info("A part of %s is coded anew: %s", printable(path), error)
        return False
    return True


def _check(path: Path, written: Path, limits: PictureLimits) -> None:
    """Raise Unfit where what was cut does not show pictures as the video does."""
    with open_film(path, limits) as film:
        wanted = _shape(film)
    try:
        with open_film(written, limits) as film:
            if _shape(film) != wanted:
                raise remux.Unfit("the container cannot say how its pictures are turned")
    except FileUnreadable as error:
        raise remux.Unfit(f"what was cut cannot be read: {error}") from error


def _shape(film: Film) -> tuple[int, int, int]:
    """How large and how turned the pictures are."""
    frame = next(film.frames(), None)
    return film.width, film.height, frame.orientation if frame else 1


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
