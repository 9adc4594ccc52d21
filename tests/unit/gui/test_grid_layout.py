import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmdesk.gui.grid.grid_layout import Box, GridLayout, Move, runs

WIDTH, CELL = 348, (100, 120)
"""Room for three cells of 100 with gaps of 8 and margins of 8, and some to spare."""


def grid(count=0, months=(), width=WIDTH, **options):
    return GridLayout(count or sum(months), width, CELL, months, **options)


def touch(one: Box, other: Box) -> bool:
    across = one.left < other.left + other.width and other.left < one.left + one.width
    return across and one.top < other.top + other.height and other.top < one.top + one.height


def test_cells_fill_rows_and_share_what_is_left_over():
    layout = grid(7)
    assert layout.columns == 3
    assert [layout.box(n).left for n in range(3)] == [8, 124, 240]
    assert [layout.box(n).top for n in (0, 2, 3, 6)] == [8, 8, 136, 264]
    assert layout.height == 8 + 3 * 128 + 8


def test_every_month_begins_a_row_below_its_header():
    layout = grid(months=(4, 1, 2))
    assert [layout.box(n).top for n in (0, 3, 4, 5)] == [48, 176, 344, 512]
    headers = list(layout.headers(0, layout.height))
    assert [(header.month, header.box.top) for header in headers] == [(0, 8), (1, 304), (2, 472)]


def test_only_headers_that_are_seen_are_told():
    layout = grid(months=(4, 1, 2))
    assert [header.month for header in layout.headers(60, 300)] == []
    assert [header.month for header in layout.headers(300, 305)] == [1]
    assert [header.month for header in layout.headers(343, 472)] == [1]


def test_from_right_to_left_the_first_cell_is_on_the_right():
    layout, mirrored = grid(7), grid(7, mirrored=True)
    assert mirrored.box(0) == layout.box(2)
    assert mirrored.at(layout.box(5).left, layout.box(5).top) == 3


def test_one_column_stands_at_the_leading_edge():
    assert grid(3, width=200).box(1).left == 8
    assert grid(3, width=200, mirrored=True).box(1).left == 200 - 8 - 100


def test_a_view_narrower_than_a_cell_still_has_a_column():
    assert grid(3, width=10).columns == 1


def test_an_empty_grid_has_nothing_anywhere():
    layout = grid(0)
    assert layout.visible(0, 1000) == range(0)
    assert layout.at(50, 50) is None
    assert list(layout.within(Box(0, 0, 1000, 1000))) == []


def test_between_cells_is_no_item():
    layout = grid(4)
    first = layout.box(0)
    assert layout.at(first.left + 99, first.top + 119) == 0
    assert layout.at(first.left + 100, first.top) is None
    assert layout.at(first.left, first.top + 120) is None
    assert layout.at(layout.box(1).left, layout.box(3).top) is None


@pytest.mark.parametrize(
    ("start", "move", "reached"),
    [
        (0, Move.LEFT, 0),
        (0, Move.RIGHT, 1),
        (2, Move.RIGHT, 3),
        (6, Move.RIGHT, 6),
        (4, Move.UP, 3),
        (1, Move.UP, 1),
        (1, Move.DOWN, 3),
        (3, Move.DOWN, 4),
        (2, Move.DOWN, 3),
        (6, Move.DOWN, 6),
        (5, Move.HOME, 0),
        (0, Move.END, 6),
    ],
)
def test_keys_lead_over_rows_and_months(start, move, reached):
    """Rows: 0 1 2, 3 | 4 | 5 6."""
    assert grid(months=(4, 1, 2)).step(start, move, 500) == reached


def test_left_is_left_from_right_to_left_as_well():
    layout = grid(7, mirrored=True)
    assert layout.step(0, Move.LEFT, 500) == 1
    assert layout.step(1, Move.RIGHT, 500) == 0


def test_a_page_keeps_the_column_and_ends_in_the_last_row():
    layout = grid(31)
    assert layout.step(1, Move.PAGE_DOWN, 4 * 128) == 10
    assert layout.step(10, Move.PAGE_UP, 4 * 128) == 1
    assert layout.step(28, Move.PAGE_DOWN, 4 * 128) == 30
    assert layout.step(4, Move.PAGE_UP, 4 * 128) == 1


def test_pages_go_on_over_months_of_one_photo_each():
    layout, reached = grid(months=(1,) * 10), [0]
    while reached[-1] < 9:
        reached.append(layout.step(reached[-1], Move.PAGE_DOWN, 100))
    assert reached == list(range(10))
    assert layout.step(9, Move.PAGE_UP, 100) == 8


months = st.lists(st.integers(1, 12), max_size=6).map(tuple)


@given(months, st.integers(50, 700), st.booleans(), st.integers(-50, 900), st.integers(1, 400))
def test_what_is_visible_is_what_touches_the_view(months, width, mirrored, top, height):
    layout = grid(months=months, width=width, mirrored=mirrored)
    view = Box(-1000, top, 3000, height)
    seen = [n for n in range(layout.count) if touch(layout.box(n), view)]
    assert list(layout.visible(top, top + height)) == seen


@given(months, st.integers(50, 700), st.booleans(), st.tuples(*[st.integers(0, 400)] * 4))
def test_a_band_holds_what_it_touches(months, width, mirrored, band):
    layout, band = grid(months=months, width=width, mirrored=mirrored), Box(*band)
    held = itertools.chain.from_iterable(layout.within(band))
    assert list(held) == [n for n in range(layout.count) if touch(layout.box(n), band)]


@given(months, st.integers(50, 700), st.booleans())
def test_cells_and_headers_never_overlap_and_lie_inside(months, width, mirrored):
    layout = grid(months=months, width=width, mirrored=mirrored)
    boxes = [layout.box(n) for n in range(layout.count)]
    boxes += [header.box for header in layout.headers(0, layout.height)]
    assert not any(touch(one, other) for one, other in itertools.combinations(boxes, 2))
    assert all(box.top + box.height <= layout.height for box in boxes)


@given(months.filter(len), st.integers(50, 700), st.booleans(), st.data())
def test_no_key_leads_outside_and_every_item_is_reached(months, width, mirrored, data):
    layout = grid(months=months, width=width, mirrored=mirrored)
    start = data.draw(st.integers(0, layout.count - 1))
    for move in Move:
        assert 0 <= layout.step(start, move, 300) < layout.count
    assert layout.step(start, Move.DOWN, 300) >= start >= layout.step(start, Move.UP, 300)
    assert layout.at(*layout.box(start)[:2]) == start


def test_rows_become_as_few_ranges_as_there_can_be() -> None:
    assert list(runs([0, 1, 2, 5, 7, 8])) == [range(3), range(5, 6), range(7, 9)]
    assert list(runs([4])) == [range(4, 5)]
    assert list(runs([])) == []
