from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from mmdesk.core.entities import Evidence, Facts, Hit, Kind, Lane, Query, Span
from mmdesk.core.listings import Details, Marks, Tile
from mmdesk.gui.details.why_text import of_lane, why

PATH = Path("/pictures/Lisbon/IMG_1.jpg")
TILE = Tile(1, Kind.PHOTO, PATH, True, datetime(2020, 1, 1), 1, 1, Marks(tags=("ferry",)))  # noqa: DTZ001
FACTS = Facts(title="Crème brûlée at the harbour", keywords=("boats", "golden hour"))
DETAILS = Details(TILE, FACTS, (PATH,), 1, None)


def said(text, *reasons):
    hit = Hit(1, Kind.PHOTO, PATH, 1.0, reasons)
    return list(why(hit, Query(text=text), DETAILS))


def test_the_words_found_are_named_with_their_field():
    [title, keywords] = said("harbour boat", "words in title, keywords")
    assert "harbour" in title
    assert "boat" not in title
    assert "title" in title
    assert "boat" in keywords


def test_accents_and_case_are_no_hindrance():
    assert "BRULEE" in said("BRULEE", "words in title")[0]


def test_a_tag_counts_as_a_keyword_and_quoted_words_as_one():
    assert "ferry" in said("ferry", "words in keywords")[0]
    assert "golden hour" in said('"golden hour"', "words in keywords")[0]


def test_two_words_stand_and_one_stands():
    assert " stands in " in said("boats", "words in keywords")[0]
    assert " stand in " in said("boats ferry", "words in keywords")[0]


def test_a_form_that_only_the_index_knows_is_told_without_the_word():
    assert said("IMG1", "words in name") == ["Your words stand in its file name."]


def test_descriptions_and_looks_are_sentences():
    sentences = said(
        "x", "description (0.31)", "content of a (1).jpg (0.80)", "look of b.jpg (0.9)"
    )
    assert not any("0." in each for each in sentences)
    assert "a (1).jpg" in sentences[1]
    assert "b.jpg" in sentences[2]
    assert not any(each.startswith(("content", "look", "description")) for each in sentences)


def test_a_reason_of_another_form_is_shown_as_it_is():
    assert said("x", "the moon was full") == ["the moon was full"]


def test_every_reason_that_a_search_gives_is_understood(library):
    examples = tuple(hit.path for hit in library.search(library.query("", limit=1)).hits)
    queries = [library.query("sea", limit=50), replace(Query(), examples=examples), Query()]
    for query in queries:
        answer = library.search(query)
        assert answer.hits
        for hit in answer.hits:
            details = library.browsing.details(hit.item)
            assert not set(why(hit, query, details)) & set(hit.reasons), hit.reasons


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("seen: description (0.31)", "Seen: it shows what your words say."),
        ("seen: content of dog.jpg (0.52)", "Seen: the same kind of thing as in dog.jpg."),
        ("seen: look of dog.jpg (0.90)", "Seen: colours and shapes like those of dog.jpg."),
        ('heard: sounds like "a {dog}" (0.29)', "Heard: it sounds as your words say."),
        ("heard: sounds of bark.wav (0.29)", "Heard: it sounds like bark.wav."),
        ("heard: sounds alike (0.29)", "Heard: it sounds like your example."),
        ('said: "…the {dog} barks…"', 'Said: "…the {dog} barks…"'),
        ("seen: something new", "Seen: something new"),
        ("words in title", "Your words stand in its title."),
    ],
)
def test_the_reasons_of_a_video_begin_with_the_lane(reason, sentence):
    hit = Hit(1, Kind.VIDEO, PATH, 1.0, (reason,))
    assert list(why(hit, Query(text="zebra"), DETAILS)) == [sentence]


@pytest.mark.parametrize("reason", ["description (0.31)", "seen: description (0.31)"])
def test_a_lane_says_why_by_itself(reason):
    evidence = Evidence(Lane.SEEN, Span(1.0, 2.0), reason)
    assert of_lane(evidence) == "Seen: it shows what your words say."
