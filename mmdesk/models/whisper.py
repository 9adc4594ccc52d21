"""Whisper models, through transformers, as transcribers.

Runs where torch may be imported: in the model process, or in a test.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from transformers import WhisperFeatureExtractor, WhisperForConditionalGeneration, WhisperTokenizer

from mmdesk.core.entities import Phrase
from mmdesk.models import gates
from mmdesk.models.base import Heard
from mmdesk.models.device import Step
from mmdesk.models.families import InstalledModel
from mmdesk.models.pretrained import load_part, load_pretrained, must_know, placed
from mmdesk.models.selftest import Candidate, Rows, fixed_sounds, settled
from mmdesk.models.tensors import threads, unit
from mmdesk.models.whisper_config import RATE
from mmdesk.models.whisper_decoding import Decoder, Written

_AGAIN = 0.4
"""The temperature of a second try, where the first one went wrong."""
_TOKENS = (11, 23, 47, 53, 71, 101, 131, 151)
"""Any words will do for the self-test."""
_CPU_BATCHES, _GPU_BATCHES = (2, 4), (4, 8, 16)
"""A window of a large model takes 250 MB."""


class Whisper:
    """One Whisper model; satisfies Transcriber.

    Loading raises ModelFailed when the files make no usable model, WrongRequest for an absent
    device. `state_folder` remembers what the self-test found.
    """

    def __init__(self, installed: InstalledModel, device: str, state_folder: Path) -> None:
        self._folder, self.space = installed.folder, installed.space
        self.batch_threads = torch.get_num_threads()
        self._extractor = load_part(WhisperFeatureExtractor, self._folder)
        self._tokenizer = load_part(WhisperTokenizer, self._folder)
        fixed = self._features(list(fixed_sounds(RATE, 5 * RATE)))
        candidate = Candidate(
            self.space,
            self._load,
            lambda ears: ears.trial(fixed),
            lambda ears: ears.trial(fixed),
            lambda ears, size: ears.scores(fixed[-1:].expand(size, -1, -1)),
            _CPU_BATCHES,
            _GPU_BATCHES,
        )
        self._ears, self.description = settled(candidate, device, state_folder)
        must_know(self._tokenizer, self._ears.decoder.end, self._folder)

    def transcribe(
        self, windows: Sequence[NDArray[np.float32]], language: str | None = None
    ) -> list[Heard]:
        """Windows of at most 30 s of mono sound at 16,000 Hz to what is said in each.

        `language` is a code such as "en"; None to detect it in each window.
        """
        batch, heard = self.description.batch_size, list[Heard]()
        with threads(self.batch_threads), torch.inference_mode():
            for start in range(0, len(windows), batch):
                heard += self._heard(windows[start : start + batch], language)
        return heard

    def _heard(self, windows: Sequence[NDArray[np.float32]], language: str | None) -> list[Heard]:
        """What was heard; what went wrong is tried once more, less strictly, as the reference."""
        encoded, write = self._ears.encoded(self._features(windows)), self._ears.decoder.write
        heard = [self._read(*each) for each in zip(write(encoded, language), windows, strict=True)]
        again = [
            place
            for place, each in enumerate(heard)
            if gates.doubtful(each) and not gates.silent(each)
        ]
        if again:
            for place, written in zip(again, write(encoded[again], language, _AGAIN), strict=True):
                other = self._read(written, windows[place])
                heard[place] = heard[place] if gates.doubtful(other) else other
        return heard

    def _read(self, written: Written, window: NDArray[np.float32]) -> Heard:
        seconds = len(np.trim_zeros(window, "b")) / RATE
        phrases = [
            Phrase(start, max(start, seconds) if end is None else end, self._text(tokens))
            for start, end, tokens in self._ears.decoder.phrases(written.tokens)
        ]
        said = tuple(phrase for phrase in phrases if phrase.text)
        return Heard(
            said,
            written.language,
            written.no_speech,
            written.log_probability,
            gates.compression(" ".join(phrase.text for phrase in said)),
        )

    def _text(self, tokens: list[int]) -> str:
        return str(self._tokenizer.decode(tokens, skip_special_tokens=True)).strip()

    def _features(self, windows: Sequence[NDArray[np.float32]]) -> Tensor:
        """(n, mels, 3000) log-mel spectra, padded with silence to 30 s."""
        features = self._extractor(list(windows), sampling_rate=RATE, return_tensors="np")
        return torch.from_numpy(features.input_features)

    def _load(self, step: Step) -> "_Ears":
        return _Ears(load_pretrained(WhisperForConditionalGeneration, self._folder), step)


class _Ears:
    """A model where it runs; `model` is taken over and moved there."""

    notes: tuple[str, ...] = ()

    def __init__(self, model: Any, step: Step) -> None:  # noqa: ANN401
        self.step, self._model = step, placed(model, step)
        self.decoder = Decoder(self._model)

    def encoded(self, features: Tensor) -> Tensor:
        """(n, mels, 3000) to (n, positions, width), for the decoder."""
        with torch.inference_mode():
            there = features.to(self.step.device, self.step.dtype)
            return self._model.model.encoder(there).last_hidden_state  # type: ignore[no-any-return]

    def trial(self, features: Tensor) -> Rows:
        """What the self-test compares: encoded sounds, and scores after some tokens of one."""
        return {
            "sounds": unit(self.encoded(features).flatten(1)),
            "words": unit(self.scores(features)[:, 0]),
        }

    def scores(self, features: Tensor) -> Tensor:
        """(tokens, n, vocabulary): the scores after each of some tokens."""
        encoded = self.encoded(features)
        with torch.inference_mode():
            return self.decoder.scores_after(encoded, _TOKENS)
