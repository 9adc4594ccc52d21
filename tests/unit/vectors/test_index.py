import errno
import logging
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers.clouds import Cloud
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from mmdesk.core.errors import Bug, LibraryUnusable
from mmdesk.core.settings import Settings
from mmdesk.vectors import snapshot
from mmdesk.vectors.index import Change, VectorIndex
from mmdesk.vectors.rows import Ids, Single

DIMENSION = 16
VECTORS = Cloud(DIMENSION).photos(300)


Step = str | list[tuple[int, int | None]]


def raw(row: int) -> bytes:
    return VECTORS[row % 300].astype("<f2").tobytes()


def open_index(folder: Path | str) -> VectorIndex:
    return VectorIndex(Path(folder), "library", DIMENSION, Settings())


def filled(folder: Path, count: int = 50) -> VectorIndex:
    index = open_index(folder)
    index.apply([Change(n + 1, n, raw(n)) for n in range(count)])
    return index


def agree(
    index: VectorIndex, truth: dict[int, int], query: Single, count: int, allowed: Ids | None = None
) -> None:
    """The index answers as a dictionary and numpy do."""
    ids, cosines = index.search(query, count, allowed)
    rows = {key: row for key, row in truth.items() if allowed is None or key in allowed}
    query = query / np.linalg.norm(query)
    true = {key: float(VECTORS[row] @ query) for key, row in rows.items()}
    expected = sorted(true.values(), reverse=True)[:count]
    assert len(set(ids.tolist())) == len(ids)
    np.testing.assert_allclose(cosines, expected, atol=1e-5)
    np.testing.assert_allclose(cosines, [true[key] for key in ids.tolist()], atol=1e-5)


segments = st.integers(0, 40)
puts = st.lists(st.tuples(segments, st.none() | st.integers(0, 299)), max_size=30)
steps = st.lists(puts | st.sampled_from(["save", "reopen", "again"]), max_size=12)


@given(steps, st.integers(0, 299), st.integers(1, 60), st.none() | st.sets(segments))
@effort(max_examples=60, deadline=None)
def test_any_sequence_of_changes_answers_as_a_dictionary_would(
    steps: list[Step], query: int, count: int, chosen: set[int] | None
) -> None:
    allowed = None if chosen is None else np.array(sorted(chosen), np.int64)
    log: list[Change] = []
    truth: dict[int, int | None] = {}
    saved = 0
    with tempfile.TemporaryDirectory() as folder:
        index = open_index(folder)
        for step in steps:
            if step == "save":
                index.save()
                saved = index.change
            elif step == "reopen":
                index.close()
                index = open_index(folder)
                assert index.change == saved
                index.apply(log)
            elif step == "again":
                index.apply(log)
            elif isinstance(step, list):
                news = [
                    Change(n, segment, None if row is None else raw(row))
                    for n, (segment, row) in enumerate(step, len(log) + 1)
                ]
                log += news
                truth |= dict(step)
                index.apply(iter(news))
        living = {key: row for key, row in truth.items() if row is not None}
        assert (len(index), index.change) == (len(living), len(log))
        agree(index, living, VECTORS[query], count, allowed)
        index.close()


def test_a_change_that_is_known_already_undoes_nothing(tmp_path: Path) -> None:
    index = filled(tmp_path, 5)
    index.apply([Change(6, 1, None)])
    index.apply([Change(2, 1, raw(1)), Change(3, 2, None)])
    assert index.change == 6
    agree(index, {0: 0, 2: 2, 3: 3, 4: 4}, VECTORS[0], 10)


def test_an_empty_index_answers_nothing(tmp_path: Path) -> None:
    index = open_index(tmp_path)
    ids, cosines = index.search(VECTORS[0], 10)
    assert (index.change, len(index), len(ids), len(cosines)) == (0, 0, 0, 0)
    assert (ids.dtype, cosines.dtype) == (np.int64, np.float32)


def test_more_are_asked_than_there_are(tmp_path: Path) -> None:
    ids, _ = filled(tmp_path, 5).search(VECTORS[0], 1000)
    assert sorted(ids.tolist()) == [0, 1, 2, 3, 4]


def test_nothing_allowed_is_nothing_found(tmp_path: Path) -> None:
    ids, _ = filled(tmp_path).search(VECTORS[0], 10, np.array([], np.int64))
    assert len(ids) == 0


def test_a_load_replaces_everything(tmp_path: Path) -> None:
    index = filled(tmp_path)
    index.load(np.array([9, 3]), VECTORS[[9, 3]].astype(np.float16), change=77)
    assert (len(index), index.change) == (2, 77)
    agree(index, {9: 9, 3: 3}, VECTORS[0], 10)


def test_saving_twice_writes_once(tmp_path: Path) -> None:
    index = filled(tmp_path)
    index.save()
    before = [(path.name, path.stat().st_mtime_ns) for path in tmp_path.iterdir()]
    index.save()
    open_index(tmp_path).save()
    assert [(path.name, path.stat().st_mtime_ns) for path in tmp_path.iterdir()] == before


