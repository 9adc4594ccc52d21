import sqlite3
import threading
from pathlib import Path

import pytest

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.database import Database
from mmdesk.core.errors import LibraryUnusable, Stopped


@pytest.fixture
def database(tmp_path):
    database = Database(tmp_path / "catalogue.sqlite")
    yield database
    database.close()


def names(database):
    return [name for (name,) in database.rows("SELECT name FROM meta ORDER BY name")]


def test_an_error_takes_back_all_of_a_transaction(database):
    with pytest.raises(RuntimeError), database.writing():
        database.write("INSERT INTO meta VALUES ('a', '1')")
        with database.writing():
            database.write("INSERT INTO meta VALUES ('b', '2')")
        raise RuntimeError
    assert names(database) == ["catalogue"]


def test_a_writer_sees_its_own_changes_and_others_only_finished_ones(database):
    seen = []
    with database.writing():
        database.write("INSERT INTO meta VALUES ('a', '1')")
        assert names(database) == ["a", "catalogue"]
        reader = threading.Thread(target=lambda: seen.append(names(database)))
        reader.start()
        reader.join()
    assert seen == [["catalogue"]]
    assert names(database) == ["a", "catalogue"]


def test_two_threads_write_one_after_the_other(database):
    def write(name):
        for number in range(20):
            with database.writing():
                database.write("INSERT INTO meta VALUES (?, '')", (f"{name}{number:02}",))

    threads = [threading.Thread(target=write, args=(name,)) for name in "xy"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names(database)) == 41


def test_reading_keeps_to_one_state(database):
    with database.reading():
        before = names(database)
        other = threading.Thread(
            target=lambda: database.write("INSERT INTO meta VALUES ('new', '')")
        )
        other.start()
        other.join()
        assert names(database) == before
    assert "new" in names(database)


def test_opening_again_keeps_the_identity(tmp_path):
    first = Catalogue(tmp_path / "c.sqlite")
    name = first.id
    first.close()
    again = Catalogue(tmp_path / "c.sqlite")
    assert again.id == name
    again.close()


def test_a_newer_catalogue_is_refused_untouched(tmp_path):
    path = tmp_path / "c.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 2000")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryUnusable, match="newer mmdesk"):
        Database(path)
    assert path.read_bytes() == before


def test_a_damaged_catalogue_says_so(tmp_path):
    path = tmp_path / "c.sqlite"
    path.write_bytes(b"This is no database at all, whatever its name says." * 100)
    with pytest.raises(LibraryUnusable, match="damaged"):
        Database(path)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(LibraryUnusable, match="nowhere"):
        Database(tmp_path / "nowhere" / "c.sqlite")


def test_a_full_disk_is_one_sentence_and_no_damage(database):
    pages = database.value("PRAGMA page_count")
    with database.writing():
        database.write(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryUnusable, match="Make room"), database.writing():
        database.write("INSERT INTO meta VALUES ('big', ?)", ("x" * 100_000,))
    assert names(database) == ["catalogue"]
    assert database.check() is None


def test_closing_stops_who_is_asking_just_now(tmp_path: Path) -> None:
    database = Database(tmp_path / "catalogue.sqlite")
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    begun, ended = threading.Event(), list[Exception]()

    def ask() -> None:
        database.rows("SELECT 1")
        begun.set()
        try:
            while True:
                database.rows(endless)
        except Stopped as stopped:
            ended.append(stopped)

    asking = threading.Thread(target=ask)
    asking.start()
    begun.wait()
    database.close()
    asking.join(30)
    assert len(ended) == 1


def test_nobody_reads_or_writes_after_closing(tmp_path: Path) -> None:
    database = Database(tmp_path / "catalogue.sqlite")
    database.rows("SELECT 1")
    database.close()
    with pytest.raises(Stopped):
        database.rows("SELECT 1")
    with pytest.raises(Stopped):
        database.write("DELETE FROM items")
