import pytest
from transformers.models.whisper.tokenization_whisper import TO_LANGUAGE_CODE

from mmdesk.core.languages import CODES, code_of


@pytest.mark.parametrize("said", ["en", "EN", " en ", "en-US", "en_GB", "English", "english"])
def test_a_language_is_known_however_it_is_written(said: str) -> None:
    assert code_of(said) == "en"


@pytest.mark.parametrize("said", ["", "xx", "Klingon", "-en"])
def test_what_is_no_language_has_no_code(said: str) -> None:
    assert code_of(said) is None


def test_all_of_whispers_languages_are_known_by_all_their_names() -> None:
    assert {name: code_of(name) for name in TO_LANGUAGE_CODE} == TO_LANGUAGE_CODE
    assert frozenset(TO_LANGUAGE_CODE.values()) == CODES
