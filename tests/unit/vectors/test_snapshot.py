from pathlib import Path

import numpy as np
import pytest
from helpers.clouds import Cloud

from mmdesk.core.settings import Settings
from mmdesk.vectors import snapshot
from mmdesk.vectors.index import Change, VectorIndex
from mmdesk.vectors.rows import Block, Rows

DIMENSION = 8
VECTORS = Cloud(DIMENSION).photos(20).astype(np.float16)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    rows = Rows((Block.of(np.arange(20) * 2, VECTORS),), change=42)
    path = snapshot.flat_path(tmp_path, 1)
    snapshot.write(path, rows, "library", DIMENSION, graph=None)
    return path


def newest(
    path: Path, owner: str = "library", dimension: int = DIMENSION
) -> snapshot.Snapshot | None:
    return snapshot.newest(path.parent, owner, dimension)


def test_what_was_written_is_read(path: Path) -> None:
    found = newest(path)
    assert (found.generation, found.header.change, found.header.count) == (1, 42, 20)
    assert found.block.ids.tolist() == list(range(0, 40, 2))
    np.testing.assert_array_equal(found.block.half, VECTORS)
    np.testing.assert_allclose(
        found.block.coded * found.block.steps[:, None], VECTORS, atol=float(found.block.steps.max())
    )


def test_a_flip_of_any_byte_is_refused(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    whole = path.read_bytes()
    for position in range(len(whole)):
        damaged = bytearray(whole)
        damaged[position] ^= 1 << position % 8
        path.write_bytes(damaged)
        assert newest(path) is None, f"byte {position}"
    assert "is not used" in caplog.text


def test_a_file_cut_at_any_length_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert newest(path) is None, f"{length} bytes"


def test_a_longer_file_is_refused(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"more")
    assert newest(path) is None


def test_a_foreign_file_is_refused(path: Path) -> None:
    path.write_bytes(b"GIF89a" * 1000)
    assert newest(path) is None


@pytest.mark.parametrize(("owner", "dimension"), [("another", DIMENSION), ("library", 4)])
def test_another_owner_or_dimension_is_refused(
    path: Path, caplog: pytest.LogCaptureFixture, owner: str, dimension: int
) -> None:
    assert newest(path, owner, dimension) is None
    assert "another library or model" in caplog.text


def test_the_older_generation_serves_while_the_newest_is_damaged(path: Path) -> None:
    snapshot.flat_path(path.parent, 2).write_bytes(path.read_bytes()[:-1])
    assert newest(path).generation == 1


def test_a_save_removes_the_older_files_and_what_a_killed_one_left(tmp_path: Path) -> None:
    (tmp_path / "flat-000001.bin.4711.new").write_bytes(b"half of it")
    (tmp_path / "graph-000001.bin.4711.new").write_bytes(b"half of it")
    index = VectorIndex(tmp_path, "library", DIMENSION, Settings())
    for number in (1, 2):
        index.apply([Change(number, number, VECTORS[number].tobytes())])
        index.save()
    assert [path.name for path in tmp_path.iterdir()] == ["flat-000002.bin"]


def test_a_damaged_snapshot_is_replaced_by_the_next_save(path: Path) -> None:
    path.write_bytes(b"")
    index = VectorIndex(path.parent, "library", DIMENSION, Settings())
    assert (index.change, len(index)) == (0, 0)
    index.load(np.arange(20), VECTORS, change=43)
    index.save()
    assert newest(path).header.change == 43
    assert not path.exists()


def test_an_empty_space_can_be_saved(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path, "library", DIMENSION, Settings())
    index.load(np.empty(0, np.int64), np.empty((0, DIMENSION), np.float16), change=9)
    index.save()
    again = VectorIndex(tmp_path, "library", DIMENSION, Settings())
    assert (again.change, len(again)) == (9, 0)
    assert len(again.search(np.ones(DIMENSION, np.float32), 5)[0]) == 0
