"""What is seen: by what the model says of a text or an example, and by how it looks."""

from mmdesk.core.entities import Kind, Lane, Note, NoteKind
from mmdesk.models.looks import LOOKS_SPACE, Looks
from mmdesk.models.registry import Purpose
from mmdesk.models.timbre import TIMBRE_SPACE
from mmdesk.search import fusion
from mmdesk.search.asking import Model
from mmdesk.search.nearest import Vector
from mmdesk.search.sense import Sense, Way

NOT_DESCRIBED = Note(
    NoteKind.NOT_DESCRIBED,
    "The model has described no picture yet; words and looks answer. `mmdesk index` has it do so.",
)


class Sights(Sense):
    """Finds photos, and videos by their frames."""

    kinds = frozenset({Kind.PHOTO, Kind.VIDEO})
    lane, purpose = Lane.SEEN, Purpose.PICTURES
    untouched, missing = NOT_DESCRIBED, NoteKind.MODEL_MISSING
    searched = "Searched by words, not by description"

    def exists(self) -> bool:
        """Whether there are pictures, or nothing yet."""
        return self._nearest.count(TIMBRE_SPACE) == 0 or self._nearest.count(LOOKS_SPACE) > 0

    def _described(self, model: Model, text: str) -> Vector:
        vector: Vector = model.encode_texts([text])[0]
        return vector

    def _reason(self, text: str) -> str:  # noqa: ARG002 (the text is what is described)
        return "description"

    def _by_content(self, model: Model) -> Way:
        return Way(
            model.space,
            lambda path: self._examples.pictures(path, model),
            fusion.EXAMPLE,
            "content of {}",
            "content unlike {}",
        )

    def _by_likeness(self) -> Way:
        looks = Looks()
        return Way(
            looks.space,
            lambda path: self._examples.pictures(path, looks),
            fusion.LOOKS,
            "look of {}",
            "look unlike {}",
        )
