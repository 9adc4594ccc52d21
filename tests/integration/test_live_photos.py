"""A still and the clip that was taken with it are one item, whatever becomes of their files."""

import shutil
from pathlib import Path

import pytest
from helpers.libraries import House, names
from helpers.live import clip, live_photo, micro_video, mp4, still
from helpers.trash import home_trash

from mmdesk.core.entities import Filters, Kind
from mmdesk.core.errors import WrongRequest
from mmdesk.library import Library
from mmdesk.library.trash import Trash

OTHERS = tuple(f"other{number}.jpg" for number in range(8))
"""Enough other files that losing two needs no yes."""


@pytest.fixture
def live(house: House) -> Path:
    """The still of a Live Photo in an indexed folder, among others."""
    house.photo_set(*OTHERS)
    path = live_photo(house.photos)
    report = house.index()
    assert (report.indexed, report.unchanged, report.failed) == (9, 0, ())
    return path


def all_names(library: Library) -> set[str]:
    tiles = library.browsing.tiles(library.browsing.listing(Filters(), "date").items)
    return {tile.path.name for tile in tiles.values()}


def waiting(library: Library) -> int:
    return sum(stage["waiting"] for stage in library.status().jobs.values())


def test_it_is_counted_shown_and_found_once(house: House, live: Path) -> None:
    with house.open(indexing=False) as library:
        assert library.status().items == {"photo": 9, "sound": 0, "video": 0}
        assert waiting(library) == 0
        assert all_names(library) == {live.name, *OTHERS}
        assert names(library, "img") == {live.name}
        assert names(library, "mov") == set()
        assert library.browsing.count(Filters(kinds=frozenset({Kind.VIDEO}))) == 0
        assert [folder.count for folder in library.browsing.folders()] == [9]
        similar = names(library, examples=[house.photos / OTHERS[0]])
        assert similar == {live.name, *OTHERS[1:]}


def test_its_details_know_the_clip(house: House, live: Path) -> None:
    with house.open(indexing=False) as library:
        moving = live.with_suffix(".MOV")
        item = library.browsing.items_at([live])[live]
        assert library.browsing.items_at([moving]) == {moving: item}
        assert library.browsing.details(item).clip == moving
        assert library.browsing.clip_of(item) == moving
        assert library.browsing.tiles([item])[item].live
        (other,) = library.browsing.items_at([house.photos / OTHERS[0]]).values()
        assert library.browsing.clip_of(other) is None
        assert not library.browsing.tiles([other])[other].live


def test_a_clip_has_no_moments_but_may_be_an_example(house: House, live: Path) -> None:
    moving = live.with_suffix(".MOV")
    with house.open(indexing=False) as library:
        with pytest.raises(WrongRequest, match="clip of a photo"):
            library.moments(moving, library.query("white"))
        assert names(library, examples=[moving]) >= set(OTHERS)


def test_a_second_run_opens_nothing(house: House, live: Path) -> None:
    report = house.index()
    assert (report.indexed, report.unchanged, report.failed) == (0, 9, ())


def test_without_its_still_the_clip_is_a_video_and_with_it_one_again(
    house: House, live: Path
) -> None:
    aside = shutil.move(live, house.library / live.name)
    report = house.index()
    assert (report.indexed, report.unchanged) == (1, 8)
    with house.open(indexing=False) as library:
        assert library.status().items == {"photo": 8, "sound": 0, "video": 1}
        assert names(library, "mov") == {"IMG_0001.MOV"}
        (item,) = library.browsing.items_at([live.with_suffix(".MOV")]).values()
        assert library.browsing.shots(item)
    shutil.move(aside, live)
    report = house.index()
    with house.open(indexing=False) as library:
        assert library.status().items == {"photo": 9, "sound": 0, "video": 0}
        assert all_names(library) == {live.name, *OTHERS}
        assert waiting(library) == 0


