"""Transcripts in the forms that players read: SubRip (SRT) and WebVTT.

Sources: https://www.w3.org/TR/webvtt1/ for WebVTT. SubRip has no standard and no way to escape:
signs that players take for markup are kept apart from what follows by an invisible word joiner.
"""

import re
from collections.abc import Iterable

from mmdesk.core.entities import Phrase

_APART = "\N{WORD JOINER}"
_MARKUP = re.compile(r"[<{]|--(?=>)")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def srt(phrases: Iterable[Phrase]) -> str:
    """The phrases as SubRip, numbered from 1."""
    cues = (
        f"{number}\n{_times(phrase, ',')}\n{_plain(phrase)}\n"
        for number, phrase in enumerate(_spoken(phrases), 1)
    )
    return "\n".join(cues)


def vtt(phrases: Iterable[Phrase]) -> str:
    """The phrases as WebVTT."""
    cues = (
        f"{_times(phrase, '.')}\n{_line(phrase).translate(_ENTITIES)}\n"
        for phrase in _spoken(phrases)
    )
    return "\n".join(["WEBVTT\n", *cues])


def _spoken(phrases: Iterable[Phrase]) -> Iterable[Phrase]:
    """Those that say something: a cue without a text ends the file for some players."""
    return (phrase for phrase in phrases if _line(phrase))


def _plain(phrase: Phrase) -> str:
    return _MARKUP.sub(lambda sign: sign[0] + _APART, _line(phrase))


def _line(phrase: Phrase) -> str:
    return " ".join(phrase.text.split())


def _times(phrase: Phrase, point: str) -> str:
    """From when to when; a cue must end after it began."""
    start = round(max(phrase.start, 0) * 1000)
    end = max(round(phrase.end * 1000), start + 1)
    return f"{_time(start, point)} --> {_time(end, point)}"


def _time(milliseconds: int, point: str) -> str:
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{milliseconds:03}"
