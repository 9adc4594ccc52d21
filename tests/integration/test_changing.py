"""Settings that are changed, and failures that are tried again, while the library is open."""

import json

import pytest
from helpers import tiny_models
from helpers.libraries import House, eventually

from mmdesk.core import events
from mmdesk.core.entities import Kind
from mmdesk.core.errors import WrongRequest


@pytest.fixture
def house(tmp_path) -> House:
    house = House(tmp_path / "library", tmp_path / "photos")
    house.photo_set("a.jpg", "b.jpg", "c.jpg")
    return house


def wait(library) -> None:
    assert library.indexing.wait_until_idle(60)


def test_another_model_describes_and_searches_at_once(house, tmp_path):
    first = tiny_models.make(tmp_path / "first", tiny_models.CLIP)
    second = tiny_models.make(tmp_path / "second", tiny_models.CUSTOM)
    house.set(model=str(first), device="cpu")
    with house.open() as library:
        library.index([house.photos])
        assert sorted(library.status().spaces.values()) == [0, 3, 3]
        library.use_model(str(second))
        wait(library)
        assert sorted(library.status().spaces.values()) == [0, 3, 3, 3]
        assert library.status().undescribed == 0
        answer = library.search(library.query("a dog"))
        assert answer.notes == ()
        assert any("description" in reason for reason in answer.hits[0].reasons)
    assert json.loads((house.library / "settings.json").read_text())["model"] == str(second)


def test_a_model_that_comes_later_begins_at_once(house, tmp_path):
    house.set(model="nobody/nothing")
    with house.open() as library:
        library.index([house.photos])
        assert library.status().undescribed is None
        library.change(model=str(tiny_models.make(tmp_path / "model")), device="cpu")
        wait(library)
        assert library.status().undescribed == 0


def test_a_photo_that_cannot_be_read_does_not_wait_for_its_description(house, tmp_path):
    house.set(model=str(tiny_models.make(tmp_path / "model")), device="cpu")
    broken = house.photos / "broken.jpg"
    broken.write_bytes(house.photo("whole.jpg").read_bytes()[:400])
    with house.open() as library:
        library.index([house.photos])
        status = library.status()
        assert (status.items[Kind.PHOTO], status.failed, status.undescribed) == (5, 1, 0)
        library.remove_root(house.photos)
        assert library.status().failed == 0


def test_photos_that_come_after_a_change_are_taken_in(house):
    house.set(model="nobody/nothing")
    with house.open() as library:
        library.index([house.photos])
        library.change(settle_seconds=0.01, rescan_minutes=5.0)
        house.photo("later.jpg")
        library.indexing.rescan()
        eventually(lambda: library.status().items[Kind.PHOTO] == 4)


def test_a_wrong_setting_changes_nothing(house):
    house.set(model="nobody/nothing")
    with house.open() as library:
        before = library.settings
        with pytest.raises(WrongRequest, match="no setting named"):
            library.change(colour="blue")
        with pytest.raises(WrongRequest, match="device must be one of"):
            library.change(device="abacus")
        assert library.settings == before


def test_settings_are_changed_where_nothing_is_indexed(house):
    house.set(model="nobody/nothing")
    with house.open(indexing=False) as library:
        library.change(device="cpu")
        assert library.read_only
        assert library.settings.device == "cpu"


def test_what_failed_is_listed_with_its_reason_and_tried_again(house):
    house.set(model="nobody/nothing")
    (house.photos / "broken.jpg").write_bytes((house.photos / "a.jpg").read_bytes()[:300])
    (house.photos / "empty.jpg").write_bytes(b"")
    with house.open() as library:
        library.index([house.photos])
        assert {each.path.name for each in library.failures()} == {"broken.jpg", "empty.jpg"}
        assert all(each.reason.endswith(".") for each in library.failures())
        house.said.clear()
        library.retry()
        wait(library)
        failed = {each.path.name for each in house.said if isinstance(each, events.FileFailed)}
        assert failed == {"broken.jpg", "empty.jpg"}
        assert library.status().failed == 2
