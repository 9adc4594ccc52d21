"""The library's own data: full and forbidden disks, damage, other programs, newer versions."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from helpers import tiny_models
from helpers.libraries import House, arguments, eventually, mmdesk, names, small_disk
from helpers.pictures import photo_like

from mmdesk.core import events
from mmdesk.core.entities import Filters
from mmdesk.core.errors import LibraryBusy
from mmdesk.core.listings import Order
from mmdesk.core.paths import LibraryPaths
from mmdesk.library import Library

CROWD = tuple(f"photo{number}.jpg" for number in range(8))


@pytest.fixture
def indexed(house: House) -> House:
    house.photo_set(*CROWD)
    house.index()
    return house


def searched(house: House, text: str = "") -> set[str]:
    with house.open(indexing=False) as library:
        return names(library, text)


def alike(house: House) -> list[str]:
    with house.open(indexing=False) as library:
        hits = library.search(library.query("", [house.photos / CROWD[0]])).hits
    return [hit.path.name for hit in hits]


def house_model(house: House) -> Path:
    """Where a test puts a model of its own."""
    return house.library.with_name("model")


def one_sentence(said: str) -> str:
    """What was said on stderr, less the notice about the model."""
    lines = [line for line in said.splitlines() if line and "is not downloaded" not in line]
    assert len(lines) == 1, said
    assert "Traceback" not in said
    return lines[0]


def test_a_full_disk_is_told_and_leaves_the_catalogue_whole(house: House) -> None:
    for number in range(150):
        photo_like(256, 192, number).save(house.photos / f"{number}.jpg", quality=95)
    with small_disk(2) as disk:
        full = House(disk / "library", house.photos)
        full.set()
        done = mmdesk(full.library, "index", full.photos)
        assert done.returncode == 1
        said = one_sentence(done.stderr)
        assert "cannot" in said
        assert "Make room" in said
        assert full.asked("PRAGMA integrity_check") == [("ok",)]
        before = full.asked("SELECT count(*) FROM embeddings")[0][0]
        subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
        assert mmdesk(full.library, "index", full.photos).returncode == 0
        assert full.asked("SELECT count(*) FROM embeddings") == [(150,)]
        assert before <= 150
        assert full.is_sound()


def test_a_read_only_folder_is_told(indexed: House) -> None:
    with small_disk(16) as disk:
        still = House(disk / "library", indexed.photos)
        shutil.copytree(indexed.library, still.library)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        done = mmdesk(still.library, "index", still.photos)
        assert done.returncode == 1
        assert "cannot be" in one_sentence(done.stderr)
        choosing = mmdesk(still.library, "models", "use", tiny_models.make(house_model(indexed)))
        assert choosing.returncode == 1
        assert "cannot be written" in one_sentence(choosing.stderr)
        examining = mmdesk(still.library, "doctor")
        assert examining.returncode == 1
        assert f"{still.library} is read-only" in examining.stderr
        assert found_in(still, "search", "photo3") == ["photo3.jpg"]
        assert found_in(still, "search", "--like", still.photos / CROWD[0]) == alike(indexed)
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        assert mmdesk(still.library, "index", still.photos).returncode == 0
        assert still.is_sound()


def found_in(house: House, *command: str | Path) -> list[str]:
    """The names of the files that a command finds."""
    done = mmdesk(house.library, *command, "--json")
    assert done.returncode == 0, done.stderr
    return [Path(hit["path"]).name for hit in json.loads(done.stdout)]


def test_a_read_only_library_whose_writer_was_killed_is_searched_as_it_was_left(
    indexed: House,
) -> None:
    """What was written last then lies beside the catalogue, in SQLite's log."""
    catalogue = LibraryPaths.under(indexed.library).catalogue
    with small_disk(16) as disk, closing(sqlite3.connect(catalogue)) as connection:
        connection.execute("UPDATE files SET name = CAST('last.jpg' AS BLOB) WHERE id = 1")
        connection.commit()
        still = House(disk / "library", indexed.photos)
        shutil.copytree(indexed.library, still.library)
        assert catalogue.with_name(catalogue.name + "-wal").stat().st_size
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        assert "last.jpg" in found_in(still, "search")


