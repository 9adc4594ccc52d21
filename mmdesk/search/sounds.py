"""What is heard: by what the model says of a text or an example, and by how it sounds."""

from mmdesk.core.entities import Kind, Lane, Note, NoteKind
from mmdesk.models.registry import Purpose
from mmdesk.models.timbre import TIMBRE_SPACE
from mmdesk.search import fusion, repulsion
from mmdesk.search.asking import Model
from mmdesk.search.nearest import Vector
from mmdesk.search.sense import Sense, Way

PHRASINGS = ("{}", "This is a sound of {}")
"""A text is put to the model in all of them: as it was typed, and as the model was trained."""

NOT_HEARD = Note(
    NoteKind.NOT_HEARD,
    "The model has heard no sound yet; words answer. `mmdesk index` has it listen to them.",
)


class Sounds(Sense):
    """Finds sounds, and videos by their soundtracks."""

    kinds = frozenset({Kind.SOUND, Kind.VIDEO})
    lane, purpose = Lane.HEARD, Purpose.SOUNDS
    untouched, missing = NOT_HEARD, NoteKind.SOUND_MODEL_MISSING
    searched = "Sounds were searched by words, not by how they sound"

    def exists(self) -> bool:
        """Whether there are sounds that are not silent."""
        return self._nearest.count(TIMBRE_SPACE) > 0

    def _described(self, model: Model, text: str) -> Vector:
        vectors = model.encode_texts([phrasing.format(text) for phrasing in PHRASINGS])
        return repulsion.unit(vectors.sum(axis=0))

    def _reason(self, text: str) -> str:
        return f'sounds like "{text}"'

    def _by_content(self, model: Model) -> Way:
        return Way(
            model.space,
            lambda path: self._examples.sound(path, model),
            fusion.EXAMPLE,
            "sounds of {}",
            "sounds unlike {}",
        )

    def _by_likeness(self) -> Way:
        return Way(
            TIMBRE_SPACE, self._examples.timbre, fusion.TIMBRE, "sounds alike", "sounds unlike {}"
        )
