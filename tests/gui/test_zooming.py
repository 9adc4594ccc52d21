import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSizeF

from mmdesk.gui.preview.zooming import LARGEST_FIT, Zoom

VIEW = QSizeF(1000, 500)
sides = st.floats(1, 50_000)


def test_a_picture_is_fitted_whole_into_the_middle() -> None:
    zoom = Zoom(QSizeF(4000, 1000), VIEW)
    assert zoom.scale == 0.25
    assert zoom.place.getRect() == (0, 125, 1000, 250)
    assert not zoom.may_move


def test_a_tiny_one_is_not_blown_up() -> None:
    assert Zoom(QSizeF(2, 2), VIEW).scale == LARGEST_FIT


def test_the_thinnest_one_keeps_a_pixel() -> None:
    assert Zoom(QSizeF(20_000, 2), VIEW).place.height() == 1


def test_zooming_keeps_the_point_under_the_pointer() -> None:
    zoom, at = Zoom(QSizeF(4000, 2000), VIEW), QPointF(300, 100)
    before = (at - zoom.place.topLeft()) / zoom.scale
    nearer = zoom.nearer(2.5, at).nearer(1.7, at)
    after = (at - nearer.place.topLeft()) / nearer.scale
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()))


def test_out_again_it_is_fitted_again() -> None:
    zoom = Zoom(QSizeF(4000, 2000), VIEW)
    again = zoom.nearer(3, QPointF(900, 400)).nearer(0.1, QPointF(0, 0))
    assert again.wanted is None
    assert again.place == zoom.place


def test_dragging_stops_at_the_edge_and_comes_back_at_once() -> None:
    zoom = Zoom(QSizeF(4000, 2000), VIEW).at_scale(1.0, QPointF(500, 250))
    far = zoom.moved(QPointF(10_000, 10_000))
    assert far.place.topLeft() == QPointF(0, 0)
    assert far.moved(QPointF(-10, 0)).place.left() == pytest.approx(-10)


@given(sides, sides, sides, sides, st.floats(0.01, 100), st.floats(0, 1), st.floats(0, 1))
def test_no_gap_opens_where_the_picture_could_fill_it(
    width: float, height: float, across: float, down: float, factor: float, x: float, y: float
) -> None:
    zoom = Zoom(QSizeF(width, height), QSizeF(across, down))
    at = QPointF(x * across, y * down)
    place = zoom.nearer(factor, at).moved(at).place
    for start, end, room in (
        (place.left(), place.right(), across),
        (place.top(), place.bottom(), down),
    ):
        slack = 1e-6 * room + 0.01
        if end - start >= room:
            assert start <= slack
            assert end >= room - slack
        else:
            assert start == pytest.approx(room - end, abs=slack)
