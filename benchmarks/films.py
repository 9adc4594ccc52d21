"""Films to index: 1080p as phones and cameras write it, with shots that begin at known times."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from multiprocessing import get_context
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from benchmarks import photos

WIDTH, HEIGHT, RATE = 1920, 1080, 30
SECONDS = 60
SOUND = 44_100
_MARGIN = 320
"""Pixels by which a shot's scenery is larger than the picture: as far as a pan goes."""
_GRAIN = 1.5
"""Sensor noise: without it a film would be coded and decoded faster than any camera's."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A stretch with one scenery, past which the camera moves so many pixels a frame."""

    start: float
    number: int
    pan: float


def shots() -> list[Shot]:
    """Shots of 2 to 10 seconds, a third of them from a tripod; always the same ones."""
    random = np.random.default_rng(3)
    found: list[Shot] = []
    start = 0.0
    while start < SECONDS - 2:
        pan = float(random.choice([0.0, 0.7, 2.0]))
        found.append(Shot(start, len(found), pan))
        start += round(random.uniform(2, 10) * RATE) / RATE
    return found


def write(folder: Path, options: dict[str, dict[str, str]]) -> list[Path]:
    """One film for each set of x264's options, by name."""
    folder.mkdir(parents=True)
    paths = [folder / f"{name}.mp4" for name in options]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        list(workers.map(_write, paths, options.values()))
    return paths


def repeat(path: Path, target: Path, times: int = 1, seconds: float = SECONDS) -> Path:
    """The film, or its first `seconds`, again and again in one file, without coding it anew."""
    with av.open(str(target), "w") as out, av.open(str(path)) as source:
        copies = [out.add_stream_from_template(stream) for stream in source.streams]
        for number in range(times):
            source.seek(0)
            for packet in source.demux():
                if packet.pts is None or packet.dts is None:
                    continue
                if packet.pts * packet.time_base >= seconds:
                    continue
                shift = round(number * seconds / packet.time_base)
                packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                packet.stream = copies[packet.stream.index]
                out.mux(packet)
    return target


def _write(path: Path, options: dict[str, str]) -> None:
    with av.open(str(path), "w") as out:
        pictures = out.add_stream("libx264", rate=RATE, options={"preset": "veryfast", **options})
        pictures.width, pictures.height, pictures.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        pictures.thread_type = "FRAME"  # else each frame comes in slices, as no camera writes them
        heard = out.add_stream("aac", rate=SOUND, layout="mono")
        fit = av.AudioResampler(heard.format.name, "mono", SOUND, heard.frame_size or 1024)
        for number, planes in enumerate(_pictures()):
            frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(pictures.encode(frame))
            if number % RATE == 0:
                for ready in fit.resample(_second(number // RATE)):
                    out.mux(heard.encode(ready))
        out.mux(heard.encode(None))
        out.mux(pictures.encode(None))


def _pictures() -> Iterator[NDArray[np.uint8]]:
    """Every frame as YUV 4:2:0."""
    random = np.random.default_rng(0)
    grain = random.normal(0, _GRAIN, (2 * HEIGHT, 2 * WIDTH)).astype(np.int8).view(np.uint8)
    ends = [each.start for each in shots()[1:]] + [float(SECONDS)]
    for shot, end in zip(shots(), ends, strict=True):
        luma, *colours = _scenery(shot.number)
        for number in range(round((end - shot.start) * RATE)):
            left = 2 * int(min(shot.pan * number, _MARGIN) / 2)
            down, across = random.integers(0, (HEIGHT, WIDTH))
            picture = luma[:HEIGHT, left : left + WIDTH]
            picture = picture + grain[down : down + HEIGHT, across : across + WIDTH]
            half = slice(left // 2, (left + WIDTH) // 2)
            planes = [picture, *(each[: HEIGHT // 2, half] for each in colours)]
            yield np.concatenate([each.ravel() for each in planes]).reshape(-1, WIDTH)


def _scenery(number: int) -> list[NDArray[np.uint8]]:
    """Luma and both colours of a landscape, somewhat darker than white and brighter than black."""
    width, height = WIDTH + _MARGIN, HEIGHT
    picture = photos.landscape(width, height, np.random.default_rng(number))
    frame = av.VideoFrame.from_image(picture).reformat(format="yuv420p").to_ndarray()
    luma = np.clip(frame[:height], 24, 230)
    parts = frame[height:].reshape(2, height // 2, width // 2)
    return [luma, parts[0], parts[1]]


def _second(number: int) -> av.AudioFrame:
    """A second of syllables: a buzz with a gliding pitch, swelling and fading as a voice does."""
    time = number + np.arange(SOUND) / SOUND
    phase = 2 * np.pi * 130 * time + 20 * np.sin(2 * np.pi * 1.1 * time)
    buzz = sum(np.sin(each * phase) / each for each in range(1, 20))
    loud = np.clip(np.sin(2 * np.pi * 3.3 * time), 0, 1) ** 2
    noise = np.random.default_rng(number).normal(0, 0.002, SOUND)
    samples = (0.15 * buzz * loud + noise).astype(np.float32)
    frame = av.AudioFrame.from_ndarray(samples[None], "fltp", "mono")
    frame.sample_rate, frame.pts, frame.time_base = SOUND, number * SOUND, Fraction(1, SOUND)
    return frame
