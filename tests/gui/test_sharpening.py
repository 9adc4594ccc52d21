"""Tiles that are larger than their thumbnails: made sharp from their files once nothing moves."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QImage

from mmdesk.core.entities import Filters, Query
from mmdesk.core.errors import FileUnreadable
from mmdesk.core.listings import Listing, Order
from mmdesk.gui.finder import Results
from mmdesk.gui.grid.results_grid import ResultsGrid
from mmdesk.gui.grid.results_model import ResultsModel
from mmdesk.gui.grid.sharpening import Sharpener
from mmdesk.gui.grid.thumbnails import Thumbnails, Wish, decoded
from mmdesk.gui.preview.pictures import load

PATIENCE = 60_000


@pytest.fixture
def read(library, monkeypatch):
    """The names of the files that were read, in that order."""
    names, picture = [], library.browsing.picture

    def noted(path, side):
        names.append(path.name)
        return picture(path, side)

    monkeypatch.setattr(library.browsing, "picture", noted)
    return names


@pytest.fixture
def sharpened(qtbot, library, tasks, read):
    """A grid of tiles that need more than a thumbnail has, three in a row."""
    thumbnails = Thumbnails(library)
    model = ResultsModel(library, tasks)
    grid = ResultsGrid(model, thumbnails)
    qtbot.addWidget(grid)
    grid.thumbnails, grid.sharpener = thumbnails, Sharpener(library, tasks, thumbnails, grid)
    grid.set_tile_size(384)
    grid.resize(1250, 900)
    grid.show()
    model.show(Results(Query(), Listing(library.browsing.listing(Filters(), Order.DATE).items)))
    yield grid
    thumbnails.stop()


def in_sight(grid):
    return [tile.item for tile in grid.tiles_in_sight()]


def shown(grid, item):
    return grid.thumbnails.get(item, grid.picture_size).toImage()


def is_sharp(grid, item):
    kept, size = grid.thumbnails._kept.get(item), grid.picture_size
    return bool(kept and kept.sharp and kept.wish == Wish(item, size.width(), size.height()))


def all_there(grid):
    return len(in_sight(grid)) == len(grid.rows_seen()) and all(
        grid.thumbnails.size(item) for item in in_sight(grid)
    )


def all_sharp(grid):
    return all_there(grid) and all(is_sharp(grid, item) for item in in_sight(grid))


def apart(one: QImage, other: QImage) -> float:
    """How far two pictures of one size differ: the mean over a row of pixels in the middle."""
    rows = [
        bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constScanLine(100))
        for image in (one, other)
    ]
    return sum(abs(left - right) for left, right in zip(*rows, strict=True)) / len(rows[0])


def test_what_stands_still_shows_the_pixels_of_the_file(qtbot, sharpened, library):
    qtbot.waitUntil(lambda: all_sharp(sharpened), timeout=PATIENCE)
    tile = sharpened.tiles_in_sight()[0]
    image = shown(sharpened, tile.item)
    own = load(library, tile.path, image.size())
    thumbnail = decoded(library.browsing.thumbnail(tile.item), sharpened.picture_size)
    assert max(image.width(), image.height()) == sharpened.picture_size.width()
    assert apart(image, own) < 0.1
    assert apart(thumbnail, own) > 1


def test_the_nearest_to_the_middle_is_read_first(qtbot, sharpened, read):
    qtbot.waitUntil(lambda: all_sharp(sharpened), timeout=PATIENCE)
    rows = {
        tile.path.name: sharpened._model.row_of(tile.item) for tile in sharpened.tiles_in_sight()
    }
    places = [sharpened.framed(rows[name]).center() for name in read]
    middle = sharpened.viewport().rect().center()
    away = [(place - middle).manhattanLength() for place in places]
    assert len(away) == len(rows)
    assert away == sorted(away)


def test_no_file_is_read_where_thumbnails_are_enough(qtbot, sharpened, read):
    sharpened.set_tile_size(176)
    qtbot.waitUntil(lambda: all_there(sharpened), timeout=PATIENCE)
    sharpened.sharpener._rest.timeout.emit()
    assert not read
    assert not sharpened.sharpener._reading


def test_while_it_moves_no_file_is_read_and_what_was_passed_never_is(qtbot, sharpened, read):
    rest, bar, passed = sharpened.sharpener._rest, sharpened.verticalScrollBar(), set()
    rest.setInterval(PATIENCE)  # however slow this machine is: no step is a rest
    for value in range(0, bar.maximum(), bar.pageStep()):
        rest.stop()
        bar.setValue(value)
        qtbot.waitUntil(lambda: rest.isActive() and all_there(sharpened), timeout=PATIENCE)
        passed |= {tile.path.name for tile in sharpened.tiles_in_sight()}
    assert not read
    rest.start(0)
    qtbot.waitUntil(lambda: all_sharp(sharpened), timeout=PATIENCE)
    assert set(read) == {tile.path.name for tile in sharpened.tiles_in_sight()}
    assert passed - set(read)


def test_another_size_is_made_from_the_file_anew(qtbot, sharpened):
    qtbot.waitUntil(lambda: all_sharp(sharpened), timeout=PATIENCE)
    sharpened.set_tile_size(340)
    qtbot.waitUntil(lambda: all_sharp(sharpened), timeout=PATIENCE)
    image = shown(sharpened, in_sight(sharpened)[0])
    assert max(image.width(), image.height()) == sharpened.picture_size.width()


def test_a_late_answer_for_another_size_is_dropped(qtbot, sharpened):
    qtbot.waitUntil(lambda: all_sharp(sharpened), timeout=PATIENCE)
    item, size = in_sight(sharpened)[0], sharpened.picture_size
    before = shown(sharpened, item)
    sharpened.thumbnails.sharpen(item, size / 2, QImage(9, 9, QImage.Format.Format_RGB32))
    assert shown(sharpened, item).size() == before.size()


def test_a_file_on_an_absent_drive_is_not_asked_for(qtbot, sharpened, read, monkeypatch):
    away = sharpened._model.item_at(0)
    tile = sharpened._model.tile

    def offline(row):
        found = tile(row)
        return replace(found, online=False) if found and row == 0 else found

    monkeypatch.setattr(sharpened._model, "tile", offline)
    others = [sharpened._model.item_at(row) for row in sharpened.rows_seen() if row]
    qtbot.waitUntil(lambda: all(is_sharp(sharpened, item) for item in others), timeout=PATIENCE)
    assert not is_sharp(sharpened, away)
    assert len(read) == len(others)


def test_a_file_that_cannot_be_read_keeps_its_thumbnail_until_it_changes(
    qtbot, sharpened, library, monkeypatch
):
    picture, broken = library.browsing.picture, sharpened._model.item_at(0)
    tried = []

    def failing(path, side):
        if path.name == sharpened._model.tile(0).path.name and not tried:
            tried.append(path)
            raise FileUnreadable("It is broken.")
        return picture(path, side)

    monkeypatch.setattr(library.browsing, "picture", failing)
    others = [sharpened._model.item_at(row) for row in sharpened.rows_seen() if row]
    qtbot.waitUntil(
        lambda: bool(tried) and all(is_sharp(sharpened, item) for item in others), timeout=PATIENCE
    )
    assert not is_sharp(sharpened, broken)
    assert not shown(sharpened, broken).isNull()
    sharpened.sharpener.forget(frozenset({broken}))
    qtbot.waitUntil(lambda: is_sharp(sharpened, broken), timeout=PATIENCE)


def test_sharp_ones_count_in_the_same_limit(qtbot, sharpened, library):
    library.settings = library.settings.changed(thumbnail_megabytes=1)
    qtbot.waitUntil(lambda: all_sharp(sharpened), timeout=PATIENCE)
    thumbnails = sharpened.thumbnails
    kept = sum(each.bytes for each in thumbnails._kept.values())
    assert thumbnails._bytes == kept
    sharpened.verticalScrollBar().setValue(sharpened.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: all_sharp(sharpened), timeout=PATIENCE)
    assert set(thumbnails._kept) <= thumbnails._in_view
