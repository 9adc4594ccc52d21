"""Which clips belong to which stills, by what their files say and by where they lie."""

import pytest
from helpers.catalogues import an_item

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import EMBEDDED, Facts, Filters, Kind, Root, Stage
from mmdesk.core.listings import Folder
from mmdesk.library.folders import tree


@pytest.fixture
def house(catalogue: Catalogue, root: Root) -> "House":
    return House(catalogue, root)


class House:
    """Puts in stills and clips as reading would."""

    def __init__(self, catalogue: Catalogue, root: Root) -> None:
        self.catalogue, self.root = catalogue, root

    def still(self, path: str, live: str | None = "a", content: bytes | None = None) -> int:
        item = an_item(self.catalogue, self.root, path, Facts(live=live), content)
        self.catalogue.stills.pair([item])
        return item

    def clip(self, path: str, live: str | None = "a", content: bytes | None = None) -> int:
        facts = Facts(live=live, duration=2.0)
        item = an_item(self.catalogue, self.root, path, facts, content, kind=Kind.VIDEO)
        self.catalogue.jobs.add_unwatched([item])
        self.catalogue.stills.pair([item])
        return item

    def forget(self, path: str) -> None:
        known = self.catalogue.files.known(self.root)[path.encode()]
        self.catalogue.files.forget([known.id])
        self.catalogue.stills.pair([known.item])

    def pairs(self) -> dict[int, int]:
        clips = self.catalogue.stills.clips()
        return {clip: self.catalogue.stills.still_of(clip) for clip in clips}

    def shown(self) -> set[int]:
        return set(self.catalogue.listings.by_date(Filters()).items)

    def watched_next(self) -> set[int]:
        return {job.item for job in self.catalogue.jobs.next(Stage.WATCH, 9)}


@pytest.mark.parametrize("still_first", [True, False])
def test_a_clip_is_of_the_still_beside_it_whichever_came_first(house, still_first) -> None:
    if still_first:
        still, clip = house.still("a.heic"), house.clip("a.mov")
    else:
        clip, still = house.clip("a.mov"), house.still("a.heic")
    assert house.pairs() == {clip: still}
    assert house.shown() == {still}


def test_pairing_tells_what_has_changed_and_nothing_else(house) -> None:
    still, clip = house.still("a.heic"), house.clip("a.mov")
    assert house.catalogue.stills.pair([still, clip]) == set()
    house.catalogue.items.set_facts(still, Facts())
    assert house.catalogue.stills.pair([still]) == {clip}
    assert house.catalogue.stills.pair([still]) == set()


def test_names_do_not_matter_but_what_the_files_say(house) -> None:
    still, clip = house.still("x.jpg"), house.clip("y.mp4")
    other = house.clip("x.mov", live="b")
    assert house.pairs() == {clip: still}
    assert house.shown() == {still, other}


def test_nothing_in_common_is_not_in_common(house) -> None:
    house.still("a.heic", live=None)
    house.clip("a.mov", live=None)
    house.still("b.jpg", live=EMBEDDED)
    house.clip("b.mov", live=EMBEDDED)
    assert house.pairs() == {}


def test_the_same_identifier_in_another_folder_is_another_thing(house) -> None:
    still, clip = house.still("one/a.heic"), house.clip("two/a.mov")
    assert house.pairs() == {}
    assert house.shown() == {still, clip}


def test_a_copy_of_the_clip_without_its_still_is_a_video(house) -> None:
    still, clip = house.still("one/a.heic", content=b"still"), house.clip("one/a.mov", content=b"c")
    house.clip("two/a.mov", content=b"c")
    assert house.pairs() == {}
    assert house.shown() == {still, clip}
    house.still("two/a.heic", content=b"still")
    assert house.pairs() == {clip: still}
    house.forget("one/a.mov")
    assert house.pairs() == {clip: still}


def test_copies_in_one_folder_stay_one(house) -> None:
    still, clip = house.still("a.heic", content=b"still"), house.clip("a.mov", content=b"c")
    house.still("a 2.heic", content=b"still")
    house.clip("a 2.mov", content=b"c")
    assert house.pairs() == {clip: still}
    house.forget("a.heic")
    assert house.pairs() == {clip: still}


def test_of_several_stills_a_clip_takes_the_one_of_its_name(house) -> None:
    first, second = house.still("IMG_1.heic"), house.still("IMG_E1.JPG")
    clip, edited = house.clip("img_1.MOV"), house.clip("IMG_E1.mov")
    nameless = house.clip("other.mov")
    assert house.pairs() == {clip: first, edited: second, nameless: first}
    assert house.catalogue.stills.clips_of([first]) == {clip: first, nameless: first}


def test_a_clip_whose_still_is_forgotten_is_a_video_again_and_is_looked_through(house) -> None:
    still, clip = house.still("a.heic"), house.clip("a.mov")
    assert house.watched_next() == set()
    house.forget("a.heic")
    assert house.pairs() == {}
    assert house.shown() == {clip}
    assert house.watched_next() == {clip}
    again = house.still("a.heic")
    assert (again, house.pairs()) == (still, {clip: still})
    assert house.watched_next() == set()


def test_what_comes_back_together_is_one_again(house) -> None:
    still, clip = house.still("a.heic"), house.clip("a.mov")
    house.forget("a.mov")
    house.forget("a.heic")
    house.clip("new/a.mov", content=b"a.mov")
    assert house.shown() == {clip}
    house.still("new/a.heic", content=b"a.heic")
    assert house.pairs() == {clip: still}


def test_clips_are_counted_and_listed_nowhere(house) -> None:
    still, clip = house.still("2024/a.heic"), house.clip("2024/a.mov")
    catalogue = house.catalogue
    assert catalogue.items.counts() == {"photo": 1, "sound": 0, "video": 0}
    assert catalogue.listings.count(Filters()) == 1
    assert catalogue.listings.count(Filters(kinds=frozenset({Kind.VIDEO}))) == 0
    assert catalogue.listings.by_name(Filters()).items == (still,)
    assert catalogue.listings.existing([clip, still]).items == (still,)
    assert catalogue.listings.tiles([clip, still]).keys() == {still}
    assert catalogue.files.items_below(house.root) == [still]
    assert list(catalogue.files.held(house.root).values()) == [still]
    held = {path: items for _, path, items in catalogue.listings.items_by_folder()}
    folder: Folder = tree(house.root, held)
    assert folder.count == 1
    assert catalogue.items.segments_passing(Filters()).tolist() == [
        catalogue.items.whole_segments([still])[still]
    ]
    assert catalogue.texts.search("mov", Filters(), 9) == []


def test_a_clip_waits_for_no_description(house) -> None:
    house.still("a.heic")
    house.clip("a.mov")
    assert house.catalogue.embeddings.undescribed(None) == 1


def test_a_tile_tells_that_a_clip_was_taken_with_it(house) -> None:
    still, plain = house.still("a.heic"), house.still("b.heic", live="b")
    motion = house.still("c.jpg", live=EMBEDDED)
    house.clip("a.mov")
    tiles = house.catalogue.listings.tiles([still, plain, motion])
    assert {item: tile.live for item, tile in tiles.items()} == {
        still: True,
        plain: False,
        motion: True,
    }
