"""What becomes of files between two runs of `index`."""

import os
import shutil
from pathlib import Path

import pytest
from helpers.libraries import House, names, paths
from helpers.pictures import XMP, photo_like

CROWD = tuple(f"other{number}.jpg" for number in range(6))
"""Enough other files that losing one needs no yes."""


@pytest.fixture
def indexed(house: House) -> House:
    house.photo_set("lisbon.jpg", *CROWD)
    report = house.index()
    assert (report.indexed, report.unchanged, report.failed) == (7, 0, ())
    return house


def found(house: House, text: str = "") -> set[str]:
    with house.open(indexing=False) as library:
        return names(library, text)


def found_at(house: House, text: str) -> set[Path]:
    with house.open(indexing=False) as library:
        return paths(library, text)


def test_new_photos_are_found_by_name_and_like_each_other(indexed: House) -> None:
    assert found(indexed, "lisbon") == {"lisbon.jpg"}
    with indexed.open(indexing=False) as library:
        similar = names(library, examples=[indexed.photos / "lisbon.jpg"])
    assert similar == set(CROWD)
    assert indexed.is_sound()


def test_a_second_run_opens_nothing(indexed: House) -> None:
    before = indexed.encodings()
    report = indexed.index()
    assert (report.indexed, report.unchanged, report.failed) == (0, 7, ())
    assert indexed.encodings() == before


def test_a_file_that_was_only_touched_is_unchanged(indexed: House) -> None:
    before = indexed.encodings()
    (indexed.photos / "lisbon.jpg").chmod(0o640)
    (indexed.photos / CROWD[0]).touch()
    report = indexed.index()
    assert (report.indexed, report.unchanged, report.failed) == (0, 7, ())
    assert indexed.encodings() == before


def test_a_file_with_other_content_is_another_item(indexed: House) -> None:
    old = indexed.asked("SELECT item FROM files WHERE name = ?", b"lisbon.jpg")
    indexed.photo("lisbon.jpg", 77)
    report = indexed.index()
    new = indexed.asked("SELECT item FROM files WHERE name = ?", b"lisbon.jpg")
    assert (report.indexed, report.unchanged) == (1, 6)
    assert new != old
    assert found(indexed) == {"lisbon.jpg", *CROWD}
    with indexed.open(indexing=False) as library:
        hits = library.search(library.query("", limit=100)).hits
    assert len(hits) == 7
    assert old[0][0] not in {hit.item for hit in hits}


def test_a_deleted_file_leaves_every_search(indexed: House) -> None:
    (indexed.photos / "lisbon.jpg").unlink()
    report = indexed.index()
    assert (report.indexed, report.unchanged) == (0, 6)
    assert found(indexed) == set(CROWD)
    assert found(indexed, "lisbon") == set()
    with indexed.open(indexing=False) as library:
        assert names(library, examples=[indexed.photos / CROWD[0]]) == set(CROWD[1:])


def test_a_file_that_comes_back_needs_no_new_work(indexed: House, tmp_path: Path) -> None:
    before = indexed.encodings()
    away = tmp_path / "away.jpg"
    shutil.move(indexed.photos / "lisbon.jpg", away)
    indexed.index()
    shutil.move(away, indexed.photos / "lisbon.jpg")
    indexed.index()
    assert found(indexed, "lisbon") == {"lisbon.jpg"}
    assert indexed.encodings() == before
    assert indexed.is_sound()


@pytest.mark.parametrize("target", ["porto.jpg", "2024/trips/porto.jpg"])
def test_a_renamed_or_moved_file_keeps_its_item(indexed: House, target: str) -> None:
    before, item = indexed.encodings(), indexed.asked("SELECT max(id) FROM items")
    (indexed.photos / target).parent.mkdir(parents=True, exist_ok=True)
    (indexed.photos / "lisbon.jpg").rename(indexed.photos / target)
    indexed.index()
    assert found_at(indexed, "porto") == {indexed.photos / target}
    assert found(indexed, "lisbon") == set()
    assert indexed.encodings() == before
    assert indexed.asked("SELECT max(id) FROM items") == item


