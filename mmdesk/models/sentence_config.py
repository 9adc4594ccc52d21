"""What the files of a sentence-embedding model say, read without torch."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mmdesk.core.errors import ModelUnavailable
from mmdesk.models.files import read_json, usable, within

CONFIG, OWN = "config.json", "sentence_bert_config.json"
POOLING = "1_Pooling/config.json"
_COUNT_FROM_PADDING = frozenset({"camembert", "mpnet", "roberta", "xlm-roberta"})
"""Types whose first position comes after the padding's number."""
TYPES = _COUNT_FROM_PADDING | {
    "albert",
    "bert",
    "deberta-v2",
    "distilbert",
    "electra",
    "modernbert",
}
"""Encoders whose tokens' mean stands for a text, the `model_type`s of transformers."""
_LONGEST = 8192


@dataclass(frozen=True, slots=True)
class SentenceConfig:
    """What mmdesk must know before loading."""

    dimension: int
    tokens: int
    """What is longer is cut."""


def read_config(folder: Path) -> SentenceConfig:
    """The configuration in `folder`; raises ModelUnavailable for what cannot be."""
    _must_take_the_mean(folder / POOLING)
    said = read_json(folder / CONFIG)
    with usable(folder / CONFIG):
        width = said["dim"] if said.get("model_type") == "distilbert" else said["hidden_size"]
        dimension = within(width, 1, 65_536)
        tokens = within(_positions(said), 4, _LONGEST)
    own = folder / OWN
    if own.is_file():
        with usable(own):
            wanted = read_json(own).get("max_seq_length") or tokens
            tokens = min(tokens, within(wanted, 4, 1 << 31))
    return SentenceConfig(dimension, tokens)


def _positions(said: dict[str, Any]) -> int:
    positions = int(said.get("max_position_embeddings") or 512)
    first = 0
    if said.get("model_type") in _COUNT_FROM_PADDING:
        padding = said.get("pad_token_id")
        first = 1 + (1 if padding is None else int(padding))
    return min(positions - first, _LONGEST)


def _must_take_the_mean(pooling: Path) -> None:
    if pooling.is_file() and not read_json(pooling).get("pooling_mode_mean_tokens", True):
        raise ModelUnavailable(
            f"The model in {pooling.parent.parent} does not stand for a text with the mean of its "
            "tokens, as the sentence models do that mmdesk can use: choose another."
        )
