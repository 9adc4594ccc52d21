"""Whisper's decoder, one token at a time: the likeliest one within the rules for timestamps.

transformers' own `generate` runs the encoder once more to learn whether anybody speaks, and keeps
all scores of all steps to learn how sure it was: 370 MB for four windows. Here the first step, on
the start token alone, tells the language and whether anybody speaks, and the probabilities are
added up on the way. The rules are transformers' own; a test holds the two against each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import torch
from torch import LongTensor, Tensor
from transformers import (
    LogitsProcessorList,
    SuppressTokensAtBeginLogitsProcessor,
    SuppressTokensLogitsProcessor,
    WhisperTimeStampLogitsProcessor,
)

from mmdesk.core.errors import ModelFailed

SECONDS_PER_STEP = 0.02
"""What one timestamp token is later than the one before."""


@dataclass(frozen=True, slots=True)
class Written:
    """The tokens of one window, without prompt and end, and what was learnt on the way."""

    tokens: list[int]
    language: str
    no_speech: float
    log_probability: float


class Decoder:
    """Writes down what encoded windows say; raises ModelFailed for an unusable configuration."""

    def __init__(self, model: Any) -> None:  # noqa: ANN401
        said = model.generation_config
        self._model, self._said = model, said
        self._longest = model.config.max_target_positions // 2  # as the reference
        try:
            self.timestamps: int = said.no_timestamps_token_id + 1
            self.end: int = said.eos_token_id
            self._start: int = said.decoder_start_token_id
            several = getattr(said, "is_multilingual", True)
            tokens: Mapping[str, int] = said.lang_to_id if several else {}
            self._task: list[int] = [said.task_to_id["transcribe"]] if several else []
        except (AttributeError, KeyError, TypeError) as error:
            raise ModelFailed(
                f"The model's generation_config.json lacks what transcribing needs ({error}); it "
                "is too old or not Whisper's: choose another model."
            ) from error
        self._languages = {name.strip("<|>"): token for name, token in tokens.items()}

    def write(
        self, encoded: Tensor, language: str | None, temperature: float = 0.0
    ) -> list[Written]:
        """What each of the encoded windows (n, positions, width) says.

        Above a temperature of 0 tokens are drawn, the same ones each time.
        """
        state = _State(self._model, encoded)
        count = len(encoded)
        first = state.scores(torch.full((count, 1), self._start))
        no_speech = first.softmax(-1)[:, self.timestamps - 2]
        chosen = self._chosen_languages(first, language)
        prompt = [[self._start, *self._prompt(each)] for each in chosen]
        tokens, sums = self._continued(state, torch.tensor(prompt), temperature)
        return [
            self._written(*each)
            for each in zip(tokens.tolist(), chosen, no_speech.tolist(), sums.tolist(), strict=True)
        ]

    def scores_after(self, encoded: Tensor, tokens: Sequence[int]) -> Tensor:
        """(tokens, n, vocabulary): the scores after each of these in the encoded windows."""
        state, rows = _State(self._model, encoded), (len(encoded), 1)
        return torch.stack([state.scores(torch.full(rows, token)) for token in tokens])

    def _prompt(self, language: str) -> list[int]:
        return [self._languages[language], *self._task] if self._languages else []

    def _chosen_languages(self, first: Tensor, language: str | None) -> list[str]:
        if not self._languages:
            return ["en"] * len(first)  # models of one language are English
        if language is not None and language not in self._languages:
            raise ModelFailed(
                f"The model knows no language {language!r}: set speech_language to one of "
                f"{', '.join(sorted(self._languages))}, or to nothing to have it detected."
            )
        names = list(self._languages)
        likeliest = first[:, list(self._languages.values())].argmax(-1)
        return [language or names[place] for place in likeliest.tolist()]

    def _continued(
        self, state: "_State", prompt: Tensor, temperature: float
    ) -> tuple[Tensor, Tensor]:
        """The tokens after the prompt, ends included, and the sums of their log-probabilities."""
        rules = self._rules(prompt.shape[1])
        draw = torch.Generator().manual_seed(0)
        tokens, step = prompt, prompt[:, 1:] if prompt.shape[1] > 1 else None
        going, sums = torch.ones(len(prompt), dtype=torch.bool), torch.zeros(len(prompt))
        for _ in range(self._longest):
            scores = rules(
                cast(LongTensor, tokens), state.last if step is None else state.scores(step)
            )
            if temperature:
                likely = (scores / temperature).softmax(-1)
                chosen = torch.multinomial(likely, 1, generator=draw)[:, 0]
            else:
                chosen = scores.argmax(-1)
            chosen = chosen.where(going, self.end)
            gained = scores.log_softmax(-1).gather(-1, chosen[:, None])[:, 0]
            sums += gained.where(going, 0.0)
            going &= chosen != self.end
            step = chosen[:, None]
            tokens = torch.cat([tokens, step], dim=-1)
            if not going.any():
                break
        return tokens[:, prompt.shape[1] :], sums

    def _rules(self, begin: int) -> LogitsProcessorList:
        rules = LogitsProcessorList()
        if self._said.begin_suppress_tokens:
            forbidden = self._said.begin_suppress_tokens
            rules.append(SuppressTokensAtBeginLogitsProcessor(forbidden, begin))
        if self._said.suppress_tokens:
            rules.append(SuppressTokensLogitsProcessor(self._said.suppress_tokens))
        rules.append(WhisperTimeStampLogitsProcessor(self._said, begin))
        return rules

    def _written(self, row: list[int], language: str, no_speech: float, total: float) -> Written:
        tokens = row[: row.index(self.end)] if self.end in row else row
        return Written(tokens, language, no_speech, total / (len(tokens) + 1))

    def phrases(self, tokens: list[int]) -> Iterator[tuple[float, float | None, list[int]]]:
        """Runs of text tokens with the seconds around them; no end where the model gave none."""
        start, text = 0.0, list[int]()
        for token in tokens:
            if token < self.timestamps:
                text.append(token)
                continue
            now = (token - self.timestamps) * SECONDS_PER_STEP
            if text:
                yield start, now, text
            start, text = now, []
        if text:
            yield start, None, text


class _State:
    """One run of the decoder over the same windows: what it has read so far is kept."""

    def __init__(self, model: Any, encoded: Tensor) -> None:  # noqa: ANN401
        self._model, self._encoded = model, encoded
        self._cache = None

    def scores(self, tokens: Tensor) -> Tensor:
        """The scores of what follows these further tokens: float32, on the CPU."""
        out = self._model(
            encoder_outputs=(self._encoded,),
            decoder_input_ids=tokens.to(self._encoded.device),
            past_key_values=self._cache,
            use_cache=True,
        )
        self._cache = out.past_key_values
        scores: Tensor = out.logits[:, -1].float().cpu()
        if not scores.isfinite().all():
            raise ModelFailed("The model that writes down speech gave scores that are no numbers.")
        self.last = scores
        return scores
