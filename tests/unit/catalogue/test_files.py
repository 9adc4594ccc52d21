from pathlib import Path

import pytest
from helpers.catalogues import a_root, an_item

from mmdesk.catalogue.files import FoundFile, within
from mmdesk.core.entities import FileState, Kind, Part, RootState, Span, Stage
from mmdesk.core.listings import Failure

STATE = FileState(10, 1, 1)


def test_what_lies_on_a_drive_inside_a_root_is_offline_while_the_drive_is_away(catalogue, root):
    nas, deep, beside = (an_item(catalogue, root, p) for p in ("nas/a", "nas/x/b", "nas2/c"))
    catalogue.files.set_mounted(root, [b"nas"], mounted=True)
    catalogue.jobs.add(Stage.READ, [nas, deep, beside])

    def online():
        places = catalogue.files.places([nas, deep, beside])
        reachable = {item for item, (place,) in places.items() if place.online}
        assert reachable == {job.item for job in catalogue.jobs.next(Stage.READ, 10)}
        return reachable

    assert online() == {nas, deep, beside}
    catalogue.files.set_away(root, [b"nas"])
    assert catalogue.files.away(root) == {b"nas"}
    assert online() == {beside}
    catalogue.files.set_away(root, [])
    assert online() == {nas, deep, beside}


def test_known_files_of_a_scope(catalogue, root):
    for path in ("a.jpg", "x/b.jpg", "x/y/c.jpg", "xy/d.jpg"):
        an_item(catalogue, root, path)

    def known(scope, **how):
        return sorted(catalogue.files.known(root, scope, **how))

    assert known(b"") == [b"a.jpg", b"x/b.jpg", b"x/y/c.jpg", b"xy/d.jpg"]
    assert known(b"x") == [b"x/b.jpg", b"x/y/c.jpg"]
    assert known(b"x", deep=False) == [b"x/b.jpg"]
    assert known(b"", deep=False) == [b"a.jpg"]
    assert known(b"x/y/c.jpg") == [b"x/y/c.jpg"]
    assert known(b"z") == []


@pytest.mark.parametrize(
    ("path", "scope", "deep", "inside"),
    [
        (b"a/b", b"a", True, True),
        (b"ab", b"a", True, False),
        (b"a", b"a", False, True),
        (b"a/b/c", b"a", False, False),
        (b"a/b", b"", False, False),
        (b"a", b"", False, True),
    ],
)
def test_what_lies_within_a_scope(path, scope, deep, inside):
    assert within(path, scope, deep=deep) is inside


def test_an_item_without_files_is_hidden_and_comes_back(catalogue, root):
    item = an_item(catalogue, root, "a.jpg")
    file = catalogue.files.known(root)[b"a.jpg"]
    catalogue.files.forget([file.id])
    assert catalogue.files.places([item]) == {}
    assert catalogue.items.all() == {item}
    assert an_item(catalogue, root, "moved.jpg", content=b"a.jpg") == item
    assert catalogue.files.places([item]) != {}


def test_a_second_copy_is_another_place_of_the_same_item(catalogue, root):
    item = an_item(catalogue, root, "a.jpg")
    assert an_item(catalogue, root, "copy.jpg", content=b"a.jpg") == item
    places = catalogue.files.places([item])[item]
    assert [place.path for place in places] == [Path("/photos/a.jpg"), Path("/photos/copy.jpg")]


def test_reachable_places_come_first(catalogue, root):
    other = a_root(catalogue, Path("/usb"))
    item = an_item(catalogue, root, "a.jpg")
    an_item(catalogue, other, "b.jpg", content=b"a.jpg")
    catalogue.roots.set_state(root, RootState.OFFLINE)
    first, second = catalogue.files.places([item])[item]
    assert (first.path, first.online) == (Path("/usb/b.jpg"), True)
    assert (second.path, second.online) == (Path("/photos/a.jpg"), False)


def test_places_in_the_folders_asked_for_come_first(catalogue, root):
    item = an_item(catalogue, root, "a/1.jpg")
    an_item(catalogue, root, "b/2.jpg", content=b"a/1.jpg")
    [first, _] = catalogue.files.places([item], ("b",))[item]
    assert first.path == Path("/photos/b/2.jpg")


