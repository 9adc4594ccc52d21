import numpy as np
import pytest
from helpers import tiny_models

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