def test_moved_together_it_stays_one_and_costs_no_work(house: House, live: Path) -> None:
    before = house.asked("SELECT id, still FROM items WHERE still IS NOT NULL")
    folder = house.photos / "2024"
    folder.mkdir()
    for path in (live, live.with_suffix(".MOV")):
        shutil.move(path, folder)
    report = house.index()
    assert (report.indexed, report.unchanged, report.forgotten) == (0, 9, 0)
    assert house.asked("SELECT id, still FROM items WHERE still IS NOT NULL") == before
    with house.open(indexing=False) as library:
        assert names(library, "2024") == {live.name}


def test_a_clip_in_another_folder_is_another_thing(house: House, live: Path) -> None:
    clip(house.photos / "elsewhere" / "IMG_0001.MOV", mark="red")
    report = house.index()
    assert (report.indexed, report.unchanged) == (1, 9)
    with house.open(indexing=False) as library:
        assert library.status().items == {"photo": 9, "sound": 0, "video": 1}


def test_a_copy_of_both_stays_one_item_of_two_places(house: House, live: Path) -> None:
    folder = house.photos / "copy"
    folder.mkdir()
    for path in (live, live.with_suffix(".MOV")):
        shutil.copy(path, folder)
    house.index()
    with house.open(indexing=False) as library:
        assert library.status().items == {"photo": 9, "sound": 0, "video": 0}
        (item,) = library.browsing.items_at([live]).values()
        assert len(library.browsing.details(item).places) == 2


def test_the_clip_may_come_long_before_its_still(house: House) -> None:
    clip(house.photos / "a.mov")
    assert house.index().indexed == 1
    with house.open(indexing=False) as library:
        assert library.status().items["video"] == 1
    still(house.photos / "a.jpg")
    house.index()
    with house.open(indexing=False) as library:
        assert library.status().items == {"photo": 1, "sound": 0, "video": 0}
        assert all_names(library) == {"a.jpg"}


@pytest.mark.skipif(not Trash.restorable, reason="the system keeps its trash to itself")
def test_it_goes_to_the_trash_as_one_and_comes_back(
    house: House, live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trash = home_trash(house.library.parent / "data", monkeypatch)
    with house.open() as library:
        moved, failed = library.trash.move([live])
        assert failed == []
        assert sorted(path.name for path in (trash / "files").iterdir()) == [
            "IMG_0001.HEIC",
            "IMG_0001.MOV",
        ]
        library.index([house.photos])
        assert library.status().items == {"photo": 8, "sound": 0, "video": 0}
        assert library.trash.restore(moved).done == 1
        report = library.index([house.photos])
        assert (report.indexed, report.unchanged) == (0, 9)
        assert all_names(library) == {live.name, *OTHERS}


def test_losing_many_live_photos_asks_about_photos_not_files(house: House) -> None:
    for number in range(4):
        live_photo(house.photos, f"IMG_{number}", f"identifier {number}")
    house.photo_set(*OTHERS[:4])
    assert house.index().indexed == 8
    for path in house.photos.glob("IMG_*"):
        path.unlink()
    report = house.index()
    asked = [str(event) for event in house.said if "are gone" in str(event)]
    assert any("4 of 8 items" in text for text in asked)
    assert report.unchanged == 4
    with house.open() as library:
        assert library.index([house.photos], forget=True).forgotten == 4


def test_a_damaged_clip_is_told_and_its_still_is_there(house: House) -> None:
    path = live_photo(house.photos)
    moving = path.with_suffix(".MOV")
    moving.write_bytes(moving.read_bytes()[:2000])
    report = house.index()
    assert report.indexed == 1
    assert [each for each, _ in report.failed] == [moving]


def test_a_motion_photo_is_one_file_whose_clip_can_be_played(house: House, tmp_path: Path) -> None:
    raw = mp4(tmp_path)
    path = micro_video(house.photos / "PXL_1.MP.jpg", raw)
    house.index()
    with house.open(indexing=False) as library:
        (item,) = library.browsing.items_at([path]).values()
        assert library.browsing.tiles([item])[item].live
        assert library.browsing.details(item).clip is None
        played = library.browsing.clip_of(item)
        assert played.read_bytes() == raw
        assert played.suffix == ".mp4"
    assert not played.exists()
