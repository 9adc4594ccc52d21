"""The first pass: it waits for the workers, and for nothing else."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from helpers.catalogues import a_root, an_item
from helpers.pictures import photo_like

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Stage
from mmdesk.indexing.reading import Reading
from mmdesk.media.picture import PictureLimits
from mmdesk.media.thumbnails import ThumbnailCache


class AtOnce:
    """Stands where the worker processes do, and has done everything when it is asked."""

    def submit(self, function: Callable[..., Any], *arguments: object) -> "Future[Any]":
        future: Future[Any] = Future()
        future.set_result(function(*arguments))
        return future


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    yield catalogue
    catalogue.close()


@pytest.fixture
def reading(tmp_path: Path, catalogue: Catalogue) -> Iterator[Reading]:
    thumbnails = ThumbnailCache(tmp_path / "thumbnails", catalogue.id)
    limits = PictureLimits(1)
    yield Reading(catalogue, AtOnce(), thumbnails, limits, lambda _: None)  # type: ignore[arg-type]
    thumbnails.close()


def test_the_last_photos_are_stored_without_waiting_for_others(
    tmp_path: Path, catalogue: Catalogue, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo_like(64, 48).save(tmp_path / "last.jpg")
    item = an_item(catalogue, a_root(catalogue, tmp_path), "last.jpg")
    catalogue.jobs.add(Stage.READ, [item])
    looks_at_the_clock = iter(range(3))  # a fourth one fails
    clock = SimpleNamespace(monotonic=lambda: next(looks_at_the_clock))
    monkeypatch.setattr("mmdesk.indexing.reading.time", clock)
    assert reading.step(seconds=1000) == [item]
    assert catalogue.jobs.waiting(Stage.READ) == 0
