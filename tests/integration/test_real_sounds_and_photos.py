"""Real sounds and photos in one library, with small real models that see and hear."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.shared import shared

from mmdesk.core.entities import Hit, Kind
from mmdesk.core.settings import Settings
from mmdesk.library import Library

SOUNDS = ("dog_bark", "rooster", "crying_baby", "helicopter")
PHOTOS = ("dalmatian", "accordion", "minaret", "airplanes")
EACH = 5


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A few of each class, in folders whose names tell nothing."""
    folder, files = tmp_path_factory.mktemp("library"), tmp_path_factory.mktemp("files")
    for where, classes in (("sounds/esc10", SOUNDS), ("photos/classed", PHOTOS)):
        for name in classes:
            for number, path in enumerate(sorted((shared("data") / where / name).glob("*"))[:EACH]):
                shutil.copy(path, files / f"{sum(name.encode())}-{number}{path.suffix}")
    models = shared("models")
    Settings(
        model=str(models / "openclip-small"),
        sound_model=str(models / "clap-small"),
        settle_seconds=0.001,
    ).save(folder / "settings.json")
    with Library(folder, indexing=True) as library:
        assert library.index([files]).failed == ()
        yield library


def asked(library: Library, text: str, *examples: Path, limit: int = 100) -> tuple[Hit, ...]:
    answer = library.search(library.query(text, examples, limit=limit))
    assert answer.notes == ()
    return answer.hits


def shown(hits: tuple[Hit, ...], kind: Kind) -> list[str]:
    """The classes of the hits of a kind, in order."""
    known = {str(sum(name.encode())): name for name in (*SOUNDS, *PHOTOS)}
    return [known[hit.path.name.split("-")[0]] for hit in hits if hit.kind is kind]


def test_dogs_that_bark_come_first_among_sounds_and_photos_stand_beside_them(
    library: Library,
) -> None:
    hits = asked(library, "dog barking")
    assert shown(hits, Kind.SOUND)[:4].count("dog_bark") >= 3
    assert shown(hits, Kind.PHOTO)[0] == "dalmatian"
    assert [hit.kind for hit in hits[:6]].count(Kind.SOUND) == 3
    assert all(hit.start == 0 and hit.end == pytest.approx(5, abs=0.1) for hit in hits[1:6:2])


def test_only_sounds_where_only_they_are_asked_for(library: Library) -> None:
    hits = asked(library, "rooster kind:sound", limit=EACH)
    assert {hit.kind for hit in hits} == {Kind.SOUND}
    assert shown(hits, Kind.SOUND).count("rooster") >= EACH - 1


def test_a_sound_from_elsewhere_finds_its_kind_and_a_photo_only_photos(library: Library) -> None:
    sound = sorted((shared("data/sounds/esc10") / "rooster").glob("*"))[EACH]
    found = asked(library, "", sound, limit=3)
    assert shown(found, Kind.SOUND) == ["rooster"] * 3
    photo = sorted((shared("data/photos/classed") / "minaret").glob("*"))[EACH]
    found = asked(library, "", photo, limit=3)
    assert shown(found, Kind.PHOTO).count("minaret") >= 2
