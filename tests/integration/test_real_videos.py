"""The whole way on real clips with small real models: the right clip, the right moment in it."""

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from helpers.films import film
from helpers.shared import SHARED, shared
from numpy.typing import NDArray
from PIL import Image

from mmdesk.core.entities import Hit, Kind, Lane, Span
from mmdesk.core.settings import Settings
from mmdesk.library import Library
from mmdesk.media.sound import samples

ROUNDED = 0.05
"""Seconds that a time may be off."""
PHOTOS = 40
RATE, LONG = 48_000, 10.0
"""Of the soundtracks of made videos; seconds of each picture and each sound in them."""


@dataclass(frozen=True)
class Known:
    """What is shown in a clip, and when."""

    file: str
    what: str
    span: Span


def known() -> list[Known]:
    """The moments of the list; none where it is absent."""
    path = SHARED / "data/videos/moments.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Known(row["file"], row["what"], Span(float(row["start"]), float(row["end"])))
            for row in csv.DictReader(file)
        ]


each_moment = pytest.mark.parametrize("wanted", known(), ids=lambda known: known.what)


def name_of(file: str) -> str:
    """A name that tells nothing of what is in the file."""
    return f"{sum(file.encode())}{Path(file).suffix}"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """All clips and nothing else."""
    folder, files = tmp_path_factory.mktemp("library"), tmp_path_factory.mktemp("clips")
    for path in shared("data/videos").glob("*.m[pk]*"):
        shutil.copy(path, files / name_of(path.name))
    model = str(shared("models/openclip-small"))
    Settings(model=model, settle_seconds=0.001).save(folder / "settings.json")
    with Library(folder, indexing=True) as library:
        assert library.index([files]).failed == ()
        yield library


@pytest.fixture(scope="module")
def beside_photos(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The same library, and photos of all sorts in it."""
    files = tmp_path_factory.mktemp("photos")
    for path in sorted(shared("data/photos/captioned").glob("*.jpg"))[:PHOTOS]:
        shutil.copy(path, files)
    assert library.index([files]).failed == ()
    return library


def asked(library: Library, text: str, *examples: Path) -> tuple[Hit, ...]:
    return library.search(library.query(text, examples)).hits


def assert_right(hit: Hit, wanted: Known) -> None:
    assert hit.path.name == name_of(wanted.file)
    assert hit.start is not None
    assert hit.end is not None
    assert wanted.span.start - ROUNDED <= hit.start < hit.end <= wanted.span.end + ROUNDED
    assert hit.start <= hit.moments[0].at < hit.end
    assert hit.reasons[0].startswith("seen: description (")


@each_moment
def test_the_right_clip_comes_first_with_the_right_moment(library: Library, wanted: Known) -> None:
    assert_right(asked(library, wanted.what)[0], wanted)


@each_moment
def test_all_moments_of_the_clip_are_told_alike(library: Library, wanted: Known) -> None:
    first = asked(library, wanted.what)[0]
    moments = library.moments(first.path, library.query(wanted.what)).found
    assert moments[: len(first.moments)] == first.moments


@each_moment
def test_a_picture_of_the_moment_finds_it(library: Library, wanted: Known, tmp_path: Path) -> None:
    """A frame of it, made smaller, as somebody might have kept it."""
    at = (wanted.span.start + wanted.span.end) / 2
    frame = library.browsing.frame_file(shared("data/videos") / wanted.file, at)
    with Image.open(frame) as image:
        image.resize((200, 150)).save(tmp_path / "kept.jpg")
    first = asked(library, "", tmp_path / "kept.jpg")[0]
    assert first.path.name == name_of(wanted.file)
    assert any(
        moment.start <= at <= moment.end and moment.evidence[0].lane is Lane.SEEN
        for moment in first.moments[:1]
    )


@each_moment
def test_among_photos_the_right_clip_comes_first_too(beside_photos: Library, wanted: Known) -> None:
    hits = asked(beside_photos, wanted.what)
    assert Kind.PHOTO in {hit.kind for hit in hits}
    assert_right(hits[0], wanted)


def photo(name: str) -> Image.Image:
    first = min((shared("data/photos/classed") / name).iterdir())
    with Image.open(first) as image:
        return image.convert("RGB")


def sound(name: str) -> NDArray[np.float32]:
    first = min((shared("data/sounds/esc10") / name).iterdir())
    heard = samples(first, Span(0, LONG), RATE)
    return np.resize(heard, round(LONG * RATE)).astype(np.float32)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Videos of the same pictures and sounds; what is asked for is at other times in each."""
    folder, files = tmp_path_factory.mktemp("library"), tmp_path_factory.mktemp("made")
    seen, heard = ["accordion", "minaret", "airplanes", "anchor"], ["rain", "helicopter"] * 2
    for name, where, when in (
        ("together", 2, 2),
        ("apart", 0, 3),
        ("seen", 1, None),
        ("heard", None, 1),
        ("neither", None, None),
    ):
        pictures, sounds = [*seen], [*heard]
        if where is not None:
            pictures[where] = "rooster"
        if when is not None:
            sounds[when] = "rooster"
        shots = [(LONG, photo(each)) for each in pictures]
        track = np.concatenate([sound(each) for each in sounds])
        path = files / f"{sum(name.encode())}.mp4"
        film(path, shots, track, fps=5, rate=RATE, size=(224, 224))
    models = shared("models")
    Settings(
        model=str(models / "openclip-small"),
        sound_model=str(models / "clap-small"),
        settle_seconds=0.001,
    ).save(folder / "settings.json")
    with Library(folder, indexing=True) as library:
        assert library.index([files]).failed == ()
        yield library


def shown(hits: tuple[Hit, ...]) -> list[str]:
    names = ("together", "apart", "seen", "heard", "neither")
    known_names = {str(sum(name.encode())): name for name in names}
    return [known_names[hit.path.stem] for hit in hits]


def test_what_is_seen_while_it_is_heard_comes_first(made: Library) -> None:
    hits = asked(made, "rooster")
    assert shown(hits)[:2] == ["together", "apart"]
    assert set(shown(hits)[2:4]) == {"seen", "heard"}
    first = hits[0]
    assert {each.lane for each in first.moments[0].evidence} == {Lane.SEEN, Lane.HEARD}
    assert first.moments[0].at == pytest.approx(2 * LONG, abs=0.3)
    assert [reason.split(":")[0] for reason in first.reasons] == ["seen", "heard"]
