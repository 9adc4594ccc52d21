import numpy as np
import numpy.typing as npt
import pytest
from helpers.clouds import Cloud, nearest, recall

from mmdesk.vectors import scan
from mmdesk.vectors.rows import Block, Single

ROWS, DIMENSION = 20_000, 128


def unit(vectors: npt.ArrayLike) -> Single:
    array = np.asarray(vectors, np.float32)
    return array / np.linalg.norm(array, axis=-1, keepdims=True)


def with_outlying_dimensions(vectors: Single) -> Single:
    """As CLIP's: a few dimensions are large in every vector and cost int8 its precision."""
    vectors = vectors.copy()
    vectors[:, 7] += 0.9
    vectors[:, 100] -= 1.0
    return unit(vectors)


def clouds() -> dict[str, Single]:
    random = np.random.default_rng(3)
    photos = Cloud(DIMENSION).photos(ROWS)
    bursts = photos[random.integers(20, size=ROWS)] + 0.002 * random.standard_normal(photos.shape)
    return {
        "random": unit(random.standard_normal(photos.shape)),
        "clustered": photos,
        "outlying dimensions": with_outlying_dimensions(photos),
        "bursts of nearly the same": unit(bursts),
    }


@pytest.mark.parametrize("name", clouds())
def test_the_int8_scan_finds_what_float32_finds(name: str) -> None:
    vectors = clouds()[name].astype(np.float16).astype(np.float32)
    block = Block.of(np.arange(ROWS), vectors.astype(np.float16))
    queries = [*vectors[:20], *Cloud(DIMENSION).texts(20)]
    shares = []
    for query in queries:
        ids, cosines = scan.best([block], query, 100)
        true = vectors @ query
        # Ties in the last digit may fall either way: what counts is how near the found ones are.
        shares.append(np.mean(true[ids] >= np.sort(true)[-100] - 1e-6))
        np.testing.assert_allclose(cosines, true[ids], atol=1e-6)
    assert np.mean(shares) >= 0.9995


def test_rows_of_several_blocks_are_ranked_together() -> None:
    vectors = Cloud(DIMENSION).photos(3000)
    halves = vectors.astype(np.float16)
    blocks = [Block.of(np.arange(at, at + 1000), halves[at : at + 1000]) for at in (0, 1000, 2000)]
    ids, _ = scan.best(blocks, vectors[1500], 50)
    assert ids[0] == 1500
    assert recall(ids, nearest(vectors, vectors[1500], 50)) == 1


@pytest.mark.parametrize("allowed", [1, 40, 1999, 2000], ids="{} allowed".format)
def test_only_allowed_rows_are_found_and_all_of_them_count(allowed: int) -> None:
    vectors = Cloud(DIMENSION).photos(2000)
    block = Block.of(np.arange(2000) * 3, vectors.astype(np.float16))
    chosen = np.sort(np.random.default_rng(0).choice(2000, allowed, replace=False))
    ids, _ = scan.best([block], vectors[5], 30, chosen * 3)
    expected = chosen[nearest(vectors[chosen], vectors[5], 30)] * 3
    assert ids.tolist() == expected.tolist()


def test_vectors_of_zeros_do_no_harm() -> None:
    vectors = np.zeros((3, 16), np.float16)
    vectors[1, 4] = 1
    ids, cosines = scan.best([Block.of(np.arange(3), vectors)], vectors[1].astype(np.float32), 3)
    assert ids[0] == 1
    assert cosines.tolist() == [1, 0, 0]
