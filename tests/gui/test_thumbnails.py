import os

import pytest
from helpers.libraries import eventually
from helpers.pictures import encoded, photo_like
from PySide6.QtCore import QSize

from mmdesk.core.entities import Filters
from mmdesk.core.listings import Order
from mmdesk.gui.grid.thumbnails import Thumbnails, decoded

BOX = QSize(100, 100)


@pytest.fixture
def thumbnails(library, qapp):
    made = Thumbnails(library)
    yield made
    made.stop()


@pytest.fixture
def items(library):
    return library.browsing.listing(Filters(), Order.DATE).items


def wait_for(qtbot, thumbnails, items, ask):
    """Ask, and wait until all these items were told."""
    told = set()
    thumbnails.ready.connect(told.update)
    ask()
    qtbot.waitUntil(lambda: told >= set(items))


def test_a_thumbnail_comes_after_it_was_asked_for_and_fits_the_box(qtbot, thumbnails, items):
    wait_for(qtbot, thumbnails, items[:1], lambda: thumbnails.get(items[0], BOX))
    pixmap = thumbnails.get(items[0], BOX)
    assert pixmap.width() == 100
    assert 60 < pixmap.height() < 70


def test_another_size_is_made_while_the_first_is_still_shown(qtbot, thumbnails, items):
    wait_for(qtbot, thumbnails, items[:1], lambda: thumbnails.get(items[0], BOX))
    larger = QSize(200, 200)
    asked = []
    wait_for(qtbot, thumbnails, items[:1], lambda: asked.append(thumbnails.get(items[0], larger)))
    assert asked[0].width() == 100
    assert thumbnails.get(items[0], larger).width() == 200


def test_what_came_during_one_turn_is_told_together(qtbot, thumbnails, items):
    thumbnails.want(items, BOX)
    eventually(lambda: len(thumbnails._made) == len(items))
    with qtbot.waitSignal(thumbnails.ready) as told:
        pass
    assert told.args == [frozenset(items)]
    assert all(thumbnails.get(item, BOX) for item in items)


def test_what_is_no_longer_wanted_is_not_made(qtbot, thumbnails, items, library, monkeypatch):
    made, read = [], library.browsing.thumbnail
    monkeypatch.setattr(library.browsing, "thumbnail", lambda item: made.append(item) or read(item))
    thumbnails._running = 2  # nothing begins before the last wish is known
    thumbnails.want(items, BOX)
    thumbnails._running = 0
    wait_for(qtbot, thumbnails, items[-3:], lambda: thumbnails.want(items[-3:], BOX))
    assert sorted(made) == sorted(items[-3:])


def test_the_first_wanted_is_made_first(qtbot, thumbnails, items, library, monkeypatch):
    made, read = [], library.browsing.thumbnail
    monkeypatch.setattr(library.browsing, "thumbnail", lambda item: made.append(item) or read(item))
    order = items[::-1]
    wait_for(qtbot, thumbnails, order, lambda: thumbnails.want(order, BOX))
    assert set(made[:4]) <= set(order[:6])


def test_what_is_missing_is_known_until_it_changes(qtbot, thumbnails):
    wait_for(qtbot, thumbnails, {12345}, lambda: thumbnails.get(12345, BOX))
    assert thumbnails.is_missing(12345)
    thumbnails.forget({12345})
    assert not thumbnails.is_missing(12345)


def test_a_changed_item_is_asked_for_anew_and_shown_meanwhile(
    qtbot, thumbnails, items, library, monkeypatch
):
    item = items[0]
    wait_for(qtbot, thumbnails, {item}, lambda: thumbnails.get(item, BOX))
    tall = encoded(photo_like(128, 256), "JPEG")
    monkeypatch.setattr(library.browsing, "thumbnail", lambda _: tall)
    wait_for(qtbot, thumbnails, {item}, lambda: thumbnails.forget({item}))
    wait_for(qtbot, thumbnails, {item}, lambda: thumbnails.get(item, BOX))
    assert thumbnails.get(item, BOX).height() == 100


def test_memory_has_a_limit_but_what_is_in_view_stays(qtbot, thumbnails, items, library):
    library.settings = library.settings.changed(thumbnail_megabytes=1)
    large = QSize(384, 384)
    some = items[:12]
    wait_for(qtbot, thumbnails, some, lambda: thumbnails.want(some, large))
    assert len(thumbnails._kept) == 12
    wait_for(qtbot, thumbnails, items[12:14], lambda: thumbnails.want(items[12:14], large))
    assert thumbnails._bytes <= 1_000_000 + 2 * 384 * 256 * 4
    assert items[12] in thumbnails._kept


def test_other_panels_get_any_size(qtbot, thumbnails, items):
    wait_for(qtbot, thumbnails, items[:1], lambda: thumbnails.image(items[0]))
    assert thumbnails.image(items[0]).width() == 256


def test_after_the_end_nothing_is_made(thumbnails, items):
    thumbnails.stop()
    assert thumbnails.get(items[0], BOX) is None
    thumbnails.want(items, BOX)


def test_what_is_small_by_itself_is_not_blown_up():
    icon = encoded(photo_like(40, 30), "JPEG")
    assert decoded(icon, QSize(300, 300)).size() == QSize(40, 30)
    full = encoded(photo_like(256, 64), "JPEG")
    assert decoded(full, QSize(512, 512)).size() == QSize(512, 128)


def test_a_sliver_keeps_a_pixel_of_height():
    assert decoded(encoded(photo_like(256, 2), "JPEG"), QSize(90, 90)).size() == QSize(90, 1)


def test_a_damaged_thumbnail_is_none():
    assert decoded(os.urandom(500), BOX) is None
