"""The film of the sample library: a crossing in three painted shots, with sounds of its own.

A new shot is one more entry of SHOTS, a new sound one of SOUNDS; both say for how many seconds.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.entities import Facts
from mmdesk.samples import instruments, scenes_water
from mmdesk.samples.canvas import Canvas
from mmdesk.samples.instruments import RATE, Instrument
from mmdesk.samples.library import SampleSearch, Scene
from mmdesk.samples.lights import LIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from av.container import OutputContainer
    from PIL import Image

FILE = "2019 Scotland/crossing_to_skye.mp4"
SIZE = 640, 360
FRAMES = 12
"""A second."""
_PAPER = 1.2
"""How much larger a shot is painted than it is shown: the camera goes over it."""


@dataclass(frozen=True, slots=True)
class FilmShot:
    """What is seen; the camera goes from one corner of it (0 or 1 each way) to another."""

    seconds: float
    scene: Scene
    light: str
    begin: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class FilmSound:
    """What is heard."""

    seconds: float
    instrument: Instrument


SHOTS = (
    FilmShot(8.0, scenes_water.harbour, "dawn", (0, 1), (1, 1)),
    FilmShot(5.0, scenes_water.sailing_boat, "storm", (0, 0), (1, 1)),
    FilmShot(4.75, scenes_water.lighthouse, "storm", (1, 1), (0, 0)),
)
SOUNDS = (
    FilmSound(8.0, instruments.bell),
    FilmSound(9.75, instruments.rain),
)
"""The last ten seconds, a window of their own, are rain."""
FACTS = Facts(
    title="Crossing to Skye",
    comment="The harbour, a shower on the way, and the lighthouse.",
    taken_at=datetime(2019, 9, 14, 7, 5, tzinfo=timezone(timedelta(hours=1))),
    latitude=57.2757,
    longitude=-5.7306,
)

SEARCHES = (
    SampleSearch(
        "The moment of a video that looks like this photo",
        text="kind:video",
        like="2019 Scotland/IMG_1107.jpg",
    ),
)
MOMENTS = SampleSearch("Where in it one hears rain", like="Recordings/rain_on_the_roof.flac")
"""A search in the film itself."""


def shoot(folder: Path) -> Path:
    """Write the film into the sample library in `folder`; returns its file.

    A file of that name is replaced, and the same film is written every time.
    """
    import av

    path = folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(path, "w") as container:
        container.metadata.update(_tags())
        _write(container)
    return path


def _tags() -> dict[str, str]:
    taken = FACTS.taken_at.astimezone(UTC) if FACTS.taken_at else None
    return {
        "title": FACTS.title or "",
        "comment": FACTS.comment or "",
        "creation_time": f"{taken:%Y-%m-%dT%H:%M:%SZ}",
        "location": f"{FACTS.latitude:+08.4f}{FACTS.longitude:+09.4f}/",
    }


def _write(container: OutputContainer) -> None:
    """Pictures and sound by turns, a second of each, as players read them."""
    import av

    seen = container.add_stream("libx264", FRAMES, {"preset": "superfast", "crf": "25"})
    seen.width, seen.height = SIZE
    seen.pix_fmt, seen.gop_size = "yuv420p", 2 * FRAMES
    heard = container.add_stream("aac", RATE)
    frames, samples = list(_frames()), _samples()
    for first in range(0, len(frames), FRAMES):
        for number, picture in enumerate(frames[first : first + FRAMES], first):
            frame = av.VideoFrame.from_ndarray(np.asarray(picture), "rgb24")
            frame.pts, frame.time_base = number, Fraction(1, FRAMES)
            container.mux(seen.encode(frame))
        begin = first // FRAMES * RATE
        block = av.AudioFrame.from_ndarray(samples[:, begin : begin + RATE], "fltp", "stereo")
        block.rate, block.pts, block.time_base = RATE, begin, Fraction(1, RATE)
        container.mux(heard.encode(block))
    container.mux([*seen.encode(), *heard.encode()])


def _frames() -> Iterator[Image.Image]:
    for shot in SHOTS:
        yield from _along(shot)


def _along(shot: FilmShot) -> Iterator[Image.Image]:
    """The frames of a shot: the same picture, of which the camera shows another part each time."""
    (width, height), count = SIZE, round(shot.seconds * FRAMES)
    canvas = Canvas(round(width * _PAPER), round(height * _PAPER), zlib.crc32(shot.light.encode()))
    shot.scene(canvas, LIGHTS[shot.light])
    paper = canvas.finished()
    room = np.subtract(paper.size, SIZE)
    for x, y in np.linspace(room * shot.begin, room * shot.end, count).round().astype(int):
        yield paper.crop((x, y, x + width, y + height))


def _samples() -> NDArray[np.float32]:
    """Both channels of all that is heard."""
    random = np.random.default_rng(zlib.crc32(FILE.encode()))
    pieces = [sound.instrument(random, sound.seconds) for sound in SOUNDS]
    return np.ascontiguousarray(np.concatenate(pieces).T, np.float32)
