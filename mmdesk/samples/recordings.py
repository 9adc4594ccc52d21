"""The sounds of the sample library: what they are, and what is written on them.

A new recording is one more entry of RECORDINGS; what plays in it is a function of `instruments`.
"""

import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mmdesk.core.entities import Facts
from mmdesk.samples import instruments
from mmdesk.samples.instruments import RATE, Instrument
from mmdesk.samples.library import SampleSearch

FOLDER = "Recordings"


@dataclass(frozen=True, slots=True)
class Recording:
    """One file; all of its facts are strings in its tags."""

    file: str
    instrument: Instrument
    seconds: float
    facts: Facts


def _facts(title: str, year: int, comment: str, genre: str = "Field recording") -> Facts:
    artist, album = "Robin Vale", "Weather and Works"
    return Facts(title=title, artist=artist, album=album, genre=genre, year=year, comment=comment)


RECORDINGS = (
    Recording(
        "rain_on_the_roof.flac",
        instruments.rain,
        14.0,
        _facts("Rain on the tin roof", 2021, "The shed, an afternoon in November."),
    ),
    Recording(
        "rain_at_night.flac",
        instruments.rain,
        12.0,
        _facts("Rain at night", 2022, "Under the same roof."),
    ),
    Recording(
        "village_bell.flac",
        instruments.bell,
        13.0,
        _facts("The village bell", 2019, "Five o'clock, from the orchard."),
    ),
    Recording(
        "garden_at_dawn.flac",
        instruments.birds,
        12.0,
        _facts("Birds in the garden at dawn", 2023, "Two blackbirds, four in the morning."),
    ),
    Recording(
        "steam_train.flac",
        instruments.train,
        14.0,
        _facts("Steam train leaving", 2020, "The last one of the season."),
    ),
)

SEARCHES = (
    SampleSearch("A sound by a word of its title", text="bell kind:sound"),
    SampleSearch("Recordings that sound like this rain", like=f"{FOLDER}/rain_on_the_roof.flac"),
)


def record(folder: Path) -> list[Path]:
    """Write the sounds into the sample library in `folder`; returns their files.

    Files of the same names are replaced, and the same sounds are written every time.
    """
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor() as threads:
        return list(threads.map(lambda recording: _write(recording, place), RECORDINGS))


def _write(recording: Recording, place: Path) -> Path:
    import soundfile

    random = np.random.default_rng(zlib.crc32(recording.file.encode()))
    samples = recording.instrument(random, recording.seconds)
    path = place / recording.file
    with soundfile.SoundFile(path, "w", RATE, 2, "PCM_16") as file:
        for name in ("title", "artist", "album", "genre", "comment"):
            setattr(file, name, getattr(recording.facts, name))
        file.date = str(recording.facts.year)
        file.write(samples)
    return path
