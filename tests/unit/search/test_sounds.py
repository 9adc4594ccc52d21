"""Sounds and photos are found together: by what they are like, and by examples."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from helpers.senses import Mixed

from mmdesk.core.entities import Filters, Kind, NoteKind, Query
from mmdesk.core.errors import FileUnreadable
from mmdesk.models.registry import Purpose
from mmdesk.search import explain

RATE = 22_050
ONLY_SOUNDS, ONLY_PHOTOS = (
    Filters(kinds=frozenset({Kind.SOUND})),
    Filters(kinds=frozenset({Kind.PHOTO})),
)


def tone(path: Path, hertz: float, seconds: float = 3.0, level: float = 0.5) -> Path:
    time = np.arange(round(seconds * RATE)) / RATE
    swelling = 0.6 + 0.4 * np.sin(2 * np.pi * 3 * time)
    soundfile.write(path, level * swelling * np.sin(2 * np.pi * hertz * time), RATE)
    return path


@pytest.fixture
def storm(mixed: Mixed) -> Mixed:
    """Two photos and two sounds, one of each fits the text "storm" well."""
    mixed.photo("clouds.jpg", (1, 0, 0))
    mixed.photo("meadow.jpg", (0, 1, 0))
    mixed.sound("birds.wav", (0, 1, 0))
    mixed.sound("thunder.wav", (0, 1, 0), (1, 0.1, 0), (0.5, 1, 0))
    mixed.seeing.texts = {"storm": (1, 0.2, 0)}
    mixed.hearing.texts = {"storm": (1, 0.2, 0), "This is a sound of storm": (1, 0.2, 0)}
    return mixed


def test_photos_and_sounds_take_turns(storm: Mixed) -> None:
    answer = storm.ask(text="storm")
    names = [hit.path.name for hit in answer.hits]
    assert names == ["clouds.jpg", "thunder.wav", "meadow.jpg", "birds.wav"]
    assert [hit.score for hit in answer.hits[:2]] == pytest.approx([1, 1])
    assert answer.hits[1].reasons == ('sounds like "storm" (1.00)',)
    assert answer.notes == ()


def test_a_sound_comes_once_with_the_window_that_fits_best(storm: Mixed) -> None:
    _, thunder, _, birds = storm.ask(text="storm").hits
    assert (thunder.start, thunder.end) == (7.5, 17.5)
    assert (birds.start, birds.end) == (0, 10)
    photo = storm.ask(text="storm").hits[0]
    assert (photo.start, photo.end) == (None, None)


def test_a_text_is_heard_plain_and_as_the_model_was_trained(storm: Mixed) -> None:
    storm.hearing.texts = {"storm": (1, 0, 0), "This is a sound of storm": (0, 1, 0)}
    hits = storm.ask(text="storm", filters=ONLY_SOUNDS).hits
    assert storm.hearing.asked == ["storm", "This is a sound of storm"]
    assert hits[0].reasons == ('sounds like "storm" (0.95)',)  # the window between the two
    assert hits[0].start == 15


def test_quotes_are_not_read_to_a_model(storm: Mixed) -> None:
    storm.photo("storm.jpg", (0, 1, 0))
    assert storm.names(text='"storm"') == ["storm.jpg"]
    assert storm.seeing.asked == ["storm"]


def test_an_hour_long_sound_does_not_push_the_others_out(storm: Mixed) -> None:
    storm.sound("hour.wav", *[(1, 0.2, 0)] * 480)
    assert set(storm.names(text="storm", filters=ONLY_SOUNDS)) == {
        "hour.wav", "thunder.wav", "birds.wav",
    }  # fmt: skip


def test_what_is_not_wanted_is_not_asked(storm: Mixed) -> None:
    assert storm.names(text="storm", filters=ONLY_SOUNDS) == ["thunder.wav", "birds.wav"]
    assert storm.seeing.asked == []
    storm.hearing.asked.clear()
    assert storm.names(text="storm", filters=ONLY_PHOTOS) == ["clouds.jpg", "meadow.jpg"]
    assert storm.hearing.asked == []


def test_a_library_of_photos_asks_and_misses_no_model_for_sounds(mixed: Mixed) -> None:
    mixed.photo("clouds.jpg", (1, 0, 0))
    assert mixed.ask(text="storm").notes == ()
    assert mixed.hearing.asked == mixed.understanding.asked == []
    del mixed.models[Purpose.SOUNDS], mixed.models[Purpose.SENTENCES]
    assert mixed.ask(text="storm").notes == ()


def test_a_library_of_sounds_misses_no_model_for_photos(mixed: Mixed) -> None:
    mixed.sound("thunder.wav", (1, 0, 0))
    assert mixed.ask(text="storm").notes == ()
    del mixed.models[Purpose.PICTURES]
    assert mixed.ask(text="storm").notes == ()
    assert mixed.seeing.asked == []


def test_a_missing_model_for_sounds_is_told_and_the_photos_are_found(storm: Mixed) -> None:
    del storm.models[Purpose.SOUNDS]
    answer = storm.ask(text="storm")
    assert [hit.path.name for hit in answer.hits] == ["clouds.jpg", "meadow.jpg"]
    assert [note.kind for note in answer.notes] == [NoteKind.SOUND_MODEL_MISSING]
    assert "Get the model for sounds." in answer.notes[0].text
    assert storm.ask(text="storm", filters=ONLY_PHOTOS).notes == ()


def test_sounds_that_nobody_listened_to_are_told(mixed: Mixed) -> None:
    mixed.sound("thunder.wav")
    answer = mixed.ask(text="thunder")
    assert [hit.path.name for hit in answer.hits] == ["thunder.wav"]
    assert [note.kind for note in answer.notes] == [NoteKind.NOT_HEARD]
    assert mixed.hearing.asked == []


def test_the_models_that_a_text_needs_are_those_that_have_described_something(
    storm: Mixed,
) -> None:
    assert list(storm.engine.models_needed()) == [Purpose.PICTURES, Purpose.SOUNDS]
    del storm.models[Purpose.PICTURES]
    assert list(storm.engine.models_needed()) == [Purpose.SOUNDS]


def test_a_sound_of_the_library_finds_sounds_like_it_and_no_photo(storm: Mixed) -> None:
    tone(storm.folder / "wind.wav", 300)
    storm.sound("wind.wav", (1, 0, 0), (0, 0, 1))
    hits = storm.ask(examples=(storm.folder / "wind.wav",)).hits
    assert [hit.path.name for hit in hits] == ["thunder.wav", "birds.wav"]
    assert hits[0].reasons == ("sounds of wind.wav (1.00)", "sounds alike (1.00)")
    assert hits[0].start == 7.5


def test_a_sound_from_elsewhere_is_an_example_too(storm: Mixed, tmp_path: Path) -> None:
    low, high = tone(tmp_path / "low.wav", 250, 30), tone(tmp_path / "high.flac", 6000)
    assert storm.names(examples=(low,))[0] == "thunder.wav"
    assert storm.names(examples=(high,))[0] == "birds.wav"
    assert storm.seeing.asked == []


def test_an_example_and_a_text_join(storm: Mixed, tmp_path: Path) -> None:
    high = tone(tmp_path / "high.wav", 6000)
    names = storm.names(text="storm", examples=(high,))
    assert set(names) == {"clouds.jpg", "meadow.jpg", "thunder.wav", "birds.wav"}
    assert names.index("birds.wav") < names.index("clouds.jpg")


def test_an_unwanted_sound_pushes_away_what_is_like_it_among_sounds(
    storm: Mixed, tmp_path: Path
) -> None:
    low = tone(tmp_path / "low.wav", 250)
    names = storm.names(text="storm", without=(low,))
    assert names.index("birds.wav") < names.index("thunder.wav")
    assert names.index("clouds.jpg") < names.index("meadow.jpg")
    hits = storm.ask(without=(low,)).hits
    assert [hit.path.name for hit in hits] == ["birds.wav", "thunder.wav"]
    assert "unlike low.wav" in hits[0].reasons[0]


@pytest.mark.parametrize(("level", "reason"), [(0.0, "It is silent."), (None, ".")])
def test_a_sound_that_cannot_be_an_example_says_so(
    storm: Mixed, tmp_path: Path, level: float | None, reason: str
) -> None:
    path = tmp_path / "nothing.wav"
    if level is None:
        path.write_bytes(b"RIFF\x24\0\0\0WAVEfmt ")
    else:
        tone(path, 300, level=level)
    query = Query(examples=(path,))
    with pytest.raises(FileUnreadable, match=reason) as raised:
        storm.engine.search(query)
    named = explain.unusable(query, storm.examples, raised.value)
    assert str(named).startswith(f"{path} cannot be an example. ")
