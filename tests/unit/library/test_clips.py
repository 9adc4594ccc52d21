"""Where the clips of stills lie, and which of them go where a still goes."""

from pathlib import Path

import pytest
from helpers.catalogues import an_item

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Facts, Kind, Root
from mmdesk.library.clips import Clips


@pytest.fixture
def clips(catalogue: Catalogue) -> Clips:
    return Clips(catalogue)


def put(catalogue: Catalogue, root: Root, *names: str, content: bytes | None = None) -> list[int]:
    """A still or clip for each name, all of one Live Photo; a `content` makes them copies."""
    items = []
    for name in names:
        kind = Kind.VIDEO if name.lower().endswith(".mov") else Kind.PHOTO
        same = content and content + kind.encode()
        facts = Facts(live="a", duration=2.0 if kind is Kind.VIDEO else None)
        items.append(an_item(catalogue, root, name, facts, same, kind=kind))
    catalogue.stills.pair(items)
    return items


def test_a_still_has_the_clip_of_its_name(catalogue, root, clips) -> None:
    (still, *_) = put(catalogue, root, "b.heic", "a.mov", "B.MOV")
    assert clips.of(still) == root.path / "B.MOV"


def test_a_still_without_a_clip_has_none(catalogue, root, clips) -> None:
    (still,) = put(catalogue, root, "a.heic")
    assert clips.of(still) is None
    assert clips.going_with([root.path / "a.heic", Path("/nowhere.jpg")]) == {}


def test_the_clips_of_a_still_go_with_it(catalogue, root, clips) -> None:
    put(catalogue, root, "a.heic", "a.mov", "other.mov")
    still = root.path / "a.heic"
    assert clips.going_with([still]) == dict.fromkeys(
        [root.path / "a.mov", root.path / "other.mov"], still
    )


def test_a_clip_that_goes_itself_is_not_taken_along(catalogue, root, clips) -> None:
    put(catalogue, root, "a.heic", "a.mov")
    assert clips.going_with([root.path / "a.heic", root.path / "a.mov"]) == {}


def test_of_copies_only_the_clip_of_the_same_name_goes(catalogue, root, clips) -> None:
    put(catalogue, root, "a.heic", "a.mov", "a 2.heic", "a 2.mov", "third.mov", content=b"x")
    one, other = root.path / "a.heic", root.path / "a 2.heic"
    assert clips.going_with([one]) == {root.path / "a.mov": one}
    assert clips.going_with([one, other]) == {
        root.path / "a.mov": one,
        root.path / "a 2.mov": other,
        root.path / "third.mov": one,
    }


def test_clips_in_other_folders_stay(catalogue, root, clips) -> None:
    names = ("one/a.heic", "one/a.mov", "two/a.heic", "two/a.mov")
    put(catalogue, root, *names, content=b"x")
    still = root.path / "one" / "a.heic"
    assert clips.going_with([still]) == {root.path / "one" / "a.mov": still}
