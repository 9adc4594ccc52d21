"""The whole way on real sounds with a small real model: as good as transformers called directly."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from helpers.libraries import mmdesk
from helpers.shared import shared
from numpy.typing import NDArray

from mmdesk.core.entities import Filters, Kind, Query, Span
from mmdesk.core.settings import Settings
from mmdesk.library import Library
from mmdesk.media.sound import samples

POINTS = 0.005
"""Half a point of mean average precision."""
RATE = 48_000

Floats = NDArray[np.float32]


def clips() -> list[Path]:
    return sorted(shared("data/sounds/esc10").rglob("*.ogg"))


def kind_of(path: Path) -> str:
    return path.parent.name.replace("_", " ")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The clips under names that tell nothing, so that only how they sound can find them."""
    folder, sounds = tmp_path_factory.mktemp("library"), tmp_path_factory.mktemp("sounds")
    for number, path in enumerate(clips()):
        shutil.copy(path, sounds / f"{number:03}.ogg")
    settings = Settings(sound_model=str(shared("models/clap-small")), settle_seconds=0.001)
    settings.save(folder / "settings.json")
    with Library(folder, indexing=True) as library:
        report = library.index([sounds])
        assert (report.indexed, report.failed) == (len(clips()), ())
        yield library


def ranked(library: Library, query: Query) -> list[int]:
    """The numbers of all clips that are found, best first."""
    return [int(hit.path.stem) for hit in library.search(query).hits]


def precision(ranking: Sequence[int], wanted: set[int]) -> float:
    """Average precision."""
    places = [place for place, number in enumerate(ranking, 1) if number in wanted]
    return sum(found / place for found, place in enumerate(places, 1)) / len(wanted)


@pytest.fixture(scope="module")
def directly() -> tuple[Floats, dict[str, Floats]]:
    """The clips' vectors and those of the kinds' names, by transformers alone in float32."""
    import torch
    from transformers import ClapModel, ClapProcessor

    folder = str(shared("models/clap-small"))
    model = ClapModel.from_pretrained(folder, dtype=torch.float32).eval()
    processor = ClapProcessor.from_pretrained(folder)
    extract, tokenize = processor.feature_extractor, processor.tokenizer

    def of_text(text: str) -> Floats:
        both = [text, f"This is a sound of {text}"]
        tokens = tokenize(both, return_tensors="pt", padding=True)
        mean = model.get_text_features(**tokens).pooler_output.mean(0)
        return (mean / mean.norm()).numpy()

    def of_clip(path: Path) -> Floats:
        heard = samples(path, Span(0, 10), RATE)
        given = extract(heard, sampling_rate=RATE, return_tensors="pt")
        return model.get_audio_features(**given).pooler_output[0].numpy()

    with torch.inference_mode():
        vectors = np.stack([of_clip(path) for path in clips()])
        return vectors, {kind: of_text(kind) for kind in sorted({*map(kind_of, clips())})}


def test_texts_find_sounds_as_well_as_the_model_alone_does(library, directly) -> None:
    vectors, texts = directly
    kinds = [kind_of(path) for path in clips()]
    ours, alone = [], []
    for kind, vector in texts.items():
        wanted = {number for number, each in enumerate(kinds) if each == kind}
        query = Query(text=kind, filters=Filters(kinds=frozenset({Kind.SOUND})), limit=1000)
        ours.append(precision(ranked(library, query), wanted))
        alone.append(precision(np.argsort(-(vectors @ vector)).tolist(), wanted))
    assert abs(np.mean(ours) - np.mean(alone)) <= POINTS
    assert np.mean(alone) > 0.75


def test_a_sound_finds_others_of_its_kind_at_least_as_well(library, directly) -> None:
    """With what it sounds like to the built-in ear, which needs no model, joined in."""
    vectors, _ = directly
    paths = [hit.path for hit in library.search(Query(limit=1000)).hits]
    kinds = [kind_of(path) for path in clips()]
    ours, alone = [], []
    for path in sorted(paths)[::3]:
        number = int(path.stem)
        wanted = {n for n, kind in enumerate(kinds) if kind == kinds[number]} - {number}
        ours.append(precision(ranked(library, Query(examples=(path,), limit=1000)), wanted))
        cosines = vectors @ vectors[number]
        cosines[number] = -np.inf
        alone.append(precision(np.argsort(-cosines)[:-1].tolist(), wanted))
    assert np.mean(ours) >= np.mean(alone) - POINTS
    assert np.mean(alone) > 0.4


def test_every_odd_sound_is_indexed_or_listed_with_a_reason(tmp_path: Path) -> None:
    folder = shared("data/awkward/audio")
    (tmp_path / "library").mkdir()
    Settings(settle_seconds=0.001).save(tmp_path / "library/settings.json")
    told = mmdesk(tmp_path / "library", "index", folder, "--json")
    assert "Traceback" not in told.stderr
    with Library(tmp_path / "library") as library:
        failed = {failure.path.name: failure.reason for failure in library.failures()}
        found = {hit.path.name for hit in library.search(Query(limit=1000)).hits}
    left = {path.name for path in folder.iterdir()} - set(failed) - found
    # What is no sound and no picture, like tags without any, is none of ours.
    assert {Path(name).suffix for name in left} <= {".id3", ".apev2", ".spx", ".oggtheora"}
    assert all(reason.endswith(".") for reason in failed.values())
    assert {"silence-44-s.mp3", "has-tags.m4a", "variable-block.flac"} <= found
