"""Where every cell of the grid lies: whole numbers only, no widgets.

Cells are of one size and stand in rows; with months, each month begins a new row below a header
of its own. A hundred thousand items cost as much as their months do, so that a resize is instant.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import accumulate, pairwise
from typing import NamedTuple

MARGIN = 8
"""Room around everything."""
GAP = 8
"""The least room between cells."""


class Move(Enum):
    """Where a key leads, as the user sees it: LEFT is left in every language."""

    LEFT = auto()
    RIGHT = auto()
    UP = auto()
    DOWN = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    HOME = auto()
    END = auto()


class Box(NamedTuple):
    """A rectangle in pixels; `left + width` and `top + height` lie just outside."""

    left: int
    top: int
    width: int
    height: int


class Header(NamedTuple):
    """The heading of one month: which of them, and where it lies."""

    month: int
    box: Box


class GridLayout:
    """The places of `count` cells in a view of some width; positions count from the very top.

    `months` are the items in each month, adding up to `count`, or none at all; `header` is the
    height above each month. Rows reach from margin to margin; what is left over stands between.
    """

    def __init__(
        self,
        count: int,
        width: int,
        cell: tuple[int, int],
        months: Sequence[int] = (),
        *,
        header: int = 40,
        mirrored: bool = False,
    ) -> None:
        self.count, self.mirrored = count, mirrored
        self._cell_width, self._cell_height = cell
        self._header = header if months else 0
        self._inner = max(width - 2 * MARGIN, self._cell_width)
        self.columns = (self._inner + GAP) // (self._cell_width + GAP)
        spare = self._inner - self.columns * self._cell_width
        self._pitch = self._cell_width + spare / max(self.columns - 1, 1)
        self.row_height = self._cell_height + GAP
        sizes = months or ((count,) if count else ())
        self._firsts = list(accumulate(sizes[:-1], initial=0)) if sizes else []
        self._sizes = tuple(sizes)
        heights = (self._header + self._rows(size) * self.row_height for size in sizes)
        self._tops = list(accumulate(heights, initial=MARGIN))
        self.height = self._tops[-1] + MARGIN

    def _rows(self, size: int) -> int:
        return -(-size // self.columns)

    def box(self, number: int) -> Box:
        """Where the cell of an item lies."""
        month = bisect_right(self._firsts, number) - 1
        row, column = divmod(number - self._firsts[month], self.columns)
        top = self._row_top(month, row)
        return Box(self._left(column), top, self._cell_width, self._cell_height)

    def _left(self, column: int) -> int:
        left = int(column * self._pitch)
        return MARGIN + (self._inner - self._cell_width - left if self.mirrored else left)

    def _row_top(self, month: int, row: int) -> int:
        return self._tops[month] + self._header + row * self.row_height

    def at(self, x: int, y: int) -> int | None:
        """The item whose cell covers this point."""
        return next((n for row in self.within(Box(x, y, 1, 1)) for n in row), None)

    def visible(self, top: int, bottom: int) -> range:
        """The items of all rows that reach between `top` and `bottom`."""
        first = self._first_from(top - self._cell_height + 1)
        return range(first, max(first, self._first_from(bottom)))

    def _first_from(self, y: int) -> int:
        """The first item whose row begins at `y` or below; `count` where none does."""
        month = max(bisect_right(self._tops, y) - 1, 0)
        if month >= len(self._sizes):
            return self.count
        above = max(y - self._row_top(month, 0), 0)
        passed = -(-above // self.row_height) * self.columns
        return self._firsts[month] + min(passed, self._sizes[month])

    def within(self, box: Box) -> Iterator[range]:
        """The items whose cells touch a rectangle, as one run for each row."""
        numbers = self.visible(box.top, box.top + box.height)
        start = numbers.start
        while start < numbers.stop:
            stop = min(self._row_end(start), numbers.stop)
            touched = [n for n in range(start, stop) if self._touches(n, box)]
            if touched:
                yield range(touched[0], touched[-1] + 1)
            start = stop

    def _touches(self, number: int, box: Box) -> bool:
        left = self.box(number).left
        return left < box.left + box.width and box.left < left + self._cell_width

    def _row_end(self, number: int) -> int:
        month = bisect_right(self._firsts, number) - 1
        first = self._firsts[month]
        row = (number - first) // self.columns
        return first + min((row + 1) * self.columns, self._sizes[month])

    def headers(self, top: int, bottom: int) -> Iterator[Header]:
        """The months' headers that reach between `top` and `bottom`."""
        month = bisect_right(self._tops, top - self._header)
        while self._header and month < len(self._sizes) and self._tops[month] < bottom:
            yield Header(month, Box(MARGIN, self._tops[month], self._inner, self._header))
            month += 1

    def step(self, number: int, move: Move, page: int) -> int:
        """The item that a key leads to from `number`; `page` is the height that is seen."""
        forward = Move.LEFT if self.mirrored else Move.RIGHT
        match move:
            case Move.HOME:
                return 0
            case Move.END:
                return self.count - 1
            case Move.LEFT | Move.RIGHT:
                return min(max(number + (1 if move is forward else -1), 0), self.count - 1)
            case Move.UP | Move.DOWN:
                return self._next_row(number, 1 if move is Move.DOWN else -1)
            case Move.PAGE_UP | Move.PAGE_DOWN:
                return self._page(number, page if move is Move.PAGE_DOWN else -page)

    def _column(self, number: int) -> int:
        return (number - self._firsts[bisect_right(self._firsts, number) - 1]) % self.columns

    def _next_row(self, number: int, direction: int) -> int:
        column = self._column(number)
        if direction > 0:
            start = self._row_end(number)
            return number if start >= self.count else min(start + column, self._row_end(start) - 1)
        start = number - column
        if start == 0:
            return number
        above = self._column(start - 1)
        return start - 1 - max(above - column, 0)

    def _page(self, number: int, distance: int) -> int:
        """The cell of the same column one page on, and at least one row on."""
        rows = max(abs(distance) // self.row_height - 1, 1)
        direction = 1 if distance > 0 else -1
        start = self._first_from(self.box(number).top + direction * rows * self.row_height)
        if start >= self.count:
            start = self.count - 1 - self._column(self.count - 1)
        reached = min(start + self._column(number), self._row_end(start) - 1)
        return reached if (reached - number) * direction > 0 else self._next_row(number, direction)


def joined(rows: Iterable[range]) -> Iterator[range]:
    """Ascending ranges, those without a gap between them made one."""
    waiting: range | None = None
    for run in rows:
        if waiting is not None and run.start == waiting.stop:
            waiting = range(waiting.start, run.stop)
            continue
        if waiting is not None:
            yield waiting
        waiting = run
    if waiting is not None:
        yield waiting


def runs(rows: Sequence[int]) -> Iterator[range]:
    """Ascending numbers as ranges, as few as there can be; a hundred thousand take milliseconds."""
    breaks = [place for place, (one, two) in enumerate(pairwise(rows), 1) if two - one > 1]
    if rows:
        for start, stop in pairwise([0, *breaks, len(rows)]):
            yield range(rows[start], rows[stop - 1] + 1)
