"""Hearing sounds with a CLAP of the true size, against the loop that every tutorial shows.

The loop loads a whole file and takes the very windows that mmdesk takes, one at a time: processor,
then model, in float32. Rounds of both follow each other; every round indexes sounds that were never
seen before, facts, waveform and timbre included. What features take of a window is told beside what
the model takes.
"""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import numpy as np
import soundfile
import soxr

from benchmarks import clock, model
from benchmarks.report import Report, milliseconds
from mmdesk.core.settings import Settings
from mmdesk.library import Library
from mmdesk.media import windows
from mmdesk.models.clap_features import features
from mmdesk.models.registry import Purpose, find

RATE, SECONDS = 44_100, 62.5
ROUNDS, INDEXED, LOOPED, FIRST = 3, 6, 1, 1
"""Files, each of so many seconds."""
SPANS = windows.cut(SECONDS)
LEAST, MOST = 1.8, 0.1
BATCHES = 8
"""Calls of the model, of which the middle one counts."""


def main() -> None:
    """Print how many windows a second each way takes, and the ratios."""
    # As the model process has it: threads that spin while they wait would count as work.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    with TemporaryDirectory() as name:
        folder = Path(name)
        ears = model.make_clap(folder / "model")
        folders = [_written(folder / f"sounds{number}", number) for number in range(ROUNDS + 1)]
        report = Report(f"Hearing with clap-htsat-unfused's architecture, {ROUNDS} rounds in turn")
        _tell_parts(report, ears, folder)
        (folder / "library").mkdir()
        Settings(model="nobody/nothing", sound_model=str(ears)).save(
            folder / "library" / "settings.json"
        )
        with Library(folder / "library", indexing=True) as library:
            _compare(report, folders, library, _tutorial(ears))
        report.print()


def _written(folder: Path, number: int) -> Path:
    """FLACs in stereo, each of other noise that swells and fades."""
    folder.mkdir()
    time = np.arange(round(SECONDS * RATE)) / RATE
    for place in range(INDEXED if number < ROUNDS else FIRST):
        random = np.random.default_rng([number, place])
        noise = random.normal(0, 0.1, (len(time), 2)) * np.abs(np.sin(time * (1 + place)))[:, None]
        soundfile.write(folder / f"{place}.flac", noise.astype(np.float32), RATE)
    return folder


def _compare(
    report: Report, folders: list[Path], library: Library, loop: Callable[[list[Path]], None]
) -> None:
    start = clock.seconds(partial(library.index, folders[-1:]))
    loop(list(folders[-1].iterdir()))
    loops, ours = [], []
    for folder in folders[:ROUNDS]:
        paths = sorted(folder.iterdir())[:LOOPED]
        loops.append(clock.each(LOOPED * len(SPANS), partial(loop, paths)))
        ours.append(clock.each(INDEXED * len(SPANS), partial(library.index, [folder])))
    for what, times in (("tutorial loop", loops), ("indexing", ours)):
        wall, busy = map(median, zip(*times, strict=True))
        measured = f"{1 / wall:.1f} windows/s, {busy * 1000:.0f} core-ms each"
        if times is loops:
            report.row(what, measured)
        else:
            ratio = median(a[0] / b[0] for a, b in zip(loops, ours, strict=True))
            report.demand(what, measured, ratio, least=LEAST)
            ratio = median(a[1] / b[1] for a, b in zip(loops, ours, strict=True))
            report.row("the same in core-ms", "", ratio)
    report.row("starting processes, model loaded and tested", f"{start:.1f} s")


def _tutorial(folder: Path) -> Callable[[list[Path]], None]:
    """Load all of a file, then processor and model, one window at a time, in float32."""
    import torch
    from transformers import ClapFeatureExtractor, ClapModel

    ears = ClapModel.from_pretrained(folder).eval()
    extractor = ClapFeatureExtractor.from_pretrained(folder)
    rate = extractor.sampling_rate

    def loop(paths: list[Path]) -> None:
        for path in paths:
            frames, own = soundfile.read(path, dtype="float32", always_2d=True)
            samples = soxr.resample(frames.mean(axis=1), own, rate)
            for span in SPANS:
                clip = samples[round(span.start * rate) : round(span.end * rate)]
                inputs: Any = extractor(clip, sampling_rate=rate, return_tensors="pt")
                with torch.no_grad():
                    ears.get_audio_features(**inputs)

    return loop


def _tell_parts(report: Report, folder: Path, state: Path) -> None:
    """Features and model by themselves, in this process: processor time, the middle of a few."""
    from mmdesk.models.clap import Clap

    installed = find(str(folder), state, Purpose.SOUNDS)
    ears, config = Clap(installed, "cpu", state), installed.config.features
    samples = np.random.default_rng(3).normal(0, 0.1, config.samples).astype(np.float32)
    made = features(samples, config)
    batch = np.stack([made] * ears.description.batch_size)
    ears.encode_sounds(batch)
    both = [
        (_busy(partial(features, samples, config)), _busy(partial(ears.encode_sounds, batch)))
        for _ in range(BATCHES)
    ]
    making, hearing = map(median, zip(*both, strict=True))
    hearing /= len(batch)
    how = f"{ears.description.precision}, {len(batch)} at a time"
    report.row(f"the model, a window, {how}", f"{milliseconds(hearing)} of a core")
    ratio = making / hearing
    report.demand("features, a window", f"{milliseconds(making)} of a core", ratio, most=MOST)


def _busy(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start
