import pytest
from helpers.catalogues import NOON, a_root, an_item

from mmdesk.catalogue.files import FoundFile
from mmdesk.catalogue.items import KEPT_SECONDS
from mmdesk.catalogue.marks import OwnMarks
from mmdesk.core.entities import Facts, FileState, Filters, Identity, Kind
from mmdesk.core.listings import Marks, SavedSearch

LONG_AFTER = 10**12


@pytest.fixture
def item(catalogue, root) -> int:
    return an_item(catalogue, root, "a.jpg", Facts(rating=3, keywords=("sea",)))


def edited(catalogue, root, path: str, content: bytes) -> int:
    """The item of a file whose content becomes this one, as an intake would record it."""
    item = catalogue.items.find(Identity(10, content))
    item = item or catalogue.items.add(Identity(10, content), Kind.PHOTO, NOON)
    state = FileState(10, NOON + 1, NOON + 1)
    catalogue.files.record(root, path.encode(), FoundFile(state, "1", item))
    return item


def marks(catalogue, item) -> Marks:
    return catalogue.listings.tiles([item])[item].marks


def test_the_files_rating_counts_until_the_user_gives_one(catalogue, item):
    assert marks(catalogue, item) == Marks(rating=3)
    catalogue.marks.rate([item], 5)
    assert marks(catalogue, item).rating == 5
    catalogue.marks.rate([item], 0)
    assert marks(catalogue, item).rating == 0


def test_only_what_changed_is_told(catalogue, root, item):
    other = an_item(catalogue, root, "b.jpg")
    assert catalogue.marks.favourite([item], on=True) == [item]
    assert catalogue.marks.favourite([item, other], on=True) == [other]
    assert catalogue.marks.favourite([12345], on=True) == []


def test_tags_ignore_case_and_keep_their_order(catalogue, item):
    catalogue.marks.tag([item], "Porto")
    catalogue.marks.tag([item], "boat")
    assert catalogue.marks.tag([item], "PORTO") == []
    assert marks(catalogue, item).tags == ("Porto", "boat")
    assert catalogue.marks.tags() == ["boat", "Porto"]
    catalogue.marks.untag([item], "porto")
    assert marks(catalogue, item).tags == ("boat",)


def test_tags_are_words_that_are_found(catalogue, item):
    catalogue.marks.tag([item], "Zwölf Apostel")
    catalogue.texts.refresh([item])
    assert catalogue.texts.search("zwolf", Filters(), 10) == [item]
    assert catalogue.texts.search("sea", Filters(), 10) == [item]
    assert catalogue.texts.fields_found("apostel", [item]) == {item: ("keywords",)}


def test_marks_that_are_taken_back_leave_nothing(catalogue, item):
    catalogue.marks.favourite([item], on=True)
    catalogue.marks.tag([item], "x")
    catalogue.marks.untag([item], "x")
    catalogue.marks.favourite([item], on=False)
    assert catalogue.marks.of([item]) == {}


def test_a_marked_item_outlives_its_file(catalogue, root, item):
    other = an_item(catalogue, root, "b.jpg")
    catalogue.marks.favourite([item], on=True)
    catalogue.files.forget(each.id for each in catalogue.files.known(root).values())
    assert catalogue.items.purge(LONG_AFTER + KEPT_SECONDS) == [other]
    assert catalogue.marks.of([item]) == {item: OwnMarks(favourite=True)}


def test_a_marked_item_outlives_its_root(catalogue, root, item):
    other = an_item(catalogue, root, "b.jpg")
    catalogue.marks.tag([item], "x")
    catalogue.roots.remove(root)
    assert catalogue.items.all() == {item}
    assert other != an_item(catalogue, a_root(catalogue, root.path), "b.jpg")
    assert an_item(catalogue, a_root(catalogue, root.path), "a.jpg") == item
    assert marks(catalogue, item).tags == ("x",)


def test_marks_move_on_when_a_file_is_edited_in_place_and_back(catalogue, root, item):
    catalogue.marks.rate([item], 5)
    new = edited(catalogue, root, "a.jpg", b"edited")
    assert marks(catalogue, new).rating == 5
    assert catalogue.marks.of([item]) == {}
    assert edited(catalogue, root, "a.jpg", b"a.jpg") == item
    assert catalogue.marks.of([item, new]) == {item: OwnMarks(rating=5)}


def test_an_edited_copy_gets_the_marks_and_the_other_keeps_them(catalogue, root, item):
    an_item(catalogue, root, "backup/a.jpg", content=b"a.jpg")
    catalogue.marks.rate([item], 5)
    new = edited(catalogue, root, "a.jpg", b"edited")
    assert catalogue.marks.of([item, new]) == {item: OwnMarks(rating=5), new: OwnMarks(rating=5)}


@pytest.mark.parametrize("first", ["a.jpg", "b.jpg"])
@pytest.mark.parametrize("marked", ["a.jpg", "b.jpg"])
def test_marks_stay_with_their_content_when_files_change_places(
    catalogue, root, item, marked, first
):
    items = {"a.jpg": item, "b.jpg": an_item(catalogue, root, "b.jpg")}
    catalogue.marks.rate([items[marked]], 5)
    second = "b.jpg" if first == "a.jpg" else "a.jpg"
    edited(catalogue, root, first, second.encode())
    edited(catalogue, root, second, first.encode())
    assert catalogue.marks.of(items.values()) == {items[marked]: OwnMarks(rating=5)}


def test_recent_searches_come_newest_first_and_once(catalogue):
    for text in ("boat", "sea", "boat"):
        catalogue.searches.remember(text)
    assert catalogue.searches.recent() == ["boat", "sea"]
    for number in range(60):
        catalogue.searches.remember(f"search {number}")
    assert len(catalogue.searches.recent()) == 50
    assert catalogue.searches.recent()[0] == "search 59"
    catalogue.searches.forget_recent()
    assert catalogue.searches.recent() == []


def test_saved_searches_are_kept_by_name(catalogue):
    catalogue.searches.save("sea", "blue sea")
    catalogue.searches.save("Boats", "like:caf\udce9.jpg")
    catalogue.searches.save("sea", "green sea")
    assert catalogue.searches.saved() == [
        SavedSearch("Boats", "like:caf\udce9.jpg"),
        SavedSearch("sea", "green sea"),
    ]
    catalogue.searches.unsave("sea")
    assert [each.name for each in catalogue.searches.saved()] == ["Boats"]
