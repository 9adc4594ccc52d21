"""Nearest neighbours: both engines against a plain numpy float32 scan, in time and in recall.

Every query is put to all engines in turn, so that a busy machine is busy for all of them; times are
medians, and what counts are the ratios. Photos and texts lie as real embeddings do, texts off the
photos' cloud. The graph is built over fewer rows, since building takes about 1 ms for each.
"""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from rich.console import Console
from rich.table import Table

from mmdesk.core.settings import Settings
from mmdesk.vectors.index import VectorIndex
from tests.helpers.clouds import Cloud, Single, nearest, recall

DIMENSION = 512
SCANNED, GRAPHED = 100_000, 20_000
QUERIES, COUNT = 30, 100
CHUNK = 20_000

Search = Callable[[Single], np.ndarray]


def main() -> None:
    """Print one table for all sizes and engines."""
    table = Table(
        title=f"Nearest {COUNT} of vectors of {DIMENSION} dimensions, one query at a time"
    )
    table.add_column("engine")
    for heading in ("vectors", "queries", "ms", "x numpy", "worst x", "recall@10", "recall@100"):
        table.add_column(heading, justify="right")
    cloud = Cloud(DIMENSION, subjects=500)
    for rows in (SCANNED, GRAPHED):
        vectors = np.concatenate([cloud.photos(CHUNK) for _ in range(rows // CHUNK)])
        with TemporaryDirectory() as folder:
            searches = _searches(Path(folder), vectors, graph=rows == GRAPHED)
            for kind, queries in (("image", cloud.photos(QUERIES)), ("text", cloud.texts(QUERIES))):
                _compare(table, searches, vectors, kind, queries)
    Console().print(table)


def _searches(folder: Path, vectors: Single, *, graph: bool) -> dict[str, Search]:
    searches: dict[str, Search] = {
        "numpy float32": lambda query: _plain(vectors, query),
        "scan": _index(folder / "scan", vectors, Settings(exact_scan_rows=len(vectors))),
    }
    if graph:
        few = Settings(exact_scan_rows=len(vectors) // 2)
        searches["graph (HNSW)"] = _index(folder / "graph", vectors, few)
    return searches


def _plain(vectors: Single, query: Single) -> np.ndarray:
    cosines = vectors @ query
    best = np.argpartition(cosines, -COUNT)[-COUNT:]
    return best[np.argsort(-cosines[best])]


def _index(folder: Path, vectors: Single, settings: Settings) -> Search:
    index = VectorIndex(folder, "benchmark", DIMENSION, settings)
    index.load(np.arange(len(vectors)), vectors.astype(np.float16), change=1)
    while index.maintain():
        pass
    index.save()
    return lambda query: index.search(query, COUNT)[0]


def _compare(
    table: Table, searches: dict[str, Search], vectors: Single, kind: str, queries: Single
) -> None:
    seconds: dict[str, list[float]] = {name: [] for name in searches}
    found: dict[str, list[np.ndarray]] = {name: [] for name in searches}
    for query in queries:
        for name, search in searches.items():
            start = perf_counter()
            found[name].append(search(query))
            seconds[name].append(perf_counter() - start)
    plain = median(seconds["numpy float32"])
    truth = [nearest(vectors, query, COUNT) for query in queries]
    for name, times in seconds.items():
        shares = [
            np.mean(
                [recall(ids[:k], true[:k]) for ids, true in zip(found[name], truth, strict=True)]
            )
            for k in (10, COUNT)
        ]
        table.add_row(
            name,
            f"{len(vectors):,}",
            kind,
            f"{median(times) * 1000:.2f}",
            f"{median(times) / plain:.2f}",
            f"{max(times) / plain:.2f}",
            *(f"{share:.4f}" for share in shares),
        )


if __name__ == "__main__":
    main()
