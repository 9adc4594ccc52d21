"""The self-test: what is wrong falls back one step, is said, and is remembered."""

import json
import logging
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import torch
from helpers import tiny_models
from torch import Tensor

from mmdesk.core.errors import ModelFailed
from mmdesk.models import device as devices
from mmdesk.models import selftest
from mmdesk.models.clip import Clip
from mmdesk.models.device import Step
from mmdesk.models.registry import Purpose, find
from mmdesk.models.selftest import Verdict, Verdicts, fixed_pictures
from mmdesk.models.towers import Towers

Fault = Callable[[Tensor], Tensor]


def constant(rows: Tensor) -> Tensor:
    return rows[:1].expand_as(rows)


def tilted(rows: Tensor) -> Tensor:
    return torch.nn.functional.normalize(rows + 0.1 * rows.roll(1, dims=-1), dim=-1)


def numberless(rows: Tensor) -> Tensor:
    return rows * float("nan")


def refused(_: Tensor) -> Tensor:
    raise RuntimeError("CUDA error: no kernel image is available\nmore lines")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tiny_models.make(tmp_path / "model")


@pytest.fixture(autouse=True)
def _two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    ladder = [Step("cpu", torch.bfloat16), Step("cpu", torch.float32)]
    monkeypatch.setattr(devices, "steps", lambda _: ladder)


def break_precision(
    monkeypatch: pytest.MonkeyPatch, broken: set[torch.dtype], fault: Fault
) -> None:
    """A device whose arithmetic is wrong in some precisions."""
    sound = Towers.pictures

    def pictures(self: Towers, given: np.ndarray) -> Tensor:
        rows = sound(self, given)
        return fault(rows) if self.step.dtype in broken else rows

    monkeypatch.setattr(Towers, "pictures", pictures)


def load(folder: Path, state: Path) -> Clip:
    return Clip(find(str(folder), state, Purpose.PICTURES), "cpu", state)


def test_a_sound_precision_is_taken_without_a_note(folder: Path, tmp_path: Path) -> None:
    description = load(folder, tmp_path).description
    assert (description.precision, description.notes) == ("bfloat16", ())


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (constant, "same vector for every picture"),
        (tilted, "too far from float32"),
        (numberless, "no numbers"),
        (refused, "no kernel image"),
    ],
)
def test_a_wrong_precision_falls_back_and_says_so(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fault: Fault,
    words: str,
) -> None:
    break_precision(monkeypatch, {torch.bfloat16}, fault)
    with caplog.at_level(logging.WARNING, "mmdesk"):
        clip = load(folder, tmp_path)
    [note] = clip.description.notes
    assert clip.description.precision == "float32"
    assert "cpu in bfloat16" in note
    assert words in note
    assert note in caplog.text


def test_a_model_that_is_wrong_everywhere_is_not_used(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_precision(monkeypatch, {torch.bfloat16, torch.float32}, constant)
    with pytest.raises(ModelFailed, match="same vector for every picture"):
        load(folder, tmp_path)


def test_the_verdict_is_remembered_with_its_notes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_precision(monkeypatch, {torch.bfloat16}, constant)
    first = load(folder, tmp_path).description
    monkeypatch.setattr(selftest, "tested", lambda *_: pytest.fail("it was tested again"))
    assert load(folder, tmp_path).description == first


def test_other_weights_and_another_torch_are_tested_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdicts, verdict = Verdicts(tmp_path), Verdict("cpu", "float32", 8, ("a note",))
    verdicts.keep("space", "cpu", verdict)
    assert verdicts.get("space", "cpu") == verdict
    assert verdicts.get("other space", "cpu") is None
    assert verdicts.get("space", "cuda (H200)") is None
    monkeypatch.setattr(torch, "__version__", "99.0")
    assert verdicts.get("space", "cpu") is None


@pytest.mark.parametrize("content", ["", "[]", "{", '{"KEY": 1}', '{"KEY": {"device": "cpu"}}'])
def test_a_damaged_memory_counts_as_none(tmp_path: Path, content: str) -> None:
    verdicts = Verdicts(tmp_path)
    verdicts.keep("space", "cpu", Verdict("cpu", "float32", 8))
    path = tmp_path / "selftest.json"
    [key] = json.loads(path.read_text())
    path.write_text(content.replace("KEY", key))
    assert verdicts.get("space", "cpu") is None
    verdicts.keep("space", "cpu", Verdict("cpu", "float32", 8))
    assert verdicts.get("space", "cpu") is not None


def test_a_memory_that_cannot_be_written_is_logged_only(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    Verdicts(tmp_path / "file").keep("space", "cpu", Verdict("cpu", "float32", 8))
    assert "cannot be kept" in caplog.text


def test_the_fixed_pictures_are_the_same_every_time_and_unlike_each_other() -> None:
    pictures = fixed_pictures(40, 60)
    assert pictures.shape == (4, 40, 60, 3)
    assert np.array_equal(pictures, fixed_pictures(40, 60))
    pairs = combinations(pictures.astype(int), 2)
    assert min(np.abs(one - other).mean() for one, other in pairs) > 30
