"""Speech the whole way: recordings go in, and what is said in them can be read and searched."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile
from helpers.libraries import House
from helpers.shared import shared

from mmdesk.core.entities import Span
from mmdesk.library import Library

RATE = 44_100
TOLERANCE = 1.0
"""Seconds by which a phrase may be off: the clips begin with a breath."""
JOINED = ("LJ003-0039.wav", "LJ001-0064.wav", "LJ003-0075.wav", "LJ003-0012.wav")
GAP = 75.0
"""Seconds of silence between the joined clips: pieces end in some of them."""


@pytest.fixture
def house(tmp_path: Path) -> House:
    """An empty library that writes down speech, and an empty folder for recordings."""
    house = House(tmp_path / "library", tmp_path / "sounds")
    house.photos.mkdir()
    house.set(speech=True, speech_language="en", speech_model=str(shared("models/whisper-memo")))
    return house


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    """What is said in each clip that the model recites."""
    clips = json.loads((shared("models/whisper-memo") / "memorised_clips.json").read_text())
    return {clip["file"]: clip["text"] for clip in clips}


def joined(path: Path) -> dict[str, float]:
    """Write one long recording; where each clip begins in it, in seconds."""
    quiet = np.zeros(round(GAP * RATE), np.float32)
    parts, starts, at = [], {}, 0.0
    for name in JOINED:
        clip, rate = soundfile.read(shared("data/sounds/speech") / name, dtype="float32")
        assert rate == RATE
        starts[name] = at + GAP
        parts += [quiet, clip]
        at += GAP + len(clip) / RATE
    soundfile.write(path, np.concatenate([*parts, quiet]), RATE)
    return starts


def said(library: Library, path: Path) -> str:
    return " ".join(phrase.text for phrase in library.transcript_of(path).phrases)


def test_every_clip_is_written_down_as_it_is_said(house: House, known: dict[str, str]) -> None:
    folder = shared("data/sounds/speech")
    with house.open() as library:
        assert library.index([folder]).failed == ()
        heard = {name: said(library, folder / name) for name in known if (folder / name).exists()}
    wrong = {name: text for name, text in heard.items() if text != known[name]}
    assert len(heard) >= 15
    assert wrong == {}


def test_a_long_recording_is_written_down_at_its_times(house: House, known: dict[str, str]) -> None:
    path = house.photos / "long.wav"
    starts = joined(path)
    house.index()
    with house.open() as library:
        transcript = library.transcript_of(path)
    assert transcript.complete
    assert " ".join(each.text for each in transcript.phrases) == " ".join(map(known.get, JOINED))
    for name, start in starts.items():
        first = next(each for each in transcript.phrases if known[name].startswith(each.text))
        assert abs(first.start - start) <= TOLERANCE


def test_quoted_words_are_found_in_the_second_in_which_they_are_said(house: House) -> None:
    path = house.photos / "long.wav"
    starts = joined(path)
    soundfile.write(house.photos / "quiet.wav", np.zeros(RATE, np.float32), RATE)
    house.index()
    with house.open() as library:
        [hit] = library.search(library.query('"four hundred and seventy-six"')).hits
        nothing = library.search(library.query('"seventy-six four hundred"')).hits
    assert hit.path == path
    assert hit.start is not None
    assert abs(hit.start - starts["LJ003-0039.wav"]) <= 15
    assert nothing == ()


def test_silence_and_noise_give_no_words(house: House) -> None:
    noise = np.random.default_rng(3).normal(0, 0.05, 20 * RATE).astype(np.float32)
    soundfile.write(house.photos / "silence.wav", np.zeros(20 * RATE, np.float32), RATE)
    soundfile.write(house.photos / "noise.wav", noise, RATE)
    house.index()
    with house.open() as library:
        for name in ("silence.wav", "noise.wav"):
            transcript = library.transcript_of(house.photos / name)
            assert (transcript.phrases, transcript.complete) == ((), True)


def test_speech_is_left_alone_until_it_is_wanted_and_then_only_where(
    house: House, tmp_path: Path, known: dict[str, str]
) -> None:
    clip, other = "LJ003-0067.wav", tmp_path / "other"
    other.mkdir()
    for folder, gain in ((house.photos, 1.0), (other, 0.9)):
        samples, rate = soundfile.read(shared("data/sounds/speech") / clip, dtype="float32")
        soundfile.write(folder / clip, gain * samples, rate)
    house.set(speech=False, speech_language="en", speech_model=str(shared("models/whisper-memo")))
    house.index(house.photos, other)
    assert house.asked("SELECT count(*) FROM transcripts") == [(0,)]
    with house.open() as library:
        library.set_speech(other, True)
        library.index([])
        library.indexing.rescan()
        assert library.indexing.wait_until_idle(60)
        assert said(library, other / clip) == known[clip]
    assert house.asked("SELECT count(*) FROM transcripts") == [(1,)]


def test_a_passage_lies_where_its_words_are(house: House) -> None:
    path = house.photos / "long.wav"
    starts = joined(path)
    house.index()
    rows = house.asked("SELECT starts, ends FROM segments WHERE part = 'passage' ORDER BY starts")
    spans = [Span(*row) for row in rows]
    assert len(spans) >= len(starts)
    for start in starts.values():
        assert any(span.start - TOLERANCE <= start <= span.end for span in spans)
