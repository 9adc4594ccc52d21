import threading

import pytest
from helpers.catalogues import an_item

from mmdesk.core import events
from mmdesk.core.entities import Facts, Filters
from mmdesk.core.errors import WrongRequest
from mmdesk.library.marking import Marking
from mmdesk.media import xmp


@pytest.fixture
def said() -> list[events.Event]:
    return []


@pytest.fixture
def marking(catalogue, said) -> Marking:
    return Marking(catalogue, said.append)


@pytest.fixture
def item(catalogue, root) -> int:
    (root.path / "a.jpg").write_bytes(b"picture")
    return an_item(catalogue, root, "a.jpg", Facts(keywords=("sea",)))


def test_whoever_listens_hears_what_changed_and_only_that(marking, said, item):
    marking.favourite([item], True)
    marking.favourite([item], True)
    marking.rate([item], 4)
    assert said == [events.ItemsChanged((item,))] * 2
    marking.save("sea", "blue sea")
    marking.remember("boat")
    marking.remember("  ")
    marking.unsave("sea")
    marking.forget_recent()
    assert said[2:] == [events.SearchesChanged()] * 4


def test_a_tag_is_found_until_it_is_taken_away(marking, catalogue, item):
    marking.tag([item], "  Blue\thour\x00 ")
    assert marking.tags() == ["Blue hour"]
    assert catalogue.texts.search("blue", Filters(), 5) == [item]
    marking.untag([item], "blue hour")
    assert catalogue.texts.search("blue", Filters(), 5) == []


@pytest.mark.parametrize("name", ["", " \t", "\x00"])
def test_a_name_without_any_sign_is_refused(marking, item, name):
    with pytest.raises(WrongRequest, match="needs a name"):
        marking.tag([item], name)
    with pytest.raises(WrongRequest, match="needs a name"):
        marking.save(name, "boat")


@pytest.mark.parametrize("stars", [-1, 6])
def test_stars_are_none_to_five(marking, item, stars):
    with pytest.raises(WrongRequest, match="0 to 5"):
        marking.rate([item], stars)


def test_marks_wait_for_the_transaction_that_is_under_way_and_no_longer(marking, catalogue, item):
    begun, go_on = threading.Event(), threading.Event()

    def index() -> None:
        with catalogue.writing():
            begun.set()
            go_on.wait(10)

    indexing = threading.Thread(target=index)
    indexing.start()
    begun.wait(10)
    marker = threading.Thread(target=marking.favourite, args=([item], True))
    marker.start()
    go_on.set()
    for thread in (indexing, marker):
        thread.join(10)
    assert catalogue.marks.of([item])[item].favourite


def test_sidecars_hold_own_marks_and_the_pictures_keywords(marking, root, item):
    marking.rate([item], 4)
    marking.tag([item], "boat")
    outcome = marking.write_sidecars([item])
    assert (outcome.done, outcome.failed) == (1, ())
    found = xmp.read((root.path / "a.jpg.xmp").read_bytes()).facts
    assert (found.rating, found.keywords) == (4, ("sea", "boat"))
    assert (root.path / "a.jpg").read_bytes() == b"picture"


def test_the_sidecar_that_is_there_is_written_to(marking, root, item):
    (root.path / "a.xmp").write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF></x:xmpmeta>'
    )
    marking.rate([item], 2)
    assert marking.write_sidecars([item]).done == 1
    assert xmp.read((root.path / "a.xmp").read_bytes()).facts.rating == 2
    assert not (root.path / "a.jpg.xmp").exists()


def test_an_item_without_own_marks_gets_no_sidecar(marking, root, item):
    marking.favourite([item], True)
    assert marking.write_sidecars([item]).done == 0
    assert [each.name for each in root.path.iterdir()] == ["a.jpg"]


def test_what_cannot_be_written_says_why(marking, root, item):
    marking.rate([item], 2)
    (root.path / "a.jpg.xmp").write_text("rubbish")
    outcome = marking.write_sidecars([item])
    assert outcome.done == 0
    assert "stays as it is" in outcome.failed[0].reason
    (root.path / "a.jpg").unlink()
    assert "cannot be reached" in marking.write_sidecars([item]).failed[0].reason
