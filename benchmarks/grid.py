"""The grid with 100,000 photos whose thumbnails are cached: scrolling, resizing, memory.

A frame is all that the GUI thread does from one movement of the scroll bar to the next: laying
out, drawing, taking in thumbnails and tiles that have come. Frames are begun 60 times a second, as
on a screen, so that threads decode meanwhile as they would. Drawn without a screen, into memory.

Python's garbage is kept as the application keeps it: a look through everything that was imported,
in the midst of a scroll, was by far the slowest frame. The processor's time of the GUI thread
stands beside the slowest frame; the rest of that frame it waited for a processor or for a thread.
"""

import gc
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import psutil
from PySide6.QtWidgets import QApplication

from benchmarks import filled
from benchmarks.report import Report, milliseconds
from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Filters, Query
from mmdesk.core.listings import Order
from mmdesk.core.paths import LibraryPaths
from mmdesk.gui.finder import Results
from mmdesk.gui.garbage import Garbage
from mmdesk.gui.grid.results_grid import ResultsGrid
from mmdesk.gui.grid.results_model import ResultsModel
from mmdesk.gui.grid.thumbnails import Thumbnails
from mmdesk.gui.tasks import Tasks
from mmdesk.library import Library
from mmdesk.media.thumbnails import ThumbnailCache

SIZE = 1280, 800
FRAME = 1 / 60
SCROLLS = 10
SMOOTH, WORST = 0.016, 0.033
RESIZE = 0.050
FLAT = 32.0
"""Megabytes that ten scrolls may add once the first has filled the caches."""


class Frame(NamedTuple):
    """Seconds that went by, and those of them in which the GUI thread had a processor."""

    time: float
    work: float


def main() -> None:
    """Print frame times of scrolling, times of resizing, and memory."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    with TemporaryDirectory() as name:
        _fill(Path(name))
        with Library(Path(name)) as library, _shown(library) as grid, _garbage_kept():
            report = Report(f"The grid with {filled.PHOTOS:,} photos, {SIZE[0]} x {SIZE[1]}")
            _settle(app, 2.0)
            idle = _megabytes()
            _scroll(report, app, grid)
            _resize(report, app, grid)
            _remember(report, app, grid, idle)
            report.print()


def _fill(folder: Path) -> None:
    paths = LibraryPaths.under(folder)
    with (
        closing(Catalogue(paths.catalogue)) as catalogue,
        closing(ThumbnailCache(paths.thumbnails, catalogue.id)) as cache,
    ):
        thumbnails = filled.fill_thumbnails(cache, folder / "samples")
        filled.fill(catalogue, folder / "photos", {}, thumbnails)


@contextmanager
def _shown(library: Library) -> Iterator[ResultsGrid]:
    tasks, thumbnails = Tasks(), Thumbnails(library)
    model = ResultsModel(library, tasks)
    grid = ResultsGrid(model, thumbnails)
    grid.resize(*SIZE)
    grid.show()
    model.show(Results(Query(), library.browsing.listing(Filters(), Order.DATE)))
    try:
        yield grid
    finally:
        thumbnails.stop()
        tasks.stop()
        grid.close()


@contextmanager
def _garbage_kept() -> Iterator[None]:
    """Garbage as in the application, see `mmdesk.app`."""
    gc.freeze()
    garbage = Garbage()
    try:
        yield
    finally:
        garbage.stop()
        gc.unfreeze()


def _scroll(report: Report, app: QApplication, grid: ResultsGrid) -> None:
    bar = grid.verticalScrollBar()
    ways = {
        "a third of a row a frame, 1,500 frames": range(
            0, 1500 * bar.singleStep(), bar.singleStep()
        ),
        "a screen a frame, end to end": range(0, bar.maximum() + SIZE[1], SIZE[1]),
    }
    for what, values in ways.items():
        frames = sorted(_frames(app, (_to(grid, value) for value in values)))
        hundredth, slowest = frames[int(len(frames) * 0.99)].time, frames[-1]
        report.row(f"scrolling {what}: median", milliseconds(frames[len(frames) // 2].time))
        report.demand("  p99, ms", milliseconds(hundredth), hundredth * 1000, most=SMOOTH * 1000)
        said, figure = milliseconds(slowest.time), slowest.time * 1000
        report.demand("  slowest, ms", said, figure, most=WORST * 1000)
        report.row("    at work in it", milliseconds(slowest.work))
        report.row("  most at work in any", milliseconds(max(frame.work for frame in frames)))


def _resize(report: Report, app: QApplication, grid: ResultsGrid) -> None:
    sizes = [(700 + 40 * number, 500 + 25 * number) for number in range(25)]
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum() // 2)
    times = list(_frames(app, (lambda size=size: grid.resize(*size) for size in sizes)))
    worst = max(times).time
    report.demand("resizing, slowest, ms", milliseconds(worst), worst * 1000, most=RESIZE * 1000)
    grid.resize(*SIZE)


def _remember(report: Report, app: QApplication, grid: ResultsGrid, idle: float) -> None:
    bar, sizes = grid.verticalScrollBar(), []
    for _ in range(SCROLLS):
        for value in range(0, bar.maximum(), 10 * SIZE[1]):
            bar.setValue(value)
            _settle(app, 0.004)
        sizes.append(_megabytes())
    report.row("memory, idle", f"{idle:,.0f} MB")
    said = f"{sizes[0]:,.0f} MB, later {min(sizes[1:]):,.0f} to {max(sizes):,.0f} MB"
    grown = max(sizes) - sizes[0]
    report.demand(f"memory over {SCROLLS} scrolls, growth in MB", said, grown, most=FLAT)


def _to(grid: ResultsGrid, value: int) -> Callable[[], None]:
    return lambda: grid.verticalScrollBar().setValue(value)


def _frames(app: QApplication, steps: Iterable[Callable[[], object]]) -> Iterator[Frame]:
    """How long the GUI thread was busy for each step; the rest of the frame it waits."""
    for step in steps:
        busy = _timed(partial(_turn, app, step))
        later = _settle(app, FRAME - busy.time)
        yield Frame(busy.time + later.time, busy.work + later.work)


def _turn(app: QApplication, step: Callable[[], object]) -> None:
    step()
    app.processEvents()


def _settle(app: QApplication, seconds: float) -> Frame:
    """Wait for so long and take in what comes; how long that took where it was most at once."""
    end, longest = time.perf_counter() + seconds, Frame(0.0, 0.0)
    while (left := end - time.perf_counter()) > 0:
        time.sleep(min(left, 0.002))
        longest = max(longest, _timed(app.processEvents))
    return longest


def _timed(work: Callable[[], object]) -> Frame:
    start, worked = time.perf_counter(), time.thread_time()
    work()
    return Frame(time.perf_counter() - start, time.thread_time() - worked)


def _megabytes() -> float:
    return float(psutil.Process().memory_info().rss) / 1e6
