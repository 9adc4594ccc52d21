"""Commands on libraries that are not there, not whole, or no library at all."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from helpers.libraries import House, names
from helpers.terminals import Terminal

from mmdesk.core.paths import LibraryPaths

CROWD = tuple(f"photo{number}.jpg" for number in range(6))


@pytest.fixture
def indexed(house: House) -> House:
    house.photo_set(*CROWD)
    house.index()
    return house


def catalogue(house: House) -> Path:
    return LibraryPaths.under(house.library).catalogue


LOOKING = {
    "search": ["search", "boat", "--json"],
    "status": ["status", "--json"],
    "roots": ["roots", "list", "--json"],
}


@pytest.mark.parametrize("command", LOOKING.values(), ids=LOOKING)
def test_looking_at_a_library_that_is_not_there_says_so_and_makes_none(
    house: House, terminal: Terminal, command: list[str]
) -> None:
    shutil.rmtree(house.library)
    done = terminal(*command)
    assert done.status == 0
    said = f"There is no library in {house.library} yet. `mmdesk index FOLDER` makes one.\n"
    assert done.err == said
    assert not (done.json["kinds"]["photo"] if command[0] == "status" else done.json)
    assert not house.library.exists()


def test_a_library_is_named_by_its_whole_path(
    house: House, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(house.photos)
    assert f"There is no library in {house.photos} yet." in terminal("--library", ".", "status").err


@pytest.mark.parametrize("command", ["doctor", "models", "roots", "status", "search"])
def test_nothing_is_made_by_looking(house: House, terminal: Terminal, command: str) -> None:
    shutil.rmtree(house.library)
    assert terminal(command).status == 0
    assert not house.library.exists()


def test_doctor_says_that_there_is_no_library_yet(house: House, terminal: Terminal) -> None:
    assert f"There is no library in {house.library} yet." in terminal("doctor").err
    assert "catalogue" not in terminal("doctor").err


def test_a_search_without_a_library_still_refuses_what_is_wrong(
    house: House, terminal: Terminal
) -> None:
    assert terminal("search", "since:never").status == 2
    assert not catalogue(house).exists()


def test_a_model_may_be_chosen_before_there_is_a_library(house: House, terminal: Terminal) -> None:
    from helpers import tiny_models

    shutil.rmtree(house.library)
    folder = tiny_models.make(house.library.with_name("model"))
    assert terminal("models", "use", folder).status == 0
    assert [file.name for file in house.library.glob("*.*")] == ["settings.json"]


@pytest.mark.parametrize("command", ["index", "status", "search", "doctor"])
def test_a_file_is_no_library(house: House, terminal: Terminal, command: str) -> None:
    shutil.rmtree(house.library)
    house.library.write_text("not a folder")
    done = terminal(command, *([house.photos] if command == "index" else []))
    assert done.status == 1
    assert f"{house.library} cannot be used: it is a file. Choose a folder" in done.err
    assert house.library.read_text() == "not a folder"


def test_a_catalogue_that_was_emptied_is_set_aside_and_told(indexed: House) -> None:
    catalogue(indexed).write_bytes(b"")
    indexed.said.clear()
    assert indexed.index().indexed == len(CROWD)
    [notice] = [each for each in indexed.notices if "damaged" in each]
    kept = next(indexed.library.glob("catalogue.damaged-*.sqlite"))
    assert str(kept) in notice
    assert kept.read_bytes() == b""
    assert indexed.is_sound()
    indexed.said.clear()
    indexed.index()
    assert not [each for each in indexed.notices if "catalogue" in each]


def test_a_catalogue_that_is_missing_is_told(indexed: House) -> None:
    for file in indexed.library.glob("catalogue*"):
        file.unlink()
    indexed.said.clear()
    with indexed.open() as library:
        assert library.roots() == []
    [notice] = [each for each in indexed.notices if "catalogue" in each.lower()]
    assert f"The catalogue {catalogue(indexed)} is missing" in notice
    assert "add your folders again" in notice


@pytest.mark.parametrize("how", ["emptied", "missing"])
def test_looking_at_a_library_that_lost_its_catalogue_says_so_and_changes_nothing(
    indexed: House, terminal: Terminal, how: str
) -> None:
    for file in indexed.library.glob("catalogue*"):
        file.unlink()
    if how == "emptied":
        catalogue(indexed).touch()
    before = sorted(indexed.library.rglob("*"))
    for command in ("search", "status", "roots"):
        done = terminal(command)
        assert done.status == 1
        assert f"The catalogue {catalogue(indexed)} is missing or empty" in done.err
    assert sorted(indexed.library.rglob("*")) == before
    assert how == "missing" or catalogue(indexed).read_bytes() == b""


def test_what_a_first_start_left_when_it_was_killed_at_once_is_no_loss(house: House) -> None:
    catalogue(house).touch()
    house.photo_set(*CROWD)
    house.index()
    assert not [each for each in house.notices if "catalogue" in each.lower()]
    with house.open(indexing=False) as library:
        assert names(library) == set(CROWD)


def test_doctor_says_in_words_how_folders_and_the_catalogue_stand(
    indexed: House, terminal: Terminal
) -> None:
    for name in CROWD[:4]:
        (indexed.photos / name).unlink()
    indexed.index()
    done = terminal("doctor")
    assert "4 items are gone: `mmdesk index --forget` this folder if they may go" in done.err
    with closing(sqlite3.connect(catalogue(indexed))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [(page,)] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'items'")
    whole = catalogue(indexed).read_bytes()
    catalogue(indexed).write_bytes(whole[: 4096 * (page - 1)] + b"\x0a" * 4096
                                   + whole[4096 * page :])  # fmt: skip
    done = terminal("doctor")
    assert done.status == 1
    assert "\\n" not in done.err
