"""`kill -9` at random moments: nothing indexed is lost or doubled, and the rest gets done.

Most kills fall into the first pass, whose processes start in a second; the describing pass, whose
model process takes several seconds to start, is killed after a random number of its embeddings.
"""

import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from helpers import tiny_models
from helpers.libraries import House, arguments, eventually
from helpers.pictures import photo_like

KILLS_BY_TIME = 27
KILLS_BY_PROGRESS = 4
"""How many must hit a process at work: together more than 30."""
ATTEMPTS = 3
"""For each of them, at most: some processes are done before they are killed."""
NEW_PHOTOS = 5
"""How many come before each start, so that every process has something of each stage to do."""

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")


class Life:
    """A library that is killed again and again; what it had indexed must never get less."""

    def __init__(self, house: House, seed: int) -> None:
        self.house, self.random = house, random.Random(seed)
        self.photos = 0
        self.had: set[tuple[str, bytes]] = set()

    def start(self) -> subprocess.Popen[bytes]:
        """Change the folder a little, and index it in a process of its own."""
        for _ in range(NEW_PHOTOS):
            path = self.house.photos / f"{self.photos:03}.jpg"
            photo_like(48, 32, self.photos).save(path, "JPEG")
            self.photos += 1
        moved = self.house.photos / f"{self.random.randrange(self.photos):03}.jpg"
        moved.rename(moved.with_name("moving"))
        moved.with_name("moving").rename(moved)
        command = arguments(self.house.library, "index", self.house.photos)
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether it was still at work."""
        family = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.wait()
        eventually(lambda: not any(_lives(child) for child in family))
        return process.returncode == -signal.SIGKILL

    def hits(self, kill: Callable[[], bool], wanted: int) -> bool:
        """Whether so many kills hit a process at work; everything is checked after each."""
        hits = 0
        for _ in range(ATTEMPTS * wanted):
            hits += kill()
            self.check()
            if hits == wanted:
                return True
        return False

    def check(self) -> None:
        """What is in the catalogue now, against what was there before."""
        if not (self.house.library / "catalogue.sqlite").exists():
            return
        assert self.house.asked("PRAGMA integrity_check") == [("ok",)]
        if not self.house.asked("SELECT 1 FROM sqlite_master WHERE name = 'embeddings'"):
            return
        rows = self.house.asked(
            "SELECT spaces.key, items.digest FROM embeddings JOIN spaces ON spaces.id = space"
            " JOIN segments ON segments.id = segment JOIN items ON items.id = item"
        )
        assert len(rows) == len(set(rows))
        assert self.had <= set(rows)
        self.had = set(rows)

    def finish(self, spaces: int) -> None:
        """One undisturbed run, after which nothing is left to do and nothing is there twice."""
        process = self.start()
        assert process.wait(timeout=120) == 0
        self.check()
        assert self.house.is_sound()
        assert len(self.had) == spaces * self.photos
        for table in ("items", "segments", "files", "words"):
            assert self.house.asked(f"SELECT count(*) FROM {table}") == [(self.photos,)]
        with self.house.open() as library:
            assert library._thumbnails.ids() == {i for (i,) in self.house.asked(
                "SELECT id FROM items")}  # fmt: skip
            hits = library.search(library.query("", [self.house.photos / "000.jpg"], limit=1000))
            assert len({hit.item for hit in hits.hits}) == self.photos - 1


def _lives(process: psutil.Process) -> bool:
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def test_kills_at_any_time_lose_and_double_nothing(house: House) -> None:
    life = Life(house, seed=20)
    began = time.monotonic()
    life.finish(spaces=1)
    longest = time.monotonic() - began

    def kill() -> bool:
        process = life.start()
        time.sleep(life.random.uniform(0.2, 0.9) * longest)
        return life.kill(process)

    assert life.hits(kill, KILLS_BY_TIME)
    life.finish(spaces=1)


def test_kills_while_a_model_describes_lose_and_double_nothing(
    house: House, tmp_path: Path
) -> None:
    """One photo at a time, so that many different moments are there to be hit."""
    house.set(model=str(tiny_models.make(tmp_path / "model")), gently=True)
    life = Life(house, seed=21)

    def kill() -> bool:
        process = life.start()
        target = len(life.had) + life.random.randint(1, 2 * NEW_PHOTOS - 1)
        _wait_for_embeddings(house, target, process)
        time.sleep(life.random.uniform(0, 0.02))
        return life.kill(process)

    assert life.hits(kill, KILLS_BY_PROGRESS)
    life.finish(spaces=2)


def _wait_for_embeddings(house: House, count: int, process: subprocess.Popen[bytes]) -> None:
    eventually(lambda: _embeddings(house) >= count or process.poll() is not None)


def _embeddings(house: House) -> int:
    if not (house.library / "catalogue.sqlite").exists():
        return 0
    if not house.asked("SELECT 1 FROM sqlite_master WHERE name = 'embeddings'"):
        return 0
    return int(house.asked("SELECT count(*) FROM embeddings")[0][0])
