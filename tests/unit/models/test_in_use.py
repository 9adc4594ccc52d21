import numpy as np
import pytest
from helpers import tiny_clap, tiny_models
from helpers.tiny_speech import make_whisper

from mmdesk.core.errors import ModelUnavailable
from mmdesk.core.settings import Settings
from mmdesk.models.in_use import ModelsInUse
from mmdesk.models.registry import Purpose


def test_a_model_that_is_not_there_says_how_to_get_it(tmp_path):
    in_use = ModelsInUse(Settings(), tmp_path)
    with pytest.raises(ModelUnavailable, match="mmdesk models get"):
        in_use.get(Purpose.PICTURES)
    assert in_use.spaces() == []
    in_use.stop()


def test_nothing_runs_until_something_is_encoded(tmp_path):
    folder = tiny_models.make(tmp_path / "model", tiny_models.CLIP)
    in_use = ModelsInUse(Settings(model=str(folder)), tmp_path)
    assert in_use.get(Purpose.PICTURES).pid is None
    assert in_use.spaces() == [in_use.get(Purpose.PICTURES).space]


def test_a_search_asks_for_the_next_turn(tmp_path, monkeypatch):
    folder = tiny_models.make(tmp_path / "model", tiny_models.CLIP)
    in_use = ModelsInUse(Settings(model=str(folder)), tmp_path)
    asked = []
    monkeypatch.setattr(
        in_use.get(Purpose.PICTURES), "encode_pictures", lambda _, urgent: asked.append(urgent)
    )
    in_use.urgent(Purpose.PICTURES).encode_pictures(np.zeros((1, 32, 32, 3), np.uint8))
    assert asked == [True]


def test_each_purpose_has_a_model_of_its_own_and_only_what_changed_is_ended(tmp_path, monkeypatch):
    eyes = tiny_models.make(tmp_path / "eyes", tiny_models.CLIP)
    ears, other = tiny_clap.make(tmp_path / "ears"), tiny_clap.make(tmp_path / "other")
    settings = Settings(model=str(eyes), sound_model=str(ears))
    in_use = ModelsInUse(settings, tmp_path)
    seeing, hearing = in_use.get(Purpose.PICTURES), in_use.get(Purpose.SOUNDS)
    assert {space.name for space in in_use.spaces()} == {"eyes", "ears"}
    stopped = []
    for process in (seeing, hearing):
        monkeypatch.setattr(process, "stop", lambda process=process: stopped.append(process))
    in_use.change(settings.changed(sound_model=str(other)))
    assert stopped == [hearing]
    assert in_use.get(Purpose.PICTURES) is seeing
    assert in_use.get(Purpose.SOUNDS).space.name == "other"
    in_use.change(settings.changed(sound_model=str(other), device="cpu"))
    assert in_use.get(Purpose.PICTURES) is not seeing


def test_what_writes_down_speech_has_no_vectors_and_so_no_space(tmp_path):
    folder = make_whisper(tmp_path / "scribe")
    in_use = ModelsInUse(Settings(speech_model=str(folder)), tmp_path)
    in_use.get(Purpose.SPEECH)
    assert in_use.spaces() == []


def test_a_model_that_comes_later_is_gentle_too(tmp_path):
    folder = tiny_clap.make(tmp_path / "ears")
    in_use = ModelsInUse(Settings(sound_model=str(folder)), tmp_path)
    in_use.gently(True)
    assert in_use.get(Purpose.SOUNDS)._gently
