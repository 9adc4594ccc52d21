"""When in a passage the words are said."""

import pytest

from mmdesk.core.entities import Phrase
from mmdesk.search.words import saying

PHRASES = (
    Phrase(10.0, 13.0, "And so, my fellow Americans,"),
    Phrase(13.0, 17.0, "ask not what your country can do for you,"),
    Phrase(17.0, 20.0, "ask what you can do for your country."),
)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ('"ask what you can do"', PHRASES[2:]),
        ('"for you ask what"', PHRASES[1:]),
        ("americans fellow", PHRASES[:1]),
        ("ask", PHRASES[1:2]),
        ("countr ask", PHRASES[1:2]),
    ],
)
def test_the_phrases_that_hold_the_words(text, phrases):
    assert tuple(saying(PHRASES, text)) == phrases


def test_where_no_phrase_holds_the_words_none_is_chosen():
    assert not saying((), "ask")
    assert not saying(PHRASES, "harbour")
