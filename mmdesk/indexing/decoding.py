"""Keeps the worker processes busy with one stage's jobs: a bounded window of files in flight."""

import logging
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass
from typing import Generic, TypeVar

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.core.entities import Job, Stage
from mmdesk.core.errors import Bug, FileUnreadable, Stopped
from mmdesk.core.paths import printable
from mmdesk.indexing.volumes import exists

Result = TypeVar("Result")
OUR_MISTAKE = "mmdesk made a mistake on it; the log has the details."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Decoded(Generic[Result]):
    """A job's file and what became of it: a result, or the reason why there is none."""

    job: Job
    place: Place
    result: Result | None
    reason: str = ""


class Decoding(Generic[Result]):
    """The files of one stage that are being decoded.

    `submit` hands one file to the workers; the future's only expected error is FileUnreadable.
    """

    def __init__(
        self, catalogue: Catalogue, stage: Stage, submit: Callable[[Place], "Future[Result]"]
    ) -> None:
        self._catalogue = catalogue
        self._stage = stage
        self._submit = submit
        self._flying: dict[Future[Result], tuple[Job, Place]] = {}
        self._done: list[Decoded[Result]] = []
        self.vanished: set[int] = set()
        """Items none of whose files is where it was; a scan has to look again."""

    def top_up(self, window: int) -> None:
        """Have up to `window` files in flight or waiting to be collected."""
        busy = {job.item for job, _ in self._flying.values()} | {d.job.item for d in self._done}
        if len(busy) >= window:
            return
        jobs = self._catalogue.jobs.next(
            self._stage, window - len(busy), passing_over=busy | self.vanished
        )
        places = self._catalogue.files.places(job.item for job in jobs)
        for job in jobs:
            place = _reachable(places.get(job.item, ()))
            if place is None:
                self.vanished.add(job.item)
            else:
                self._flying[self._submit(place)] = (job, place)

    def wait(self, seconds: float) -> None:
        """Wait up to `seconds` for the next file to finish."""
        if self._flying:
            wait(self._flying, timeout=seconds, return_when=FIRST_COMPLETED)
            self._land()

    def collect(self, count: int) -> list[Decoded[Result]]:
        """Up to `count` of those that are finished, without waiting."""
        self._land()
        collected, self._done = self._done[:count], self._done[count:]
        return collected

    def _land(self) -> None:
        for future in [future for future in self._flying if future.done()]:
            decoded = self._outcome(future)
            if decoded.result is None and not exists(decoded.place.path):
                self.vanished.add(decoded.job.item)  # no fault of the file's: a drive was pulled
            else:
                self._done.append(decoded)

    def _outcome(self, future: "Future[Result]") -> Decoded[Result]:
        job, place = self._flying.pop(future)
        try:
            return Decoded(job, place, future.result())
        except FileUnreadable as error:
            return Decoded(job, place, None, str(error))
        except CancelledError as error:
            raise Stopped("The library was closed while a file was read.") from error
        except Bug:
            # Our mistake, but this file's alone: the others go on.
            log.exception("a task failed on %s", printable(place.path))
            return Decoded(job, place, None, OUR_MISTAKE)

    def start_over(self, items: Collection[int]) -> None:
        """These items' files are others than they were: let go of what was made of them so far.

        Their jobs still wait; without this, a job given anew meanwhile would end with the old one.
        """
        self.vanished.difference_update(items)
        for future in [each for each, (job, _) in self._flying.items() if job.item in items]:
            future.cancel()
            del self._flying[future]
        self._done = [decoded for decoded in self._done if decoded.job.item not in items]

    @property
    def busy(self) -> bool:
        """Whether any file is in flight or waits to be collected."""
        return bool(self._flying or self._done)

    @property
    def flying(self) -> bool:
        """Whether any file is with the workers: without one, there is nothing to wait for."""
        return bool(self._flying)

    @property
    def ready(self) -> int:
        """How many are finished and wait to be collected."""
        return len(self._done)

    def drop(self) -> None:
        """Let go of everything in flight; its jobs still wait in the catalogue."""
        for future in self._flying:
            future.cancel()
        self._flying.clear()
        self._done.clear()


def _reachable(places: Iterable[Place]) -> Place | None:
    """The place with the newest sidecar, since that holds what was said last; else any."""
    by_sidecar = sorted(places, key=lambda place: place.sidecar, reverse=True)
    return next((place for place in by_sidecar if place.online and exists(place.path)), None)
