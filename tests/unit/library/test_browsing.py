from contextlib import closing

import pytest
from helpers.catalogues import a_sound, an_item
from helpers.pictures import quarters, saved

from mmdesk.catalogue.watched import Stretch
from mmdesk.core.entities import Facts, Kind, Span, Stage
from mmdesk.core.errors import FileUnreadable, Stopped, WrongRequest
from mmdesk.core.listings import Order
from mmdesk.library.browsing import Browsing
from mmdesk.media.peaks import WaveformCache
from mmdesk.media.picture import PictureLimits
from mmdesk.media.thumbnails import FrameCache, ThumbnailCache
from mmdesk.media.workers import Workers


@pytest.fixture(scope="module")
def workers():
    workers = Workers(1, 30, 1024)
    yield workers
    workers.stop()


@pytest.fixture
def browsing(catalogue, workers, tmp_path):
    thumbnails = ThumbnailCache(tmp_path / "thumbnails", catalogue.id)
    waveforms = WaveformCache(tmp_path / "thumbnails", catalogue.id)
    frames = FrameCache(tmp_path / "thumbnails", catalogue.id)
    yield Browsing(catalogue, thumbnails, waveforms, frames, workers, PictureLimits(100))
    for cache in (thumbnails, waveforms, frames):
        cache.close()


def test_relevance_keeps_the_order_of_a_search_without_what_is_gone(browsing, catalogue, root):
    items = [an_item(catalogue, root, name) for name in ("a.jpg", "b.jpg")]
    found = [items[1], 12345, items[0]]
    assert browsing.sorted(found, Order.RELEVANCE).items == (items[1], items[0])
    assert browsing.sorted(found, Order.NAME).items == tuple(items)


def test_details_are_all_that_is_known(browsing, catalogue, root):
    facts = Facts(width=3, height=2, title="Boat", keywords=("sea",))
    item = an_item(catalogue, root, "a.jpg", facts, content=b"x")
    an_item(catalogue, root, "copy/a.jpg", content=b"x")
    details = browsing.details(item)
    assert details.facts == facts
    assert details.places == (root.path / "a.jpg", root.path / "copy/a.jpg")
    assert (details.tile.path, details.size, details.failure) == (root.path / "a.jpg", 10, None)


def test_details_of_what_is_gone_say_so(browsing):
    with pytest.raises(WrongRequest, match="no longer in the library"):
        browsing.details(1)


def test_folders_are_a_tree_with_counts_of_items_once(browsing, catalogue, root):
    for path in ("top.jpg", "a10/x.jpg", "a2/b/c/y.jpg"):
        an_item(catalogue, root, path)
    an_item(catalogue, root, "a2/copy.jpg", content=b"a2/b/c/y.jpg")
    (tree,) = browsing.folders()
    assert (tree.path, tree.count, tree.root) == (root.path, 3, root)
    assert [(each.path.name, each.count) for each in tree.folders] == [("a2", 1), ("a10", 1)]
    assert tree.folders[0].folders[0].folders[0].path == root.path / "a2/b/c"


def test_a_root_without_items_is_an_empty_folder(browsing, root):
    (tree,) = browsing.folders()
    assert (tree.count, tree.folders) == (0, ())


def test_files_are_known_as_items(browsing, catalogue, root, tmp_path):
    item = an_item(catalogue, root, "a.jpg")
    here, elsewhere = root.path / "a.jpg", tmp_path / "b.jpg"
    assert browsing.items_at([here, elsewhere, root.path / "no.jpg"]) == {here: item}


def test_a_picture_is_decoded_about_as_large_as_asked(browsing, tmp_path):
    path = saved(quarters().resize((1200, 800)), tmp_path / "a.png")
    pixels = browsing.picture(path, 200)
    assert (pixels.width, pixels.height) == (300, 200)
    assert len(pixels.data) == 300 * 200 * 3
    assert browsing.picture(path, 5000).height == 800


def test_a_very_wide_picture_does_not_fill_the_memory(browsing, tmp_path):
    path = saved(quarters().resize((6000, 20)), tmp_path / "wide.png")
    pixels = browsing.picture(path, 10)
    assert (pixels.width, pixels.height) == (100, 1)


