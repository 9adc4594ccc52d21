"""Indexing 12-megapixel JPEGs with a ViT-B-32, against the loop that every tutorial shows.

Rounds of both follow each other; every round indexes photos that were never seen before. Processes
are started beforehand, by a few photos: what that takes is told apart, as it is paid once.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from benchmarks import clock, model, photos
from benchmarks.report import Report
from mmdesk.core.settings import Settings
from mmdesk.library import Library

ROUNDS, INDEXED, LOOPED, FIRST = 3, 48, 8, 4


def main() -> None:
    """Print how many photos a second each way takes, and the ratios."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folders = [folder / f"photos{number}" for number in range(ROUNDS + 1)]
        for number, each in enumerate(folders):
            first = number * INDEXED
            count = INDEXED if number < ROUNDS else FIRST
            photos.write(each, range(first, first + count), photos.LARGE)
        described = _library(folder / "described", str(model.make(folder / "model")))
        unread = _library(folder / "first pass", "nobody/nothing")
        with described as whole, unread as first_pass:
            _compare(folders, whole, first_pass, _tutorial(folder / "model"))


def _library(folder: Path, chosen: str) -> Library:
    folder.mkdir()
    Settings(model=chosen).save(folder / "settings.json")
    return Library(folder, indexing=True)


def _compare(
    folders: list[Path], whole: Library, first_pass: Library, loop: Callable[[list[Path]], None]
) -> None:
    start = [clock.seconds(partial(each.index, folders[-1:])) for each in (whole, first_pass)]
    loop(list(folders[-1].iterdir()))
    ways: dict[str, list[tuple[float, float]]] = {"loop": [], "whole": [], "first": []}
    for folder in folders[:ROUNDS]:
        paths = sorted(folder.iterdir())
        ways["loop"].append(clock.each(LOOPED, partial(loop, paths[:LOOPED])))
        ways["whole"].append(clock.each(INDEXED, partial(whole.index, [folder])))
        ways["first"].append(clock.each(INDEXED, partial(first_pass.index, [folder])))
    _tell(ways, start)


def _tell(ways: dict[str, list[tuple[float, float]]], start: list[float]) -> None:
    report = Report(f"Indexing 12-megapixel JPEGs, {ROUNDS} rounds in turn")
    middle = {way: tuple(map(median, zip(*each, strict=True))) for way, each in ways.items()}
    names = {"loop": "tutorial loop", "whole": "indexing, described", "first": "first pass only"}
    least = {"whole": 6.0, "first": 12.0}
    for way, (wall, busy) in middle.items():
        measured = f"{1 / wall:.1f} photos/s, {busy * 1000:.0f} core-ms each"
        ratios = [a[0] / b[0] for a, b in zip(ways["loop"], ways[way], strict=True)]
        if way in least:
            report.demand(names[way], measured, median(ratios), least=least[way])
        else:
            report.row(names[way], measured)
    report.row("starting processes, model loaded and tested", f"{start[0]:.1f} s")
    report.row("starting processes, no model", f"{start[1]:.1f} s")
    report.print()


def _tutorial(folder: Path) -> Callable[[list[Path]], None]:
    """Open, transform, encode, one photo at a time, in float32."""
    import torch

    encoder, transform, _ = model.plain(folder)

    def loop(paths: list[Path]) -> None:
        for path in paths:
            picture: Any = transform(Image.open(path)).unsqueeze(0)
            with torch.no_grad():
                features = encoder.encode_image(picture)
                features /= features.norm(dim=-1, keepdim=True)

    return loop