def test_removals_alone_are_saved(tmp_path: Path) -> None:
    index = filled(tmp_path, 3)
    index.save()
    index.apply([Change(4, 1, None)])
    index.save()
    again = open_index(tmp_path)
    assert (len(again), again.change) == (2, 4)


def test_the_numbers_in_a_query_need_not_be_of_unit_length(tmp_path: Path) -> None:
    _, cosines = filled(tmp_path).search(VECTORS[7] * 5, 1)
    assert cosines[0] == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("query", "count", "said"),
    [
        (np.ones(DIMENSION + 1, np.float32), 5, "16 dimensions"),
        (np.ones((1, DIMENSION), np.float32), 5, "16 dimensions"),
        (np.full(DIMENSION, np.nan, np.float32), 5, "finite"),
        (np.ones(DIMENSION, np.float32), 0, "at least one"),
    ],
)
def test_a_query_that_makes_no_sense_is_refused(
    tmp_path: Path, query: Single, count: int, said: str
) -> None:
    with pytest.raises(Bug, match=said):
        filled(tmp_path).search(query, count)


def test_a_vector_of_another_length_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    index = filled(tmp_path)
    with pytest.raises(Bug, match=r"segment 99 has 6 bytes; 16 float16"):
        index.apply([Change(51, 98, raw(0)), Change(52, 99, b"abcdef")])
    assert (len(index), index.change) == (50, 50)


def test_a_load_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Bug, match="16 dimensions"):
        open_index(tmp_path).load(np.arange(2), np.ones((2, 5), np.float16), 1)
    with pytest.raises(Bug, match="more than one vector"):
        open_index(tmp_path).load(np.array([1, 1]), np.ones((2, DIMENSION), np.float16), 1)


def test_a_vector_that_is_not_finite_is_left_out_and_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    index = filled(tmp_path, 3)
    index.apply([Change(4, 1, np.full(DIMENSION, np.inf, "<f2").tobytes())])
    assert "segment 1 is not finite" in caplog.text
    agree(index, {0: 0, 2: 2}, VECTORS[0], 10)


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"in the way")
    index = filled(blocked / "space")
    with pytest.raises(LibraryUnusable, match="could not be written"):
        index.save()
    agree(index, {n: n for n in range(50)}, VECTORS[0], 10)


def test_a_process_that_opened_the_older_snapshot_reads_on(tmp_path: Path) -> None:
    writer = filled(tmp_path)
    writer.save()
    reader = open_index(tmp_path)
    writer.apply([Change(51, 3, None)])
    writer.save()
    agree(reader, {n: n for n in range(50)}, VECTORS[0], 50)
    reader.apply([Change(51, 3, None)])
    agree(reader, {n: n for n in range(50) if n != 3}, VECTORS[0], 50)


def test_searches_go_on_while_changes_and_saves_happen(tmp_path: Path) -> None:
    index = filled(tmp_path, 100)
    failures: list[Ids] = []
    stop = threading.Event()

    def search() -> None:
        while not stop.is_set():
            ids, cosines = index.search(VECTORS[0], 20)
            if len(ids) != 20 or (np.diff(cosines) > 0).any() or ids[0] != 0:
                failures.append(ids)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for n in range(101, 161):
            index.apply([Change(2 * n, n, raw(n)), Change(2 * n + 1, n - 60, None)])
            if n % 20 == 0:
                index.save()
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert not failures


def during(monkeypatch: pytest.MonkeyPatch, event: Callable[[], None]) -> None:
    """Let `event` happen once, in the middle of the next save."""
    plain = snapshot.write

    def interrupted(*arguments: Any) -> None:
        monkeypatch.setattr(snapshot, "write", plain)
        event()
        plain(*arguments)

    monkeypatch.setattr(snapshot, "write", interrupted)


def test_changes_do_not_wait_for_a_save_and_survive_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = filled(tmp_path, 5)
    news = [Change(6, 0, raw(100)), Change(7, 1, None), Change(8, 9, raw(9))]
    during(monkeypatch, lambda: index.apply(news))
    index.save()
    truth = {0: 100, 2: 2, 3: 3, 4: 4, 9: 9}
    agree(index, truth, VECTORS[0], 10)
    assert open_index(tmp_path).change == 5
    index.save()
    agree(open_index(tmp_path), truth, VECTORS[0], 10)


def test_a_load_during_a_save_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = filled(tmp_path, 5)
    half = VECTORS[[9, 3]].astype(np.float16)
    during(monkeypatch, lambda: index.load(np.array([9, 3]), half, change=77))
    index.save()
    assert index.change == 77
    agree(index, {9: 9, 3: 3}, VECTORS[0], 10)
    index.save()
    assert open_index(tmp_path).change == 77


def test_changes_after_a_failed_save_are_saved_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = filled(tmp_path, 5)

    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    during(monkeypatch, full)
    with pytest.raises(LibraryUnusable, match="No space left"):
        index.save()
    index.apply([Change(6, 6, raw(6))])
    index.save()
    agree(open_index(tmp_path), {n: n for n in (0, 1, 2, 3, 4, 6)}, VECTORS[0], 10)


def test_opening_without_a_snapshot_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        open_index(tmp_path)
    assert "starts empty" in caplog.text
