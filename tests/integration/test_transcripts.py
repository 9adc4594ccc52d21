"""Transcripts in the terminal: how one gets them, and the forms in which they are printed."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile
from helpers.catalogues import said
from helpers.libraries import House
from helpers.terminals import Terminal
from helpers.tiny_speech import make_whisper

from mmdesk.core.entities import Phrase
from mmdesk.samples import instruments

WORDS = ("The boat leaves at dawn.", "Fish & chips <first>.")


def recording(path: Path, seed: int = 1) -> Path:
    """A short sound in which nothing is said."""
    samples = instruments.birds(np.random.default_rng(seed), 4.0)
    soundfile.write(path, samples, instruments.RATE)
    return path


@pytest.fixture
def memo(house: House) -> Path:
    """A sound of an indexed library."""
    path = recording(house.photos / "my memo.wav")
    house.photo("harbour.jpg")
    assert house.index().failed == ()
    return path


def write_down(house: House, *, complete: bool = True) -> None:
    """As a model would have: `WORDS`, ten seconds each."""
    with house.open() as library:
        [(item,)] = house.asked("SELECT id FROM items WHERE kind = 'sound'")
        if complete:
            said(library._catalogue, item, *WORDS)
        else:
            library._catalogue.transcripts.begin(item, "m", "en")
            library._catalogue.transcripts.add(item, [Phrase(0.0, 10.0, WORDS[0])], 10.0)


def test_a_transcript_is_printed_line_by_line(house: House, memo: Path, terminal: Terminal) -> None:
    write_down(house)
    done = terminal("transcript", memo)
    assert done.out.splitlines() == [f"0:00  {WORDS[0]}", f"0:10  {WORDS[1]}"]
    assert (done.err, done.status) == ("", 0)


def test_a_transcript_has_a_form_for_programs(house: House, memo: Path, terminal: Terminal) -> None:
    write_down(house)
    assert terminal("transcript", memo, "--json").json == [
        {"start": 0.0, "end": 10.0, "text": WORDS[0]},
        {"start": 10.0, "end": 20.0, "text": WORDS[1]},
    ]


def test_a_transcript_is_subtitles_where_players_want_them(
    house: House, memo: Path, terminal: Terminal
) -> None:
    write_down(house)
    srt = terminal("transcript", memo, "--srt").out
    assert srt.startswith(f"1\n00:00:00,000 --> 00:00:10,000\n{WORDS[0]}\n\n2\n")
    vtt = terminal("transcript", memo, "--vtt").out
    assert vtt.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:10.000\n")
    assert "Fish &amp; chips &lt;first&gt;." in vtt
    done = terminal("transcript", memo, "--srt", "--vtt")
    assert (done.out, done.status) == ("", 2)
    assert "Choose one" in done.err


def test_what_is_not_all_there_yet_is_said_beside_what_is(
    house: House, memo: Path, terminal: Terminal
) -> None:
    write_down(house, complete=False)
    done = terminal("transcript", memo, "--json")
    assert [line["text"] for line in done.json] == [WORDS[0]]
    assert "Not all of it" in done.err
    assert done.status == 0


def test_where_there_is_none_one_is_told_how_to_get_it(
    house: House, memo: Path, terminal: Terminal
) -> None:
    done = terminal("transcript", memo)
    assert (done.out, done.status) == ("", 1)
    assert f"`mmdesk roots speech {memo.parent} on`" in done.err
    done = terminal("roots", "speech", memo.parent, "on")
    assert done.status == 0
    assert [root["speech"] for root in terminal("roots", "list", "--json").json] == [True]
    assert "speech" in terminal("roots").err
    done = terminal("transcript", memo)
    assert "`mmdesk models get openai/whisper-base`" in done.err
    house.set(speech_model=str(make_whisper(memo.parent.with_name("whisper"))))
    assert f"`mmdesk index {memo.parent}`" in terminal("transcript", memo).err
    assert terminal("index", memo.parent).status == 0
    done = terminal("transcript", memo)
    assert (done.status, done.out) == (0, "")
    assert "Nothing is said in it." in done.err


def test_speech_is_switched_off_again_and_only_for_folders_that_are_kept(
    house: House, memo: Path, terminal: Terminal
) -> None:
    terminal("roots", "speech", memo.parent, "on")
    assert terminal("roots", "speech", memo.parent, "off").status == 0
    assert [root["speech"] for root in terminal("roots", "list", "--json").json] == [False]
    done = terminal("roots", "speech", memo.parent.parent, "on")
    assert done.status == 2
    assert f"The folders that are: {memo.parent}." in done.err
    assert terminal("roots", "speech", memo.parent, "maybe").status == 2


def test_other_files_have_none(house: House, memo: Path, terminal: Terminal) -> None:
    for name, reason in (("harbour.jpg", "is no sound"), ("no.wav", "There is no file")):
        done = terminal("transcript", memo.with_name(name))
        assert (done.out, done.status) == ("", 2)
        assert reason in done.err


def test_what_is_said_is_found_with_its_time(house: House, memo: Path, terminal: Terminal) -> None:
    write_down(house)
    [hit] = terminal("search", '"chips first"', "--json").json
    assert (Path(hit["path"]), hit["kind"]) == (memo, "sound")
    assert (hit["start"], hit["end"]) == (10.0, 20.0)
    assert any("said" in reason for reason in hit["reasons"])
    heading, line = terminal("search", "chips").err.splitlines()[-2:]
    assert "time" in heading
    assert "0:10\N{EN DASH}0:20" in line
    assert "time" not in terminal("search", "harbour.jpg").err
    assert terminal("search", '"first chips"', "--json").json == []


def test_sounds_are_counted_by_kind_space_and_stage(memo: Path, terminal: Terminal) -> None:
    counts = terminal("status", "--json").json
    assert counts["kinds"] == {"photo": 1, "sound": 1, "video": 0}
    assert counts["spaces"]["timbre"] == 1
    assert {"read", "describe", "hear", "transcribe", "understand"} <= set(counts["jobs"])
    shown = terminal("status").err
    assert "timbre" in shown
    assert "transcribe: waiting" in shown


def test_a_search_may_be_for_one_kind_only(memo: Path, terminal: Terminal) -> None:
    found = {
        kind: [Path(hit["path"]).name for hit in terminal("search", "--kind", kind, "--json").json]
        for kind in ("photo", "sound")
    }
    assert found == {"photo": ["harbour.jpg"], "sound": ["my memo.wav"]}
    assert terminal("search", "--kind", "smell").status == 2


def test_models_are_listed_with_what_they_are_for(house: House, terminal: Terminal) -> None:
    listed = terminal("models", "list", "--json").json
    used = {model["purpose"]: model["name"] for model in listed if model["in_use"]}
    assert used == {
        "pictures": "ViT-B-32/laion2b_s34b_b79k",
        "sounds": "laion/clap-htsat-unfused",
        "speech": "openai/whisper-base",
        "sentences": "sentence-transformers/all-MiniLM-L6-v2",
    }
    shown = terminal("models").err
    for does in ("describes sounds", "writes down speech", "understands speech"):
        assert does in shown


def test_what_a_model_is_for_is_told_by_its_files(
    house: House, terminal: Terminal, tmp_path: Path
) -> None:
    folder = make_whisper(tmp_path / "whisper")
    done = terminal("models", "use", folder)
    assert "writes down speech" in done.err
    settings = json.loads((house.library / "settings.json").read_text())
    assert settings["speech_model"] == str(folder)
    assert settings["model"] != str(folder)
    doctor = terminal("doctor").err
    assert "whisper: cpu" in doctor
    assert doctor.count("mmdesk models get") == 3
