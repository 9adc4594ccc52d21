from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmdesk.core.entities import Filters, Kind, Query
from mmdesk.core.errors import WrongRequest
from mmdesk.search.query import narrowed, parse, show, typed, with_phrases


def test_words_are_text_and_names_are_filters():
    query = parse('red boat in:Lisbon since:2022-06 until:2022 camera:"Aurora One" kind:photos')
    assert query.text == "red boat"
    assert query.filters == Filters(
        kinds=frozenset({Kind.PHOTO}),
        folders=("Lisbon",),
        since=date(2022, 6, 1),
        until=date(2022, 12, 31),
        cameras=("Aurora One",),
    )


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-2-3", date(2024, 2, 3), date(2024, 2, 3)),
    ],
)
def test_dates_stand_for_their_whole_span(typed, since, until):
    assert parse(f"since:{typed}").filters.since == since
    assert parse(f"until:{typed}").filters.until == until


@pytest.mark.parametrize("typed", ["since:June", "until:2021-13", "since:2021-02-30", "since:0000"])
def test_a_wrong_date_says_how_dates_look(typed):
    with pytest.raises(WrongRequest, match="2021-07-15"):
        parse(typed)


def test_an_unknown_kind_names_the_kinds():
    with pytest.raises(WrongRequest, match="photo, sound, video"):
        parse("kind:song")


def test_favourites_and_example_pictures_are_typed_too():
    query = parse('boat is:favourite like:"/photos/a b.jpg" unlike:c.jpg')
    assert query.text == "boat"
    assert query.filters.favourites
    assert query.examples == (Path("/photos/a b.jpg"),)
    assert query.without == (Path("c.jpg"),)


def test_what_nothing_can_be_says_what_it_can_be():
    with pytest.raises(WrongRequest, match="is:favourite"):
        parse("is:lost")


def test_other_colons_are_text():
    assert parse("at 12:30 http://x").text == "at 12:30 http://x"


def test_what_is_quoted_must_be_said_or_written_and_stays_in_the_text():
    query = parse('"town hall" night "at last" "town hall" ""  " "')
    assert query.text.startswith('"town hall" night "at last"')
    assert query.filters == Filters(phrases=("town hall", "at last"))


def test_a_quoted_value_of_a_filter_is_no_phrase():
    assert parse('in:"town hall" http:"x y"').filters == Filters(folders=("town hall",))


def test_a_phrase_that_the_text_lacks_is_shown_as_well():
    query = Query(text="night", filters=Filters(phrases=("town hall",)))
    assert show(query) == 'night "town hall"'


def test_a_folder_that_exists_is_meant_by_its_path(tmp_path):
    query = narrowed(Query(text="x"), [tmp_path, Path("Holidays")], "2020", "2021-03")
    assert query.filters == Filters(
        folders=(str(tmp_path), "Holidays"), since=date(2020, 1, 1), until=date(2021, 3, 31)
    )


plain = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
values = st.text(min_size=1, max_size=12) | st.just('a "b" c')
phrases = st.text(st.characters(exclude_characters='"'), min_size=1, max_size=8).filter(str.strip)
words = plain | phrases.map(lambda phrase: f'"{phrase}"')
paths = st.lists(values.map(Path), max_size=2).map(tuple)
queries = st.builds(
    Query,
    text=st.lists(words, max_size=3).map(" ".join),
    filters=st.builds(
        Filters,
        kinds=st.frozensets(st.sampled_from(Kind)),
        folders=st.lists(values, max_size=2).map(tuple),
        since=st.none() | st.dates(),
        until=st.none() | st.dates(),
        cameras=st.lists(values, max_size=2).map(tuple),
        favourites=st.booleans(),
    ),
    examples=paths,
    without=paths,
).map(with_phrases)


@given(queries)
def test_what_is_shown_is_parsed_as_the_same_query(query):
    assert parse(show(query)) == query


@given(st.text())
def test_any_text_is_parsed_or_refused_with_a_sentence(typed):
    with suppress(WrongRequest):
        assert parse(typed).limit == 20


def test_quotes_as_word_processors_make_them_are_quotes():
    assert parse(typed("“see you” later „bis bald“")).filters.phrases == ("see you", "bis bald")
    assert typed('"«" 5« wide') == '"«" 5« wide'
