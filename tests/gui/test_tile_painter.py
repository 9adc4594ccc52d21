from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from helpers.pictures import encoded, photo_like
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from mmdesk.core.entities import Hit, Kind
from mmdesk.core.listings import Marks, Tile
from mmdesk.gui.grid.drag_picture import drag_picture
from mmdesk.gui.grid.tile_painter import Cell, TilePainter

LEFT_TO_RIGHT = Qt.LayoutDirection.LeftToRight
TILE = Tile(
    1,
    Kind.PHOTO,
    Path("/p/a.jpg"),
    True,
    datetime(2021, 5, 12),  # noqa: DTZ001
    3,
    2,
    Marks(favourite=True),
)


def painter(ratio=1.0, *, side=150, names=False):
    palette = QApplication.palette()
    return TilePainter(side, ratio, palette, QApplication.font(), names=names)


def drawn(tiles, cell, direction=LEFT_TO_RIGHT):
    """A cell as the screen gets it, in device pixels."""
    side = round((tiles.side + 40) * tiles.ratio)
    surface = QPixmap(side, side)
    surface.setDevicePixelRatio(tiles.ratio)
    surface.fill(QApplication.palette().base().color())
    brush = QPainter(surface)
    brush.setLayoutDirection(direction)
    tiles.draw_pictures(brush, [cell])
    tiles.draw_names(brush, [cell])
    brush.end()
    return surface.toImage()


def cell(**changed):
    values = {"tile": None, "hit": None, "picture": None, "missing": False, "selected": False}
    return Cell(left=11, top=11, name="a.jpg", **{**values, **changed})


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_pictures_reach_the_screen_pixel_by_pixel(qapp, ratio):
    tiles = painter(ratio)
    size = tiles.picture_size
    picture = QPixmap()
    picture.loadFromData(encoded(photo_like(size.width(), size.height() - 20), "PNG"))
    shown = drawn(tiles, cell(picture=picture))
    start = round(11 * ratio) + (round(150 * ratio) - picture.width()) // 2
    top = round(11 * ratio) + (round(150 * ratio) - picture.height()) // 2
    part = shown.copy(QRect(start, top, picture.width(), picture.height()))
    part.setDevicePixelRatio(1)
    assert part == picture.toImage().convertToFormat(part.format())


def test_a_picture_of_another_size_never_leaves_its_cell(qapp):
    tiles, large = painter(), QPixmap(500, 400)
    large.fill(Qt.GlobalColor.red)
    shown, red = drawn(tiles, cell(picture=large)), QPixmap(large).toImage().pixel(0, 0)
    assert shown.pixel(11 + 75, 11 + 75) == red
    assert shown.pixel(11 + 2, 11 + 75) != red


def differs(one, other):
    """Where two pictures differ: the columns, from the left."""
    pixels = [
        np.frombuffer(image.convertToFormat(image.Format.Format_RGB32).constBits(), np.uint8)
        for image in (one, other)
    ]
    apart = (pixels[0] != pixels[1]).reshape(one.height(), one.width(), 4)
    return np.flatnonzero(apart.any(axis=(0, 2)))


def test_the_heart_stands_at_the_trailing_and_the_reason_at_the_leading_corner(qapp):
    tiles, hit = painter(), Hit(1, Kind.PHOTO, TILE.path, 1.0, ("words in title",))
    for direction in (LEFT_TO_RIGHT, Qt.LayoutDirection.RightToLeft):
        plain = drawn(tiles, cell(), direction)
        heart = differs(plain, drawn(tiles, cell(tile=TILE), direction)).mean()
        reason = differs(plain, drawn(tiles, cell(hit=hit), direction)).mean()
        leading, trailing = sorted((reason, heart), reverse=direction is not LEFT_TO_RIGHT)
        assert (leading, trailing) == (reason, heart)
        assert abs(heart - reason) > 100


def test_each_sort_of_reason_has_its_badge(qapp):
    tiles = painter()
    reasons = ("words in name", "look of a.jpg (0.91)", "description (0.31)")
    hits = [Hit(1, Kind.PHOTO, TILE.path, 1.0, (reason,)) for reason in reasons]
    first, second, third = (drawn(tiles, cell(hit=hit)) for hit in hits)
    assert first != second != third != first


def test_a_long_name_is_cut_in_its_middle(qapp):
    tiles = painter(names=True)
    text, inset = tiles._elided("a name that is much longer than a tile is wide.jpg")
    assert text.text().startswith("a name")
    assert text.text().endswith(".jpg")
    assert inset < 10


def test_the_count_is_shown_on_what_is_dragged(qapp):
    thumbnail = QPixmap(256, 128)
    thumbnail.fill(Qt.GlobalColor.gray)
    one = drag_picture(thumbnail, 1, qapp.palette(), 2.0)
    many = drag_picture(thumbnail, 1200, qapp.palette(), 2.0)
    assert (one.width(), one.height(), one.devicePixelRatio()) == (192, 96, 2.0)
    assert one.toImage() != many.toImage()
    assert drag_picture(None, 2, qapp.palette(), 1.0).width() == 96
