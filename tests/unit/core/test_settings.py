import json

import pytest

from mmdesk.core.errors import LibraryUnusable, WrongRequest
from mmdesk.core.settings import Settings


def test_what_is_saved_is_loaded(tmp_path):
    path = tmp_path / "settings.json"
    Settings().changed(model="ViT-L-14/openai", gently=True).save(path)
    assert Settings.load(path) == Settings(model="ViT-L-14/openai", gently=True)


def test_an_absent_file_means_defaults(tmp_path):
    assert Settings.load(tmp_path / "none.json") == Settings()


@pytest.mark.parametrize("text", ["{", "[]", '{"device": "red"}', '{"hnsw_ef": "many"}'])
def test_a_file_that_cannot_be_used_is_named(tmp_path, text):
    path = tmp_path / "settings.json"
    path.write_text(text)
    with pytest.raises(WrongRequest, match=r"settings\.json"):
        Settings.load(path)
    assert path.read_text() == text


@pytest.mark.parametrize(
    "wrong",
    [
        {"device": "tpu"},
        {"hnsw_ef": 0},
        {"gently": "yes"},
        {"hnsw_m": True},
        {"decode_seconds": -1},
        {"settle_seconds": float("nan")},
        {"rescan_minutes": float("inf")},
    ],
)
def test_a_wrong_value_is_refused_with_its_name(wrong):
    with pytest.raises(WrongRequest, match=next(iter(wrong))):
        Settings().changed(**wrong)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_numbers_that_are_none_are_refused_in_the_file_too(tmp_path, number):
    path = tmp_path / "settings.json"
    path.write_text(f'{{"settle_seconds": {number}}}')
    with pytest.raises(WrongRequest, match="settle_seconds"):
        Settings.load(path)


def test_settings_in_a_place_that_cannot_even_be_looked_at_are_told(tmp_path):
    path = tmp_path / ("x" * 5000) / "settings.json"  # refused to everybody, root included
    with pytest.raises(LibraryUnusable, match=r"settings\.json cannot be read"):
        Settings.load(path)


def test_settings_that_are_a_folder_are_told_when_read_and_when_written(tmp_path):
    path = tmp_path / "settings.json"
    path.mkdir()
    with pytest.raises(LibraryUnusable, match=r"settings\.json cannot be read"):
        Settings.load(path)
    with pytest.raises(LibraryUnusable, match=r"settings\.json cannot be written"):
        Settings().save(path)
    assert path.is_dir()


def test_an_unknown_setting_is_refused():
    with pytest.raises(WrongRequest, match="colour"):
        Settings().changed(colour="red")


def test_the_file_is_meant_for_people(tmp_path):
    Settings().save(tmp_path / "settings.json")
    assert json.loads((tmp_path / "settings.json").read_text())["device"] == "auto"


def test_the_cache_folder_is_a_whole_path_or_the_librarys_own(tmp_path):
    assert Settings().changed(cache_folder=str(tmp_path)).cache_folder == str(tmp_path)
    assert Settings().cache_folder == ""
    with pytest.raises(WrongRequest, match="whole path"):
        Settings().changed(cache_folder="caches")


def test_the_language_of_speech_is_kept_as_its_code():
    assert Settings().changed(speech_language="English").speech_language == "en"
    assert Settings(speech_language="en").changed(speech_language="").speech_language == ""
    with pytest.raises(WrongRequest, match=r"speech_language must be a language.*klingon"):
        Settings().changed(speech_language="klingon")


SAID = {
    '{"decode_seconds": 0}': "decode_seconds must be a number more than 0, such as 60.0; it is 0.",
    '{"hnsw_ef": "many"}': 'hnsw_ef must be a whole number more than 0, such as 400; it is "many".',
    '{"gently": 1}': "gently must be true or false, such as false; it is 1.",
    '{"speech_language": 5}': 'speech_language must be a text in quotes, such as ""; it is 5.',
    '{"gently": true,}': "It is no JSON, as line 1, column ",
    "[]": 'It must be a JSON object, such as {"gently": true}.',
}


@pytest.mark.parametrize(("text", "sentence"), SAID.items(), ids=SAID)
def test_it_is_said_which_setting_is_wrong_and_what_would_be_right(tmp_path, text, sentence):
    path = tmp_path / "settings.json"
    path.write_text(text)
    with pytest.raises(WrongRequest) as refused:
        Settings.load(path)
    said = str(refused.value)
    assert said.startswith(f"The settings in {path} cannot be used. {sentence}")
    assert said.endswith(" Mend or delete the file.")


def test_a_setting_of_another_version_is_left_as_it_is(tmp_path, caplog):
    path = tmp_path / "settings.json"
    path.write_text('{"gently": true, "colour": "red"}')
    with caplog.at_level("INFO"):
        settings = Settings.load(path)
    assert settings == Settings(gently=True)
    assert "colour" in caplog.text
    settings.changed(gently=False).save(path)
    assert json.loads(path.read_text())["colour"] == "red"
    assert Settings.load(path) == Settings()


def test_settings_that_somebody_broke_meanwhile_are_not_overwritten(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text("{ not yet")
    with pytest.raises(WrongRequest, match="no JSON"):
        Settings().save(path)
    assert path.read_text() == "{ not yet"
