"""What is said, in other words: passages that mean what the text does.

Every passage has some cosine to every text, and most mean something else: a ranking of all of them
would put a voice beside the dog that barks. So a passage counts only when it is nearer to the text
than everyday sentences are that are about nothing in particular. What is near and what is not
differs from model to model and from text to text, and this asks the model itself. With
all-MiniLM-L6-v2, 15 of 15 questions kept the passage that answers them among 41 of various talk,
while of those 41 less than one in a hundred was kept for what describes a photo or a sound.
"""

from collections.abc import Iterator
from functools import partial

import numpy as np
import numpy.typing as npt

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Lane, NoteKind, Space, Span
from mmdesk.core.errors import ModelFailed, ModelLoading, ModelUnavailable, Stopped
from mmdesk.models.base import TextEncoder
from mmdesk.models.registry import Purpose
from mmdesk.search import fusion
from mmdesk.search.asking import (
    LOADING,
    Listed,
    Marks,
    Models,
    Question,
    Segments,
    without_model,
)
from mmdesk.search.nearest import Near, Nearest, Vector
from mmdesk.search.words import SPEAKING, in_quotes, said

ABOUT_NOTHING = (
    "Yes, I think so, too.",
    "And then there was another one.",
    "Well, that is what I meant to say.",
    "He said that he would come back later.",
    "It was the same as the one before.",
    "What do you want to do now?",
    "They did not know what it was.",
    "So this is how it went on from there.",
    "Good morning, everybody, and thank you all for coming today.",
    "Could you say that again, please?",
    "I am not sure whether that is right.",
    "We went there a long time ago and stayed for a while.",
    "The thing that you see here is on the left of the other one.",
    "There is a lot of noise outside.",
    "She put it on the table and closed the door behind her.",
    "That was a beautiful day, and all of us were happy.",
)
"""Of various shapes, so that none of them is near only for being a question, or short."""


class Meaning:
    """Finds sounds and videos by what the model for sentences makes of what is said in them."""

    purpose = Purpose.SENTENCES

    def __init__(self, catalogue: Catalogue, nearest: Nearest, models: Models) -> None:
        self._spoken, self._nearest, self._models = catalogue.spoken, nearest, models
        self._about_nothing: dict[str, npt.NDArray[np.float32]] = {}

    def lists(self, question: Question) -> Iterator[Listed]:
        """What has somebody say what the text means."""
        if not (question.kinds & SPEAKING and question.plain):
            return
        try:
            model = self._models(self.purpose, wait=question.wait)
            if self._nearest.count(model.space):
                yield self._listed(model, question)
        except ModelLoading:
            question.notes.append(LOADING)
        except (ModelUnavailable, ModelFailed, Stopped) as error:
            if self._spoken.any():
                missing = NoteKind.SENTENCE_MODEL_MISSING
                searched = "What is said was searched word by word, not by its meaning"
                question.notes.append(without_model(error, missing, searched))

    def needs_model(self) -> bool:
        """Whether its model has understood anything; raises ModelUnavailable."""
        return self._nearest.count(self._models(self.purpose, wait=False).space) > 0

    def _listed(self, model: TextEncoder, question: Question) -> Listed:
        vector = model.encode_texts([question.plain])[0]
        common = float((self._common(model) @ vector).max())
        near = self._nearest.segments(model.space, vector, question)
        best: dict[int, Near] = {}
        for each in near:
            if each[0] > common:
                best.setdefault(each[2][0], each)
        texts = self._spoken.texts(segment for _, segment, _ in best.values())
        reasons = {item: said(texts[near[1]]) for item, near in best.items() if near[1] in texts}
        ranking = fusion.Ranking(list(reasons), fusion.MEANING, fusion.LIKENESS)
        spans = {item: _span(best[item]) for item in reasons}
        marks = partial(self._marks, model.space, vector, common)
        return Listed(ranking, reasons, spans, Lane.SAID, marks)

    def _marks(self, space: Space, vector: Vector, common: float, segments: Segments) -> Marks:
        near = self._nearest.nearness(space, [vector], segments)
        near[near <= common] = np.nan
        texts = self._spoken.texts(segments.numbers[~np.isnan(near)].tolist())
        return Marks(near, lambda place: in_quotes(texts.get(int(segments.numbers[place]), "")))

    def _common(self, model: TextEncoder) -> npt.NDArray[np.float32]:
        vectors = self._about_nothing.get(model.space.key)
        if vectors is None:
            vectors = self._about_nothing[model.space.key] = model.encode_texts(ABOUT_NOTHING)
        return vectors


def _span(near: Near) -> Span:
    _, start, end = near[2]
    return Span(start or 0.0, end or 0.0)