def test_a_library_that_cannot_be_made_is_told(house: House) -> None:
    house.photo_set(*CROWD)
    in_the_way = house.photos.with_name("file")
    in_the_way.write_text("not a folder")
    done = mmdesk(in_the_way, "index", house.photos)
    assert done.returncode == 1
    assert "cannot be used" in one_sentence(done.stderr)


@pytest.mark.parametrize("what", ["vectors", "thumbnails"])
def test_a_deleted_cache_comes_back_by_itself(indexed: House, what: str) -> None:
    before, stored = alike(indexed), indexed.encodings()
    cache = indexed.library / what
    held = sum(path.is_file() for path in cache.rglob("*"))
    assert held
    shutil.rmtree(cache)
    assert alike(indexed) == before
    indexed.index()
    assert alike(indexed) == before
    assert sum(path.is_file() for path in cache.rglob("*")) == held
    if what == "vectors":
        assert indexed.encodings() == stored
    assert thumbnails(indexed) == len(CROWD)


@pytest.mark.parametrize("what", ["vectors", "thumbnails"])
@pytest.mark.parametrize("damage", ["cut", "garbage", "emptied"])
def test_a_damaged_cache_is_made_anew(indexed: House, what: str, damage: str) -> None:
    before = alike(indexed)
    for path in (indexed.library / what).rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            half = len(content) // 2
            spoilt = {"cut": content[:half], "garbage": content[:half] + b"\xa5" * half}
            path.write_bytes(spoilt.get(damage, b""))
    assert alike(indexed) == before
    report = indexed.index()
    assert report.failed == ()
    assert alike(indexed) == before
    assert thumbnails(indexed) == len(CROWD)
    assert indexed.is_sound()


def test_thumbnails_damaged_amid_the_others_are_made_again(indexed: House) -> None:
    (pack,) = (indexed.library / "thumbnails").glob("thumbnails-*.pack")
    content = bytearray(pack.read_bytes())
    third = len(content) // 3
    content[third : 2 * third] = b"\xa5" * third
    pack.write_bytes(content)
    assert thumbnails(indexed) < len(CROWD)
    assert indexed.index().failed == ()
    assert thumbnails(indexed) == len(CROWD)
    assert indexed.is_sound()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files")
@pytest.mark.parametrize("lost", ["thumbnails/thumbnails*", "thumbnails", "thumbnails/*.index"])
def test_thumbnails_deleted_while_the_library_is_open_are_made_again(
    indexed: House, lost: str
) -> None:
    with indexed.open() as library:
        library.watch()
        library.indexing.wait_until_idle()
        items = library.browsing.listing(Filters(), Order.DATE).items
        for path in indexed.library.glob(lost):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        eventually(lambda: None not in [library.browsing.thumbnail(item) for item in items])
        library.indexing.wait_until_idle()
    assert thumbnails(indexed) == len(CROWD)
    assert indexed.is_sound()


def test_a_photo_that_cannot_be_read_is_not_tried_again_because_its_thumbnail_is_missing(
    house: House,
) -> None:
    (house.photos / "broken.jpg").write_bytes(house.photo("whole.jpg").read_bytes()[:400])
    house.index()
    with house.open() as library:
        library.watch()
        library.indexing.wait_until_idle()
        house.said.clear()
        for item in library.browsing.listing(Filters(), Order.DATE).items:
            library.browsing.thumbnail(item)
        assert library.indexing.wait_until_idle(0)
    assert not [event for event in house.said if isinstance(event, events.FileFailed)]


def thumbnails(house: House) -> int:
    with house.open() as library:
        kept = library._thumbnails
        return sum(kept.get(item) is not None for item in kept.ids())


