"""What commands say of kept folders that come and go, and of folders that are typed."""

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
