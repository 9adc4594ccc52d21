"""`kill -9` while a film of two hours is looked through: it goes on from where it was."""

import random
import signal
import subprocess
import time
from pathlib import Path

import numpy as np
import psutil
import pytest
from helpers.films import film, tone
from helpers.libraries import House, arguments, eventually

KILLS = 4
MINUTES = 120
SIZE = (64, 48)

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")


@pytest.fixture
def cinema(tmp_path: Path) -> Path:
    """A folder with one film: another colour each minute, half an hour of it black."""
    random_, folder = np.random.default_rng(1), tmp_path / "films"
    folder.mkdir()
    colours = [tuple(map(int, random_.integers(0, 256, 3))) for _ in range(MINUTES)]
    colours[40:70] = [(0, 0, 0)] * 30
    shots = [(60.0, colour) for colour in colours]
    film(folder / "long.mkv", shots, tone(60.0), fps=1, gop=10, size=SIZE)
    return folder


def house_at(folder: Path, films: Path) -> House:
    house = House(folder, films)
    house.set(gently=True)
    return house


def stored(house: House) -> list[tuple[object, ...]]:
    """What stands in the catalogue of all that was seen and heard."""
    if not house.asked("SELECT 1 FROM sqlite_master WHERE name = 'watched'"):
        return []
    return house.asked(
        "SELECT s.id, part, starts, ends, spaces.key FROM segments s"
        " JOIN embeddings ON segment = s.id JOIN spaces ON spaces.id = space ORDER BY starts, part"
    )


def stands(house: House) -> int:
    return len(stored(house)) if (house.library / "catalogue.sqlite").exists() else 0


def killed(house: House, moments: random.Random) -> bool:
    """Index in a process of its own and kill it once something more stands there; whether it hit.

    Nothing of what stood there before may be lost by it; each shot has its frame.
    """
    before = {row[0] for row in stored(house)} if stands(house) else set()
    command = arguments(house.library, "index", house.photos)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wanted = len(before) + moments.randint(1, 12)
    eventually(lambda: process.poll() is not None or stands(house) >= wanted)
    time.sleep(moments.uniform(0, 0.2))
    family = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.wait()
    psutil.wait_procs(family, timeout=30)
    rows = stored(house)
    assert house.asked("PRAGMA integrity_check") == [("ok",)]
    assert len({row[1:] for row in rows}) == len(rows)
    assert before <= {row[0] for row in rows}
    assert frames_of(house) >= {row[0] for row in rows if row[1] == "shot"}
    return process.returncode == -signal.SIGKILL


def frames_of(house: House) -> set[int]:
    with house.open(indexing=False) as library:
        return {segment for segment in library._frames.ids() if library.browsing.frame(segment)}


def test_kills_lose_and_double_nothing_of_a_long_film(tmp_path: Path, cinema: Path) -> None:
    undisturbed = house_at(tmp_path / "undisturbed", cinema)
    assert undisturbed.index().failed == ()
    expected = [row[1:] for row in stored(undisturbed)]
    begins = [row[1] for row in expected if row[0] == "shot"]
    assert len(begins) == MINUTES - 29
    assert begins[39:42] == pytest.approx([39 * 60, 40 * 60, 70 * 60])
    house, moments = house_at(tmp_path / "library", cinema), random.Random(4)
    hits = sum(killed(house, moments) for _ in range(KILLS))
    assert hits >= KILLS // 2
    assert house.index().failed == ()
    assert house.is_sound()
    assert [row[1:] for row in stored(house)] == expected
    assert frames_of(house) == {row[0] for row in stored(house) if row[1] == "shot"}
    whole = house.asked("SELECT seen, complete, problem FROM watched")
    assert whole == [(1, 1, None)]
