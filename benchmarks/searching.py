"""Searching 100,000 photos, against a bare numpy scan of their vectors.

The library is filled as indexing would fill it; the texts are encoded already, so that only the
search is measured. Every query is put to the scan as well, just before, and each three times, of
which the middle one counts. Both engines are asked.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.filled import CAMERAS, CHUNK, PHOTOS, RARE, SUBJECTS, fill
from benchmarks.report import Report, milliseconds
from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Filters, PicturePreparation, Query, Space
from mmdesk.core.errors import ModelUnavailable
from mmdesk.core.settings import Settings
from mmdesk.library.reach import Reach
from mmdesk.media.images import PictureLimits
from mmdesk.media.workers import Workers
from mmdesk.models.registry import Purpose
from mmdesk.search.engine import Engine
from mmdesk.search.examples import Examples
from mmdesk.search.neighbours import Neighbours
from tests.helpers.clouds import Cloud

ASKED, COUNT = 105, 100
SPACE = Space("benchmark:1", "benchmark", 512)

Vectors = npt.NDArray[np.float32]


class Encoded:
    """A model whose texts are encoded already: the one thing that stands in for the real one."""

    space = SPACE
    preparation = PicturePreparation(224, 224)

    def __init__(self) -> None:
        self.vector = np.zeros((1, SPACE.dimension), np.float32)

    def of(self, purpose: Purpose, *, wait: bool) -> Any:  # noqa: ANN401, ARG002
        """The model for pictures, which is the only one."""
        if purpose is not Purpose.PICTURES:
            raise ModelUnavailable("There are photos only.")
        return self

    def encode_texts(self, _texts: object) -> Vectors:
        """The vector that was laid ready."""
        return self.vector

    def encode_pictures(self, _pictures: object) -> npt.NDArray[np.float16]:
        """Nothing asks for it here."""
        raise NotImplementedError


def main() -> None:
    """Print how long searches take, by what they ask for."""
    cloud = Cloud(SPACE.dimension, subjects=500)
    vectors = np.concatenate([cloud.photos(CHUNK) for _ in range(PHOTOS // CHUNK)])
    with TemporaryDirectory() as name, closing(Catalogue(Path(name, "catalogue"))) as catalogue:
        fill(catalogue, Path("/photos"), {SPACE: vectors})
        texts = cloud.texts(ASKED)
        for engine, rows in (("exact scan", 2 * PHOTOS), ("HNSW", PHOTOS // 2)):
            settings = Settings(exact_scan_rows=rows)
            with closing(Neighbours(catalogue, Path(name, engine), settings)) as neighbours:
                while neighbours.tend(SPACE):
                    pass
                _ask(f"{PHOTOS:,} photos, {engine}", catalogue, neighbours, vectors, texts)


def _questions(random: Random) -> Iterator[tuple[str, Query]]:
    """Queries of every sort in turn, each sort with what it is called in the table."""
    nothing, narrow, wide = Filters(), date(2015, 3, 1), date(2008, 1, 1)
    month = Filters(since=narrow, until=narrow + timedelta(days=30))
    for number in range(ASKED // 7):
        camera = Filters(cameras=(random.choice(CAMERAS).split()[0],))
        folder = Filters(folders=(f"trip {number * 31}",))
        year = Filters(folders=(str(2005 + number),))
        frequent, rare = random.choice(SUBJECTS), random.choice(RARE)
        sorts = {
            "no filter, no word matches": (f"somebody {number} laughing", nothing),
            "no filter, frequent word": (frequent, nothing),
            "no filter, rare word": (rare, nothing),
            "folder, frequent word": (frequent, random.choice((folder, year))),
            "a month, frequent word": (frequent, month),
            "most years, frequent word": (frequent, Filters(since=wide)),
            "camera, two words": (f"photo {frequent}", camera),
        }
        for sort, (text, filters) in sorts.items():
            yield sort, Query(text, filters=filters)


def _ask(
    title: str, catalogue: Catalogue, neighbours: Neighbours, vectors: Vectors, texts: Vectors
) -> None:
    model, workers = Encoded(), Workers(1, 60, 512)
    examples = Examples(catalogue, workers, PictureLimits(100))
    engine = Engine(catalogue, neighbours, examples, model.of, Reach(catalogue).places)
    plain: list[float] = []
    taken: dict[str, list[float]] = {}
    for (sort, query), text in zip(_questions(Random(2)), texts, strict=True):
        model.vector = text[np.newaxis]
        plain.append(_seconds(partial(_scan, vectors, text)))
        taken.setdefault(sort, []).append(_seconds(partial(engine.search, query)))
    _tell(title, median(plain), taken)


def _tell(title: str, plain: float, taken: dict[str, list[float]]) -> None:
    report = Report(f"Searching {title}")
    report.row("numpy float32 scan", milliseconds(plain), 1.0)
    for sort, times in taken.items():
        report.row(sort, milliseconds(median(times)), median(times) / plain)
    times = [each for sort in taken.values() for each in sort]
    report.demand("median of all", milliseconds(median(times)), median(times) / plain, most=2)
    report.demand(f"worst of {len(times)}", milliseconds(max(times)), max(times) / plain, most=6)
    report.print()


def _scan(vectors: Vectors, query: Vectors) -> npt.NDArray[np.intp]:
    cosines = vectors @ query
    best = np.argpartition(cosines, -COUNT)[-COUNT:]
    return best[np.argsort(-cosines[best])]


def _seconds(work: Callable[[], object]) -> float:
    """The middle one of three times: a busy machine now and then takes one away."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)
