"""Speech into words: sounds and videos are listened to in pieces of some minutes, newest first.

Each piece is stored with how far it reaches, so that a long sound goes on where it was left; what
is said can be found as soon as its piece is stored.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future

import numpy as np

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.core import events
from mmdesk.core.entities import Phrase, Stage
from mmdesk.core.errors import ModelFailed
from mmdesk.indexing import passages, sound_tasks
from mmdesk.indexing.decoding import Decoded, Decoding
from mmdesk.media import formats
from mmdesk.media.workers import Workers
from mmdesk.models import gates
from mmdesk.models.base import Transcriber

SILENCE = np.zeros(16_000, np.float32)
WINDOW = 4
"""Pieces that are decoded or wait for the model: 8 MB each."""

Piece = sound_tasks.Piece


class Transcribing:
    """Does the TRANSCRIBE jobs with one model, for everything or what lies in chosen roots."""

    stage = Stage.TRANSCRIBE

    def __init__(
        self,
        catalogue: Catalogue,
        workers: Workers,
        model: Transcriber,
        language: str,
        emit: Callable[[events.Event], None],
        *,
        everywhere: bool,
    ) -> None:
        self._catalogue, self._workers, self._model = catalogue, workers, model
        self._language, self._everywhere, self._emit = language, everywhere, emit
        self._key = f"{model.space.key} {language}".strip()
        self._reader = f"{self._key} {formats.reader_version()}"
        self.decoding = Decoding(catalogue, self.stage, self._submit)

    def plan(self) -> None:
        """Give jobs to all whose speech is wanted and not written down."""
        with self._catalogue.writing():
            self._catalogue.jobs.retry_for(self.stage, self._reader)
            self._catalogue.jobs.add_unheard_speech(self._key, everywhere=self._everywhere)

    def plan_for(self, items: Sequence[int]) -> None:
        """Give jobs to those of `items` whose speech is wanted and not written down."""
        self._catalogue.jobs.add_unheard_speech(self._key, everywhere=self._everywhere, among=items)

    def step(self, *, gently: bool) -> list[int] | None:
        """Write down a piece; the items that are done (or failed), None when there are none.

        Raises ModelFailed when the model cannot be loaded at all.
        """
        self.decoding.top_up(1 if gently else WINDOW)
        if not self.decoding.busy:
            return None
        self.decoding.wait(1.0)
        return [each.job.item for each in self.decoding.collect(1) if self._settled(each)]

    def _submit(self, place: Place) -> "Future[Piece]":
        start = self._catalogue.transcripts.progress(place.item, self._key) or 0.0
        return self._workers.submit(sound_tasks.listen, place.path, start)

    def _settled(self, each: Decoded[Piece]) -> bool:
        """Store what was said in a piece; whether nothing is left of its item."""
        if each.result is None:
            self._fail(each, each.reason)
            return True
        try:
            self._store(each.job.item, each.result)
        except ModelFailed as error:
            self._model.transcribe([SILENCE], "en")  # or it is the model
            self._fail(each, f"The model failed on it: {error}")
            return True
        return each.result.last

    def _store(self, item: int, piece: Piece) -> None:
        phrases, language = self._said(item, piece)
        transcripts = self._catalogue.transcripts
        with self._catalogue.writing():
            transcripts.begin(item, self._key, language)
            transcripts.add(item, phrases, piece.end)
            known = transcripts.of(item)
            joined = passages.join(known.phrases if known else ())
            if piece.last:
                transcripts.finish(item, joined)
                self._catalogue.jobs.done(self.stage, [item])
            else:
                transcripts.set_passages(item, joined)
        self._emit(events.ItemsChanged((item,)))

    def _said(self, item: int, piece: Piece) -> tuple[list[Phrase], str | None]:
        """What the model heard in a piece and may be believed, and in which language."""
        begun = self._catalogue.transcripts.progress(item, self._key)
        known = self._catalogue.transcripts.of(item) if begun else None
        language = self._language or (known.language if known else None)
        heard = self._model.transcribe(piece.windows, language) if piece.windows else []
        phrases: list[Phrase] = []
        for window, each in zip(piece.spans, heard, strict=True):
            kept = gates.kept(each, window, piece.speech)
            phrases += kept
            language = language or (each.language if kept else None)
        return phrases, language

    def _fail(self, each: Decoded[Piece], reason: str) -> None:
        self._catalogue.jobs.fail(each.job, reason, self._reader)
        self._emit(events.FileFailed(each.place.path, reason))
