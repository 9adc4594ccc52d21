"""What is written is read back by rules taken from the formats, and by FFmpeg."""

import html
import re
from pathlib import Path

import pytest

from mmdesk.cli import subtitles
from mmdesk.core.entities import Phrase

PHRASES = [
    Phrase(0.0, 1.5, "Good morning."),
    Phrase(1.5, 62.25, "Fish & chips,  on\nthe <b>pier</b>."),
    Phrase(62.25, 62.25, "{\\an8}Now --> then"),
    Phrase(3599.9996, 36000.0, "Grüße, 東京!"),
    Phrase(36001.0, 36002.0, "  "),
]
TIME = r"\d{2,}:[0-5]\d:[0-5]\d"
CUE_TIMES = {
    "srt": re.compile(rf"({TIME},\d{{3}}) --> ({TIME},\d{{3}})"),
    "vtt": re.compile(rf"({TIME}\.\d{{3}}) --> ({TIME}\.\d{{3}})"),
}


def seconds(time: str) -> float:
    hours, minutes, rest = time.replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def times(line: str, form: str) -> tuple[float, float]:
    found = CUE_TIMES[form].fullmatch(line)
    assert found, line
    return seconds(found[1]), seconds(found[2])


def test_subrip_is_numbered_cues_with_an_empty_line_between() -> None:
    text = subtitles.srt(PHRASES)
    assert text.endswith("\n")
    cues = text.split("\n\n")
    assert [cue.splitlines()[0] for cue in cues] == ["1", "2", "3", "4"]
    assert all(len(cue.splitlines()) == 3 for cue in cues)
    assert [times(cue.splitlines()[1], "srt") for cue in cues] == [
        (0.0, 1.5),
        (1.5, 62.25),
        (62.25, 62.251),
        (3600.0, 36000.0),
    ]
    assert cues[0].splitlines()[2] == "Good morning."


def test_subrip_shows_what_was_said_and_never_takes_it_for_markup() -> None:
    lines = subtitles.srt(PHRASES).splitlines()
    shown = [line.replace("\N{WORD JOINER}", "") for line in lines]
    assert "Fish & chips, on the <b>pier</b>." in shown
    assert "{\\an8}Now --> then" in shown
    for line in lines:
        assert not re.search(r"</?\w|\{\\", line)
        assert "-->" not in line or CUE_TIMES["srt"].fullmatch(line)


def test_webvtt_keeps_to_its_grammar() -> None:
    text = subtitles.vtt(PHRASES)
    header, *cues = text.rstrip("\n").split("\n\n")
    assert header == "WEBVTT"
    assert len(cues) == 4
    for cue in cues:
        head, payload = cue.split("\n")
        start, end = times(head, "vtt")
        assert start < end
        assert "-->" not in payload
        assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", payload)
    payloads = [html.unescape(cue.split("\n")[1]) for cue in cues]
    assert payloads[1] == "Fish & chips, on the <b>pier</b>."
    assert payloads[2] == "{\\an8}Now --> then"


@pytest.mark.parametrize(("form", "empty"), [("srt", ""), ("vtt", "WEBVTT\n")])
def test_where_nothing_is_said_there_are_no_cues(form: str, empty: str) -> None:
    assert getattr(subtitles, form)([]) == empty


@pytest.mark.parametrize("form", ["srt", "vtt"])
def test_a_player_reads_what_was_said(form: str, tmp_path: Path) -> None:
    av = pytest.importorskip("av")
    file = tmp_path / f"said.{form}"
    file.write_text(getattr(subtitles, form)(PHRASES), encoding="utf-8")
    with av.open(str(file)) as opened:
        packets = [each for each in opened.demux(subtitles=0) if each.size]
    assert [(float(each.pts * each.time_base)) for each in packets] == [0.0, 1.5, 62.25, 3600.0]
    assert [float(each.duration * each.time_base) for each in packets] == pytest.approx(
        [1.5, 60.75, 0.001, 32400.0]
    )
    texts = [bytes(each).decode() for each in packets]
    assert texts[0] == "Good morning."
    assert texts[3] == "Grüße, 東京!"
