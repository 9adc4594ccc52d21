"""Phrases become passages: all of them, in order, of about 15 s, with one phrase in common."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mmdesk.core.entities import Passage, Phrase
from mmdesk.indexing.passages import LONGEST, SECONDS, join


@st.composite
def transcripts(draw: st.DrawFn) -> list[Phrase]:
    """Phrases in order, with pauses between them, each with a text of its own."""
    pieces = st.tuples(st.floats(0, 20), st.floats(0, 30))
    at, phrases = 0.0, []
    for number, (pause, length) in enumerate(draw(st.lists(pieces, max_size=30))):
        at += pause
        phrases.append(Phrase(at, at + length, f"p{number}."))
        at += length
    return phrases


def numbers(passage: Passage) -> list[int]:
    return [int(word[1:-1]) for word in passage.text.split()]


@given(transcripts())
def test_every_phrase_is_in_a_passage_and_the_order_stays(phrases: list[Phrase]) -> None:
    inside = [numbers(passage) for passage in join(phrases)]
    assert sorted({number for each in inside for number in each}) == list(range(len(phrases)))
    assert all(each == list(range(each[0], each[-1] + 1)) for each in inside)
    assert inside == sorted(inside)


@given(transcripts())
def test_passages_span_their_phrases_and_are_not_long(phrases: list[Phrase]) -> None:
    for passage in join(phrases):
        first, last = numbers(passage)[0], numbers(passage)[-1]
        assert (passage.start, passage.end) == (phrases[first].start, phrases[last].end)
        most = (float("inf"), LONGEST, SECONDS)[min(last - first, 2)]
        assert passage.end - passage.start <= most


@given(transcripts())
def test_neighbours_share_one_phrase_where_it_and_the_next_fit(phrases: list[Phrase]) -> None:
    passages = [numbers(passage) for passage in join(phrases)]
    for one, other in pairwise(passages):
        near = phrases[one[-1] + 1].end - phrases[one[-1]].start <= LONGEST
        shared = one[-1:] if near and len(one) > 1 else []
        assert sorted(set(one) & set(other)) == shared
        assert not set(other) <= set(one)


@given(transcripts())
def test_what_is_said_later_changes_the_last_passage_only(phrases: list[Phrase]) -> None:
    whole = join(phrases)
    for count in range(len(phrases)):
        part = join(phrases[:count])
        assert whole[: max(0, len(part) - 1)] == part[:-1]


def test_a_minute_of_speech_becomes_passages_of_about_fifteen_seconds() -> None:
    phrases = [Phrase(5.0 * n, 5.0 * n + 4.5, f"p{n}.") for n in range(12)]
    passages = join(phrases)
    assert [numbers(each) for each in passages[:3]] == [[0, 1, 2], [2, 3, 4], [4, 5, 6]]
    assert passages[0] == Passage(0.0, 14.5, "p0. p1. p2.")


def test_slow_speech_overlaps_too() -> None:
    phrases = [Phrase(8.0 * n, 8.0 * n + 8, f"p{n}.") for n in range(4)]
    assert [numbers(each) for each in join(phrases)] == [[0, 1], [1, 2], [2, 3]]


def test_a_long_pause_ends_a_passage() -> None:
    phrases = [Phrase(0, 3, "p0."), Phrase(3, 6, "p1."), Phrase(80, 84, "p2.")]
    assert [numbers(each) for each in join(phrases)] == [[0, 1], [2]]


def test_nothing_said_makes_no_passage() -> None:
    assert join([]) == []
