"""A library that lies in a folder it keeps indexed, or is one: it leaves itself out."""

from pathlib import Path

import pytest
from helpers.libraries import House, eventually, names

from mmdesk.core import events
from mmdesk.core.errors import WrongRequest
from mmdesk.core.paths import LibraryPaths
from mmdesk.core.settings import Settings
from mmdesk.indexing import own

CROWD = tuple(f"photo{number}.jpg" for number in range(6))


def settled(library: Path, **settings: object) -> None:
    library.mkdir(parents=True, exist_ok=True)
    chosen = Settings(settle_seconds=0.05).changed(**settings)
    chosen.save(LibraryPaths.under(library).settings)


@pytest.fixture(params=["inside", "the folder itself", "its caches inside"])
def within(request: pytest.FixtureRequest, house: House) -> House:
    """A library whose data lie in the folder of photos."""
    if request.param == "its caches inside":
        house.set(cache_folder=str(house.photos / "caches"))
        return house
    place = house.photos / "mmdesk" if request.param == "inside" else house.photos
    settled(place)
    return House(place, house.photos)


def found(house: House) -> set[str]:
    with house.open(indexing=False) as library:
        return names(library)


def test_a_library_leaves_itself_out(within: House) -> None:
    within.photo_set(*CROWD)
    assert (within.index().indexed, found(within)) == (6, {*CROWD})
    for _ in range(2):
        report = within.index()
        assert (report.indexed, report.unchanged, report.failed) == (0, 6, ())
    assert found(within) == {*CROWD}
    assert within.asked("SELECT count(*) FROM files") == [(6,)]


def test_watching_comes_to_rest(within: House, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = list[set[Path]]()
    within.photo_set(*CROWD)
    within.index()
    with within.open() as library:
        looked = library.indexing._look_at
        monkeypatch.setattr(
            library.indexing, "_look_at", lambda paths: (noted.append(paths), looked(paths))
        )
        library.watch()
        eventually(lambda: library.indexing.wait_until_idle(0))
        for number, name in enumerate(("new.jpg", "last.jpg")):
            within.photo(name, 90 + number)
            eventually(lambda name=name: name in names(library))
            eventually(lambda: library.indexing.wait_until_idle(0))
    assert {path.name for paths in noted for path in paths} <= {"new.jpg", "last.jpg"}
    assert noted


def test_what_an_earlier_version_took_in_is_forgotten_without_a_question(
    within: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    within.photo("one.jpg")
    with monkeypatch.context() as earlier:
        earlier.setattr(own.Own, "below", lambda *_: own.OwnPart(frozenset(), False))
        within.index()
        within.index()
    assert len(within.asked("SELECT id FROM files")) > 1
    report = within.index()
    assert (report.indexed, report.unchanged, report.failed) == (0, 1, ())
    assert found(within) == {"one.jpg"}
    assert within.asked("SELECT count(*) FROM files") == [(1,)]
    assert within.asked("SELECT state, gone FROM roots") == [("online", 0)]


def test_a_folder_inside_the_librarys_own_is_refused(house: House) -> None:
    for place in ("thumbnails", "mine"):
        (house.library / place).mkdir(exist_ok=True)
        with pytest.raises(WrongRequest, match="keeps for this library itself"):
            house.index(house.photos, house.library / place)
    with house.open() as library:
        assert library.roots() == []


def test_a_folder_beside_the_librarys_own_files_is_part_of_the_one_that_holds_both(
    house: House,
) -> None:
    both = House(house.photos, house.photos)
    settled(both.library)
    both.photo("trip/one.jpg")
    both.index()
    assert both.index(both.photos / "trip").unchanged == 1
    with pytest.raises(WrongRequest, match="keeps for this library itself"):
        both.index(both.library / "vectors")
    with both.open() as library:
        assert [root.path for root in library.roots()] == [both.photos]


def test_every_file_of_a_library_is_known_as_its_own(house: House) -> None:
    """Of one that was indexed, watched, shown in a window and found damaged."""
    house.photo_set(*CROWD)
    house.index()
    catalogue = LibraryPaths.under(house.library).catalogue
    catalogue.write_bytes(b"x" * 5000)
    for name in ("window.ini", "window.ini.lock", "settings.json.77.new", "mmdesk.log.1"):
        (house.library / name).touch()
    with house.open() as library:
        mine = own.Own(library._paths).below(house.library)
        there = {path.name for path in house.library.iterdir()}
        assert any("damaged" in name for name in there)
        assert {name for name in there if not mine.holds(name.encode())} == set()
    assert not any(
        mine.holds(name) for name in (b"catalogue.jpg", b"settings.jpg", b"a/mmdesk.log")
    )
    assert any(isinstance(said, events.Notice) for said in house.said)
