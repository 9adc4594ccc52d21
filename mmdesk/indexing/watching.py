"""Looking through videos: their shots in pieces of some minutes, then their sound; newest first.

Each piece is stored with how far it reaches, so that a long video goes on where it was left; what
is stored can be found at once. A piece on which the decoder hangs or crashes is passed over, and
told: all that decodes counts.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.catalogue.watched import Progress, Stretch
from mmdesk.core import events
from mmdesk.core.entities import Kind, Part, Span, Stage
from mmdesk.core.times import clock
from mmdesk.indexing import video_tasks
from mmdesk.indexing.decoding import Decoded, Decoding
from mmdesk.indexing.embedding import finished
from mmdesk.indexing.passes import SLOWEST, as_bytes, store_heard
from mmdesk.indexing.video_tasks import Frames, Look, Soundtrack
from mmdesk.media import formats
from mmdesk.media.packing import PackedCache
from mmdesk.media.picture import PictureLimits
from mmdesk.media.workers import Workers
from mmdesk.models.looks import LOOKS_SPACE
from mmdesk.models.timbre import TIMBRE_SPACE

PASSED_OVER = 60.0
"""Seconds of a video that are not looked at where its decoder hangs or crashes."""
ATTEMPTS = 3
"""Pieces that fail one after the other before the rest of a video is not looked at."""
REMADE = 32
"""Frames that are decoded in one go when they are lost."""
HEARD_AT = 20.0
"""Times as fast as it plays that a sound is listened to, at least, when nothing is wrong."""
_SLACK, _SLACK_SHARE = 2.0, 0.05
"""Seconds, and share of a video's length, by which the file may be off in what it says of it."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing was left to do."""


Result = Look | Frames | Soundtrack | Nothing

log = logging.getLogger(__name__)


