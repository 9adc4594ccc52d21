"""Forgetting: what is asked first, and what a later look saw again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.catalogues import NOON, a_root, an_item

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import FileState, RootState
from mmdesk.indexing.intake import Intake
from mmdesk.indexing.losses import Losses
from mmdesk.indexing.plan import Loss, Plan
from mmdesk.indexing.scopes import Scope


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    yield catalogue
    catalogue.close()


def an_intake(
    catalogue: Catalogue, gone: set[bytes], scope: bytes = b"", loss: Loss = Loss.FOUND
) -> Intake:
    root = catalogue.roots.all()[0]
    known = {path: file for path, file in catalogue.files.known(root).items() if path in gone}
    plan = Plan({}, {}, {}, 0, known)
    return Intake(catalogue, Scope(root, scope), plan, lambda _: None, loss, patient=True)


@pytest.fixture
def catalogued(catalogue: Catalogue) -> Catalogue:
    root = a_root(catalogue, Path("/photos"))
    for number in range(10):
        an_item(catalogue, root, f"{number}.jpg")
    return catalogue


def files(catalogue: Catalogue) -> int:
    return len(catalogue.files.known(catalogue.roots.all()[0]))


def test_a_fifth_is_forgotten(catalogued: Catalogue) -> None:
    an_intake(catalogued, {b"0.jpg", b"1.jpg"}).finish(Losses())
    assert files(catalogued) == 8
    assert catalogued.roots.all()[0].state is RootState.ONLINE


def test_more_waits_until_all_is_back_or_the_user_says_yes(catalogued: Catalogue) -> None:
    def asking() -> int:
        root = catalogued.roots.all()[0]
        assert (root.state is RootState.ASKS) == (root.gone > 0)
        return root.gone

    an_intake(catalogued, {b"0.jpg", b"1.jpg", b"2.jpg"}).finish(Losses())
    assert (files(catalogued), asking()) == (10, 3)
    an_intake(catalogued, {b"0.jpg"}).finish(Losses())
    assert (files(catalogued), asking()) == (10, 1)
    an_intake(catalogued, set()).finish(Losses())
    assert (files(catalogued), asking()) == (10, 0)
    an_intake(catalogued, {b"0.jpg", b"1.jpg", b"2.jpg"}).finish(Losses())
    an_intake(catalogued, {b"0.jpg", b"1.jpg"}, loss=Loss.MEANT).finish(Losses())
    assert (files(catalogued), asking()) == (8, 0)


@pytest.mark.parametrize("at_once", [True, False])
def test_what_goes_in_small_parts_is_asked_about_when_they_follow_each_other_closely(
    catalogue: Catalogue, at_once: bool
) -> None:
    root = a_root(catalogue, Path("/photos"))
    for number in range(60):
        an_item(catalogue, root, f"{number}.jpg")
    losses = Losses() if at_once else Losses(quiet=0)
    for start in range(0, 60, 10):
        part = {b"%d.jpg" % number for number in range(start, start + 10)}
        an_intake(catalogue, part, b"x", Loss.SEEN).finish(losses)
    assert files(catalogue) == (40 if at_once else 0)
    assert (catalogue.roots.all()[0].state is RootState.ASKS) == at_once


def test_a_look_at_one_place_does_not_end_the_question_about_the_root(
    catalogued: Catalogue,
) -> None:
    an_intake(catalogued, {b"0.jpg", b"1.jpg", b"2.jpg"}).finish(Losses())
    an_intake(catalogued, set(), scope=b"5.jpg").finish(Losses())
    assert catalogued.roots.all()[0].state is RootState.ASKS


def test_what_a_later_look_saw_is_not_forgotten(catalogued: Catalogue) -> None:
    intake = an_intake(catalogued, {b"0.jpg", b"1.jpg"})
    intake.came_back(catalogued.roots.all()[0], {b"1.jpg": None, b"5.jpg": None})
    intake.finish(Losses())
    known = catalogued.files.known(catalogued.roots.all()[0])
    assert b"0.jpg" not in known
    assert b"1.jpg" in known


def test_what_another_look_forgot_meanwhile_is_no_mistake(catalogued: Catalogue) -> None:
    root = catalogued.roots.all()[0]
    state = FileState(10, NOON, NOON, sidecar=5)
    intake = an_intake(catalogued, {b"0.jpg"})
    intake.plan.reread[b"1.jpg"] = state
    other = an_intake(catalogued, {b"0.jpg", b"1.jpg"})
    other.finish(Losses())
    intake.finish(Losses())
    assert {b"0.jpg", b"1.jpg"}.isdisjoint(catalogued.files.known(root))


def test_many_a_little_is_asked_about_together(catalogued: Catalogue) -> None:
    first, *others = (an_intake(catalogued, {b"%d.jpg" % number}) for number in range(3))
    for other in others:
        first.join(other)
    first.finish(Losses())
    assert files(catalogued) == 10
    assert catalogued.roots.all()[0].gone == 3
