"""CLAP against transformers called directly, on small random models and a small real one."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from helpers import tiny_clap
from helpers.shared import shared
from safetensors.numpy import load_file, save_file
from transformers import AutoTokenizer, ClapFeatureExtractor, ClapModel

from mmdesk.core.errors import ModelFailed
from mmdesk.models import selftest
from mmdesk.models.clap import Clap, ClapTowers
from mmdesk.models.clap_features import features
from mmdesk.models.device import Step
from mmdesk.models.pretrained import load_pretrained
from mmdesk.models.process import ModelProcess
from mmdesk.models.registry import Purpose, find

TEXTS = ("a dog", "This is a sound of rain", "")
WEIGHTS = "model.safetensors"


class Direct:
    """The model as transformers' own documentation uses it, in float32."""

    def __init__(self, folder: Path) -> None:
        self.model = ClapModel.from_pretrained(folder, dtype=torch.float32).eval()
        self.extractor = ClapFeatureExtractor.from_pretrained(folder)
        self.tokenizer = AutoTokenizer.from_pretrained(folder)

    def sounds(self, clips: Sequence[np.ndarray]) -> np.ndarray:
        rate = self.extractor.sampling_rate
        inputs = self.extractor(list(clips), sampling_rate=rate, return_tensors="pt")
        inputs["is_longer"] = torch.zeros(len(clips), 1, dtype=torch.bool)
        with torch.inference_mode():
            return self.model.get_audio_features(**inputs).pooler_output.numpy()

    def texts(self, texts: Sequence[str]) -> np.ndarray:
        inputs = self.tokenizer(
            list(texts), return_tensors="pt", padding=True, truncation=True, max_length=18
        )
        inputs.pop("token_type_ids", None)
        with torch.inference_mode():
            return self.model.get_text_features(**inputs).pooler_output.numpy()


