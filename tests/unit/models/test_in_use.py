import numpy as np
import pytest
from helpers import tiny_models

from mmdesk.core.errors import ModelUnavailable
from mmdesk.core.settings import Settings
from mmdesk.models.in_use import ModelInUse


def test_a_model_that_is_not_there_says_how_to_get_it(tmp_path):
    in_use = ModelInUse(Settings(), tmp_path)
    with pytest.raises(ModelUnavailable, match="mmdesk models get"):
        in_use.get()
    assert in_use.spaces() == []
    in_use.stop()


def test_nothing_runs_until_something_is_encoded(tmp_path):
    folder = tiny_models.make(tmp_path / "model", tiny_models.CLIP)
    in_use = ModelInUse(Settings(model=str(folder)), tmp_path)
    assert in_use.get().pid is None
    assert in_use.spaces() == [in_use.get().space]


def test_a_search_asks_for_the_next_turn(tmp_path, monkeypatch):
    folder = tiny_models.make(tmp_path / "model", tiny_models.CLIP)
    in_use = ModelInUse(Settings(model=str(folder)), tmp_path)
    asked = []
    monkeypatch.setattr(in_use.get(), "encode_pictures", lambda _, urgent: asked.append(urgent))
    in_use.urgent().encode_pictures(np.zeros((1, 32, 32, 3), np.uint8))
    assert asked == [True]
