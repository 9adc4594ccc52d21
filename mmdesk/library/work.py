"""What the indexing thread works with: the first pass, and the stages that come after it.

Imported in the indexing thread: who opens a library to look at it does not wait for it.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass

from mmdesk.catalogue import Catalogue
from mmdesk.core import events
from mmdesk.core.entities import Kind, Stage
from mmdesk.core.errors import ModelUnavailable
from mmdesk.core.paths import LibraryPaths
from mmdesk.core.settings import Settings
from mmdesk.indexing import prepared
from mmdesk.indexing.absent import Absent
from mmdesk.indexing.describing import Describing
from mmdesk.indexing.hearing import Hearing
from mmdesk.indexing.indexer import Indexer
from mmdesk.indexing.own import Own
from mmdesk.indexing.passes import PhotoPass, SoundPass, VideoPass
from mmdesk.indexing.reading import Reading
from mmdesk.indexing.stages import ModelStage, Stages
from mmdesk.indexing.transcribing import Transcribing
from mmdesk.indexing.understanding import Understanding
from mmdesk.indexing.watching import Watching
from mmdesk.media.images import PictureLimits
from mmdesk.media.peaks import WaveformCache
from mmdesk.media.thumbnails import FrameCache, ThumbnailCache
from mmdesk.media.workers import Workers
from mmdesk.models.in_use import ModelsInUse
from mmdesk.models.registry import Purpose

SEEN, HEARD = frozenset({Kind.PHOTO, Kind.VIDEO}), frozenset({Kind.SOUND, Kind.VIDEO})
"""The kinds of items in which there is something to see, or to hear."""


@dataclass(frozen=True, slots=True)
class Work:
    """Makes an indexer of a library's parts; in its folder pixels are kept for the model."""

    catalogue: Catalogue
    workers: Workers
    models: ModelsInUse
    thumbnails: ThumbnailCache
    waveforms: WaveformCache
    frames: FrameCache
    limits: PictureLimits
    settings: Settings
    paths: LibraryPaths
    emit: Callable[[events.Event], None]

    def indexer(self, opened: ExitStack) -> Indexer:
        """What it holds open is closed with `opened`."""
        describing = self._or_absent(Stage.DESCRIBE, SEEN, lambda: self._describing(opened))
        pixels = describing.prepared if isinstance(describing, Describing) else None
        if pixels is None:
            prepared.remove(self.paths.folder)
        stages = [describing, *self._of_sounds()]
        return Indexer(
            self.catalogue,
            self._reading(pixels),
            Stages(self._watching(), stages, self.emit),
            self.settings.settle_seconds,
            Own(self.paths),
            self.emit,
        )

    def _reading(self, pixels: prepared.Prepared | None) -> Reading:
        catalogue, workers, limits = self.catalogue, self.workers, self.limits
        photos = PhotoPass(catalogue, workers, self.thumbnails, limits, pixels)
        seconds = self.settings.decode_seconds
        sounds = SoundPass(catalogue, workers, self.waveforms, self.thumbnails, limits, seconds)
        videos = VideoPass(catalogue, workers, self.thumbnails, limits)
        return Reading(catalogue, [photos, sounds, videos], self.emit)

    def _watching(self) -> Watching:
        return Watching(
            self.catalogue,
            self.workers,
            self.frames,
            self.waveforms,
            self.limits,
            self.settings.decode_seconds,
            self.emit,
        )

    def _of_sounds(self) -> Iterator[ModelStage]:
        yield self._or_absent(Stage.HEAR, HEARD, self._hearing)
        if self.settings.speech or any(root.speech for root in self.catalogue.roots.all()):
            yield self._or_absent(Stage.TRANSCRIBE, HEARD, self._transcribing)
            yield self._or_absent(Stage.UNDERSTAND, HEARD, self._understanding)

    def _or_absent(
        self, stage: Stage, kinds: frozenset[Kind], make: Callable[[], ModelStage]
    ) -> ModelStage:
        try:
            return make()
        except ModelUnavailable as error:
            return Absent(self.catalogue, stage, kinds, error, self.emit)

    def _describing(self, opened: ExitStack) -> Describing:
        model = self.models.get(Purpose.PICTURES)
        place = self.paths.folder
        pixels = opened.enter_context(closing(prepared.Prepared(place, model.preparation)))
        return Describing(self.catalogue, self.workers, model, self.limits, self.emit, pixels)

    def _hearing(self) -> Hearing:
        model = self.models.get(Purpose.SOUNDS)
        return Hearing(self.catalogue, self.workers, model, model.features, self.emit)

    def _transcribing(self) -> Transcribing:
        model, settings = self.models.get(Purpose.SPEECH), self.settings
        model.config.must_know(settings.speech_language)
        return Transcribing(
            self.catalogue,
            self.workers,
            model,
            settings.speech_language,
            self.emit,
            everywhere=settings.speech,
        )

    def _understanding(self) -> Understanding:
        return Understanding(self.catalogue, self.models.get(Purpose.SENTENCES), self.emit)
