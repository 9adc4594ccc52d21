from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from mmdesk.core.entities import PicturePreparation
from mmdesk.indexing import prepared
from mmdesk.indexing.prepared import Prepared

PREPARATION = PicturePreparation(4, 3)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Prepared]:
    monkeypatch.setattr(prepared, "LARGEST", 3 * 4 * 3 * 3)
    store = Prepared(tmp_path, PREPARATION)
    yield store
    store.close()


def pixels(value: int) -> npt.NDArray[np.uint8]:
    return np.full((3, 4, 3), value, np.uint8)


def test_pixels_come_back_once_in_any_order(kept: Prepared) -> None:
    kept.keep({7: pixels(7), 8: pixels(8)})
    for item in (8, 7):
        found = kept.take(item)
        assert found is not None
        assert np.array_equal(found, pixels(item))
        assert kept.take(item) is None


def test_what_finds_no_room_is_not_kept(kept: Prepared) -> None:
    kept.keep({item: pixels(item) for item in range(5)})
    assert kept.room == 0
    assert [kept.take(item) is not None for item in range(5)] == [True] * 3 + [False] * 2


def test_room_that_was_taken_is_used_again(kept: Prepared) -> None:
    kept.keep({item: pixels(item) for item in range(3)})
    kept.take(1)
    kept.keep({9: pixels(9)})
    found = [kept.take(item) for item in (0, 2, 9)]
    assert [int(each[0, 0, 0]) for each in found if each is not None] == [0, 2, 9]


def test_clearing_makes_room(kept: Prepared) -> None:
    kept.keep({item: pixels(item) for item in range(3)})
    kept.clear()
    assert kept.room == 3
    assert kept.take(0) is None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_disk_that_fills_up_only_ends_the_keeping(tmp_path: Path) -> None:
    store = Prepared(tmp_path, PREPARATION)
    store._file.close()
    store._file = open("/dev/full", "r+b", buffering=0)  # noqa: PTH123, SIM115
    store.keep({1: pixels(1)})
    assert store.room == 0
    assert store.take(1) is None
    store.close()


def test_nothing_is_left_in_the_folder(kept: Prepared, tmp_path: Path) -> None:
    kept.keep({1: pixels(1)})
    assert list(tmp_path.iterdir()) == []