def test_a_damaged_catalogue_is_set_aside_and_a_new_one_is_built(indexed: House) -> None:
    catalogue = LibraryPaths.under(indexed.library).catalogue
    spoilt = catalogue.read_bytes()[:2048] + b"\xa5" * 60_000
    catalogue.write_bytes(spoilt)
    report = indexed.index()
    assert report.indexed == len(CROWD)
    notices = [notice for notice in indexed.notices if "damaged" in notice]
    assert len(notices) == 1
    kept = next(indexed.library.glob("catalogue.damaged-*.sqlite"))
    assert str(kept) in notices[0]
    assert kept.read_bytes() == spoilt
    assert searched(indexed) == set(CROWD)
    assert indexed.is_sound()


def test_searching_a_damaged_catalogue_says_so_and_changes_nothing(indexed: House) -> None:
    catalogue = LibraryPaths.under(indexed.library).catalogue
    catalogue.write_bytes(b"\xa5" * 60_000)
    done = mmdesk(indexed.library, "search", "photo")
    assert done.returncode == 1
    assert "damaged" in one_sentence(done.stderr)
    assert catalogue.read_bytes() == b"\xa5" * 60_000


def test_a_newer_catalogue_is_refused_and_untouched(indexed: House) -> None:
    catalogue = LibraryPaths.under(indexed.library).catalogue
    with closing(sqlite3.connect(catalogue)) as connection:
        connection.execute("PRAGMA user_version = 9000")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = catalogue.read_bytes()
    for command in (["index", indexed.photos], ["search", "photo"], ["status"]):
        done = mmdesk(indexed.library, *command)
        assert done.returncode == 1
        assert "newer mmdesk" in one_sentence(done.stderr)
    assert catalogue.read_bytes() == before


def test_a_second_indexer_is_refused_while_searching_works(indexed: House) -> None:
    with indexed.open():
        with pytest.raises(LibraryBusy):
            Library(indexed.library, indexing=True)
        done = mmdesk(indexed.library, "index", indexed.photos)
        assert done.returncode == 1
        assert "Another mmdesk is indexing" in one_sentence(done.stderr)
        found = mmdesk(indexed.library, "search", "photo3", "--print0")
        assert found.stdout == f"{indexed.photos / 'photo3.jpg'}\0"


def test_searching_while_another_process_indexes(house: House) -> None:
    house.set(settle_seconds=0.001)
    for number in range(150):
        house.photo(f"new{number}.jpg", number)
    command = arguments(house.library, "index", house.photos)
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as indexing:
        counts = []
        eventually(LibraryPaths.under(house.library).catalogue.exists)
        with house.open(indexing=False) as library:
            while indexing.poll() is None:
                hits = library.search(library.query("new", limit=1000)).hits
                counts.append(len(hits))
        assert indexing.wait(60) == 0
    assert counts == sorted(counts)
    assert len(searched(house, "new")) == 150
    assert any(0 < count <= 150 for count in counts)


def test_settings_that_make_no_sense_are_told(indexed: House) -> None:
    settings = LibraryPaths.under(indexed.library).settings
    settings.write_text("{nonsense", encoding="utf-8")
    done = mmdesk(indexed.library, "status")
    assert done.returncode == 2
    assert "Mend or delete the file" in done.stderr


def test_a_device_that_is_not_there_is_told_as_it_is(house: House) -> None:
    import torch

    absent = next(
        name
        for name, module in (("cuda", torch.cuda), ("mps", torch.backends.mps))
        if not module.is_available()
    )
    house.photo_set(*CROWD[:2])
    house.set(device=absent, model=str(tiny_models.make(house_model(house))))
    done = mmdesk(house.library, "index", house.photos)
    assert done.returncode == 2
    assert one_sentence(done.stderr).startswith(f"This machine has no {absent} device")


def test_searches_that_need_no_model_do_not_import_torch(indexed: House) -> None:
    program = (
        "import sys; from mmdesk.cli import run\n"
        "try: run()\n"
        "finally: sys.stderr.write(' '.join(m for m in ('torch', 'open_clip', 'transformers') "
        "if m in sys.modules) or 'light')"
    )
    for command in (["photo3"], ["--like", indexed.photos / CROWD[0]], ["--since", "2001"]):
        done = subprocess.run(
            [sys.executable, "-c", program, "--library", indexed.library, "search", *command],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stderr.endswith("light")
