"""The waveform of an hour of sound, beside decoding that hour and doing nothing with it.

Decoding is what the libraries do by themselves, in blocks as large as ours. The whole first pass
(waveform, windows at the rate in which they are heard, silence) is shown, too; nothing is demanded
of it.
"""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import soundfile

from benchmarks.report import Report
from mmdesk.media import sound_pass
from mmdesk.media.peaks import Peaks
from mmdesk.media.picture import PictureLimits
from mmdesk.media.sound import open_sound

RATE, MINUTES = 44_100, 60
MOST = 1.5
ROUNDS = 3


def main() -> None:
    """Print how the waveform's time compares with decoding's, for each format."""
    report = Report(f"Waveform of {MINUTES} minutes, stereo, {RATE:,} Hz")
    with TemporaryDirectory() as name:
        for path in _sounds(Path(name)):
            decode = _by_ffmpeg if path.suffix == ".mp3" else _by_libsndfile
            # In turn, so that a machine that is busy now and then is so for both.
            rounds = [(_seconds(decode, path), _seconds(_waveform, path)) for _ in range(ROUNDS)]
            alone, waveform = map(min, zip(*rounds, strict=True))
            what = path.suffix[1:].upper()
            report.row(f"{what}: decoding alone", f"{alone:.2f} s")
            ratio = waveform / alone
            report.demand(f"{what}: waveform", f"{waveform:.2f} s", ratio, most=MOST)
            whole = _seconds(_first_pass, path)
            report.row(f"{what}: first pass but timbre", f"{whole:.2f} s", whole / alone)
            path.unlink()
    report.print()


def _sounds(folder: Path) -> "list[Path]":
    """An hour of noise that swells and fades, in three formats."""
    rng = np.random.default_rng(4)
    minute = rng.normal(0, 0.1, (60 * RATE, 2)).astype(np.float32)
    minute *= np.abs(np.sin(np.arange(60 * RATE) / RATE))[:, None].astype(np.float32)
    paths = [folder / f"hour.{suffix}" for suffix in ("wav", "flac", "mp3")]
    for path in paths:
        with soundfile.SoundFile(path, "w", RATE, 2) as file:
            for _ in range(MINUTES):
                file.write(minute)
    return paths


def _seconds(work: Callable[[Path], object], path: Path) -> float:
    start = time.perf_counter()
    work(path)
    return time.perf_counter() - start


def _by_libsndfile(path: Path) -> None:
    with soundfile.SoundFile(path) as file:
        while len(file.read(1 << 16, "float32", always_2d=True)):
            pass


def _by_ffmpeg(path: Path) -> None:
    import av

    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            frame.to_ndarray()


def _waveform(path: Path) -> bytes:
    peaks = Peaks()
    with open_sound(path) as sound:
        for block in sound.blocks():
            peaks.add(block)
    return peaks.packed()


def _first_pass(path: Path) -> object:
    return sound_pass.read(path, len, PictureLimits(100))
