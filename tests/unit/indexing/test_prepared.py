from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from mmdesk.core.entities import PicturePreparation
from mmdesk.indexing import prepared
from mmdesk.indexing.prepared import Prepared, Slot

PREPARATION = PicturePreparation(4, 3)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Prepared]:
    monkeypatch.setattr(prepared, "LARGEST", 3 * 4 * 3 * 3)
    store = Prepared(tmp_path, PREPARATION)
    yield store
    store.close()


def pixels(value: int) -> npt.NDArray[np.uint8]:
    return np.full((3, 4, 3), value, np.uint8)


def reserved(store: Prepared, item: int) -> Slot:
    slot = store.reserve(item)
    assert slot is not None
    return slot


def keep(store: Prepared, *items: int) -> None:
    """Keep pixels for items; those of one item all have its number as their value."""
    for item in items:
        store.keep(item, reserved(store, item).write(pixels(item)))


def test_pixels_come_back_once_in_any_order(kept: Prepared) -> None:
    keep(kept, 7, 8)
    for item in (8, 7):
        found = kept.take(item)
        assert found is not None
        assert np.array_equal(found, pixels(item))
        assert kept.take(item) is None


def test_where_there_is_no_room_nothing_is_reserved(kept: Prepared) -> None:
    keep(kept, 0, 1, 2)
    assert kept.room == 0
    assert kept.reserve(3) is None
    assert [kept.take(item) is not None for item in range(4)] == [True] * 3 + [False]


def test_room_that_was_taken_is_used_again(kept: Prepared) -> None:
    keep(kept, 0, 1, 2)
    kept.take(1)
    keep(kept, 9)
    found = [kept.take(item) for item in (0, 2, 9)]
    assert [int(each[0, 0, 0]) for each in found if each is not None] == [0, 2, 9]


def test_an_item_that_is_read_again_keeps_its_place_and_the_new_pixels(kept: Prepared) -> None:
    keep(kept, 5)
    slot = reserved(kept, 5)
    assert kept.room == 2
    kept.keep(5, slot.write(pixels(6)))
    assert np.array_equal(kept.take(5), pixels(6))  # type: ignore[arg-type]


def test_old_pixels_are_not_taken_while_the_item_is_read_again(kept: Prepared) -> None:
    keep(kept, 5)
    reserved(kept, 5)
    assert kept.take(5) is None


def test_what_no_worker_has_answered_for_is_not_taken(kept: Prepared) -> None:
    reserved(kept, 5).write(pixels(5))
    assert kept.take(5) is None
    assert kept.room == 3


def test_what_a_worker_that_should_have_ended_overwrote_is_not_taken(kept: Prepared) -> None:
    late = reserved(kept, 5)
    kept.release(5)
    keep(kept, 6)
    late.write(pixels(5))
    assert kept.take(6) is None


def test_clearing_makes_room(kept: Prepared) -> None:
    keep(kept, 0, 1, 2)
    kept.clear()
    assert kept.room == 3
    assert kept.take(0) is None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_disk_that_is_full_only_keeps_nothing(kept: Prepared) -> None:
    reserved(kept, 1)
    kept.keep(1, Slot(Path("/dev/full"), 0, PREPARATION).write(pixels(1)))
    assert kept.take(1) is None
    assert kept.room == 3


def test_a_file_that_is_gone_only_keeps_nothing(kept: Prepared, tmp_path: Path) -> None:
    prepared.remove(tmp_path)
    assert reserved(kept, 1).write(pixels(1)) is None


def test_nothing_is_left_in_the_folder(tmp_path: Path) -> None:
    for _ in range(2):
        store = Prepared(tmp_path, PREPARATION)  # the second time, one that was killed left a file
        keep(store, 1)
        store.close()
        assert list(tmp_path.iterdir()) == []
        store = Prepared(tmp_path, PREPARATION)
        keep(store, 1)
        store._file.close()
    prepared.remove(tmp_path)
    assert list(tmp_path.iterdir()) == []
