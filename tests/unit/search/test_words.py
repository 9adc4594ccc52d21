"""When in a passage the words are said."""

import pytest

from mmdesk.core.entities import Phrase, Span
from mmdesk.search.words import moment

PHRASES = (
    Phrase(10.0, 13.0, "And so, my fellow Americans,"),
    Phrase(13.0, 17.0, "ask not what your country can do for you,"),
    Phrase(17.0, 20.0, "ask what you can do for your country."),
)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ('"ask what you can do"', Span(17.0, 20.0)),
        ('"for you ask what"', Span(13.0, 20.0)),
        ("americans fellow", Span(10.0, 13.0)),
        ("ask", Span(13.0, 17.0)),
    ],
)
def test_the_phrases_that_hold_the_words(text, span):
    assert moment(PHRASES, text) == span


def test_no_phrases_are_no_moment():
    assert moment((), "ask") is None
