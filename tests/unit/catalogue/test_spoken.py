import pytest
from helpers.catalogues import NOON, a_root, a_sound, an_item, said

from mmdesk.catalogue import spoken
from mmdesk.core.entities import Facts, Filters, Kind, Part, Span


@pytest.fixture
def memo(catalogue, root) -> int:
    item = a_sound(catalogue, root, "memos/harbour.wav")
    said(catalogue, item, "The boat leaves at dawn.", "We meet at the old harbour, by the boat.")
    return item


def found(catalogue, text, filters=Filters(), count=10):  # noqa: B008 - frozen
    return [item for item, *_ in catalogue.spoken.search(text, filters, count)]


def test_an_item_is_found_by_what_is_said_with_the_time_and_the_words(catalogue, memo):
    assert catalogue.spoken.search("harbour", Filters(), 10) == [
        (memo, Span(10, 20), "We meet at the old harbour, by the boat.")
    ]


def test_an_item_comes_once_with_its_best_passage(catalogue, memo):
    assert catalogue.spoken.search("boat dawn", Filters(), 10) == [
        (memo, Span(0, 10), "The boat leaves at dawn.")
    ]
    assert [span for _, span, _ in catalogue.spoken.search("boat", Filters(), 10)] == [Span(0, 10)]


def test_every_word_must_be_said_within_one_passage(catalogue, memo):
    assert found(catalogue, "dawn harbour") == []


def test_words_in_quotes_must_be_said_one_after_the_other(catalogue, memo):
    assert found(catalogue, '"old harbour"') == [memo]
    assert found(catalogue, '"harbour old"') == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("On the 3rd of May my iPhone was stolen.", '"the 3rd of"'),
        ("On the 3rd of May my iPhone was stolen.", '"my iPhone was"'),
        ("On the 3rd of May my iPhone was stolen.", '"my iphone was stolen"'),
        ("明日は東京で会いましょう", '"東京で会"'),
        ("Wir treffen uns am Café", '"am cafe"'),
        ("I don't know", '"don\'t know"'),
    ],
)
def test_a_quotation_is_found_whatever_its_words_are_made_of(catalogue, root, text, asked):
    item = a_sound(catalogue, root, "a.wav")
    said(catalogue, item, text)
    assert found(catalogue, asked) == [item]
    assert found(catalogue, "", Filters(phrases=(asked.strip('"'),))) == []
    passing = Filters(phrases=(asked.strip('"'),))
    assert catalogue.items.newest(passing, 10) == [item]


def test_the_best_comes_first(catalogue, root):
    long, short = a_sound(catalogue, root, "a.wav"), a_sound(catalogue, root, "b.wav")
    said(catalogue, long, "There was thunder once, and then much else happened for a long time.")
    said(catalogue, short, "Thunder!")
    assert found(catalogue, "thunder") == [short, long]
    assert found(catalogue, "thunder", count=1) == [short]


def test_only_what_passes_is_found_whether_much_or_little_does(
    catalogue, root, memo, monkeypatch, tmp_path
):
    other = a_sound(catalogue, a_root(catalogue, tmp_path), "other/b.wav", modified=2 * NOON)
    said(catalogue, other, "Another boat.")
    for picked in (spoken.PICKED, 0):
        monkeypatch.setattr(spoken, "PICKED", picked)
        assert found(catalogue, "boat", Filters(folders=("memos",))) == [memo]
        assert found(catalogue, "boat", Filters(kinds=frozenset({Kind.PHOTO}))) == []
        assert set(found(catalogue, "boat", Filters(kinds=frozenset({Kind.SOUND})))) == {
            memo,
            other,
        }


def test_what_has_no_file_is_not_found(catalogue, root, memo):
    catalogue.files.forget([file.id for file in catalogue.files.known(root).values()])
    assert found(catalogue, "boat") == []


def test_of_very_common_words_the_last_written_down_are_ranked(catalogue, root, monkeypatch):
    monkeypatch.setattr(spoken, "RANKED", 5)
    items = [a_sound(catalogue, root, f"{n}.wav") for n in range(8)]
    for item in items:
        said(catalogue, item, "the same")
    assert set(found(catalogue, "the")) == set(items[-5:])


def test_nothing_is_asked_without_words(catalogue, memo):
    assert catalogue.spoken.search("", Filters(), 10) == []
    assert catalogue.spoken.search("?!", Filters(), 10) == []


def test_a_phrase_must_have_been_said_or_written(catalogue, root, memo):
    photo = an_item(catalogue, root, "a.jpg", Facts(caption="At the old harbour", title="Boats"))
    an_item(catalogue, root, "b.jpg", Facts(caption="The harbour is old"))
    asked = Filters(phrases=("old harbour",))
    assert set(catalogue.items.newest(asked, 10)) == {memo, photo}
    assert set(catalogue.listings.by_date(asked).items) == {memo, photo}
    assert catalogue.texts.search("boats", asked, 10) == [photo]
    assert found(catalogue, "dawn", asked) == [memo]
    both = Filters(phrases=("old harbour", "the boat leaves"))
    assert catalogue.items.newest(both, 10) == [memo]
    assert catalogue.items.newest(Filters(phrases=("?",)), 10) != []


def test_quotes_and_signs_of_the_full_text_language_are_plain_text(catalogue, memo):
    for text in ('old" harbour', "harbour)", "NEAR(harbour", "harbour*", "-harbour"):
        catalogue.items.newest(Filters(phrases=(text,)), 10)
    assert catalogue.items.newest(Filters(phrases=('old" harbour',)), 10) == [memo]


def test_texts_are_of_passages_only(catalogue, root, memo):
    whole = catalogue.items.whole_segments([memo])[memo]
    assert catalogue.spoken.texts([whole]) == {}


def test_passages_that_hold_the_words_are_picked_out_of_some(catalogue, memo):
    first, second = catalogue.segments.of_item(memo, Part.PASSAGE)
    assert catalogue.spoken.holding("boat", [first, second]).keys() == {first, second}
    text = "We meet at the old harbour, by the boat."
    assert catalogue.spoken.holding("harbour", [first, second]) == {second: text}
    assert catalogue.spoken.holding("harbour", [first]) == {}
    assert catalogue.spoken.holding("?!", [first, second]) == {}
