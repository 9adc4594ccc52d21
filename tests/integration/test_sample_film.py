"""The film of `mmdesk try` is found by its moments: without a model, and by words with models."""

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import pytest
from helpers.shared import shared

from mmdesk.core.entities import Lane, Moment
from mmdesk.core.paths import LibraryPaths
from mmdesk.core.settings import Settings
from mmdesk.library import Library
from mmdesk.samples import film, recordings
from mmdesk.samples.library import draw

HARBOUR, BOAT, LIGHTHOUSE = zip(
    [0.0, *accumulate(shot.seconds for shot in film.SHOTS)][:-1],
    accumulate(shot.seconds for shot in film.SHOTS),
    strict=True,
)
SHOWER = (film.SOUNDS[0].seconds, film.SOUNDS[0].seconds + film.SOUNDS[1].seconds)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    for make in (draw, recordings.record, film.shoot):
        make(folder)
    return folder


@pytest.fixture(scope="module")
def library(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Without any model."""
    yield from opened(samples, tmp_path_factory.mktemp("library"), Settings(settle_seconds=0.001))


@pytest.fixture(scope="module")
def knowing(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Only the film and the photos beside it, with small models that see and hear."""
    settings = Settings(
        model=str(shared("models/openclip-small")),
        sound_model=str(shared("models/clap-small")),
        settle_seconds=0.001,
    )
    folder = (samples / film.FILE).parent
    yield from opened(folder, tmp_path_factory.mktemp("knowing"), settings)


def opened(folder: Path, place: Path, settings: Settings) -> Iterator[Library]:
    settings.save(LibraryPaths.under(place).settings)
    with Library(place, indexing=True) as library:
        assert library.index([folder]).failed == ()
        yield library


def best(library: Library, samples: Path, text: str, *examples: Path) -> Moment:
    return library.moments(samples / film.FILE, library.query(text, examples)).found[0]


def lanes(moment: Moment) -> set[Lane]:
    return {each.lane for each in moment.evidence}


def test_a_photo_of_the_same_place_finds_the_film_at_its_shot(
    library: Library, samples: Path
) -> None:
    [search] = film.SEARCHES
    assert search.like is not None
    answer = library.search(library.query(search.text, [samples / search.like]))
    assert answer.hits[0].path == samples / film.FILE
    start, end = answer.hits[0].start, answer.hits[0].end
    assert start is not None
    assert end is not None
    assert LIGHTHOUSE[0] - 0.05 <= start < end <= LIGHTHOUSE[1] + 0.05


def test_a_recording_of_rain_finds_the_shower(library: Library, samples: Path) -> None:
    assert film.MOMENTS.like is not None
    moment = best(library, samples, "", samples / film.MOMENTS.like)
    assert lanes(moment) == {Lane.HEARD}
    assert (moment.start, moment.end) == pytest.approx(SHOWER, abs=0.3)


def test_a_word_of_its_title_finds_the_film(library: Library, samples: Path) -> None:
    answer = library.search(library.query("crossing"))
    assert [hit.path for hit in answer.hits] == [samples / film.FILE]


def test_a_boat_is_seen_where_it_sails(knowing: Library, samples: Path) -> None:
    moment = best(knowing, samples, "a sailing boat")
    assert Lane.SEEN in lanes(moment)
    assert BOAT[0] - 0.05 <= moment.at < BOAT[1]
    answer = knowing.search(knowing.query("a sailing boat kind:video"))
    assert [hit.path for hit in answer.hits] == [samples / film.FILE]


def test_rain_is_heard_where_it_falls(knowing: Library, samples: Path) -> None:
    moment = best(knowing, samples, "the sound of rain")
    heard = next(each.span for each in moment.evidence if each.lane is Lane.HEARD)
    assert (heard.start, heard.end) == pytest.approx(SHOWER, abs=0.3)


def test_a_boat_in_the_rain_is_found_by_both(knowing: Library, samples: Path) -> None:
    """The lanes agree: the boat sails through the shower."""
    picture = next(samples.glob("Lisbon/IMG_0871.jpg"))
    sound = samples / recordings.FOLDER / "rain_on_the_roof.flac"
    moment = best(knowing, samples, "", picture, sound)
    assert lanes(moment) == {Lane.SEEN, Lane.HEARD}
    assert BOAT[0] - 0.05 <= moment.at < BOAT[1]