class Watching:
    """Does the WATCH jobs; one of the workers is left to the other stages, if there are several.

    `frames` and `waveforms` are the caches of what shots and sound look like.
    """

    stage = Stage.WATCH

    def __init__(
        self,
        catalogue: Catalogue,
        workers: Workers,
        frames: PackedCache,
        waveforms: PackedCache,
        limits: PictureLimits,
        seconds: float,
        emit: Callable[[events.Event], None],
    ) -> None:
        self._catalogue, self._workers, self._limits = catalogue, workers, limits
        self._frames, self._waveforms = frames, waveforms
        self._seconds, self._emit = seconds, emit
        self._looks = catalogue.embeddings.add_space(LOOKS_SPACE)
        self._timbre = catalogue.embeddings.add_space(TIMBRE_SPACE)
        self._lacking: dict[int, list[int]] = {}
        """The segments, by item, whose frames are being decoded."""
        self._failed: dict[int, int] = {}
        """How many pieces of an item have failed one after the other."""
        self._remade: set[int] = set()
        self._grown: set[int] = set()
        self.decoding: Decoding[Result] = Decoding(catalogue, self.stage, self._submit)

    def plan(self) -> None:
        """Give jobs to videos that were not looked through, or whose frames are lost."""
        with self._catalogue.writing():
            self._catalogue.jobs.retry_for(self.stage, formats.reader_version())
            self._catalogue.jobs.add_unwatched()
            shots = self._catalogue.segments.items_of(Part.SHOT)
            kept = self._frames.ids()
            lost = {item for segment, item in shots.items() if segment not in kept}
            heard = set(self._catalogue.segments.items_of(Part.WINDOW).values())
            lost |= (heard & self._catalogue.items.all(Kind.VIDEO)) - self._waveforms.ids()
            self._catalogue.jobs.add(self.stage, lost)
        self._frames.remove(kept - shots.keys())

    def plan_for(self, items: Sequence[int]) -> None:
        """Give jobs to those of `items` that are videos and not looked through."""
        self._catalogue.jobs.add_unwatched(items)

    def remake(self, items: Iterable[int]) -> None:
        """Give jobs to those of the items, each once, that are videos and lack frames or waveform.

        A disk may lose them again.
        """
        videos = set(self._catalogue.items.of_kind(Kind.VIDEO, items)) - self._remade
        lost = {item for item in videos if self._without_frame(item) or self._without_wave(item)}
        self._remade |= lost
        self._catalogue.jobs.add(self.stage, lost)

    def step(self, *, gently: bool) -> list[int] | None:
        """Store a piece, without waiting; the items that are done (or failed), None when idle."""
        self.decoding.top_up(1 if gently else max(1, self._workers.count - 1))
        if not self.decoding.busy:
            return None
        return [each.job.item for each in self.decoding.collect(1) if self._settled(each)]

    def grown(self) -> list[int]:
        """The items of which something was stored since the last call."""
        grown, self._grown = list(self._grown), set()
        return grown

    def _submit(self, place: Place) -> "Future[Result]":
        item, limits = place.item, self._limits
        progress = self._catalogue.watched.progress(item)
        lost = progress.complete and (self._without_wave(item) or bool(self._without_frame(item)))
        if progress.complete and progress.problem and not lost:
            self._catalogue.watched.begin_anew(item)
            progress = Progress()
        if not progress.seen:
            return self._look(place, progress)
        if not progress.complete or self._without_wave(item):
            shown, seconds = self._shown(item), self._patience(item)
            return self._workers.submit(
                video_tasks.listen, place.path, shown, limits, seconds=seconds
            )
        self._lacking[item] = lacking = self._without_frame(item)[:REMADE]
        if lacking:
            spans = self._catalogue.segments.of_item(item, Part.SHOT)
            times = [spans[each].start for each in lacking]
            return self._workers.submit(video_tasks.frames, place.path, times, limits)
        return finished(Nothing())

    def _look(self, place: Place, progress: Progress) -> "Future[Result]":
        reason = self._catalogue.jobs.failure(Stage.READ, place.item)
        if reason is not None:  # its pictures cannot be shown: that was found out already
            with self._catalogue.writing():
                self._catalogue.watched.note(place.item, reason)
                self._catalogue.watched.see_all(place.item)
            return self._submit(place)
        before = progress.last or None
        return self._workers.submit(
            video_tasks.look, place.path, progress.seconds, before, self._limits
        )

    def _patience(self, item: int) -> float:
        """How many seconds listening to it may take."""
        length = self._said(item) / HEARD_AT
        return self._seconds + self._catalogue.items.size(item) / SLOWEST + length

    def _said(self, item: int) -> float:
        """How long it lasts by its file's word, in seconds; 0.0 where that is not known."""
        known = self._catalogue.items.facts([item])
        return known[item].duration or 0.0 if item in known else 0.0

    def _shown(self, item: int) -> float:
        """For how long there are pictures, in seconds, as far as it was looked through."""
        shots = self._catalogue.segments.of_item(item, Part.SHOT).values()
        return max((span.end for span in shots), default=0.0)

    def _without_frame(self, item: int) -> list[int]:
        kept = self._frames.ids()
        shots = self._catalogue.segments.of_item(item, Part.SHOT)
        return [segment for segment in shots if segment not in kept]

    def _without_wave(self, item: int) -> bool:
        heard = self._catalogue.segments.windows(item)
        return bool(heard) and item not in self._waveforms.ids()

    def _settled(self, each: Decoded[Result]) -> bool:
        """Store what was seen or heard; whether nothing is left of its item."""
        item = each.job.item
        with self._catalogue.writing():
            if each.result is None:
                ended = self._pass_over(each)
            else:
                self._store(item, each.result)
                ended = self._is_done(item)
            if ended:
                self._end(each)
        self._grown.add(item)
        self._emit(events.ItemsChanged((item,)))
        return ended

    def _store(self, item: int, result: Result) -> None:
        if isinstance(result, Look):
            self._failed.pop(item, None)
            self._store_look(item, result)
        elif isinstance(result, Soundtrack):
            self._store_sound(item, result)
        elif isinstance(result, Frames):
            self._frames.add(dict(zip(self._lacking.pop(item), result.thumbnails, strict=True)))

    def _store_look(self, item: int, look: Look) -> None:
        """Frames are kept before they are known of: where a shot is, there is its frame."""
        watched = self._catalogue.watched
        shots = tuple(Span(each.start, each.end) for each in look.seen)
        whole = Span(watched.progress(item).seconds, look.end)
        segments = watched.add(item, Stretch(whole, shots, look.extends, look.signature))
        looks = ((segments[each.start], as_bytes(each.looks)) for each in look.seen)
        self._catalogue.embeddings.put(self._looks, looks)
        self._frames.add({segments[each.start]: each.thumbnail for each in look.seen})
        if look.problem:
            watched.note(item, look.problem)
        if look.last:
            watched.see_all(item)

    def _store_sound(self, item: int, sound: Soundtrack) -> None:
        heard = sound.reading
        if heard is not None:
            store_heard(self._catalogue, self._timbre, item, heard)
            self._waveforms.add({item: heard.peaks})
            if heard.problem:
                self._catalogue.watched.note(item, heard.problem)
        self._complete(item, heard.facts.duration if heard else None)

    def _complete(self, item: int, heard: float | None) -> None:
        """All of it was decoded that can be: how long it lasts is known."""
        self._catalogue.watched.complete(item)
        lasts = max(heard or 0.0, self._shown(item))
        if abs(self._said(item) - lasts) > max(_SLACK, _SLACK_SHARE * lasts):
            self._catalogue.items.set_duration(item, lasts)

    def _pass_over(self, each: Decoded[Result]) -> bool:
        """Note what cannot be read; whether nothing can be tried any more."""
        item, watched = each.job.item, self._catalogue.watched
        progress = watched.progress(item)
        if progress.seen:
            watched.note(item, each.reason if progress.complete else _of_sound(each.reason))
            if not progress.complete:
                self._complete(item, None)
            return True
        begin = progress.seconds
        watched.note(item, f"From {clock(begin)} on: {each.reason}" if begin else each.reason)
        watched.pass_over(item, round(begin + PASSED_OVER, 1))  # not just after a keyframe
        self._failed[item] = self._failed.get(item, 0) + 1
        if self._failed[item] >= ATTEMPTS or 0 < self._said(item) <= begin + PASSED_OVER:
            watched.see_all(item)
        return False

    def _is_done(self, item: int) -> bool:
        complete = self._catalogue.watched.progress(item).complete
        return complete and not self._without_wave(item) and not self._without_frame(item)

    def _end(self, each: Decoded[Result]) -> None:
        """The job is done; one that met a problem keeps it, while what decoded counts."""
        self._failed.pop(each.job.item, None)
        problem = self._catalogue.watched.progress(each.job.item).problem
        if problem is None:
            self._catalogue.jobs.done(self.stage, [each.job.item])
            return
        log.info("%s was not looked through wholly: %s", each.place.path, problem)
        self._catalogue.jobs.fail(each.job, problem, formats.reader_version())
        self._emit(events.FileFailed(each.place.path, problem))


def _of_sound(reason: str) -> str:
    """As a sentence beside others that tell of the pictures."""
    return reason if "sound" in reason else f"Its sound: {reason}"