def test_what_is_no_picture_says_why(browsing, tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    with pytest.raises(FileUnreadable):
        browsing.picture(tmp_path / "a.jpg", 100)
    with pytest.raises(FileUnreadable):
        browsing.picture(tmp_path / "gone.jpg", 100)


def test_a_closed_library_says_so(catalogue, tmp_path):
    stopped = Workers(1, 30, 1024)
    stopped.stop()
    kinds = (ThumbnailCache, WaveformCache, FrameCache)
    caches = (cache(tmp_path / "t", catalogue.id) for cache in kinds)
    browsing = Browsing(catalogue, *caches, stopped, PictureLimits(100))
    with pytest.raises(Stopped):
        browsing.picture(tmp_path / "a.jpg", 100)
    with pytest.raises(Stopped):
        browsing.listen(tmp_path / "a.wav", 0.0, 1.0)


def test_only_what_was_read_and_must_be_there_is_told_to_be_lost(
    catalogue, root, workers, tmp_path
):
    photo, new = an_item(catalogue, root, "a.jpg"), an_item(catalogue, root, "new.jpg")
    video = an_item(catalogue, root, "a.mp4", Facts(duration=60.0), kind=Kind.VIDEO)
    shots = catalogue.watched.add(video, Stretch(Span(0, 9), (Span(0, 9),), None, b""))
    sound, coming = a_sound(catalogue, root, "a.wav"), a_sound(catalogue, root, "new.wav")
    catalogue.jobs.add(Stage.READ, [new, coming])
    lost: list[int] = []
    with (
        closing(ThumbnailCache(tmp_path / "t", catalogue.id)) as thumbnails,
        closing(WaveformCache(tmp_path / "t", catalogue.id)) as waveforms,
        closing(FrameCache(tmp_path / "t", catalogue.id)) as frames,
    ):
        caches, limits = (thumbnails, waveforms, frames), PictureLimits(100)
        browsing = Browsing(catalogue, *caches, workers, limits, lost.append)
        assert [browsing.thumbnail(item) for item in (photo, new, sound)] == [None] * 3
        assert lost == [photo]
        assert [browsing.waveform(item) for item in (sound, coming, photo)] == [None] * 3
        assert lost == [photo, sound]
        waveforms.add({sound: b"peaks"})
        thumbnails.add({sound: b"cover"})
        assert (browsing.waveform(sound), browsing.thumbnail(sound)) == (b"peaks", b"cover")
        assert browsing.waveform(video) is None  # nothing is known to sound in it
        assert lost == [photo, sound]
        catalogue.segments.set_windows(video, [Span(0, 9)])
        assert [browsing.thumbnail(video), browsing.waveform(video)] == [None, None]
        assert [browsing.frame(shots[0.0]), browsing.frame(12345)] == [None, None]
    assert lost == [photo, sound, video, video, video]


def test_completions_ignore_case_and_accents(browsing, catalogue, root):
    item = an_item(
        catalogue, root, "Évora 2022/a.jpg", Facts(camera="Aurora One", keywords=("Ébano", "sea"))
    )
    catalogue.marks.tag([item], "every day")
    catalogue.searches.remember("evening sea")

    def texts(typed: str) -> list[str]:
        return [each.text for each in browsing.suggestions(typed)]

    assert texts("in:evo") == ['in:"Évora 2022"']
    assert texts("in:2022") == ['in:"Évora 2022"']
    assert texts("camera:one") == ['camera:"Aurora One"']
    assert texts("cam") == ['camera:"Aurora One"']
    assert texts("eb") == ["Ébano"]
    assert texts("ev") == ['"every day"', "evening sea", 'in:"Évora 2022"']
    assert texts("") == []
    assert texts("sea") == ["evening sea"]
    assert len(browsing.suggestions("e", count=2)) == 2


def test_a_completion_is_read_as_it_is_meant(browsing, catalogue, root):
    an_item(catalogue, root, 'the "old" town/a.jpg')
    from mmdesk.search.query import parse

    (found,) = browsing.suggestions("in:the")
    assert parse(found.text).filters.folders == ('the "old" town',)
