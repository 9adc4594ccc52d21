"""Damage is found before the writer opens, and nothing is looked at twice."""

import sqlite3

import pytest

from mmdesk.catalogue import soundness
from mmdesk.catalogue.database import Database
from mmdesk.catalogue.soundness import doubt, note_as_left, set_aside_if_damaged
from mmdesk.core.errors import LibraryUnusable


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "c.sqlite"
    Database(made).close()
    return made


@pytest.fixture
def looks(monkeypatch):
    """The files that were looked at."""
    found, look = [], soundness._sound
    monkeypatch.setattr(soundness, "_sound", lambda path: found.append(path) or look(path))
    return found


def spoil(path):
    damaged = bytearray(path.read_bytes())
    damaged[4096:8192] = b"\xff" * 4096
    path.write_bytes(damaged)
    return damaged


def test_a_damaged_catalogue_is_set_aside_whole(path):
    damaged = spoil(path)
    aside = set_aside_if_damaged(path)
    assert aside is not None
    assert aside.read_bytes() == damaged
    assert not path.exists()


def test_a_sound_catalogue_stays(path, tmp_path):
    assert set_aside_if_damaged(tmp_path / "none.sqlite") is None
    assert set_aside_if_damaged(path) is None
    assert path.exists()


def test_what_is_as_it_was_left_is_not_looked_at(path, looks):
    note_as_left(path)
    assert set_aside_if_damaged(path) is None
    assert looks == []


def test_damage_right_after_it_was_left_is_found(path):
    for _ in range(20):
        note_as_left(path)
        whole, damaged = path.read_bytes(), spoil(path)
        assert len(damaged) == len(whole)
        aside = set_aside_if_damaged(path)
        assert aside is not None
        aside.unlink()
        path.write_bytes(whole)


def test_what_a_killed_writer_left_is_looked_at(path, looks):
    note_as_left(path)
    with sqlite3.connect(path) as killed:  # still open: its log lies beside the catalogue
        killed.execute("CREATE TABLE more (a)")
        killed.commit()
        assert set_aside_if_damaged(path) is None
        assert looks == [path]
    killed.close()


def test_where_damage_was_met_the_next_writer_looks(path, looks):
    note_as_left(path)
    doubt(path)
    note_as_left(path)
    assert set_aside_if_damaged(path) is None
    assert looks == [path]
    note_as_left(path)
    assert set_aside_if_damaged(path) is None
    assert looks == [path]


def test_a_database_that_meets_damage_doubts(path, looks):
    spoil(path)
    note_as_left(path)  # as though it had been spoilt while it was open
    with pytest.raises(LibraryUnusable, match="damaged"):
        Database(path)
    note_as_left(path)
    assert set_aside_if_damaged(path) is not None
    assert looks == [path]
