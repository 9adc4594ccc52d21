"""Which phrases are kept: those of windows that were understood, where somebody speaks."""

from dataclasses import replace

import pytest

from mmdesk.core.entities import Phrase, Span
from mmdesk.models import gates
from mmdesk.models.base import Heard

GOOD = Heard(
    (Phrase(0.0, 2.0, " Good morning. "), Phrase(2.0, 5.0, "How are you?")), "en", 0.1, -0.3, 1.1
)
WINDOW, SPEECH = Span(60.0, 64.0), [Span(60.0, 64.0)]


def test_what_was_understood_is_kept_in_the_sound_s_own_time() -> None:
    assert gates.kept(GOOD, WINDOW, SPEECH) == [
        Phrase(60.0, 62.0, "Good morning."),
        Phrase(62.0, 64.0, "How are you?"),
    ]


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"no_speech": 0.9}, True),
        ({"log_probability": -0.9}, True),
        ({"log_probability": -1.1}, False),
        ({"no_speech": 0.9, "log_probability": -1.1}, False),
        ({"compression": 2.5}, False),
        ({"compression": 2.3}, True),
    ],
)
def test_what_was_guessed_is_left_out(change: dict[str, float], kept: bool) -> None:
    heard = replace(GOOD, **change)
    assert bool(gates.kept(heard, WINDOW, SPEECH)) is kept
    assert bool(gates.believable(heard)) is kept


def test_numbers_that_are_none_are_not_believed() -> None:
    assert gates.kept(replace(GOOD, log_probability=float("nan")), WINDOW, SPEECH) == []


def test_silence_is_told_from_doubt() -> None:
    assert gates.silent(replace(GOOD, no_speech=0.7, log_probability=-1.5))
    assert not gates.silent(replace(GOOD, no_speech=0.5, log_probability=-1.5))


def test_phrases_where_nobody_speaks_are_invented() -> None:
    assert gates.kept(GOOD, WINDOW, [Span(60.0, 61.4)]) == [Phrase(60.0, 62.0, "Good morning.")]
    assert gates.kept(GOOD, WINDOW, []) == []


def test_empty_phrases_are_dropped() -> None:
    assert gates.kept(replace(GOOD, phrases=(Phrase(0, 1, "  "),)), WINDOW, SPEECH) == []


def test_text_that_goes_round_in_circles_is_shorter_packed() -> None:
    assert gates.compression("") == 0
    assert gates.compression("thank you for watching " * 9) > gates.COMPRESSION
    assert gates.compression("Giltspur Street, and the Poultry, or about four hundred") < 1.2
