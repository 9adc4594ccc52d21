"""Roots: drives that go and come, questions before much is forgotten, roots inside roots."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from helpers.libraries import House, eventually, mmdesk, names, paths, small_disk
from helpers.trash import home_trash

from mmdesk.core.entities import Root, RootState
from mmdesk.core.errors import WrongRequest
from mmdesk.indexing.scan import Seen, scan

CROWD = tuple(f"photo{number}.jpg" for number in range(6))


def roots(house: House) -> list[Root]:
    with house.open(indexing=False) as library:
        return library.roots()


def states(house: House) -> list[RootState]:
    return [root.state for root in roots(house)]


def look(house: House) -> None:
    """Look through all roots as they are, without adding any."""
    with house.open() as library:
        library.indexing.rescan()
        library.indexing.start(watch=False)
        library.indexing.wait_until_idle()


def found(house: House, text: str = "") -> set[str]:
    with house.open(indexing=False) as library:
        return names(library, text)


@pytest.mark.parametrize("watch", [False, True])
def test_what_was_moved_to_the_trash_through_mmdesk_is_not_asked_about(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, watch: bool
) -> None:
    home_trash(tmp_path / "data", monkeypatch)
    photos = house.photo_set(*(f"photo{number}.jpg" for number in range(40)))
    house.index()
    with house.open() as library:
        library.indexing.start(watch=watch)
        moved, failed = library.trash.move(photos[:30])
        assert not failed
        library.indexing.rescan()
        eventually(lambda: len(names(library)) == 10)
        library.indexing.wait_until_idle()
        assert library.roots()[0].state is RootState.ONLINE
        library.trash.restore(moved)
        library.indexing.rescan()
        eventually(lambda: len(names(library)) == 40)
        for photo in photos[:30]:
            photo.unlink()
        library.indexing.rescan()
        eventually(lambda: library.roots()[0].state is RootState.ASKS)


def test_what_went_beside_the_trash_is_still_asked_about(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home_trash(tmp_path / "data", monkeypatch)
    photos = house.photo_set(*CROWD)
    house.index()
    with house.open() as library:
        library.trash.move(photos[:1])
        for photo in photos[1:4]:
            photo.unlink()
        library.indexing.rescan()
        library.indexing.start(watch=False)
        library.indexing.wait_until_idle()
        [root] = library.roots()
        assert (root.state, root.gone) == (RootState.ASKS, 3)
        assert names(library) == set(CROWD[1:])


def test_a_folder_that_is_away_stays_searchable_and_comes_back(house: House) -> None:
    house.photo_set(*CROWD)
    house.index()
    before = house.encodings()
    away = house.photos.with_name("unplugged")
    house.photos.rename(away)
    look(house)
    assert states(house) == [RootState.OFFLINE]
    assert any("is not there" in notice for notice in house.notices)
    with house.open(indexing=False) as library:
        hits = library.search(library.query("photo3")).hits
        example = library.search(library.query("", [house.photos / CROWD[0]])).hits
    assert [(hit.path.name, hit.online) for hit in hits] == [("photo3.jpg", False)]
    assert {hit.path.name for hit in example} == set(CROWD[1:])
    away.rename(house.photos)
    look(house)
    assert states(house) == [RootState.ONLINE]
    assert house.encodings() == before
    assert house.is_sound()


def test_indexing_a_folder_that_is_away_fails_and_says_so_each_time(house: House) -> None:
    house.photo_set(*CROWD)
    house.index()
    house.photos.rename(house.photos.with_name("unplugged"))
    for _ in range(2):
        asked = mmdesk(house.library, "index", house.photos)
        assert asked.stderr.replace("\n", " ").count("is not there. Its items stay") == 1
        assert f"{house.photos}: Its drive or share is absent" in asked.stderr.replace("\n", " ")
        assert asked.returncode == 1
    assert found(house) == set(CROWD)


def test_a_folder_that_never_was_one_is_refused_before_others_are_added(house: House) -> None:
    house.photo_set(*CROWD)
    with pytest.raises(WrongRequest, match="not a folder"):
        house.index(house.photos, house.photos / "nowhere")
    assert roots(house) == []


def test_a_drive_that_is_unmounted_loses_nothing(house: House) -> None:
    """Its empty mount point stays behind, which looks like every file deleted."""
    with small_disk(8) as drive:
        for path in house.photo_set(*CROWD):
            shutil.move(path, drive / path.name)
        house.index(drive)
        subprocess.run(["umount", drive], check=True)
        assert not any(drive.iterdir())
        look(house)
        assert states(house) == [RootState.OFFLINE]
        assert found(house) == set(CROWD)
        with house.open(indexing=False) as library:
            assert not any(hit.online for hit in library.search(library.query("")).hits)


@contextmanager
def drive_inside(house: House) -> Iterator[Path]:
    """A drive mounted below the folder of photos, which holds more photos than the drive."""
    inside = house.photos / "nas"
    inside.mkdir()
    house.photo_set(*(f"local{number}.jpg" for number in range(12)))
    with small_disk(8) as drive:
        for number in range(2):
            (drive / f"trip{number}").mkdir()
            shutil.move(house.photo(f"nas/away{number}.jpg"), drive / f"trip{number}")
        subprocess.run(["mount", "--bind", drive, inside], check=True)
        try:
            yield inside
        finally:
            subprocess.run(["umount", inside], check=False, capture_output=True)


@pytest.mark.parametrize("removed", [False, True])
def test_a_drive_inside_a_root_that_is_unmounted_loses_nothing(house: House, removed: bool) -> None:
    with drive_inside(house) as inside:
        house.index()
        subprocess.run(["umount", inside], check=True)
        if removed:
            inside.rmdir()
        house.index()
        assert {"away0.jpg", "away1.jpg"} <= found(house)
        assert any(f"Nothing is mounted at {inside}" in notice for notice in house.notices)
        assert offline(house) == {"away0.jpg", "away1.jpg"}
        house.index(forget=True)
        assert found(house, "away") == set()
        told = len(house.notices)
        house.index()
        assert not any("mounted" in notice for notice in house.notices[told:])


def offline(house: House) -> set[str]:
    with house.open(indexing=False) as library:
        hits = library.search(library.query("")).hits
    return {hit.path.name for hit in hits if not hit.online}


def test_a_drive_inside_a_root_that_comes_back_is_online_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mmdesk.indexing.service.VOLUMES_SECONDS", 0.05)
    with drive_inside(house) as inside, small_disk(8) as elsewhere:
        house.index()
        before = house.encodings()
        with house.open() as library:
            library.watch()
            subprocess.run(["mount", "--bind", inside, elsewhere], check=True)
            subprocess.run(["umount", inside], check=True)
            eventually(lambda: offline(house) == {"away0.jpg", "away1.jpg"})
            subprocess.run(["mount", "--bind", elsewhere, inside], check=True)
            eventually(lambda: offline(house) == set())
            assert library.indexing.wait_until_idle(60)
            subprocess.run(["umount", elsewhere], check=True)
        assert house.encodings() == before
        assert len(found(house)) == 14


def test_a_drive_that_comes_back_while_its_place_is_looked_through_loses_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with drive_inside(house) as inside, small_disk(8) as elsewhere:
        house.index()
        subprocess.run(["mount", "--bind", inside, elsewhere], check=True)
        subprocess.run(["umount", inside], check=True)

        def while_it_comes_back(*where: object, **how: object) -> Seen:
            seen = scan(*where, **how)
            subprocess.run(["mount", "--bind", elsewhere, inside], check=True)
            return seen

        monkeypatch.setattr("mmdesk.indexing.indexer.scan", while_it_comes_back)
        house.index()
        assert len(found(house)) == 14
        subprocess.run(["umount", elsewhere], check=True)


def test_files_deleted_from_a_drive_inside_a_root_are_forgotten(house: House) -> None:
    with drive_inside(house) as inside:
        house.index()
        (inside / "trip0/away0.jpg").unlink()
        house.index()
        assert found(house, "away") == {"away1.jpg"}


def test_a_drive_that_is_away_on_its_first_reading_is_read_later(house: House) -> None:
    house.photo_set(*CROWD)
    with house.open() as library:
        library.add_root(house.photos)
    house.photos.rename(house.photos.with_name("away"))
    look(house)
    assert states(house) == [RootState.OFFLINE]
    house.photos.with_name("away").rename(house.photos)
    look(house)
    assert found(house) == set(CROWD)


def test_losing_more_than_a_fifth_waits_for_a_yes(house: House) -> None:
    kept, *lost = house.photo_set(*CROWD)
    house.index()
    for path in lost:
        path.unlink()
    house.index()
    assert states(house) == [RootState.ASKS]
    assert roots(house)[0].gone == 5
    assert any("5 of 6" in notice and "--forget" in notice for notice in house.notices)
    assert found(house) == set(CROWD)
    house.index()
    assert states(house) == [RootState.ASKS]
    house.index(forget=True)
    assert states(house) == [RootState.ONLINE]
    assert found(house) == {kept.name}
    assert house.is_sound()


def test_the_terminal_says_how_to_say_yes(house: House) -> None:
    for path in house.photo_set(*CROWD):
        path.with_suffix(".txt").touch()
    house.index()
    for path in house.photos.glob("*.jpg"):
        path.unlink()
    asked = mmdesk(house.library, "index", house.photos)
    assert "--forget" in asked.stderr
    assert "6 items are gone" in mmdesk(house.library, "roots").stderr
    mmdesk(house.library, "index", house.photos, "--forget")
    assert found(house) == set()


def test_files_that_come_back_end_the_question(house: House, tmp_path: Path) -> None:
    photos = house.photo_set(*CROWD)
    house.index()
    before = house.encodings()
    for path in photos[2:]:
        shutil.move(path, tmp_path / path.name)
    house.index()
    assert states(house) == [RootState.ASKS]
    for path in photos[2:]:
        shutil.move(tmp_path / path.name, path)
    house.index()
    assert states(house) == [RootState.ONLINE]
    assert found(house) == set(CROWD)
    assert house.encodings() == before


def test_a_fifth_or_less_goes_without_a_question(house: House) -> None:
    photos = house.photo_set(*CROWD)
    house.index()
    photos[0].unlink()
    house.index()
    assert states(house) == [RootState.ONLINE]
    assert found(house) == set(CROWD[1:])


def test_a_root_inside_another_root_holds_its_files_once(house: House) -> None:
    house.photo_set("outer.jpg", "trip/inner.jpg", "trip/deep/deepest.jpg")
    house.index(house.photos / "trip")
    house.index()
    before = house.encodings()
    house.index(house.photos / "trip")
    house.index()
    assert house.encodings() == before
    assert len(states(house)) == 2
    assert set(states(house)) == {RootState.ONLINE}
    assert house.asked("SELECT count(*) FROM files") == [(3,)]
    assert found(house) == {"outer.jpg", "inner.jpg", "deepest.jpg"}
    with house.open() as library:
        library.remove_root(house.photos / "trip")
    house.index()
    assert found(house) == {"outer.jpg", "inner.jpg", "deepest.jpg"}


@pytest.fixture
def link(house: House) -> Path:
    """A link to the folder of photos."""
    link = house.photos.with_name("link")
    try:
        link.symlink_to(house.photos, target_is_directory=True)
    except OSError:
        pytest.skip("this system lets nobody make links")
    return link


@pytest.mark.parametrize("first", ["photos", "link", "both at once"])
def test_a_link_to_a_folder_is_the_same_folder(house: House, link: Path, first: str) -> None:
    house.photo_set("outer.jpg", "trip/inner.jpg")
    kept, other = (link, house.photos) if first == "link" else (house.photos, link)
    if first == "both at once":
        house.index(kept, other)
    else:
        house.index(kept)
    report = house.index(other, other / "trip")
    assert (report.indexed, report.unchanged, report.failed) == (0, 2, ())
    assert f"{other} leads to {kept}, which is kept indexed, once." in house.notices
    assert any(notice.startswith(f"{other / 'trip'} is part of {kept}") for notice in house.notices)
    with house.open() as library:
        assert library.add_root(other).path == kept
        assert [root.path for root in library.roots()] == [kept]
        assert library.remove_root(other).path == kept


def test_a_root_inside_a_linked_one_holds_its_files_once(house: House, link: Path) -> None:
    house.photo_set("outer.jpg", "trip/inner.jpg")
    house.index(house.photos / "trip")
    house.index(link)
    assert len(states(house)) == 2
    assert house.asked("SELECT count(*) FROM files") == [(2,)]


def test_removing_a_root_forgets_its_items_and_leaves_its_files(
    house: House, tmp_path: Path
) -> None:
    house.photo_set(*CROWD)
    other = tmp_path / "other"
    shutil.copytree(house.photos, other)
    (other / CROWD[0]).unlink()
    house.index(house.photos, other)
    with house.open() as library:
        library.remove_root(house.photos)
        assert {path.parent for path in paths(library)} == {other}
        assert names(library) == set(CROWD[1:])
        library.remove_root(other)
        assert names(library) == set()
        with pytest.raises(WrongRequest, match="not kept indexed"):
            library.remove_root(other)
    assert len(list(house.photos.iterdir())) == len(CROWD)
    assert house.asked("SELECT count(*) FROM embeddings") == [(0,)]


def test_removing_a_root_while_it_is_being_indexed(house: House) -> None:
    house.photo_set(*(f"photo{number}.jpg" for number in range(80)))
    with house.open() as library:
        library.add_root(house.photos)
        library.indexing.rescan()
        library.indexing.start(watch=False)
        library.remove_root(house.photos)
        library.indexing.wait_until_idle()
        assert names(library) == set()
    assert house.is_sound()
