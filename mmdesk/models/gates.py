"""Which of the phrases that a transcriber gave are kept: those that somebody said.

Whisper invents text where nobody speaks, and repeats itself where it loses the thread. The limits
are those of its reference implementation (Radford et al., "Robust Speech Recognition via
Large-Scale Weak Supervision", 2022, section 4.5), which tries again past them; what is still past
them then is left out here, since a wrong sentence in the transcript is worse than a missing one.
"""

import zlib
from collections.abc import Sequence

from mmdesk.core.entities import Phrase, Span
from mmdesk.models.base import Heard

NO_SPEECH = 0.6
LOG_PROBABILITY = -1.0
COMPRESSION = 2.4
_SLACK = 0.5
"""Seconds by which a phrase may miss the speech that it is about: timestamps are rough."""


def compression(text: str) -> float:
    """How many times shorter zlib makes the text; 0 for none."""
    plain = text.encode()
    return len(plain) / len(zlib.compress(plain)) if plain else 0.0


def silent(heard: Heard) -> bool:
    """Whether the transcriber itself thinks that nobody spoke."""
    return heard.no_speech > NO_SPEECH and heard.log_probability < LOG_PROBABILITY


def doubtful(heard: Heard) -> bool:
    """Whether the text is guessed, or goes round in circles."""
    return heard.compression > COMPRESSION or not heard.log_probability >= LOG_PROBABILITY


def believable(heard: Heard) -> tuple[Phrase, ...]:
    """The phrases of a window that was understood, none of any other."""
    return () if silent(heard) or doubtful(heard) else heard.phrases


def kept(heard: Heard, window: Span, speech: Sequence[Span]) -> list[Phrase]:
    """The phrases to keep of what was heard in `window`, in seconds from the sound's beginning.

    `speech` is where voice activity found somebody speaking; phrases elsewhere are invented.
    """
    placed = [_placed(phrase, window) for phrase in believable(heard)]
    return [phrase for phrase in placed if phrase.text and _said(phrase, speech)]


def _placed(phrase: Phrase, window: Span) -> Phrase:
    start = min(window.start + max(0.0, phrase.start), window.end)
    end = min(window.start + phrase.end, window.end)
    return Phrase(start, max(start, end), phrase.text.strip())


def _said(phrase: Phrase, speech: Sequence[Span]) -> bool:
    return any(
        phrase.start < span.end + _SLACK and span.start - _SLACK < phrase.end for span in speech
    )
