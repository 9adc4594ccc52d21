"""Thumbnails and vectors that lie elsewhere: they move with a start, and never twice."""

from pathlib import Path

import pytest
from helpers.libraries import House

from mmdesk.core.entities import Kind


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path / "library", tmp_path / "photos")
    house.set(model="nobody/nothing")
    house.photo_set("a.jpg", "b.jpg")
    house.index()
    return house


def files_below(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_caches_lie_with_the_library_unless_told_otherwise(house: House) -> None:
    with house.open() as library:
        assert library.caches == house.library
        assert files_below(house.library / "thumbnails")


def test_caches_move_at_the_next_start_and_back(house: House, tmp_path: Path) -> None:
    thumbnails = files_below(house.library / "thumbnails")
    house.set(model="nobody/nothing", cache_folder=str(tmp_path / "caches"))
    with house.open() as library:
        assert library.caches.parent == tmp_path / "caches"
        assert files_below(library.caches / "thumbnails") >= thumbnails
        assert not (house.library / "thumbnails").exists()
        assert library.status().items[Kind.PHOTO] == 2
    house.set(model="nobody/nothing")
    with house.open() as library:
        assert library.caches == house.library
        assert files_below(house.library / "thumbnails") >= thumbnails


def test_who_only_searches_finds_them_but_moves_nothing(house: House, tmp_path: Path) -> None:
    house.set(model="nobody/nothing", cache_folder=str(tmp_path / "caches"))
    with house.open(indexing=False) as library:
        assert library.caches == house.library


def test_two_libraries_may_share_a_folder(house: House, tmp_path: Path) -> None:
    other = House(tmp_path / "other", house.photos)
    places = set()
    for each in (house, other):
        each.set(model="nobody/nothing", cache_folder=str(tmp_path / "caches"))
        with each.open() as library:
            places.add(library.caches)
    assert len(places) == 2


def test_a_folder_that_cannot_be_made_is_told_and_changes_nothing(
    house: House, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    house.set(model="nobody/nothing", cache_folder=str(tmp_path / "file"))
    with house.open() as library:
        assert library.caches == house.library
    assert any("caches cannot be moved" in notice for notice in house.notices)


def test_a_drive_that_is_away_is_done_without(house: House, tmp_path: Path) -> None:
    drive, away = tmp_path / "drive", tmp_path / "away"
    house.set(model="nobody/nothing", cache_folder=str(drive))
    house.open().close()
    drive.rename(away)
    with house.open(indexing=False) as library:
        assert library.caches == house.library


def test_a_move_that_was_cut_short_is_done_again(house: House, tmp_path: Path) -> None:
    house.set(model="nobody/nothing", cache_folder=str(tmp_path / "caches"))
    with house.open() as library:
        place = library.caches
    house.set(model="nobody/nothing")
    house.open().close()
    (place / "thumbnails").mkdir(parents=True)
    (place / "thumbnails" / "half").write_text("half of it")
    house.set(model="nobody/nothing", cache_folder=str(tmp_path / "caches"))
    with house.open():
        assert "half" not in files_below(place)