def test_a_renamed_folder_keeps_all_its_items_without_asking(house: House) -> None:
    house.photo_set(*(f"holiday/{name}" for name in CROWD))
    house.index()
    before = house.encodings()
    (house.photos / "holiday").rename(house.photos / "vacation")
    report = house.index()
    assert len(report.failed) == 0
    assert not house.notices[2:]
    assert found(house, "vacation") == set(CROWD)
    assert found(house, "holiday") == set()
    assert house.encodings() == before


def test_a_file_moved_to_another_root_keeps_its_item(indexed: House, tmp_path: Path) -> None:
    other = tmp_path / "archive"
    other.mkdir()
    before = indexed.encodings()
    (indexed.photos / "lisbon.jpg").rename(other / "lisbon.jpg")
    indexed.index(indexed.photos, other)
    assert found_at(indexed, "lisbon") == {other / "lisbon.jpg"}
    assert indexed.encodings() == before
    assert indexed.asked("SELECT count(*) FROM items WHERE orphaned IS NULL") == [(7,)]


def test_all_files_moved_to_another_root_are_no_loss(indexed: House, tmp_path: Path) -> None:
    other = tmp_path / "archive"
    other.mkdir()
    for name in CROWD:
        (indexed.photos / name).rename(other / name)
    indexed.index(indexed.photos, other)
    with indexed.open(indexing=False) as library:
        assert [root.state for root in library.roots()] == ["online", "online"]
        assert {hit.parent for hit in paths(library, "other")} == {other}


def test_a_second_copy_is_the_same_item_at_no_cost(indexed: House) -> None:
    before = indexed.encodings()
    shutil.copy(indexed.photos / "lisbon.jpg", indexed.photos / "lisbon copy.jpg")
    report = indexed.index()
    assert (report.indexed, report.unchanged, report.failed) == (0, 8, ())
    assert indexed.encodings() == before
    assert len(found(indexed)) == 7
    assert len(found(indexed, "copy")) == 1


def test_the_copy_stays_when_the_original_goes(indexed: House) -> None:
    before = indexed.encodings()
    shutil.copy(indexed.photos / "lisbon.jpg", indexed.photos / "copy.jpg")
    indexed.index()
    (indexed.photos / "lisbon.jpg").unlink()
    indexed.index()
    assert found_at(indexed, "copy") == {indexed.photos / "copy.jpg"}
    assert found(indexed, "lisbon") == set()
    assert indexed.encodings() == before


def test_an_editor_that_writes_aside_and_renames_changes_the_file(indexed: House) -> None:
    aside = indexed.photos / "lisbon.jpg.tmp~"
    photo_like(96, 64, 99).save(aside, "JPEG")
    os.utime(aside, (1_000_000_000, 1_000_000_000))
    aside.replace(indexed.photos / "lisbon.jpg")
    report = indexed.index()
    assert (report.indexed, report.unchanged, report.failed) == (1, 6, ())
    assert found(indexed) == {"lisbon.jpg", *CROWD}
    assert indexed.asked("SELECT count(*) FROM files") == [(7,)]


def test_sidecars_are_read_again_when_they_come_change_and_go(indexed: House) -> None:
    sidecar = indexed.photos / "lisbon.jpg.xmp"
    sidecar.write_text(XMP.format("tramway"), encoding="utf-8")
    assert indexed.index().indexed == 1
    assert found(indexed, "tramway") == {"lisbon.jpg"}
    sidecar.write_text(XMP.format("funicular"), encoding="utf-8")
    indexed.index()
    assert (found(indexed, "tramway"), found(indexed, "funicular")) == (set(), {"lisbon.jpg"})
    sidecar.unlink()
    indexed.index()
    assert found(indexed, "funicular") == set()
    assert indexed.is_sound()


