"""Memory while an hour of sound is indexed, above what mmdesk holds once its model is loaded."""

import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import psutil
import soundfile

from benchmarks import model
from benchmarks.report import Report
from mmdesk.core.settings import Settings
from mmdesk.library import Library

RATE, MINUTES = 44_100, 60
LOOK_EVERY = 0.1
MOST = 300.0
"""Megabytes."""


class Watch:
    """Notes the most memory that this process and its children ever have together."""

    def __init__(self) -> None:
        self.most = _megabytes()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def stopped(self) -> float:
        """Look no more; the most there was, in megabytes."""
        self._ended.set()
        self._thread.join()
        return self.most

    def _run(self) -> None:
        while not self._ended.wait(LOOK_EVERY):
            self.most = max(self.most, _megabytes())


def main() -> None:
    """Print how much memory indexing the hour took."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:  # torch stays out of this one
            ears = apart.submit(model.make_clap, folder / "model").result()
        short, hour = _written(folder / "short", 0.5), _written(folder / "hour", MINUTES)
        (folder / "library").mkdir()
        Settings(model="nobody/nothing", sound_model=str(ears)).save(
            folder / "library" / "settings.json"
        )
        with Library(folder / "library", indexing=True) as library:
            library.index([short])
            before = _megabytes()
            watch = Watch()
            try:
                told = library.index([hour])
            finally:
                watch.stopped()
    report = Report(f"Memory while {MINUTES} minutes of sound are indexed")
    report.row("all processes, model loaded, after half a minute of sound", f"{before:.0f} MB")
    most = f"{watch.most:.0f} MB at most"
    report.demand("growth in MB", most, watch.most - before, most=MOST)
    report.row("time", f"{told.seconds:.0f} s, {MINUTES * 60 / told.seconds:.0f} x real time")
    report.print()


def _written(folder: Path, minutes: float) -> Path:
    """A FLAC of noise that swells and fades, written minute by minute."""
    folder.mkdir()
    random = np.random.default_rng(round(minutes * 10))
    with soundfile.SoundFile(folder / "noise.flac", "w", RATE, 1) as file:
        for _ in range(max(1, round(minutes))):
            time = np.arange(round(min(1.0, minutes) * 60 * RATE)) / RATE
            noise = random.normal(0, 0.1, len(time)) * np.abs(np.sin(time))
            file.write(noise.astype(np.float32))
    return folder


def _megabytes() -> float:
    """Of this process and its children, what they share counted once."""
    me = psutil.Process()
    return sum(map(_own, [me, *me.children(recursive=True)]))


def _own(process: psutil.Process) -> float:
    try:
        full = process.memory_full_info()
        return float(getattr(full, "pss", full.uss)) / 1e6
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0.0
