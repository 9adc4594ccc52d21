"""A library of photos, sounds and speech whose vectors a test chooses, and an engine over it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from helpers.catalogues import a_root, an_item
from helpers.encoders import ChosenVectors, unit

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Answer, Identity, Kind, Part, Passage, Query, Space, Span
from mmdesk.core.errors import FileUnreadable, ModelUnavailable
from mmdesk.core.settings import Settings
from mmdesk.media.formats import identify
from mmdesk.media.images import PictureLimits
from mmdesk.media.workers import Workers
from mmdesk.models.clap_features import FeatureConfig
from mmdesk.models.looks import LOOKS_SPACE
from mmdesk.models.registry import Purpose
from mmdesk.models.timbre import TIMBRE_SPACE, Timbre
from mmdesk.search.engine import Engine
from mmdesk.search.examples import Examples
from mmdesk.search.neighbours import Neighbours

Vector = npt.NDArray[np.float32]


class ChosenTexts:
    """Encodes texts as the test says, all others as something else; remembers what was asked."""

    preparation = ChosenVectors.preparation

    def __init__(self, name: str, texts: Mapping[str, Sequence[float]]) -> None:
        self.space = Space(f"{name}/1", name, 3)
        self.texts = dict(texts)
        self.asked: list[str] = []

    def encode_texts(self, texts: Sequence[str]) -> Vector:
        self.asked += texts
        return np.array([unit(self.texts.get(text, (0, 0, 1))) for text in texts], np.float32)


class ChosenSights(ChosenTexts):
    """Sees the mean colour of a picture."""

    def encode_pictures(self, pictures: npt.NDArray[np.uint8]) -> npt.NDArray[np.float16]:
        means = pictures.reshape(len(pictures), -1, 3).mean(axis=1)
        return np.array([unit(mean) for mean in means], np.float16)


class ChosenSounds(ChosenTexts):
    """Hears whether a sound is low (first number) or high (second)."""

    features = FeatureConfig(rate=16_000, mels=16, fft=512, hop=320, highest=8000, samples=32_000)

    def encode_sounds(self, features: Vector) -> npt.NDArray[np.float16]:
        levels = 10 ** (features.mean(axis=1) / 10)
        low, high = levels[:, :8].sum(axis=1), levels[:, 8:].sum(axis=1)
        return np.array([unit((a, b, 0)) for a, b in zip(low, high, strict=True)], np.float16)


class Mixed:
    """Items are put in with the vectors that indexing would give them."""

    def __init__(self, folder: Path, workers: Workers) -> None:
        self.folder = folder
        self.catalogue = Catalogue(folder / "c.sqlite")
        self.root = a_root(self.catalogue, folder)
        self.seeing, self.hearing = ChosenSights("seeing", {}), ChosenSounds("hearing", {})
        self.understanding = ChosenTexts("understanding", {})
        self.models: dict[Purpose, Any] = {
            Purpose.PICTURES: self.seeing,
            Purpose.SOUNDS: self.hearing,
            Purpose.SENTENCES: self.understanding,
        }
        self.neighbours = Neighbours(self.catalogue, folder / "vectors", Settings())
        self.examples = Examples(self.catalogue, workers, PictureLimits(100))
        self.engine = Engine(self.catalogue, self.neighbours, self.examples, self._model)

    def _model(self, purpose: Purpose, *, wait: bool) -> Any:  # noqa: ARG002
        if purpose not in self.models:
            raise ModelUnavailable(f"Get the model for {purpose}.")
        return self.models[purpose]

    def photo(self, name: str, seen: Sequence[float] | None = None) -> int:
        item = self._item(name, Kind.PHOTO)
        whole = self.catalogue.items.whole_segments([item])[item]
        self._put(LOOKS_SPACE, {whole: np.eye(1, LOOKS_SPACE.dimension)[0]})
        if seen is not None:
            self._put(self.seeing.space, {whole: unit(seen)})
        return item

    def sound(self, name: str, *heard: Sequence[float], timbre: Vector | None = None) -> int:
        """A sound with a window of ten seconds for each vector; one of no vector without any."""
        item = self._item(name, Kind.SOUND)
        self._hears(item, heard, timbre)
        return item

    def _hears(
        self, item: int, heard: Sequence[Sequence[float]], timbre: Vector | None = None
    ) -> None:
        spans = [Span(7.5 * number, 7.5 * number + 10) for number in range(len(heard) or 1)]
        segments = self.catalogue.segments.set_windows(item, spans)
        known = Timbre().encode(np.zeros(9, np.float32)) if timbre is None else timbre
        self._put(TIMBRE_SPACE, dict.fromkeys(segments.values(), known))
        if heard:
            vectors = (unit(each) for each in heard)
            self._put(self.hearing.space, dict(zip(segments.values(), vectors, strict=True)))

    def video(
        self,
        name: str,
        seen: Sequence[Sequence[float]] = (),
        heard: Sequence[Sequence[float]] = (),
        looks: Vector | None = None,
    ) -> int:
        """A video with a shot of five seconds, and a window of sound, for each vector."""
        item = self._item(name, Kind.VIDEO)
        shots = [Span(5.0 * number, 5.0 * number + 5) for number in range(len(seen))]
        segments = self.catalogue.segments.replace(item, Part.SHOT, shots)
        known = np.eye(1, LOOKS_SPACE.dimension)[0] if looks is None else looks
        self._put(LOOKS_SPACE, dict.fromkeys(segments.values(), known))
        self._put(self.seeing.space, dict(zip(segments.values(), map(unit, seen), strict=True)))
        if heard:
            self._hears(item, heard)
        return item

    def says(self, item: int, *said: str, means: Sequence[Sequence[float]] = ()) -> None:
        """Have an item say these passages, of twenty seconds each, and mean these vectors."""
        passages = [Passage(20.0 * n, 20.0 * n + 15, text) for n, text in enumerate(said)]
        self.catalogue.transcripts.begin(item, "whisper", "en")
        self.catalogue.transcripts.finish(item, passages)
        segments = self.catalogue.segments.of_item(item, Part.PASSAGE)
        self._put(self.understanding.space, dict(zip(segments, map(unit, means), strict=False)))

    def _item(self, name: str, kind: Kind) -> int:
        try:
            content: Identity | None = identify(self.folder / name).identity
        except FileUnreadable:
            content = None
        return an_item(self.catalogue, self.root, name, None, content, kind=kind)

    def _put(self, space: Space, vectors: Mapping[int, npt.NDArray[Any]]) -> None:
        number = self.catalogue.embeddings.add_space(space)
        packed = ((segment, each.astype("<f2").tobytes()) for segment, each in vectors.items())
        self.catalogue.embeddings.put(number, packed)

    def ask(self, **query: Any) -> Answer:
        return self.engine.search(Query(**query))

    def names(self, **query: Any) -> list[str]:
        return [hit.path.name for hit in self.ask(**query).hits]

    def close(self) -> None:
        self.neighbours.close()
        self.catalogue.close()
