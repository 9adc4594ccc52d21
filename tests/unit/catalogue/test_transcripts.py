import pytest
from helpers.catalogues import a_sound, said

from mmdesk.core.entities import Filters, Part, Passage, Phrase, Space, Span
from mmdesk.core.listings import Transcript

HELLO, RAIN, BYE = (
    Phrase(0.5, 2.0, "Hello."),
    Phrase(2.0, 6.5, "It rains."),
    Phrase(130.0, 131.0, "Goodbye."),
)


@pytest.fixture
def memo(catalogue, root) -> int:
    return a_sound(catalogue, root, "memo.wav")


def test_a_transcript_grows_until_it_is_complete(catalogue, memo):
    transcripts = catalogue.transcripts
    assert transcripts.of(memo) is None
    assert transcripts.progress(memo, "m") == 0.0
    transcripts.begin(memo, "m", None)
    transcripts.begin(memo, "m", "en")
    transcripts.add(memo, [RAIN, HELLO], 120.0)
    assert transcripts.progress(memo, "m") == 120.0
    assert transcripts.of(memo) == Transcript((HELLO, RAIN), "en", complete=False)
    transcripts.begin(memo, "m", None)
    transcripts.add(memo, [BYE], 140.0)
    transcripts.finish(memo, [])
    assert transcripts.progress(memo, "m") is None
    assert transcripts.of(memo) == Transcript((HELLO, RAIN, BYE), "en", complete=True)


def test_another_model_begins_anew(catalogue, memo):
    said(catalogue, memo, "old words", model="old")
    assert catalogue.transcripts.progress(memo, "new") == 0.0
    assert catalogue.transcripts.of(memo).complete
    catalogue.transcripts.begin(memo, "new", None)
    assert catalogue.transcripts.of(memo) == Transcript((), None, complete=False)
    assert catalogue.segments.of_item(memo, Part.PASSAGE) == {}
    assert catalogue.spoken.search("words", Filters(), 10) == []


def test_a_phrase_that_comes_again_stands_once_and_two_at_once_both_stand(catalogue, memo):
    catalogue.transcripts.begin(memo, "m", "en")
    both = (Phrase(1.0, 2.0, "One."), Phrase(1.0, 2.0, "Two."))
    catalogue.transcripts.add(memo, both, 10.0)
    catalogue.transcripts.add(memo, both, 10.0)
    assert catalogue.transcripts.of(memo).phrases == both


def test_passages_that_stay_keep_their_embeddings(catalogue, memo):
    space = catalogue.embeddings.add_space(Space("t", "t", 1))
    first, second = said(catalogue, memo, "The tide is low.", "We walk to the island.")
    before = {span: segment for segment, span in passages(catalogue, memo).items()}
    catalogue.embeddings.put(space, [(segment, b"\0\0") for segment in before.values()])
    other = Passage(second.start, second.end, "We swim to the island.")
    third = Passage(20.0, 30.0, "It is far.")
    catalogue.transcripts.set_passages(memo, [first, other, third])
    assert list(passages(catalogue, memo).values()) == [Span(0, 10), Span(10, 20), Span(20, 30)]
    lacking = catalogue.embeddings.lacking(memo, Part.PASSAGE, space)
    assert lacking == list(passages(catalogue, memo))[1:]
    assert list(catalogue.spoken.texts(passages(catalogue, memo)).values()) == [
        "The tide is low.",
        "We swim to the island.",
        "It is far.",
    ]
    assert catalogue.spoken.search("walk", Filters(), 10) == []


def passages(catalogue, item):
    return catalogue.segments.of_item(item, Part.PASSAGE)


def test_what_is_removed_is_gone_from_everywhere(catalogue, memo):
    said(catalogue, memo, "a secret")
    catalogue.transcripts.remove(memo)
    assert catalogue.transcripts.of(memo) is None
    assert passages(catalogue, memo) == {}
    assert catalogue.spoken.search("secret", Filters(), 10) == []


def test_an_item_takes_its_transcript_with_it(catalogue, root, memo):
    space = catalogue.embeddings.add_space(Space("t", "t", 1))
    said(catalogue, memo, "a secret")
    (segment,) = passages(catalogue, memo)
    catalogue.embeddings.put(space, [(segment, b"\0\0")])
    known = catalogue.embeddings.last_change(space)
    catalogue.roots.remove(root)
    assert catalogue.transcripts.of(memo) is None
    assert catalogue.spoken.texts([segment]) == {}
    assert [each.segment for each in catalogue.embeddings.changes(space, known)] == [segment]


def test_any_text_that_a_model_can_write_is_kept(catalogue, memo):
    said(catalogue, memo, "half a sign \ud83d and a \0 NUL")
    assert catalogue.transcripts.of(memo).phrases[0].text == "half a sign ? and a   NUL"


def test_the_phrases_within_stretches_come_in_their_order(catalogue, memo):
    phrases = [Phrase(2.0 * n, 2.0 * n + 2, f"p{n}") for n in range(5)]
    catalogue.transcripts.begin(memo, "m", "en")
    catalogue.transcripts.add(memo, phrases, 10.0)
    found = catalogue.transcripts.within([(memo, Span(2, 6)), (memo + 1, Span(0, 9))])
    assert found == [phrases[1:3], []]