def test_a_replaced_file_lets_go_of_its_old_item(catalogue, root):
    old = an_item(catalogue, root, "a.jpg")
    new = an_item(catalogue, root, "a.jpg", content=b"edited")
    assert catalogue.files.places([old, new]).keys() == {new}


def test_names_that_are_no_text_survive(catalogue, root):
    name = b"caf\xe9/\xff.jpg"
    catalogue.files.record(root, name, FoundFile(STATE, "1", problem="odd"))
    [failure] = catalogue.files.failed(root)
    assert bytes(failure.path) == b"/photos/" + name
    assert (failure.reason, failure.partly) == ("odd", False)
    assert catalogue.files.problem(root, name) == "odd"
    assert catalogue.files.problem(root, b"other.jpg") is None


def test_failed_files_are_listed_once_with_their_reason(catalogue, root):
    item = an_item(catalogue, root, "a.jpg")
    an_item(catalogue, root, "b.jpg")
    for stage in Stage:
        catalogue.jobs.add(stage, [item])
        catalogue.jobs.fail(catalogue.jobs.next(stage, 1)[0], "It is cut off.", "1")
    assert catalogue.files.failed(root) == [Failure(Path("/photos/a.jpg"), "It is cut off.")]


@pytest.mark.parametrize(
    ("kind", "part", "stage", "partly"),
    [
        (Kind.VIDEO, Part.WHOLE, Stage.READ, False),
        (Kind.VIDEO, Part.WHOLE, Stage.WATCH, False),
        (Kind.VIDEO, Part.SHOT, Stage.WATCH, True),
        (Kind.VIDEO, Part.WINDOW, Stage.READ, True),
        (Kind.SOUND, Part.WINDOW, Stage.READ, True),
        (Kind.PHOTO, Part.WHOLE, Stage.READ, False),
        (Kind.PHOTO, Part.WHOLE, Stage.DESCRIBE, True),
    ],
)
def test_a_file_of_which_something_is_found_failed_in_part(
    catalogue, root, kind, part, stage, partly
):
    item = an_item(catalogue, root, "a", kind=kind)
    catalogue.segments.add(item, part, [Span(0.0, 1.0)])
    catalogue.jobs.add(stage, [item])
    catalogue.jobs.fail(catalogue.jobs.next(stage, 1)[0], "It is damaged.", "1")
    assert catalogue.files.failed(root) == [Failure(Path("/photos/a"), "It is damaged.", partly)]


def test_the_item_at_a_path(catalogue, root):
    top, below = an_item(catalogue, root, "a.jpg"), an_item(catalogue, root, "x/y/b.jpg")
    assert catalogue.files.item(root, b"a.jpg") == top
    assert catalogue.files.item(root, b"x/y/b.jpg") == below
    assert catalogue.files.item(root, b"x/b.jpg") is None


def test_removing_a_root_forgets_what_only_it_held(catalogue, root):
    other = a_root(catalogue, Path("/usb"))
    only, shared = an_item(catalogue, root, "a.jpg"), an_item(catalogue, root, "b.jpg")
    an_item(catalogue, other, "b2.jpg", content=b"b.jpg")
    catalogue.roots.remove(root)
    assert catalogue.items.all() == {shared}
    assert only not in catalogue.texts.search("a", _anything(), 10)
    assert [place.path for place in catalogue.files.places([shared])[shared]] == [
        Path("/usb/b2.jpg")
    ]


def _anything():
    from mmdesk.core.entities import Filters

    return Filters()


def test_which_folders_held_volumes_is_remembered(catalogue, root):
    an_item(catalogue, root, "nas/trip/a.jpg")
    catalogue.files.set_mounted(root, {b"nas", b"usb"}, mounted=True)
    catalogue.files.set_mounted(root, {b"usb"}, mounted=False)
    assert catalogue.files.mounts(root) == {b"nas"}
    assert catalogue.files.mounts(a_root(catalogue, Path("/other"))) == set()
