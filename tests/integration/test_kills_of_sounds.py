"""`kill -9` while sounds are read, heard and written down, inside a long transcription too."""

import random
import signal
import subprocess
import time
from pathlib import Path

import numpy as np
import psutil
import pytest
import soundfile
from helpers.libraries import House, arguments, eventually
from helpers.shared import shared

KILLS = 5
CLIPS = (
    "LJ003-0036.wav", "LJ003-0067.wav", "LJ003-0079.wav", "LJ003-0024.wav", "LJ003-0039.wav",
    "LJ003-0063.wav", "LJ003-0012.wav", "LJ003-0041.wav", "LJ001-0064.wav", "LJ003-0075.wav",
)  # fmt: skip
GAP = 100.0
"""Seconds of silence around the clips: they fall into many pieces."""

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    folder = shared("data/sounds/speech")
    clips = [soundfile.read(folder / name, dtype="float32")[0] for name in CLIPS]
    gap = np.zeros(round(GAP * 44_100), np.float32)
    (tmp_path / "sounds").mkdir()
    path = tmp_path / "sounds/long.flac"
    soundfile.write(path, np.concatenate([part for clip in clips for part in (gap, clip)]), 44_100)
    return path


def house_at(folder: Path, sounds: Path) -> House:
    house = House(folder, sounds)
    house.set(
        speech=True,
        speech_language="en",
        speech_model=str(shared("models/whisper-memo")),
        sound_model=str(shared("models/clap-small")),
        gently=True,
    )
    return house


def written(house: House) -> list[tuple[object, ...]]:
    """What stands in the catalogue of all that was heard."""
    if not house.asked("SELECT 1 FROM sqlite_master WHERE name = 'phrases'"):
        return []
    return [
        *house.asked("SELECT 'phrase', starts, ends, text FROM phrases"),
        *house.asked(
            "SELECT spaces.key, part, starts, ends FROM embeddings"
            " JOIN segments s ON s.id = segment JOIN spaces ON spaces.id = space"
        ),
    ]


def killed(house: House, moments: random.Random) -> bool:
    """Index in a process of its own and kill it once something more stands there; whether it hit.

    Nothing of what stood there before may be lost by it.
    """
    before = set(written(house)) if (house.library / "catalogue.sqlite").exists() else set()
    command = arguments(house.library, "index", house.photos)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wanted = len(before) + moments.randint(1, 3)
    eventually(lambda: process.poll() is not None or _stands(house) >= wanted)
    time.sleep(moments.uniform(0, 0.2))
    family = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.wait()
    psutil.wait_procs(family, timeout=30)
    rows = written(house)
    assert house.asked("PRAGMA integrity_check") == [("ok",)]
    assert len(rows) == len(set(rows))
    assert before <= set(rows)
    return process.returncode == -signal.SIGKILL


def _stands(house: House) -> int:
    return len(written(house)) if (house.library / "catalogue.sqlite").exists() else 0


def test_kills_lose_and_double_nothing_of_a_long_recording(tmp_path: Path, recording: Path) -> None:
    undisturbed = house_at(tmp_path / "undisturbed", recording.parent)
    assert undisturbed.index().failed == ()
    house, moments = house_at(tmp_path / "library", recording.parent), random.Random(4)
    hits = sum(killed(house, moments) for _ in range(KILLS))
    assert hits >= KILLS // 2
    assert house.index().failed == ()
    assert house.is_sound()
    assert sorted(map(str, written(house))) == sorted(map(str, written(undisturbed)))
    for question in ("SELECT text FROM spoken ORDER BY text", "SELECT seconds FROM transcripts"):
        assert house.asked(question) == undisturbed.asked(question)
