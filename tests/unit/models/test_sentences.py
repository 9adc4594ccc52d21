"""Sentences get the vectors that transformers gives, the mean of all tokens, whatever the batch."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from helpers import tiny_speech

from mmdesk.core.errors import ModelFailed, ModelUnavailable
from mmdesk.models.registry import Purpose, find
from mmdesk.models.sentences import Sentences
from mmdesk.models.tensors import threads

TEXTS = (
    "it rained all night",
    "",
    "the dog barked at the sea and it rained on the roof",
    "rained",
    "sea " * 200,
)


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """Threads that spin while they wait crawl on a busy machine."""
    with threads(1):
        yield


@pytest.fixture(scope="module", params=["bert", "mpnet", "distilbert"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_speech.make_sentences(tmp_path_factory.mktemp(request.param), request.param)


def encoder(folder: Path, state: Path) -> Sentences:
    return Sentences(find(str(folder), state, Purpose.SENTENCES), "cpu", state)


def direct(folder: Path, texts: tuple[str, ...], longest: int) -> np.ndarray:
    """One text at a time, float32, as the model cards of sentence models show it."""
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModel.from_pretrained(folder, dtype=torch.float32).eval()
    rows = []
    for text in texts:
        cut = tokenizer([text], truncation=True, max_length=longest, return_tensors="pt")
        with torch.no_grad():
            out = model(input_ids=cut["input_ids"], attention_mask=cut["attention_mask"])
        rows.append(out.last_hidden_state[0].mean(0).numpy())
    found = np.stack(rows)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_texts_get_the_mean_of_their_tokens(folder: Path, tmp_path: Path) -> None:
    sentences = encoder(folder, tmp_path)
    ours = sentences.encode_texts(TEXTS)
    right = direct(folder, TEXTS, find(str(folder), tmp_path, Purpose.SENTENCES).config.tokens)
    assert ours.shape == (len(TEXTS), 32)
    assert ours.dtype == np.float32
    assert (ours * right).sum(axis=1).min() >= 0.998
    assert np.linalg.norm(ours, axis=1) == pytest.approx(1, abs=1e-5)


def test_order_and_batches_change_nothing(folder: Path, tmp_path: Path) -> None:
    sentences = encoder(folder, tmp_path)
    many = [TEXTS[n % len(TEXTS)] for n in range(3 * sentences.description.batch_size + 1)]
    vectors = sentences.encode_texts(many)
    for n, vector in enumerate(vectors):
        assert vector @ sentences.encode_texts([many[n]])[0] >= 0.999


def test_nothing_in_gives_nothing_out(folder: Path, tmp_path: Path) -> None:
    assert encoder(folder, tmp_path).encode_texts([]).shape == (0, 32)


@pytest.mark.parametrize(("kind", "tokens"), [("bert", 40), ("roberta", 27), ("xlm-roberta", 27)])
def test_texts_are_cut_at_what_the_model_has_positions_for(
    tmp_path: Path, kind: str, tokens: int
) -> None:
    folder = tiny_speech.make_sentences(tmp_path, kind)
    assert find(str(folder), tmp_path, Purpose.SENTENCES).config.tokens == tokens
    assert encoder(folder, tmp_path).encode_texts(["sea " * 500]).shape == (1, 32)


def test_a_model_s_own_shorter_limit_counts(tmp_path: Path) -> None:
    folder = tiny_speech.make_sentences(tmp_path)
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 9}')
    sentences = encoder(folder, tmp_path)
    long, longer = sentences.encode_texts(
        ["it rained on the roof all night", "it rained on the roof all night and the dog barked"]
    )
    assert long @ longer >= 0.999


def test_models_that_take_something_else_than_the_mean_are_refused(tmp_path: Path) -> None:
    folder = tiny_speech.make_sentences(tmp_path)
    pooling = folder / "1_Pooling"
    pooling.mkdir()
    (pooling / "config.json").write_text(json.dumps({"pooling_mode_mean_tokens": False}))
    with pytest.raises(ModelUnavailable, match="mean of its tokens"):
        find(str(folder), tmp_path, Purpose.SENTENCES)


def test_other_kinds_of_models_are_refused(tmp_path: Path) -> None:
    folder = tiny_speech.make_whisper(tmp_path)
    with pytest.raises(ModelUnavailable, match="of the kind whisper"):
        find(str(folder), tmp_path, Purpose.SENTENCES)


def test_a_pooler_may_be_missing_but_no_layer(tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    folder = tiny_speech.make_sentences(tmp_path)
    weights = folder / "model.safetensors"
    tensors = load_file(weights)
    save_file({k: v for k, v in tensors.items() if "pooler" not in k}, weights, {"format": "pt"})
    assert encoder(folder, tmp_path).encode_texts(["sea"]).shape == (1, 32)
    save_file({k: v for k, v in tensors.items() if "layer.1" not in k}, weights, {"format": "pt"})
    with pytest.raises(ModelFailed, match=r"weights lack .*layer\.1"):
        encoder(folder, tmp_path)


def test_a_missing_tokenizer_is_said(tmp_path: Path) -> None:
    folder = tiny_speech.make_sentences(tmp_path)
    for path in folder.glob("tokenizer*"):
        path.unlink()
    with pytest.raises(ModelFailed, match=r"cannot be loaded"):
        encoder(folder, tmp_path)
