"""CLAP models as encoders of sounds and texts, through transformers.

Runs where torch may be imported: in the model process, or in a test. Windows are never longer than
the model's own length, so models that were trained on fused clips see them as short ones.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from transformers import AutoTokenizer, ClapModel

from mmdesk.models.clap_features import features
from mmdesk.models.device import Step
from mmdesk.models.families import InstalledModel
from mmdesk.models.pretrained import load_part, load_pretrained, must_know, placed
from mmdesk.models.selftest import TEXTS, Candidate, Rows, fixed_sounds, settled
from mmdesk.models.tensors import joined, threads, unit

_SPECIAL = 8
"""No tokenizer has so many special words; one that knows no others was made up."""


class Clap:
    """Both towers of one model; satisfies SoundEncoder and TextEncoder.

    Loading raises ModelFailed when the files make no usable model, WrongRequest for an absent
    device. `state_folder` remembers what the self-test found.
    """

    def __init__(self, installed: InstalledModel, device: str, state_folder: Path) -> None:
        self._folder, self.space = installed.folder, installed.space
        self.batch_threads = torch.get_num_threads()
        self._tokenizer = load_part(AutoTokenizer, self._folder)
        must_know(self._tokenizer, _SPECIAL, self._folder)
        config = installed.config.features
        sounds = fixed_sounds(config.rate, config.samples)
        self._fixed = np.stack([features(each, config) for each in sounds])
        candidate = Candidate(
            self.space,
            lambda step: ClapTowers(load_pretrained(ClapModel, self._folder), step),
            self._rows,
            self._rows,
            lambda towers, size: towers.sounds(self._fixed[-1:].repeat(size, axis=0)),
        )
        self._towers, self.description = settled(candidate, device, state_folder)

    def encode_sounds(self, features: NDArray[np.float32]) -> NDArray[np.float16]:
        """(n, frames, mels), as clap_features gives them, to (n, dimension) of unit length."""
        batch = self.description.batch_size
        with threads(self.batch_threads):
            parts = [
                self._towers.sounds(features[start : start + batch])
                for start in range(0, len(features), batch)
            ]
        return joined(parts, self.space).astype(np.float16)

    def encode_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """n texts to (n, dimension) vectors of unit length, as exact as the precision allows."""
        with threads(1):  # one query's products are too small to share out
            return joined([self._text(self._towers, text) for text in texts], self.space)

    def _text(self, towers: "ClapTowers", text: str) -> Tensor:
        """Each text alone: padding would only cost time."""
        tokens = self._tokenizer(text, truncation=True, max_length=towers.positions)["input_ids"]
        return towers.text(torch.tensor([tokens]))

    def _rows(self, towers: "ClapTowers") -> Rows:
        texts = torch.cat([self._text(towers, text) for text in TEXTS])
        return {"sounds": towers.sounds(self._fixed), "texts": texts}


class ClapTowers:
    """A model where it runs; `model` is taken over and moved there."""

    notes: tuple[str, ...] = ()

    def __init__(self, model: Any, step: Step) -> None:  # noqa: ANN401
        self.step, self._model = step, placed(model, step)
        text = model.config.text_config
        self.positions: int = text.max_position_embeddings - text.pad_token_id - 1
        """How many tokens a text may have: RoBERTa counts positions from behind the padding's."""

    def sounds(self, features: NDArray[np.float32]) -> Tensor:
        """(n, frames, mels) to (n, dimension)."""
        with torch.inference_mode():
            there = torch.from_numpy(np.ascontiguousarray(features)[:, None])
            there = there.to(self.step.device, self.step.dtype)
            longer = torch.zeros(len(there), 1, dtype=torch.bool, device=self.step.device)
            return unit(self._model.get_audio_features(there, is_longer=longer).pooler_output)

    def text(self, tokens: Tensor) -> Tensor:
        """(1, length) token ids to (1, dimension)."""
        with torch.inference_mode():
            return unit(self._model.get_text_features(tokens.to(self.step.device)).pooler_output)