@pytest.fixture(scope="module", params=["unfused", "fused"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    fusion = request.param == "fused"
    sounds = tiny_clap.SMALL | ({"truncation": "fusion"} if fusion else {})
    return tiny_clap.make(tmp_path_factory.mktemp(request.param), sounds, fusion=fusion)


def encoder(folder: Path, state: Path) -> Clap:
    return Clap(find(str(folder), state, Purpose.SOUNDS), "cpu", state)


def clips(folder: Path) -> list[np.ndarray]:
    config = find(str(folder), folder, Purpose.SOUNDS).config.features
    made = selftest.fixed_sounds(config.rate, config.samples)
    return [*made, made[0, : config.rate // 2], made[1, : config.rate]]


def taken(folder: Path, given: Sequence[np.ndarray]) -> np.ndarray:
    config = find(str(folder), folder, Purpose.SOUNDS).config.features
    return np.stack([features(each, config) for each in given])


def cosines(ours: np.ndarray, right: np.ndarray) -> float:
    return float((ours.astype(np.float32) * right).sum(axis=1).min())


def exact(folder: Path) -> ClapTowers:
    return ClapTowers(load_pretrained(ClapModel, folder), Step("cpu", torch.float32))


def test_sounds_get_transformers_own_vectors(folder: Path) -> None:
    right = Direct(folder).sounds(clips(folder))
    assert cosines(exact(folder).sounds(taken(folder, clips(folder))).numpy(), right) >= 0.99999
    assert (right @ right.T).min() < 0.99, "the model tells them apart"


def test_texts_get_transformers_own_vectors_though_not_padded(folder: Path, tmp_path: Path) -> None:
    clap = encoder(folder, tmp_path)
    clap._towers = exact(folder)
    assert cosines(clap.encode_texts(TEXTS), Direct(folder).texts(TEXTS)) >= 0.99999


def test_each_text_costs_its_own_tokens_only(folder: Path, tmp_path: Path) -> None:
    clap, seen = encoder(folder, tmp_path), []
    words = clap._towers._model.text_model.embeddings.word_embeddings
    words.register_forward_hook(lambda _, tokens, __: seen.append(tuple(tokens[0].shape)))
    clap.encode_texts(["rain", "this is a sound of rain", "dog " * 99])
    assert seen == [(1, 3), (1, 8), (1, 18)], "the last one is cut to what the model can read"


def test_the_precision_that_is_chosen_stays_close(folder: Path, tmp_path: Path) -> None:
    clap, direct = encoder(folder, tmp_path), Direct(folder)
    vectors = clap.encode_sounds(taken(folder, clips(folder)))
    assert vectors.dtype == np.float16
    assert cosines(vectors, direct.sounds(clips(folder))) >= 0.998
    assert cosines(clap.encode_texts(TEXTS), direct.texts(TEXTS)) >= 0.998


def test_vectors_have_unit_length_whatever_the_batch(folder: Path, tmp_path: Path) -> None:
    clap = encoder(folder, tmp_path)
    many = taken(folder, clips(folder)).repeat(clap.description.batch_size, axis=0)[:-1]
    vectors = clap.encode_sounds(many)
    assert vectors.shape == (len(many), clap.space.dimension)
    assert np.linalg.norm(vectors.astype(float), axis=1) == pytest.approx(1, abs=2e-3)
    assert cosines(clap.encode_sounds(many[-1:]), vectors[-1:].astype(np.float32)) >= 0.998


def test_nothing_in_gives_nothing_out(folder: Path, tmp_path: Path) -> None:
    clap = encoder(folder, tmp_path)
    assert clap.encode_texts([]).shape == (0, 24)
    assert clap.encode_sounds(taken(folder, clips(folder))[:0]).shape == (0, 24)


def test_a_precision_that_is_wrong_for_sounds_falls_back_and_says_so(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ladder = [Step("cpu", torch.bfloat16), Step("cpu", torch.float32)]
    monkeypatch.setattr(selftest.devices, "steps", lambda _: ladder)
    sound = ClapTowers.sounds

    def sounds(self: ClapTowers, given: np.ndarray) -> torch.Tensor:
        rows = sound(self, given)
        return rows[:1].expand_as(rows) if self.step.dtype is torch.bfloat16 else rows

    monkeypatch.setattr(ClapTowers, "sounds", sounds)
    description = encoder(folder, tmp_path).description
    assert description.precision == "float32"
    assert "same vector for every sound" in description.notes[0]


def test_the_mapped_file_is_let_go_once_the_weights_are_cast(tmp_path: Path) -> None:
    folder = tiny_clap.make(tmp_path)
    towers = ClapTowers(load_pretrained(ClapModel, folder), Step("cpu", torch.bfloat16))
    tensors = [*towers._model.parameters(), *towers._model.buffers()]
    largest = max(tensor.untyped_storage().nbytes() for tensor in tensors)
    assert largest < (folder / WEIGHTS).stat().st_size / 2


def test_a_file_in_half_precision_is_no_reason_for_half_precision(tmp_path: Path) -> None:
    folder = tiny_clap.make(tmp_path)
    whole = load_file(folder / WEIGHTS)
    halves = {k: v.astype(np.float16) if v.dtype == np.float32 else v for k, v in whole.items()}
    save_file(halves, folder / WEIGHTS, {"format": "pt"})
    assert {p.dtype for p in load_pretrained(ClapModel, folder).parameters()} == {torch.float32}


def test_weights_that_are_not_there_are_not_made_up(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tiny_clap.make(tmp_path)
    weights = load_file(folder / WEIGHTS)
    weights.pop("audio_projection.linear1.weight")
    save_file(weights, folder / WEIGHTS, {"format": "pt"})
    with pytest.raises(ModelFailed, match=r"lack audio_projection\.linear1\.weight"):
        encoder(folder, tmp_path)
    assert "REPORT" not in capfd.readouterr().err


@pytest.mark.parametrize("damage", [b"", b"no tensors" * 9, None])
def test_damaged_weights_are_said(tmp_path: Path, damage: bytes | None) -> None:
    weights = tiny_clap.make(tmp_path) / WEIGHTS
    weights.write_bytes(weights.read_bytes()[:-1000] if damage is None else damage)
    with pytest.raises(ModelFailed, match="cannot be loaded"):
        encoder(tmp_path, tmp_path)


def test_a_missing_tokenizer_is_said(tmp_path: Path) -> None:
    for path in tiny_clap.make(tmp_path).glob("tokenizer*"):
        path.unlink()
    with pytest.raises(ModelFailed, match="its tokenizer's files are missing"):
        encoder(tmp_path, tmp_path)


def test_an_architecture_that_its_own_code_would_have_to_build_is_not_run(tmp_path: Path) -> None:
    folder = tiny_clap.make(tmp_path)
    ran = tmp_path / "ran"
    (folder / "evil.py").write_text(f"open({str(ran)!r}, 'w')\nclass Model: pass\n")
    for name in ("config.json", "tokenizer_config.json"):
        told = json.loads((folder / name).read_text())
        told["auto_map"] = {"AutoModel": "evil.Model", "AutoTokenizer": ["evil.Model", None]}
        (folder / name).write_text(json.dumps(told))
    encoder(folder, tmp_path)
    assert not ran.exists()


def test_the_model_process_gives_the_same_as_the_model_here(folder: Path, tmp_path: Path) -> None:
    here = encoder(folder, tmp_path)
    process = ModelProcess(find(str(folder), folder, Purpose.SOUNDS), "cpu", 60, tmp_path)
    given = taken(folder, clips(folder)).repeat(3, axis=0)
    try:
        assert process.features == find(str(folder), folder, Purpose.SOUNDS).config.features
        assert cosines(process.encode_sounds(given), here.encode_sounds(given)) >= 0.998
        assert cosines(process.encode_texts(TEXTS), here.encode_texts(TEXTS)) >= 0.9999
    finally:
        process.stop()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """105 real clips through a real model, our way and by calling transformers directly."""
    import soundfile
    import soxr

    folder, paths = shared("models/clap-small"), []
    for path in sorted(shared("data/sounds/esc10").glob("*/*")):
        paths += [path] if path.suffix in {".ogg", ".wav", ".flac"} else []
    heard = [soundfile.read(path, dtype="float32", always_2d=True) for path in paths]
    waves = [soxr.resample(frames.mean(axis=1), rate, 48000) for frames, rate in heard]
    direct, ours = Direct(folder), encoder(folder, tmp_path_factory.mktemp("state"))
    labels = [path.parent.name for path in paths]
    said = [label.replace("_", " ") for label in sorted(set(labels))]
    return {
        "labels": np.array(labels),
        "recordings": np.array([path.name.split("-")[1] for path in paths]),
        "ours": (ours.encode_sounds(taken(folder, waves)), ours.encode_texts(said)),
        "direct": (np.concatenate([direct.sounds([wave]) for wave in waves]), direct.texts(said)),
    }


def average_precision(scores: np.ndarray, right: np.ndarray) -> float:
    found = right[np.argsort(-scores, kind="stable")]
    return float(((np.cumsum(found) / np.arange(1, len(found) + 1))[found]).mean())


def test_texts_find_real_sounds_as_well_as_by_calling_transformers(real: dict[str, Any]) -> None:
    classes = sorted(set(real["labels"]))

    def score(way: str) -> float:
        sounds, texts = (rows.astype(np.float32) for rows in real[way])
        scores = zip(texts @ sounds.T, classes, strict=True)
        return float(np.mean([average_precision(s, real["labels"] == c) for s, c in scores]))

    assert score("direct") > 0.7
    assert score("ours") == pytest.approx(score("direct"), abs=0.005)


def test_sounds_find_real_sounds_as_well_as_by_calling_transformers(real: dict[str, Any]) -> None:
    def score(way: str) -> float:
        sounds = real[way][0].astype(np.float32)
        precisions = []
        for place, scores in enumerate(sounds @ sounds.T):
            others = real["recordings"] != real["recordings"][place]
            right = (real["labels"] == real["labels"][place])[others]
            precisions.append(average_precision(scores[others], right))
        return float(np.mean(precisions))

    assert score("direct") > 0.5
    assert score("ours") == pytest.approx(score("direct"), abs=0.005)
