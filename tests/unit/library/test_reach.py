"""Roots, and drives inside them, as they are on the disk now."""

import shutil
import threading
from pathlib import Path

import pytest
from helpers.catalogues import an_item

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Root, RootState
from mmdesk.indexing import volumes
from mmdesk.library import reach as reaching
from mmdesk.library.reach import Reach


def online(catalogue: Catalogue, reach: Reach, item: int) -> list[bool]:
    return [place.online for place in reach.places(catalogue.files.places([item]))[item]]


@pytest.fixture
def kept(catalogue: Catalogue, root: Root) -> Root:
    """The root with the mount point that it really lies on."""
    catalogue.roots.remove(root)
    return catalogue.roots.add(root.path, volumes.mount_of(root.path))


def test_a_root_is_what_it_is_now_whatever_was_noted(catalogue: Catalogue, kept: Root) -> None:
    reach, item = Reach(catalogue), an_item(catalogue, kept, "a.jpg")
    for noted in (RootState.ONLINE, RootState.OFFLINE):
        catalogue.roots.set_state(kept, noted)
        kept.path.mkdir(exist_ok=True)
        assert [root.state for root in reach.roots()] == [RootState.ONLINE]
        assert online(catalogue, reach, item) == [True]
        shutil.rmtree(kept.path)
        assert [root.state for root in reach.roots()] == [RootState.OFFLINE]
        assert online(catalogue, reach, item) == [False]


def test_a_root_that_asks_goes_on_asking(catalogue: Catalogue, kept: Root) -> None:
    catalogue.roots.set_state(kept, RootState.ASKS, 5)
    [root] = Reach(catalogue).roots()
    assert (root.state, root.gone) == (RootState.ASKS, 5)


def test_what_lies_on_a_drive_that_is_not_there_is_offline(
    catalogue: Catalogue, kept: Root
) -> None:
    inside, beside = (an_item(catalogue, kept, name) for name in ("nas/a.jpg", "nasty/b.jpg"))
    (kept.path / "nas").mkdir()
    catalogue.files.set_mounted(kept, [b"nas"], mounted=True)
    reach = Reach(catalogue)
    assert online(catalogue, reach, inside) == [False]
    assert online(catalogue, reach, beside) == [True]


def test_a_drive_that_does_not_answer_is_asked_once_and_waited_for_once(
    catalogue: Catalogue, kept: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering, asked = threading.Event(), list[Path]()

    def hang(root: Root, _known: object) -> bool:
        asked.append(root.path)
        return not answering.wait(60)

    monkeypatch.setattr(volumes, "present", hang)
    monkeypatch.setattr(reaching, "PATIENCE_SECONDS", 0.01)
    reach, item = Reach(catalogue), an_item(catalogue, kept, "a.jpg")
    for _ in range(3):
        assert online(catalogue, reach, item) == [True]  # as it was noted
        assert [root.state for root in reach.roots()] == [RootState.ONLINE]
    assert asked == [kept.path]
    answering.set()
