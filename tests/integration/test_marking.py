"""What the user said about a photo, through all that becomes of the photo's file."""

import shutil
import signal
import subprocess
import sys

import pytest
from helpers.libraries import House, names

from mmdesk.core.entities import Filters
from mmdesk.core.listings import Marks, Order
from mmdesk.library import Library

MARKS = Marks(favourite=True, rating=4, tags=("boat",))
CROWD = tuple(f"other{number}.jpg" for number in range(6))


@pytest.fixture
def house(tmp_path) -> House:
    """A library in which one photo, a.jpg, has all marks."""
    house = House(tmp_path / "library", tmp_path / "photos")
    house.set(model="nobody/nothing")
    house.photo_set("a.jpg", *CROWD)
    house.index()
    with house.open(indexing=False) as library:
        mark(library, item_of(library, "a.jpg"))
    return house


def item_of(library: Library, name: str) -> int:
    tiles = library.browsing.tiles(library.browsing.listing(Filters(), Order.NAME).items)
    return next(item for item, tile in tiles.items() if tile.path.name == name)


def mark(library: Library, item: int) -> None:
    library.marking.favourite([item], True)
    library.marking.rate([item], 4)
    library.marking.tag([item], "boat")


def marked(house: House) -> dict[str, Marks]:
    """The photos with marks by their names, and a check that a search sees the same ones."""
    with house.open(indexing=False) as library:
        tiles = library.browsing.tiles(library.browsing.listing(Filters(), Order.DATE).items)
        found = {tile.path.name: tile.marks for tile in tiles.values() if tile.marks != Marks()}
        assert names(library, "is:favourite") == names(library, "boat") == set(found)
    return found


def test_marks_outlive_moving_and_renaming(house):
    (house.photos / "below").mkdir()
    (house.photos / "a.jpg").rename(house.photos / "below" / "b.jpg")
    house.index()
    assert marked(house) == {"b.jpg": MARKS}


def test_marks_outlive_editing_in_place(house):
    house.photo("a.jpg", 4711)
    house.index()
    assert marked(house) == {"a.jpg": MARKS}


def test_marks_outlive_the_file_being_away(house):
    kept = (house.photos / "a.jpg").rename(house.library / "kept.jpg")
    house.index(forget=True)
    assert marked(house) == {}
    kept.rename(house.photos / "a.jpg")
    house.index()
    assert marked(house) == {"a.jpg": MARKS}


def test_marks_outlive_the_root(house):
    with house.open() as library:
        library.remove_root(house.photos)
    assert marked(house) == {}
    house.index()
    assert marked(house) == {"a.jpg": MARKS}


def test_marks_outlive_a_lost_library_when_they_were_written_beside_the_photos(house):
    with house.open(indexing=False) as library:
        assert library.marking.write_sidecars([item_of(library, "a.jpg")]).done == 1
    house.index()
    assert marked(house) == {"a.jpg": MARKS}
    shutil.rmtree(house.library)
    house.set(model="nobody/nothing")
    house.index()
    with house.open(indexing=False) as library:
        assert names(library, "boat") == {"a.jpg"}
        details = library.browsing.details(item_of(library, "a.jpg"))
        assert (details.tile.marks.rating, details.facts.keywords) == (4, ("boat",))


def test_searches_are_kept(house):
    with house.open(indexing=False) as library:
        query = library.query(f'boat is:favourite like:"{house.photos / "a.jpg"}"')
        library.marking.save("boats", library.text_of(query))
        library.marking.remember("sea")
    with house.open(indexing=False) as library:
        (saved,) = library.marking.saved()
        assert library.query(saved.text) == query
        assert library.marking.recent() == ["sea"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_marks_outlive_a_kill_in_the_midst_of_marking(house):
    program = f"""
from pathlib import Path
from mmdesk.library import Library
library = Library(Path({str(house.library)!r}))
items = range(1, 8)
for number in range(10**6):
    library.marking.tag(items, f"tag{{number}}")
    print(number, flush=True)
"""
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        told = [int(process.stdout.readline()) for _ in range(20)]
        process.kill()
    with house.open(indexing=False) as library:
        assert library.check() is None
        tiles = library.browsing.tiles(range(1, 8)).values()
        assert len(tiles) == 7
        assert len({tuple(t for t in tile.marks.tags if t != "boat") for tile in tiles}) == 1
        for tile in tiles:
            assert {f"tag{number}" for number in told} <= set(tile.marks.tags)
