from dataclasses import replace
from pathlib import Path

import pytest
from helpers.libraries import House
from helpers.shared import shared
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from mmdesk.core.entities import Filters
from mmdesk.core.errors import FileUnreadable, WrongRequest
from mmdesk.core.listings import Order
from mmdesk.gui.preview.pictures import Cache, Look, Presence, load, load_whole, look


def any_item(library) -> int:
    return library.browsing.listing(Filters(), Order.NAME).items[0]


@pytest.fixture
def found(library) -> Look:
    return look(library, any_item(library))


def test_a_look_has_the_thumbnail_the_file_and_its_size(library, found) -> None:
    assert found.presence is Presence.HERE
    assert found.thumbnail is not None
    assert found.path == found.details.tile.path
    assert found.size == QSize(found.details.facts.width, found.details.facts.height)


def test_an_item_that_is_gone_is_refused(library) -> None:
    with pytest.raises(WrongRequest, match="no longer in the library"):
        look(library, 10**9)


def test_a_picture_is_loaded_at_the_size_that_is_asked_for(library, found) -> None:
    size = found.size.scaled(QSize(300, 300), Qt.AspectRatioMode.KeepAspectRatio)
    assert load(library, found.path, size).size() == size


def test_a_very_long_one_is_loaded_as_long_as_the_screen(library, tmp_path: Path) -> None:
    path = tmp_path / "long.png"
    Image.new("RGB", (12_000, 100), "teal").save(path)
    image = load(library, path, QSize(1200, 10))
    assert image.width() >= 1200
    assert load(library, path, QSize(12_000, 100)).size() == QSize(12_000, 100)


def test_the_whole_picture_comes_with_one_of_half_the_size(library, found) -> None:
    half, whole = load_whole(library, found.path, found.size)
    assert whole.size() == found.size
    assert half.width() == found.size.width() // 2


def test_a_huge_one_is_loaded_smaller(library, found, monkeypatch) -> None:
    monkeypatch.setattr("mmdesk.gui.preview.pictures.WHOLE_PIXELS", 10_000)
    whole = load_whole(library, found.path, found.size)[-1]
    assert whole.width() * whole.height() <= 11_000


def test_a_broken_file_says_why(library) -> None:
    broken = shared("data/awkward") / "broken" / "pillow_tests_images_truncated_jpeg.jpg"
    with pytest.raises(FileUnreadable, match="cut off"):
        load(library, broken, QSize(100, 100))


def test_the_size_of_another_picture_in_its_place_is_the_images_own(found) -> None:
    other = QImage(300, 100, QImage.Format.Format_RGB32)
    assert replace(found, picture=other).size == other.size()


def test_a_deleted_file_and_an_absent_drive_are_told_apart(tmp_path: Path) -> None:
    house = House(tmp_path / "library", tmp_path / "photos")
    house.set(model="nobody/nothing")
    photo = house.photo("cat.jpg")
    house.index()
    with house.open(indexing=False) as library:
        item = any_item(library)
        photo.unlink()
        assert look(library, item).presence is Presence.GONE
        house.photos.rmdir()
        assert look(library, item).presence is Presence.AWAY


def test_the_other_place_of_a_photo_is_taken_when_the_first_is_gone(tmp_path: Path) -> None:
    house = House(tmp_path / "library", tmp_path / "photos")
    house.set(model="nobody/nothing")
    places = [house.photo("cat.jpg", 7), house.photo("copy/cat.jpg", 7)]
    house.index()
    with house.open(indexing=False) as library:
        item = any_item(library)
        first = look(library, item).path
        first.unlink()
        assert look(library, item).path == next(place for place in places if place != first)


def looks(found: Look, count: int) -> list[Look]:
    picture = QImage(100, 100, QImage.Format.Format_RGB32)
    tiles = [replace(found.details.tile, item=number) for number in range(count)]
    details = [replace(found.details, tile=tile) for tile in tiles]
    return [Look(each, None, found.path, Presence.HERE, picture) for each in details]


def test_the_cache_drops_what_was_used_longest_ago(found) -> None:
    cache = Cache(most=2 * 100 * 100 * 4)
    zero, one, two = looks(found, 3)
    cache.put(zero)
    cache.put(one)
    cache.get(0)
    cache.put(two)
    assert [cache.get(item) is not None for item in (0, 1, 2)] == [True, False, True]
    cache.drop(frozenset({0, 7}))
    assert cache.get(0) is None


def test_the_newest_is_kept_even_when_it_is_too_large(found) -> None:
    cache = Cache(most=10)
    for each in looks(found, 2):
        cache.put(each)
    assert cache.get(1) is not None
    assert cache.get(0) is None
