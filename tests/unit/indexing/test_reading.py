"""The first pass: it waits for the workers, and for nothing else."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from helpers.catalogues import NOON, a_root, an_item
from helpers.pictures import photo_like

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import FileState, Filters, Stage
from mmdesk.indexing.intake import CHUNK, Intake
from mmdesk.indexing.passes import PhotoPass
from mmdesk.indexing.plan import Loss, Plan
from mmdesk.indexing.reading import Reading
from mmdesk.indexing.scopes import Scope
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
    photos = PhotoPass(catalogue, AtOnce(), thumbnails, limits)  # type: ignore[arg-type]
    yield Reading(catalogue, [photos], lambda _: None)
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


@pytest.mark.parametrize("apart", [0, 1_000_000], ids=["copied at once", "a burst"])
def test_photos_of_one_second_are_read_in_the_order_shown_while_more_are_found(
    tmp_path: Path, catalogue: Catalogue, reading: Reading, apart: int
) -> None:
    found = {}
    for number in range(CHUNK + 4):
        photo_like(64, 48, number).save(tmp_path / f"{number}.jpg")
        found[b"%d.jpg" % number] = FileState(10, NOON + number * apart, NOON)
    scope = Scope(a_root(catalogue, tmp_path))
    plan = Plan(found, {}, {}, 0, {})
    intake = Intake(catalogue, scope, plan, lambda _: None, Loss.FOUND, patient=True)
    done: list[int] = []
    while intake.step():
        done += reading.step(window=4)
    while some := reading.step(window=4):
        done += some
    assert len(done) == len(found)
    assert tuple(done) == catalogue.listings.by_date(Filters()).items
