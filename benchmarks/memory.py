"""Memory while indexing 5,000 photos: how much each process grows after the first 500."""

import threading
from collections import defaultdict
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
FLAT = 1.15
"""How much larger a process may be at its largest than it was when the first 500 were done."""

Roles = dict[str, list[float]]


class Watch:
    """Notes the memory of this process and its children while photos are indexed."""

    def __init__(self) -> None:
        self.first_pass: Roles = defaultdict(list)
        self.describing: Roles = defaultdict(list)
        self._done = dict.fromkeys(Stage, 0)
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
            if self._done[Stage.DESCRIBE] > SETTLED:
                self._note(self.describing)
            elif self._done[Stage.READ] > SETTLED and not self._done[Stage.DESCRIBE]:
                self._note(self.first_pass)

    def _note(self, roles: Roles) -> None:
        me = psutil.Process()
        roles["indexing process"].append(_megabytes(me))
        sizes = sorted(_megabytes(child) for child in me.children(recursive=True))
        workers, model_process = (
            (sizes[:-1], sizes[-1:]) if self._done[Stage.DESCRIBE] else (sizes, [])
        )
        if workers:
            roles["largest worker"].append(max(workers))
        roles["model process"] += model_process


def main() -> None:
    """Print each process's memory when it had settled and at its largest."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        photos.write(folder / "photos", range(PHOTOS), photos.SMALL)
        (folder / "library").mkdir()
        chosen = str(model.make(folder / "model"))
        Settings(model=chosen).save(folder / "library" / "settings.json")
        watch = Watch()
        try:
            with Library(folder / "library", indexing=True, emit=watch.told) as library:
                library.index([folder / "photos"])
        finally:
            watch.stop()
    report = Report(f"Memory while {PHOTOS:,} photos are indexed, after the first {SETTLED}")
    for stage, roles in (("first pass", watch.first_pass), ("describing", watch.describing)):
        for role, sizes in roles.items():
            if sizes:
                said = f"{sizes[0]:.0f} MB, {min(sizes):.0f} to {max(sizes):.0f}"
                report.demand(f"{stage}: {role}", said, max(sizes) / sizes[0], most=FLAT)
    report.print()


def _megabytes(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss) / 1e6
    except psutil.NoSuchProcess:
        return 0.0
