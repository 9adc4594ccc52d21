"""Memory while indexing 5,000 photos: how much each process grows after the first 500."""

import threading
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks import model, photos
from benchmarks.report import Report
from mmdesk.core import events
from mmdesk.core.entities import Stage
from mmdesk.core.settings import Settings
from mmdesk.library import Library

PHOTOS, SETTLED = 5_000, 500
LOOK_EVERY = 0.25
FLAT = 64.0
"""Megabytes that a process may still grow: SQLite's page caches fill with the catalogue, to 32 MB
for each of two connections, and no further."""


class Watch:
    """Notes the memory of this process and its children once `SETTLED` photos are through.

    The model process is the one that starts when the first pass is over.
    """

    def __init__(self) -> None:
        self.sizes: dict[str, list[float]] = defaultdict(list)
        self._done = dict.fromkeys(Stage, 0)
        self._workers: set[int] = set()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def told(self, event: events.Event) -> None:
        """Keep up with how far indexing is."""
        if isinstance(event, events.Progress):
            self._done[event.stage] = event.done

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(LOOK_EVERY):
            if self._done[Stage.READ] > SETTLED:
                self._note()

    def _note(self) -> None:
        me = psutil.Process()
        children = me.children(recursive=True)
        self._workers = self._workers or {child.pid for child in children}
        self.sizes["indexing process"].append(_megabytes(me))
        workers = [_megabytes(child) for child in children if child.pid in self._workers]
        self.sizes["largest worker"].append(max(workers, default=0.0))
        if self._done[Stage.DESCRIBE] > SETTLED:
            models = [_megabytes(child) for child in children if child.pid not in self._workers]
            self.sizes["model process"].append(max(models, default=0.0))


def main() -> None:
    """Print each process's memory when it had settled and at its largest."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        photos.write(folder / "photos", range(PHOTOS), photos.SMALL)
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:  # torch stays out of this one
            chosen = apart.submit(model.make, folder / "model").result()
        (folder / "library").mkdir()
        Settings(model=str(chosen)).save(folder / "library" / "settings.json")
        watch = Watch()
        try:
            with Library(folder / "library", indexing=True, emit=watch.told) as library:
                library.index([folder / "photos"])
        finally:
            watch.stop()
    _tell(watch)


def _tell(watch: Watch) -> None:
    report = Report(f"Memory while {PHOTOS:,} photos are indexed, after the first {SETTLED}")
    for role, sizes in watch.sizes.items():
        said = f"{sizes[0]:.0f} MB, later {min(sizes):.0f} to {max(sizes):.0f} MB"
        report.demand(f"{role}, growth in MB", said, max(sizes) - sizes[0], most=FLAT)
    report.print()


def _megabytes(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss) / 1e6
    except psutil.NoSuchProcess:
        return 0.0
