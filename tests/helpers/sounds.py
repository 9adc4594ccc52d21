"""Sounds that tests make: written by libsndfile where it can, by FFmpeg otherwise."""

from pathlib import Path

import av
import numpy as np
import soundfile
from numpy.typing import NDArray

from mmdesk.core.errors import FileUnreadable
from mmdesk.media.picture import PictureLimits
from mmdesk.media.sound import open_sound

Frames = NDArray[np.float32]


def chirp(seconds: float = 3.0, rate: int = 44100, channels: int = 1) -> Frames:
    """(frames, channels): a tone that rises all the time, so that no moment is like another."""
    time = np.arange(round(seconds * rate)) / rate
    tone = 0.5 * np.sin(2 * np.pi * (200 + 150 * time) * time)
    gains = np.linspace(1.0, 0.5, channels)
    return (tone[:, None] * gains).astype(np.float32)


def write(path: Path, frames: Frames, rate: int = 44100, subtype: str | None = None) -> Path:
    """Write a sound in the format that the suffix names."""
    kinds = {".opus": ("OGG", "OPUS"), ".ogg": ("OGG", "VORBIS"), ".mp3": ("MP3", None)}
    kind, default = kinds.get(path.suffix, (None, None))
    with soundfile.SoundFile(
        path, "w", rate, frames.shape[1], subtype or default, format=kind
    ) as file:
        for at in range(0, len(frames), 4096):  # libsndfile's Vorbis dies of large blocks
            file.write(frames[at : at + 4096])
    return path


def write_av(path: Path, frames: Frames, codec: str, rate: int = 44100) -> Path:
    """Write a sound with one of FFmpeg's encoders, in the container that the suffix names."""
    layout = {1: "mono", 2: "stereo", 6: "5.1"}[frames.shape[1]]
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        stream.bit_rate = 128_000 * frames.shape[1]
        resampler = av.AudioResampler(stream.format.name, layout, rate, stream.frame_size or 4096)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(frames.T), "fltp", layout)
        frame.sample_rate = rate
        for given in (frame, None):
            for ready in resampler.resample(given):
                container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
    return path


def decoded(path: Path) -> tuple[Frames, int, str | None]:
    """All of a sound: mono samples, their rate, and what was wrong with it."""
    with open_sound(path) as sound:
        blocks = list(sound.blocks())
        return np.concatenate(blocks), sound.rate, sound.problem


def reason(path: Path) -> str:
    """Why a sound cannot be read."""
    try:
        decoded(path)
    except FileUnreadable as error:
        return str(error)
    raise AssertionError(f"{path} can be read")


LIMITS = PictureLimits(100)
