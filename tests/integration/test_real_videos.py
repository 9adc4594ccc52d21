"""The whole way on real clips with small real models: the right clip, and the right moment in it."""

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from helpers.shared import shared

from mmdesk.core.entities import Hit, Kind, Lane, Span
from mmdesk.core.settings import Settings
from mmdesk.library import Library

ROUNDED = 0.05
"""Seconds that a time may be off."""
PHOTOS = 60


@dataclass(frozen=True)
class Known:
    """What is shown in a clip, and when."""

    file: str
    what: str
    span: Span


def known() -> list[Known]:
    with (shared("data/videos") / "moments.csv").open(encoding="utf-8", newline="") as file:
        return [
            Known(row["file"], row["what"], Span(float(row["start"]), float(row["end"])))
            for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The clips under names that tell nothing, beside photos of all sorts."""
    folder, files = tmp_path_factory.mktemp("library"), tmp_path_factory.mktemp("files")
    for path in shared("data/videos").glob("*.m[pk]*"):
        shutil.copy(path, files / path.name[::-1].replace(".", "_")).rename(
            files / f"{path.stem[::-1]}{path.suffix}"
        )
    for path in sorted(shared("data/photos/captioned").glob("*.jpg"))[:PHOTOS]:
        shutil.copy(path, files)
    models = shared("models")
    Settings(model=str(models / "openclip-small"), settle_seconds=0.001).save(
        folder / "settings.json"
    )
    with Library(folder, indexing=True) as library:
        assert library.index([files]).failed == ()
        yield library


def asked(library: Library, text: str, *examples: Path) -> tuple[Hit, ...]:
    return library.search(library.query(text, examples)).hits


def inside(hit: Hit, span: Span) -> bool:
    assert hit.start is not None
    assert hit.end is not None
    return span.start - ROUNDED <= hit.start < hit.end <= span.end + ROUNDED


@pytest.mark.parametrize("number", range(4))
def test_the_right_clip_comes_first_with_the_right_moment(library: Library, number: int) -> None:
    wanted = known()[number]
    first = asked(library, f"{wanted.what} kind:video")[0]
    assert first.path.stem[::-1] + first.path.suffix == wanted.file
    assert inside(first, wanted.span)
    assert first.reasons[0].startswith("seen: description (")


@pytest.mark.parametrize("number", range(4))
def test_all_moments_of_the_clip_are_told_alike(library: Library, number: int) -> None:
    wanted = known()[number]
    first = asked(library, f"{wanted.what} kind:video")[0]
    moments = library.moments(first.path, library.query(wanted.what))
    assert moments[: len(first.moments)] == first.moments
    assert (moments[0].start, moments[0].end) == (first.start, first.end)
