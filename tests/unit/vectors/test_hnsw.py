import logging
import shutil
from pathlib import Path

import numpy as np
import pytest
from helpers.clouds import Cloud, nearest, recall

from mmdesk.core.settings import Settings
from mmdesk.vectors.hnsw import Graph
from mmdesk.vectors.index import Change, VectorIndex
from mmdesk.vectors.rows import Half, Ids, Single

ROWS, DIMENSION = 5000, 64
CLOUD = Cloud(DIMENSION)
VECTORS = CLOUD.photos(ROWS)
IMAGES, TEXTS = CLOUD.photos(100), CLOUD.texts(100)
LARGE = Settings(exact_scan_rows=1000)
"""Settings under which 5,000 vectors are many."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose snapshot has a graph over all rows; segment n is row n."""
    folder = tmp_path_factory.mktemp("built")
    index = VectorIndex(folder, "library", DIMENSION, LARGE)
    index.load(np.arange(ROWS), VECTORS.astype(np.float16), change=1)
    steps = 1
    while index.maintain():
        steps += 1
    assert steps > 1, "a build is done in steps"
    index.save()
    index.close()
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy to work in."""
    return shutil.copytree(built, tmp_path / "space")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """How many searches the graph answered."""
    answers: list[bool] = []

    def counting(graph: Graph, query: Single, count: int, share: float) -> Ids | None:
        found = plain(graph, query, count, share)
        answers.append(found is not None)
        return found

    plain = Graph.propose
    monkeypatch.setattr(Graph, "propose", counting)
    return answers


def opened(folder: Path, settings: Settings = LARGE) -> VectorIndex:
    return VectorIndex(folder, "library", DIMENSION, settings)


def maintained(index: VectorIndex) -> VectorIndex:
    while index.maintain():
        pass
    return index


def change(number: int, segment: int, vector: Single | None) -> Change:
    raw = None if vector is None else vector.astype("<f2").tobytes()
    return Change(number, segment, raw)


def found(index: VectorIndex, query: Single, count: int = 10, allowed: Ids | None = None) -> Ids:
    return index.search(query, count, allowed)[0]


def graph_file(folder: Path) -> Path:
    return next(folder.glob("graph-*"))


@pytest.mark.parametrize("rows_scanned", [10**6, 1000], ids=["scan", "graph"])
@pytest.mark.parametrize(("queries", "due"), [(IMAGES, 0.99), (TEXTS, 0.98)], ids=["image", "text"])
def test_both_engines_find_what_numpy_finds(
    folder: Path, asked: list[bool], rows_scanned: int, queries: Single, due: float
) -> None:
    index = opened(folder, Settings(exact_scan_rows=rows_scanned))
    shares = []
    for query in queries:
        ids, cosines = index.search(query, 10)
        shares.append(recall(ids, nearest(VECTORS, query, 10)))
        true = VECTORS[ids] @ query / np.linalg.norm(query)
        np.testing.assert_allclose(cosines, true, atol=1e-5)
        assert (np.diff(cosines) <= 0).all()
    assert np.mean(shares) >= due
    assert asked == [True] * len(queries) * (rows_scanned == 1000)


def test_a_large_space_is_scanned_until_its_graph_is_built(
    tmp_path: Path, asked: list[bool]
) -> None:
    index = opened(tmp_path)
    index.load(np.arange(ROWS), VECTORS.astype(np.float16), change=1)
    assert found(index, IMAGES[0]).tolist() == nearest(VECTORS, IMAGES[0], 10).tolist()
    assert asked == []


def test_a_half_built_graph_is_kept_and_finished(tmp_path: Path, asked: list[bool]) -> None:
    index = opened(tmp_path)
    index.load(np.arange(ROWS), VECTORS.astype(np.float16), change=1)
    assert index.maintain()
    index.save()
    again = opened(tmp_path)
    assert found(again, IMAGES[0]).tolist() == nearest(VECTORS, IMAGES[0], 10).tolist()
    assert asked == []
    maintained(again)
    assert recall(found(again, IMAGES[0]), nearest(VECTORS, IMAGES[0], 10)) == 1
    assert asked == [True]


def test_new_vectors_are_found_before_and_after_the_graph_takes_them(
    folder: Path, asked: list[bool]
) -> None:
    index = opened(folder)
    news = CLOUD.photos(100)
    index.apply(change(n + 2, ROWS + n, vector) for n, vector in enumerate(news))
    assert all(found(index, vector)[0] == ROWS + n for n, vector in enumerate(news))
    maintained(index)
    assert all(found(index, vector)[0] == ROWS + n for n, vector in enumerate(news))
    assert all(asked)


def test_a_replaced_vector_is_found_where_it_is_now(folder: Path, asked: list[bool]) -> None:
    index = opened(folder)
    vector = CLOUD.texts(1)[0]
    index.apply([change(2, 7, vector)])
    for state in (index, maintained(index)):
        assert found(state, vector)[0] == 7
        assert 7 not in found(state, VECTORS[7])
    index.save()
    assert found(opened(folder), vector)[0] == 7
    assert all(asked)


def test_a_vector_replaced_while_the_graph_takes_it_is_found_where_it_is_now(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = opened(folder)
    first, second = CLOUD.texts(1)[0], CLOUD.photos(1)[0]
    index.apply([change(2, 7, first)])
    plain = Graph.bring_in

    def interrupted(graph: Graph, ids: Ids, vectors: Half) -> None:
        monkeypatch.setattr(Graph, "bring_in", plain)
        index.apply([change(3, 7, second), change(4, 8, None)])
        plain(graph, ids, vectors)

    monkeypatch.setattr(Graph, "bring_in", interrupted)
    for state in (index, maintained(index)):
        index.maintain()
        assert found(state, second)[0] == 7
        assert 7 not in found(state, first)
        assert 8 not in found(state, VECTORS[8])


def test_removed_segments_are_never_found_again(folder: Path, asked: list[bool]) -> None:
    index = opened(folder)
    gone = nearest(VECTORS, IMAGES[0], 5)
    index.apply(change(n + 2, int(segment), None) for n, segment in enumerate(gone))
    expected = nearest(VECTORS, IMAGES[0], 15)[5:].tolist()
    assert found(index, IMAGES[0]).tolist() == expected
    maintained(index).save()
    assert found(opened(folder), IMAGES[0]).tolist() == expected
    assert all(asked)


def test_a_removed_segment_may_come_back(folder: Path) -> None:
    index = opened(folder)
    index.apply([change(2, 7, None)])
    maintained(index).save()
    index = opened(folder)
    index.apply([change(3, 7, VECTORS[7])])
    maintained(index)
    assert found(index, VECTORS[7])[0] == 7


def test_a_graph_is_built_anew_when_a_fifth_is_dead(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    index = opened(folder)
    index.apply(change(n + 2, n, None) for n in range(ROWS // 5))
    with caplog.at_level(logging.INFO):
        maintained(index)
    index.save()
    assert len(index) == ROWS * 4 // 5
    assert "built anew" in caplog.text
    graph = Graph.load(graph_file(folder), DIMENSION, LARGE, np.arange(ROWS // 5, ROWS))
    assert (len(graph), graph.worn) == (ROWS * 4 // 5, False)
    kept = VECTORS[ROWS // 5 :]
    shares = [
        recall(found(index, query) - ROWS // 5, nearest(kept, query, 10)) for query in IMAGES[:30]
    ]
    assert np.mean(shares) >= 0.99


def test_a_space_that_shrank_is_scanned_again(folder: Path, asked: list[bool]) -> None:
    index = opened(folder)
    index.apply(change(n + 2, n, None) for n in range(4500))
    assert not index.maintain()
    index.save()
    assert found(index, VECTORS[4600])[0] == 4600
    assert asked == []
    assert not list(folder.glob("graph-*"))


@pytest.mark.parametrize("allowed", [1, 20, 500, 4000], ids="{} allowed".format)
@pytest.mark.parametrize("count", [10, 100])
def test_only_allowed_segments_are_found(folder: Path, allowed: int, count: int) -> None:
    index = opened(folder)
    chosen = np.sort(np.random.default_rng(allowed).choice(ROWS, allowed, replace=False))
    for query in (*IMAGES[:10], *TEXTS[:10]):
        ids = found(index, query, count, chosen)
        expected = chosen[nearest(VECTORS[chosen], query, count)]
        assert len(ids) == len(expected)
        assert np.isin(ids, chosen).all()
        assert recall(ids, expected) >= 0.9


def test_a_wide_filter_asks_the_graph_and_a_narrow_one_does_not(
    folder: Path, asked: list[bool]
) -> None:
    index = opened(folder)
    found(index, IMAGES[0], 10, np.arange(0, ROWS, 2))
    found(index, IMAGES[0], 10, np.arange(0, ROWS, 200))
    assert asked == [True, False]


def test_more_are_asked_than_there_are(folder: Path) -> None:
    assert len(found(opened(folder), IMAGES[0], ROWS * 2)) == ROWS


def test_many_equal_vectors_are_all_found(tmp_path: Path) -> None:
    equal = VECTORS.copy()
    equal[:600] = VECTORS[0]
    index = opened(tmp_path)
    index.load(np.arange(ROWS), equal.astype(np.float16), change=1)
    ids = found(maintained(index), VECTORS[0], 100)
    assert len(ids) == 100
    assert (ids < 600).all()


def test_a_search_does_not_wait_for_the_graph_to_grow(folder: Path) -> None:
    index = opened(folder)
    with index._state.graph._busy:
        assert found(index, IMAGES[0]).tolist() == nearest(VECTORS, IMAGES[0], 10).tolist()


@pytest.mark.parametrize("position", [0, 100, 400_000, -1])
def test_a_damaged_graph_is_not_loaded_and_built_anew(
    folder: Path, caplog: pytest.LogCaptureFixture, asked: list[bool], position: int
) -> None:
    path = graph_file(folder)
    raw = bytearray(path.read_bytes())
    raw[position] ^= 16
    path.write_bytes(raw)
    index = opened(folder)
    assert "damaged" in caplog.text
    assert found(index, IMAGES[0]).tolist() == nearest(VECTORS, IMAGES[0], 10).tolist()
    assert asked == []


def test_a_graph_cut_short_or_gone_is_built_anew(folder: Path, asked: list[bool]) -> None:
    path = graph_file(folder)
    path.write_bytes(path.read_bytes()[:1000])
    assert len(opened(folder)) == ROWS
    path.unlink()
    index = maintained(opened(folder))
    index.save()
    assert found(opened(folder), IMAGES[0])[0] == nearest(VECTORS, IMAGES[0], 1)[0]
    assert asked == [True]


def test_a_graph_that_cannot_be_written_whole_is_no_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = Graph.empty(DIMENSION, LARGE)
    graph.bring_in(np.arange(10), VECTORS[:10].astype(np.float16))
    with pytest.raises(OSError, match="No such file"):
        graph.save(tmp_path / "absent" / "graph-000001.bin")
    assert not list(tmp_path.iterdir())


def test_a_graph_proposes_no_segment_that_it_forgot() -> None:
    graph = Graph.empty(DIMENSION, LARGE)
    ids, half = np.arange(100), VECTORS[:100].astype(np.float16)
    graph.bring_in(ids, half)
    for _ in range(2):
        graph.forget(ids[1:])
        proposed = graph.propose(VECTORS[0], 20, 1.0)
        assert proposed is not None
        assert 0 not in proposed
        graph.bring_in(ids[:1], half[:1])
        proposed = graph.propose(VECTORS[0], 20, 1.0)
        assert proposed is not None
        assert proposed[0] == 0


def test_a_gentle_build_uses_one_thread() -> None:
    index = Graph.empty(DIMENSION, Settings(gently=True))._index
    assert index.num_threads == 1
