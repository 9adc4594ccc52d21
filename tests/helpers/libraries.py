"""Libraries for tests that run the whole house: made, indexed, asked, looked into."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from helpers.pictures import photo_like

from mmdesk.core import events
from mmdesk.core.paths import LibraryPaths
from mmdesk.core.reports import IndexReport
from mmdesk.core.settings import Settings
from mmdesk.library import Library

SETTLE_SECONDS = 0.05
PATIENCE = 60.0
"""Seconds after which what should happen has not; generous, for machines that are busy."""


@dataclass
class House:
    """A library's folder, a folder of photos beside it, and what was said while indexing."""

    library: Path
    photos: Path
    said: list[events.Event] = field(default_factory=list)

    def set(self, **settings: object) -> None:
        """Write the library's settings; files settle quickly unless told otherwise."""
        self.library.mkdir(parents=True, exist_ok=True)
        chosen = {"settle_seconds": SETTLE_SECONDS, **settings}
        Settings().changed(**chosen).save(LibraryPaths.under(self.library).settings)

    def open(self, *, indexing: bool = True) -> Library:
        return Library(self.library, indexing=indexing, emit=self.said.append)

    def index(self, *folders: Path, forget: bool = False) -> IndexReport:
        """Index these folders (the photos by default) in a library that is opened for it."""
        with self.open() as library:
            return library.index(folders or [self.photos], forget=forget)

    def photo(self, name: str, seed: int | None = None) -> Path:
        """A small photo; the same seed is the same content, by default each name has its own."""
        path = self.photos / name
        path.parent.mkdir(parents=True, exist_ok=True)
        number = sum(name.encode()) * len(name) if seed is None else seed
        photo_like(96, 64, number).save(path, "JPEG")
        return path

    def photo_set(self, *names: str) -> list[Path]:
        return [self.photo(name, 1000 + number) for number, name in enumerate(names)]

    @property
    def notices(self) -> list[str]:
        return [event.text for event in self.said if isinstance(event, events.Notice)]

    def asked(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that the catalogue gives, read as any other program would."""
        path = LibraryPaths.under(self.library).catalogue
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)) as connection:
            return connection.execute(question, values).fetchall()

    def encodings(self) -> int:
        """How many vectors were ever stored, changed or removed."""
        return int(self.asked("SELECT seq FROM sqlite_sequence WHERE name = 'changes'")[0][0])

    def is_sound(self) -> bool:
        """Whether the catalogue is whole and everything in it has been worked off."""
        waiting = self.asked(
            "SELECT count(*) FROM jobs JOIN items ON items.id = item"
            " WHERE state = 'waiting' AND orphaned IS NULL"
        )
        return self.asked("PRAGMA integrity_check") == [("ok",)] and waiting == [(0,)]


def names(library: Library, text: str = "", **asked: Any) -> set[str]:
    """The paths that a search finds, relative to nothing: just the file names."""
    return {hit.path.name for hit in library.search(library.query(text, limit=1000, **asked)).hits}


def paths(library: Library, text: str = "") -> set[Path]:
    return {hit.path for hit in library.search(library.query(text, limit=1000)).hits}


def eventually(condition: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait until the condition holds; fail when it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"It did not happen within {seconds:g} s.")
        time.sleep(0.02)


def arguments(library: Path, *command: str | Path) -> list[str]:
    return [sys.executable, "-m", "mmdesk", "--library", str(library), *map(str, command)]


def mmdesk(library: Path, *command: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own; with its output as text."""
    options.setdefault("timeout", 120)
    return subprocess.run(
        arguments(library, *command), capture_output=True, text=True, check=False, **options
    )


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A file system of its own; the test is skipped where none may be mounted."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting a small disk takes root on Linux")
    place = Path(tempfile.mkdtemp(prefix="mmdesk-disk-"))
    options = ["-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)]
    if subprocess.run(["mount", *options], check=False, capture_output=True).returncode != 0:
        place.rmdir()
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=False, capture_output=True)
        shutil.rmtree(place, ignore_errors=True)
