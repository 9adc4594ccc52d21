"""The whole way on real photos with a small real model: as good as calling the model directly."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from helpers.shared import shared
from PIL import Image

from mmdesk.core.entities import Query
from mmdesk.core.settings import Settings
from mmdesk.library import Library

POINTS = 0.005
"""Half a point of recall."""


def captions(folder: Path) -> list[tuple[str, str]]:
    """One caption for each photo: (caption, file name)."""
    with (folder / "captions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    first = {row["file"]: row["caption"] for row in reversed(rows)}
    return [(caption, name) for name, caption in sorted(first.items())]


def recall(rankings: list[list[str]], wanted: list[str]) -> float:
    return float(np.mean([name in found for found, name in zip(rankings, wanted, strict=True)]))


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    model, photos = shared("models/openclip-small"), shared("data/photos/captioned")
    folder = tmp_path_factory.mktemp("library")
    settings = Settings(model=str(model), settle_seconds=0.001)
    settings.save(folder / "settings.json")
    with Library(folder, indexing=True) as library:
        report = library.index([photos])
        assert (report.indexed, report.failed) == (500, ())
        yield library


def test_captions_find_their_photos_as_well_as_the_model_alone_does(library):
    photos = shared("data/photos/captioned")
    texts, wanted = zip(*captions(photos), strict=True)
    queries = [Query(text=text, limit=10) for text in texts]
    ours = [[hit.path.name for hit in library.search(query).hits] for query in queries]
    direct = directly_ranked(sorted(set(wanted)), photos, list(texts))
    assert abs(recall(ours, list(wanted)) - recall(direct, list(wanted))) <= POINTS
    assert recall(direct, list(wanted)) > 0.5


def directly_ranked(names: list[str], photos: Path, texts: list[str]) -> list[list[str]]:
    """The ten best of `names` for each text, by open_clip alone in float32."""
    import open_clip
    import torch

    folder = f"local-dir:{shared('models/openclip-small')}"
    model, _, transform = open_clip.create_model_and_transforms(folder, require_pretrained=True)
    model.eval()
    tokenize = open_clip.get_tokenizer(folder)
    with torch.inference_mode():
        pictures = torch.cat(
            [
                model.encode_image(transform(opened(photos / name))[None], normalize=True)
                for name in names
            ]
        )
        words = model.encode_text(tokenize(texts), normalize=True)
    best = (words @ pictures.T).topk(10).indices
    return [[names[place] for place in row] for row in best.tolist()]


def opened(path: Path) -> Image.Image:
    with Image.open(path) as image:
        return image.convert("RGB")


def test_a_photo_finds_the_others_of_its_kind(library):
    """Precision of the first hit on classed photos, by example from outside the library."""
    example = shared("data/photos/classed") / "dalmatian"
    hits = library.search(Query(text="a dalmatian", examples=(next(example.iterdir()),), limit=5))
    assert hits.hits
    assert all(len(hit.reasons) >= 2 for hit in hits.hits[:1])


def test_filters_hold_for_descriptions_and_examples(library):
    photos = shared("data/photos/captioned")
    some = next(photos.glob("*.jpg"))
    query = library.query("dog", [some], since="1900", until="1901")
    assert library.search(query).hits == ()
    hits = library.search(replace(query, filters=library.query(f'in:"{photos}"').filters)).hits
    assert len(hits) == query.limit
    assert some not in {hit.path for hit in hits}


def test_less_like_a_picture_means_fewer_of_its_kind(library):
    photos = shared("data/photos/captioned")
    with (photos / "captions.csv").open(encoding="utf-8", newline="") as file:
        said: dict[str, str] = {}
        for row in csv.DictReader(file):
            said[row["file"]] = said.get(row["file"], "") + row["caption"].lower()
    unwanted = [name for name, text in said.items() if "dog" in text and "water" in text][:4]

    def share(word: str, *without: str) -> float:
        query = Query("dog photo", without=tuple(photos / name for name in without), limit=20)
        return float(np.mean([word in said[hit.path.name] for hit in library.search(query).hits]))

    assert share("water") >= 0.25
    assert np.mean([share("water", name) for name in unwanted]) <= 0.15
    assert np.mean([share("dog", name) for name in unwanted]) >= 0.95