def test_a_sidecar_that_is_left_behind_no_longer_speaks(indexed: House) -> None:
    (indexed.photos / "lisbon.xmp").write_text(XMP.format("tramway"), encoding="utf-8")
    indexed.index()
    (indexed.photos / "lisbon.jpg").rename(indexed.photos / "porto.jpg")
    indexed.index()
    assert found(indexed, "tramway") == set()


def test_a_photo_that_moves_with_its_sidecar_costs_nothing(indexed: House) -> None:
    (indexed.photos / "lisbon.xmp").write_text(XMP.format("tramway"), encoding="utf-8")
    indexed.index()
    before = indexed.encodings()
    (indexed.photos / "trip").mkdir()
    for name in ("lisbon.jpg", "lisbon.xmp"):
        (indexed.photos / name).rename(indexed.photos / "trip" / name)
    indexed.index()
    assert found_at(indexed, "tramway") == {indexed.photos / "trip/lisbon.jpg"}
    assert indexed.encodings() == before


def test_files_from_the_future_are_indexed_like_others(house: House) -> None:
    path = house.photo("tomorrow.jpg")
    os.utime(path, (4_000_000_000, 4_000_000_000))
    report = house.index()
    assert (report.indexed, report.failed) == (1, ())


def test_names_in_any_script_and_of_no_script_at_all(house: House) -> None:
    wanted = ["夏休み 2024.jpg", "Crème brûlée.jpg", "Ελλάδα.jpg", "сад\n2.jpg", "😀 ok.jpg"]
    for number, name in enumerate(wanted):
        house.photo(name, number)
    odd = house.photos / os.fsdecode(b"caf\xe9-broken.jpg")
    try:
        photo_like(96, 64, 50).save(str(house.photos / "plain.jpg"))
        os.rename(house.photos / "plain.jpg", odd)  # noqa: PTH104
        wanted.append(odd.name)
    except OSError:
        (house.photos / "plain.jpg").unlink()  # this system takes valid text only
    report = house.index()
    assert (report.indexed, report.failed) == (len(wanted), ())
    assert found(house) == set(wanted)
    assert found(house, "夏休み") == {wanted[0]}
    assert found(house, "creme brulee") == {wanted[1]}
    assert found(house, "broken") == set(wanted[5:])


def test_what_others_made_for_themselves_is_skipped(house: House) -> None:
    house.photo("mine.jpg")
    for folder in ("@eaDir", ".thumbnails", "node_modules", ".Trash-1000", "$RECYCLE.BIN", ".git"):
        house.photo(f"{folder}/not mine.jpg")
    house.photo(".hidden.jpg")
    (house.photos / "loop").symlink_to(house.photos, target_is_directory=True)
    house.index()
    assert found(house) == {"mine.jpg"}
    assert house.asked("SELECT count(*) FROM files") == [(1,)]


@pytest.mark.parametrize("beside", ["album/lisbon.jpg", "import/lisbon.jpg"])
def test_a_sidecar_beside_either_copy_counts(house: House, beside: str) -> None:
    for name in ("import/lisbon.jpg", "album/lisbon.jpg"):
        house.photo(name, 1)
    (house.photos / beside).with_suffix(".xmp").write_text(XMP.format("tramway"))
    house.index()
    assert found(house, "tramway") == {"lisbon.jpg"}


def test_the_newest_sidecar_of_several_counts(house: House) -> None:
    for number, name in enumerate(("a/lisbon.jpg", "b/lisbon.jpg", "c/lisbon.jpg")):
        sidecar = house.photo(name, 1).with_suffix(".xmp")
        sidecar.write_text(XMP.format(f"word{number}"))
        os.utime(sidecar, (1_600_000_000 + number % 2, 1_600_000_000 + number % 2))
    house.index()
    assert [found(house, f"word{number}") for number in range(3)] == [set(), {"lisbon.jpg"}, set()]
