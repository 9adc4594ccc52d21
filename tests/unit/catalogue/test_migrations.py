import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from helpers.catalogues import said

from mmdesk.catalogue import Catalogue, migrations
from mmdesk.core.entities import Facts, Filters, Kind, Part, Space, Stage


@pytest.fixture
def of_photos(tmp_path: Path) -> Path:
    """A catalogue of the last step before sounds, with a photo in it."""
    path = tmp_path / "catalogue.sqlite"
    connection = sqlite3.connect(path, isolation_level=None)
    for step in sorted(step for step in migrations.STEPS if step <= 1003):
        migrations._run(connection, step)
    connection.executescript("""
        INSERT INTO roots (path, mount, state) VALUES ('/photos', '/', 'online');
        INSERT INTO folders (root, path) VALUES (1, 'Lisbon');
        INSERT INTO items (kind, size, digest, modified, moment, caption)
        VALUES ('photo', 1, x'01', 1, '2022-05-01T12:00:00', 'A yellow tram');
        INSERT INTO files (folder, name, size, modified, changed, sidecar, item, reader)
        VALUES (1, 'tram.jpg', 1, 1, 1, 0, 1, '1');
        INSERT INTO segments (item) VALUES (1);
        INSERT INTO spaces (key, name, dimension) VALUES ('s', 's', 1);
        INSERT INTO embeddings VALUES (1, 1, x'0000');
        INSERT INTO words (rowid, name, folders, caption)
        VALUES (1, 'tram.jpg tram jpg', 'photos Lisbon', 'A yellow tram');
        INSERT INTO marks (item, favourite, tags) VALUES (1, 1, '["holiday"]');
    """)
    connection.close()
    return path


def test_a_catalogue_of_photos_takes_sounds_and_all_in_it_is_still_found(of_photos: Path) -> None:
    catalogue = Catalogue(of_photos)
    assert catalogue.texts.search("yellow tram lisbon", Filters(), 10) == [1]
    assert catalogue.texts.search("", Filters(), 10) == []
    assert catalogue.texts.fields_found("tram", [1]) == {1: ("name", "caption")}
    space = catalogue.embeddings.space_id(Space("s", "s", 1))
    assert space is not None
    assert catalogue.embeddings.of(space, catalogue.items.whole_segments([1]).values()) == {
        1: b"\0\0"
    }
    assert catalogue.marks.of([1])[1].favourite
    assert catalogue.items.facts([1]) == {1: Facts(caption="A yellow tram")}
    assert [root.speech for root in catalogue.roots.all()] == [False]
    assert catalogue.segments.windows(1) == {}
    assert catalogue.segments.of_item(1, Part.PASSAGE) == {}
    assert catalogue.check() is None
    catalogue.close()


def test_photos_of_phones_are_read_again_since_a_clip_may_belong_to_them(of_photos: Path) -> None:
    with sqlite3.connect(of_photos) as connection:
        connection.executescript("""
            UPDATE items SET camera = 'Canon EOS 5D';
            INSERT INTO items (kind, size, digest, modified, moment, camera)
            VALUES ('photo', 1, x'02', 1, '2022-05-01T12:00:00', 'Apple iPhone 12'),
                   ('photo', 1, x'03', 1, '2022-05-01T12:00:00', 'samsung SM-G991B');
        """)
    connection.close()
    catalogue = Catalogue(of_photos)
    assert catalogue.jobs.items_at(Stage.READ, [1, 2, 3]) == {2, 3}
    catalogue.close()


def test_what_was_made_anew_goes_on_as_before(of_photos: Path) -> None:
    catalogue = Catalogue(of_photos)
    catalogue.items.set_facts(1, Facts(caption="A tram", comment="Old", artist="Carris"))
    catalogue.texts.refresh([1])
    assert catalogue.texts.search("old tram carris", Filters(), 10) == [1]
    said(catalogue, 1, "hello there")
    assert catalogue.spoken.search("hello", Filters(kinds=frozenset({Kind.PHOTO})), 10)
    catalogue.marks.favourite([1], on=False)
    catalogue.marks.untag([1], "holiday")
    catalogue.roots.remove(catalogue.roots.all()[0])
    assert catalogue.items.all() == set()
    assert catalogue.texts.search("tram", Filters(), 10) == []
    assert catalogue.spoken.search("hello", Filters(), 10) == []
    catalogue.close()


def test_a_step_that_another_process_has_just_taken_is_not_taken_again(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    Catalogue(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    for step in migrations.STEPS:
        migrations._run(connection, step)
    assert connection.execute("PRAGMA user_version").fetchone() == (migrations.PRESENT,)
    connection.close()


def test_many_open_a_new_catalogue_at_once(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    with ThreadPoolExecutor(6) as threads:
        opened = list(threads.map(lambda _: Catalogue(path), range(6)))
    assert len({catalogue.id for catalogue in opened}) == 1
    assert opened[0].check() is None
    for catalogue in opened:
        catalogue.close()


def test_a_step_that_fails_leaves_the_catalogue_as_it_was(
    of_photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = migrations.SOUNDS + "INSERT INTO nowhere VALUES (1);\n"
    with monkeypatch.context() as patched:
        patched.setitem(migrations.STEPS, 1004, broken)
        with pytest.raises(sqlite3.OperationalError):
            Catalogue(of_photos)
    catalogue = Catalogue(of_photos)
    assert catalogue.texts.search("tram", Filters(), 10) == [1]
    catalogue.close()
