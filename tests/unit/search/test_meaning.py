"""What is said is found by its words, and by its meaning in other words."""

import pytest
from helpers.senses import Mixed

from mmdesk.core.entities import NoteKind
from mmdesk.models.registry import Purpose
from mmdesk.search.meaning import ABOUT_NOTHING

APPOINTMENT = "Your visit has been moved to Thursday."


@pytest.fixture
def calls(mixed: Mixed) -> Mixed:
    """Two recordings of speech, and a photo."""
    mixed.photo("clouds.jpg", (0, 0, 1))
    surgery, uncle = mixed.sound("one.wav", (0, 0, 1)), mixed.sound("two.wav", (0, 0, 1))
    mixed.says(surgery, "Hello, this is the surgery.", APPOINTMENT, means=[(0, 1, 0), (1, 0, 0.1)])
    mixed.says(uncle, "We went to the sea on Thursday.", means=[(0, 1, 0.3)])
    mixed.understanding.texts = {"when is the doctor": (1, 0.1, 0.2)}
    return mixed


def hit(mixed: Mixed, text: str, name: str):
    return next(hit for hit in mixed.ask(text=text).hits if hit.path.name == name)


def test_what_is_said_is_found_by_its_words_with_the_second(calls: Mixed) -> None:
    found = hit(calls, "moved to thursday", "one.wav")
    assert f'said: "{APPOINTMENT}"' in found.reasons
    assert (found.start, found.end) == (20, 35)
    assert calls.names(text="moved to thursday")[0] == "one.wav"


def test_the_second_is_that_of_the_words_however_it_sounds(calls: Mixed) -> None:
    calls.says(calls.sound("zoo.wav", (0, 0, 1)), "Well.", "Thursday, and thursday, thursday!")
    spans = {each.path.name: each.start for each in calls.ask(text='"thursday"').hits}
    assert spans == {"one.wav": 20, "two.wav": 0, "zoo.wav": 20}


def test_a_quoted_phrase_must_be_said(calls: Mixed) -> None:
    assert calls.names(text='"on thursday"') == ["two.wav"]
    assert calls.names(text='"thursday on"') == []


def test_what_is_said_is_found_in_other_words(calls: Mixed) -> None:
    found = hit(calls, "when is the doctor", "one.wav")
    assert f'said: "{APPOINTMENT}"' in found.reasons
    assert (found.start, found.end) == (20, 35)
    assert found.reasons[0].startswith("said")


def test_a_passage_no_nearer_than_everyday_talk_does_not_count(calls: Mixed) -> None:
    reasons = " ".join(hit(calls, "when is the doctor", "two.wav").reasons)
    assert "said" not in reasons
    calls.understanding.texts["red car"] = (0.1, 0.1, 1)
    assert all("said" not in " ".join(each.reasons) for each in calls.ask(text="red car").hits)


def test_everyday_talk_is_encoded_once(calls: Mixed) -> None:
    calls.ask(text="when is the doctor")
    calls.ask(text="when is the doctor")
    assert calls.understanding.asked.count(ABOUT_NOTHING[0]) == 1


def test_a_missing_model_for_sentences_is_told_where_it_would_help(
    calls: Mixed,
) -> None:
    del calls.models[Purpose.SENTENCES]
    answer = calls.ask(text="thursday")
    assert {"one.wav", "two.wav"} <= {each.path.name for each in answer.hits}
    assert [note.kind for note in answer.notes] == [NoteKind.SENTENCE_MODEL_MISSING]
    assert [note.kind for note in calls.ask(text='"zanzibar"').notes] == [
        NoteKind.SENTENCE_MODEL_MISSING
    ]
    assert calls.ask(text="clouds").notes == ()


def test_where_nothing_is_said_nobody_misses_a_model_for_sentences(mixed: Mixed) -> None:
    mixed.sound("thunder.wav", (1, 0, 0))
    del mixed.models[Purpose.SENTENCES]
    assert mixed.ask(text="storm").notes == ()
