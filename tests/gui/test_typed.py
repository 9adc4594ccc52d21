"""What is read out of a text that is being typed."""

import pytest

from mmdesk.core.entities import Filters, Kind, Query
from mmdesk.gui.search.typed import joined, read, word_at
from mmdesk.search.query import parse


def typed(text, *, finished=False):
    """A text with the cursor where the bar stands, by default at the end."""
    cursor = text.index("|") if "|" in text else len(text)
    return read(parse, text.replace("|", ""), cursor, finished=finished)


def test_words_stay_in_the_text_and_describe():
    got = typed("boat  at sunset ")
    assert (got.text, got.words, got.query) == ("boat  at sunset ", "boat at sunset", Query())


def test_a_filter_followed_by_a_space_leaves_the_text():
    got = typed("boat in:Lisbon ")
    assert (got.text, got.cursor, got.words) == ("boat ", 5, "boat")
    assert got.query.filters == Filters(folders=("Lisbon",))


def test_a_filter_that_is_being_typed_neither_filters_nor_describes():
    for text in ("boat in:", "boat in:Lis", "boat since:20", 'boat in:"New Yo'):
        got = typed(text)
        assert (got.text, got.words, got.query, got.problem) == (text, "boat", Query(), None)


def test_a_filter_in_which_the_cursor_stands_is_still_being_typed():
    got = typed("in:Lis| boat")
    assert (got.text, got.words, got.query) == ("in:Lis boat", "boat", Query())


def test_what_is_finished_is_complete_to_its_end():
    got = typed("boat kind:photo", finished=True)
    assert (got.words, got.query.filters.kinds) == ("boat", frozenset({Kind.PHOTO}))


def test_finishing_closes_a_quote_that_is_open():
    assert typed('in:"New York', finished=True).query.filters.folders == ("New York",)


def test_a_wrong_filter_stays_in_the_text_and_says_why():
    got = typed("boat since:20 ")
    assert (got.text, got.words) == ("boat since:20 ", "boat")
    assert "2021" in got.problem


def test_a_name_that_is_no_filter_is_a_word():
    got = typed("re:zero boat ")
    assert (got.text, got.words, got.query) == ("re:zero boat ", "re:zero boat", Query())


def test_the_cursor_stays_where_it_was_in_what_is_left():
    got = typed("in:Lisbon boat| kind:photo red")
    assert (got.text, got.cursor) == ("boat red", 4)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a boat", "boat"),
        ("a ", ""),
        ("in:Lis", "in:Lis"),
        ('x in:"New Yo', 'in:"New Yo'),
        ("", ""),
    ],
)
def test_the_word_at_the_cursor_is_held_together_by_quotes(text, word):
    assert word_at(text + " more", len(text)) == (len(text) - len(word), word)


def test_joining_adds_filters_and_a_later_day_counts():
    first, more = parse("in:Lisbon since:2020 kind:photo"), parse("in:Rome since:2021 camera:x")
    filters = joined(first, more).filters
    assert filters.folders == ("Lisbon", "Rome")
    assert filters.since.year == 2021
    assert (filters.kinds, filters.cameras) == (frozenset({Kind.PHOTO}), ("x",))
