"""The window: when it is seen, against an empty one; typing in it, its memory, and closing it.

Each window is a process of its own, started as a user starts it, and drawn without a screen.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import IO, Any

import numpy as np

from benchmarks import HEAVY, filled, model, photos
from benchmarks.report import Report, milliseconds
from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Space
from mmdesk.core.paths import LibraryPaths
from mmdesk.core.settings import Settings
from mmdesk.indexing.volumes import mount_of
from mmdesk.media.thumbnails import ThumbnailCache
from mmdesk.models.looks import LOOKS_SPACE
from mmdesk.models.registry import Purpose, find
from mmdesk.search.neighbours import Neighbours
from tests.helpers.clouds import Cloud

ROUNDS, CLOSINGS = 15, 3
TO_INDEX = 3_000
SCREEN = {
    "name": "a usual one",
    **dict.fromkeys(("x", "y"), 0),
    "width": 1920,
    "height": 1080,
    "dpr": 1,
    "logicalDpi": 96,
    "logicalBaseDpi": 96,
}
PAUSE = 0.150
"""Seconds that the window waits after a key before it searches."""


def main() -> None:
    """Print what was measured, against an empty window where that counts."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:  # torch stays out of this one
            chosen = apart.submit(model.make, folder / "model").result()
        many = _home(folder / "many", chosen)
        _fill(many, find(str(chosen), folder, Purpose.PICTURES).space)
        photos.write(folder / "photos", range(TO_INDEX), photos.SMALL)
        fresh = [
            _to_index(folder / f"fresh {n}", chosen, folder / "photos") for n in range(CLOSINGS)
        ]
        report = Report(f"The window with {filled.PHOTOS:,} photos, medians of {ROUNDS} in turn")
        _measure_seeing(report, many)
        _measure_typing(report, many)
        _measure_closing(report, fresh)
        report.print()


def _measure_seeing(report: Report, home: Path) -> None:
    seen: dict[str, list[float]] = {"empty": [], "painted": [], "screen": []}
    heavy: set[str] = set()
    for mode in list(seen) * (1 + ROUNDS):
        told = _run(home, mode)
        heavy.update(told["painted"].get("heavy", ()))
        seen[mode].append(told["screen" if mode == "screen" else "painted"]["at"])
    empty, painted, screen = (median(times[1:]) for times in seen.values())
    report.row("an empty PySide6 window", milliseconds(empty), 1.0)
    report.demand("the window", milliseconds(painted), painted / empty, most=3)
    found = ", ".join(name for name in HEAVY if name in heavy) or "none"
    report.demand("  heavy modules imported by then", found, float(len(heavy)), most=0)
    report.demand("the first screen of photos", milliseconds(screen), screen / empty, most=5)
    idle = _run(home, "idle")["idle"]
    said = f"{idle['megabytes']:,.0f} MB, {idle['files']:,.0f} MB of it mapped files"
    report.row("memory at rest", said)


def _measure_typing(report: Report, home: Path) -> None:
    times = _run(home, "typing")["typed"]["seconds"]
    after = median(times) - PAUSE
    what = f"key to results without the pause, ms, median of {len(times)}"
    report.demand(what, milliseconds(after), after * 1000, most=150)
    report.row("  slowest", milliseconds(max(times) - PAUSE))


def _measure_closing(report: Report, homes: list[Path]) -> None:
    times, shown = [], 0
    for home in homes:
        told = _run(home, "closing")
        times.append(told["ended"]["at"] - told["closing"]["at"])
        shown = max(shown, told["closing"]["items"])
    slowest = max(times)
    report.demand("closing while indexing, slowest, s", milliseconds(slowest), slowest, most=2)
    report.row("  photos indexed by then", f"{shown:,} of {TO_INDEX:,}")


def _run(home: Path, mode: str) -> dict[str, dict[str, Any]]:
    """What a window told, by what it was, each with the seconds (`at`) since it was started."""
    start = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.watched", mode],
        env=_environment(home),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        told = {line["what"]: {**line, "at": at} for line, at in _lines(process.stdout, start)}
    if process.returncode != 0:
        sys.exit(f"The window ({mode}) ended with {process.returncode}.")
    return {**told, "ended": {"at": perf_counter() - start}}


def _lines(output: IO[str], start: float) -> Iterator[tuple[dict[str, Any], float]]:
    for line in output:
        yield json.loads(line), perf_counter() - start


def _environment(home: Path) -> dict[str, str]:
    """That of a user with this library, who lets Python keep what it has compiled."""
    screen = home / "screen.json"
    screen.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
    platform = f"offscreen:configfile={screen}"
    environment = {**os.environ, "XDG_DATA_HOME": str(home), "QT_QPA_PLATFORM": platform}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _home(folder: Path, chosen: Path) -> Path:
    """A user's folder with an empty library that uses the model."""
    paths = _paths(folder)
    paths.folder.mkdir(parents=True)
    Settings(model=str(chosen)).save(paths.settings)
    return folder


def _paths(home: Path) -> LibraryPaths:
    return LibraryPaths.under(home / "mmdesk")


def _fill(home: Path, space: Space) -> None:
    paths = _paths(home)
    filled.write_files(home / "photos")
    cloud = Cloud(space.dimension, subjects=500)
    chunks = [cloud.photos(filled.CHUNK) for _ in range(filled.PHOTOS // filled.CHUNK)]
    alike = np.full((1, LOOKS_SPACE.dimension), LOOKS_SPACE.dimension**-0.5, np.float32)
    vectors = {
        space: np.concatenate(chunks),
        LOOKS_SPACE: np.broadcast_to(alike, (filled.PHOTOS, LOOKS_SPACE.dimension)),
    }
    with (
        closing(Catalogue(paths.catalogue)) as catalogue,
        closing(ThumbnailCache(paths.thumbnails, catalogue.id)) as cache,
        closing(Neighbours(catalogue, paths.vectors, Settings())) as neighbours,
    ):
        thumbnails = filled.fill_thumbnails(cache, home / "samples")
        filled.fill(catalogue, home / "photos", vectors, thumbnails)
        for each in vectors:
            while neighbours.tend(each):
                pass


def _to_index(home: Path, chosen: Path, folder: Path) -> Path:
    """A user's folder with a library that has a root, of which nothing is indexed yet."""
    with closing(Catalogue(_paths(_home(home, chosen)).catalogue)) as catalogue:
        catalogue.roots.add(folder, mount_of(folder))
    return home
