"""Sentence-embedding models, through transformers: texts that mean the same lie close together.

BERT and its kin, the mean of all tokens for a text (Reimers and Gurevych, "Sentence-BERT", 2019).
Runs where torch may be imported: in the model process, or in a test.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from transformers import AutoModel, AutoTokenizer

from mmdesk.models.device import Step
from mmdesk.models.families import InstalledModel
from mmdesk.models.pretrained import load_part, load_pretrained, must_know, placed
from mmdesk.models.selftest import TEXTS, Candidate, Rows, settled
from mmdesk.models.tensors import joined, threads, unit

_SPARE = ("pooler.",)
"""What some models have for other tasks, and others lack."""
_SPECIAL = 8
"""A tokenizer that knows no more than this knows no words."""
_A_PASSAGE = " ".join(TEXTS * 4)


class Sentences:
    """One sentence model; satisfies TextEncoder.

    Loading raises ModelFailed when the files make no usable model, WrongRequest for an absent
    device. `state_folder` remembers what the self-test found.
    """

    def __init__(self, installed: InstalledModel, device: str, state_folder: Path) -> None:
        self._folder, self.space = installed.folder, installed.space
        self._tokens = installed.config.tokens
        self.batch_threads = torch.get_num_threads()
        self._tokenizer = load_part(AutoTokenizer, self._folder)
        must_know(self._tokenizer, _SPECIAL, self._folder)
        candidate = Candidate(
            self.space,
            self._load,
            self._one_by_one,
            lambda model: {"texts": self._encoded(model, TEXTS)},
            lambda model, size: self._encoded(model, [_A_PASSAGE] * size),
        )
        self._model, self.description = settled(candidate, device, state_folder)

    def encode_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """n texts to (n, dimension) vectors of unit length; long ones are cut.

        Those of like length share a batch, so that little of it is padding.
        """
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        batch = self.description.batch_size
        with threads(self.batch_threads if len(texts) > 1 else 1):
            parts = [
                self._encoded(self._model, [texts[i] for i in order[start : start + batch]])
                for start in range(0, len(texts), batch)
            ]
        return joined(parts, self.space)[np.argsort(order)]

    def _encoded(self, model: "_Encoder", texts: Sequence[str]) -> Tensor:
        cut = self._tokenizer(
            list(texts),
            padding=True,
            truncation=True,
            max_length=self._tokens,
            return_tensors="pt",
        )
        return model.means(cut["input_ids"], cut["attention_mask"])

    def _one_by_one(self, model: "_Encoder") -> Rows:
        """Without padding, which must not change anything."""
        return {"texts": torch.cat([self._encoded(model, [text]) for text in TEXTS])}

    def _load(self, step: Step) -> "_Encoder":
        return _Encoder(load_pretrained(AutoModel, self._folder, _SPARE), step)


class _Encoder:
    """A model where it runs; `model` is taken over and moved there."""

    notes: tuple[str, ...] = ()

    def __init__(self, model: Any, step: Step) -> None:  # noqa: ANN401
        self.step, self._model = step, placed(model, step)

    def means(self, tokens: Tensor, there: Tensor) -> Tensor:
        """(n, length) token ids, and which of them are there, to (n, dimension)."""
        with torch.inference_mode():
            tokens, there = tokens.to(self.step.device), there.to(self.step.device)
            rows = self._model(input_ids=tokens, attention_mask=there).last_hidden_state.float()
            return unit((rows * there[..., None]).sum(1) / there.sum(1, keepdim=True))
