"""Moments of videos as files of their own, written by worker processes while the window goes on."""

import math
import uuid
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from mmdesk.core.entities import Span
from mmdesk.core.errors import MmdeskError, Stopped
from mmdesk.core.paths import absolute
from mmdesk.core.times import stretch
from mmdesk.media import export
from mmdesk.media.muxers import MUXERS
from mmdesk.media.picture import PictureLimits
from mmdesk.media.workers import Workers

_AT_LEAST, _A_SECOND = 600.0, 60.0
"""Seconds that a worker may take, and those for each second of the moment."""


class Export:
    """A moment that is being written, or was. May be asked from any thread."""

    def __init__(
        self, target: Path, work: "Future[None]", aside: Path, notes: "TemporaryDirectory[str]"
    ) -> None:
        self._target, self._aside, self._notes = target, aside, notes
        self._end: Future[Path] = Future()
        work.add_done_callback(self._settle)

    @property
    def progress(self) -> float:
        """How much is done, 0 to 1."""
        if self.done:
            return 1.0
        with suppress(OSError):
            return Path(self._notes.name, "done").stat().st_size / 100
        return 0.0

    @property
    def done(self) -> bool:
        """Whether it has ended, well or not: `result` answers at once."""
        return self._end.done()

    def cancel(self) -> None:
        """Stop soon; nothing of it is left behind. One that is done stays."""
        with suppress(OSError):  # it is done
            Path(self._notes.name, "stop").touch()

    def result(self) -> Path:
        """The file, once it is written; raises MmdeskError with the reason why there is none."""
        return self._end.result()

    def discard(self) -> None:
        """Remove what is not finished; the worker has ended."""
        with suppress(OSError):  # there is no such folder, or no longer
            self._aside.unlink(missing_ok=True)

    def _settle(self, work: "Future[None]") -> None:
        error = self._ended(work)
        self.discard()
        if error is None:
            self._end.set_result(self._target)
        else:
            self._end.set_exception(error)
        self._notes.cleanup()

    def _ended(self, work: "Future[None]") -> MmdeskError | None:
        """Put what was written in its place; why that cannot be, if so."""
        try:
            work.result()
            self._put_in_place()
        except CancelledError:
            return Stopped("The library was closed before all of it was written.")
        except MmdeskError as error:
            return error
        return None

    def _put_in_place(self) -> None:
        with export.cannot_write():
            self._target.open("xb").close()  # takes the place, unless somebody has
            try:
                self._aside.replace(self._target)
            except OSError:
                self._target.unlink(missing_ok=True)
                raise


class Exporting:
    """Writes moments; `workers` are its own, since they may have to work for long."""

    def __init__(self, workers: Workers, limits: PictureLimits) -> None:
        self._workers, self._limits = workers, limits
        self._exports: list[Export] = []

    def suggested(self, path: Path, span: Span) -> str:
        """A name for a moment's file; it ends as files of its container do."""
        times = stretch(span.start, span.end).replace(":", ".").replace("\N{EN DASH}", "-")
        suffix = path.suffix.lower()
        return f"{path.stem} {times}{suffix if suffix in MUXERS else '.mp4'}"

    def start(self, path: Path, span: Span, target: Path) -> Export:
        """Write `span` of a video to `target`, whose suffix names the container.

        What goes wrong, with the request too, `Export.result` tells.
        """
        target = absolute(target)
        aside = target.with_name(f".mmdesk-{uuid.uuid4().hex}{target.suffix}")
        notes = TemporaryDirectory(prefix="mmdesk-export-", ignore_cleanup_errors=True)
        length = span.end - span.start
        seconds = _AT_LEAST + _A_SECOND * (length if math.isfinite(length) else 0)
        work = self._workers.submit(
            export.worked,
            path,
            span,
            target,
            aside,
            self._limits,
            Path(notes.name),
            seconds=seconds,
        )
        started = Export(target, work, aside, notes)
        self._exports = [each for each in self._exports if not each.done] + [started]
        return started

    def close(self) -> None:
        """End what is being written, and remove it."""
        self._workers.stop()
        for each in self._exports:
            each.discard()
