"""What commands say of kept folders that come and go, and of folders that are typed."""

from pathlib import Path

import pytest
from helpers.libraries import House
from helpers.terminals import Terminal

CROWD = tuple(f"photo{number}.jpg" for number in range(6))


@pytest.fixture
def indexed(house: House) -> House:
    house.photo_set(*CROWD)
    house.index()
    return house


def states(terminal: Terminal) -> list[str]:
    return [root["state"] for root in terminal("roots", "list", "--json").json]


def test_every_command_says_the_same_of_a_folder_that_goes_and_comes(
    indexed: House, terminal: Terminal
) -> None:
    away = indexed.photos.with_name("unplugged")
    for scanned in (False, True):
        indexed.photos.rename(away)
        if scanned:
            indexed.index()
            assert indexed.asked("SELECT state FROM roots") == [("offline",)]
        assert states(terminal) == ["offline"]
        assert terminal("search", "photo3").err.count("(offline)") == 1
        away.rename(indexed.photos)
        assert states(terminal) == ["online"]
        assert "(offline)" not in terminal("search", "photo3").err


def test_a_hit_is_shown_by_its_copy_that_can_be_reached_now(
    indexed: House, terminal: Terminal
) -> None:
    other = indexed.photo("../other/photo3.jpg", 1003)
    indexed.index(other.parent)
    indexed.photos.rename(indexed.photos.with_name("unplugged"))
    said = terminal("search", "photo3").err
    assert str(other.resolve()) in said
    assert "(offline)" not in said


def test_a_way_from_here_to_a_folder_may_be_typed_in_the_text(
    house: House, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.photo_set("trip/lisbon/one.jpg", "lisbon/two.jpg", "other/three.jpg")
    house.index()
    monkeypatch.chdir(house.photos.parent)

    def found(*asked: str) -> list[str]:
        hits = terminal("search", *asked, "--json").json
        return sorted(Path(hit["path"]).name for hit in hits)

    assert found("in:photos/trip") == found("--in", "photos/trip") == ["one.jpg"]
    assert found("in:lisbon") == ["one.jpg", "two.jpg"]
    assert found("in:~nobody/lisbon") == []
    monkeypatch.chdir(house.photos)
    assert found("in:./lisbon") == ["two.jpg"]
    assert found("in:lisbon") == ["one.jpg", "two.jpg"]
    assert found("in:.") == ["one.jpg", "three.jpg", "two.jpg"]
    house.photos.rename(house.photos.with_name("unplugged"))
    monkeypatch.chdir(house.photos.parent)
    assert found("in:photos/trip") == found("--in", "photos/trip") == ["one.jpg"]
