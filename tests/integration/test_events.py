"""What a listener hears: what is being done, what everything waits for, and what went wrong."""

from pathlib import Path

import pytest
from helpers import tiny_models
from helpers.libraries import House

from mmdesk.core import events
from mmdesk.core.entities import RootState
from mmdesk.core.errors import LibraryUnusable
from mmdesk.library import Library
from mmdesk.models.registry import Purpose

CROWD = tuple(f"photo{number}.jpg" for number in range(6))


def told(house: House, kind: type[events.Event]) -> list[events.Event]:
    """The events of this kind since they were last asked for."""
    found = [said for said in house.said if isinstance(said, kind)]
    house.said[:] = [said for said in house.said if not isinstance(said, kind)]
    return found


def test_which_folder_is_looked_through_is_told_before_it_is_done(house: House) -> None:
    house.photo_set(*CROWD)
    house.index()
    whole = [type(said) for said in house.said]
    assert whole.index(events.Scanning) < whole.index(events.ItemsChanged)
    assert told(house, events.Scanning) == [events.Scanning(house.photos)]


def test_loading_the_model_is_told_before_anything_is_described(
    house: House, tmp_path: Path
) -> None:
    house.photo_set(*CROWD)
    folder = tiny_models.make(tmp_path / "model")
    house.set(model=str(folder))
    with house.open() as library:
        library.index([house.photos])
        name = library._models.get(Purpose.PICTURES).space.name
    assert told(house, events.ModelLoading) == [events.ModelLoading(name)]


def test_the_end_of_indexing_by_a_failure_is_told_as_it_is_raised(house: House) -> None:
    house.photo_set(*CROWD)
    (house.library / "vectors").write_text("in the way")
    with pytest.raises(LibraryUnusable) as raised:
        house.index()
    assert told(house, events.IndexingFailed) == [events.IndexingFailed(str(raised.value))]


def test_after_a_failure_indexing_can_begin_again_once_its_cause_is_gone(house: House) -> None:
    house.photo_set(*CROWD)
    (house.library / "vectors").write_text("in the way")
    with house.open() as library:
        with pytest.raises(LibraryUnusable):
            library.index([house.photos])
        library.indexing.restart()
        with pytest.raises(LibraryUnusable):
            library.indexing.wait_until_idle()
        (house.library / "vectors").unlink()
        more = house.photo("more.jpg")
        library.indexing.restart()
        library.indexing.wait_until_idle()
        assert library.browsing.items_at([more])
        assert library.indexing.alive
        library.indexing.restart()  # nothing has failed: it goes on
        library.indexing.wait_until_idle()


def test_every_change_of_a_root_is_told_once(house: House, tmp_path: Path) -> None:
    house.photo_set(*CROWD)
    with house.open() as library:

        def look() -> tuple[RootState, int]:
            library.indexing.rescan()
            library.indexing.start(watch=False)
            library.indexing.wait_until_idle()
            return library.roots()[0].state, len(told(house, events.RootsChanged))

        library.add_root(house.photos)
        assert look() == (RootState.ONLINE, 1)
        assert look() == (RootState.ONLINE, 0)
        house.photos.rename(tmp_path / "away")
        assert look() == (RootState.OFFLINE, 1)
        assert look() == (RootState.OFFLINE, 0)
        (tmp_path / "away").rename(house.photos)
        assert look() == (RootState.ONLINE, 1)
        for name in CROWD[1:]:
            (house.photos / name).rename(tmp_path / name)
        assert look() == (RootState.ASKS, 1)
        assert look() == (RootState.ASKS, 0)
        for name in CROWD[1:]:
            (tmp_path / name).rename(house.photos / name)
        assert look() == (RootState.ONLINE, 1)
        library.remove_root(house.photos)
        assert len(told(house, events.RootsChanged)) == 1


def test_when_a_change_of_a_root_is_told_the_catalogue_says_so_too(house: House) -> None:
    house.photo_set(*CROWD)
    house.index()
    for name in CROWD:
        (house.photos / name).unlink()
    seen: list[str] = []

    def look(event: events.Event) -> None:
        if isinstance(event, events.RootsChanged):
            seen.extend(state for (state,) in house.asked("SELECT state FROM roots"))

    with Library(house.library, indexing=True, emit=look) as library:
        library.indexing.rescan()
        library.indexing.start(watch=False)
        library.indexing.wait_until_idle()
    assert seen == ["asks"]
