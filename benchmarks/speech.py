"""Writing down speech with a Whisper of the true size, against the pipeline that tutorials show.

Weights are random and neither side may end a text early, so both write the same number of tokens
for a window: what is compared is the work, not the words. The pipeline runs in float32, one window
at a time; both wait without spinning, as the model process does. Voice activity is told beside it,
as it decides how much of a sound is worked on at all.
"""

import os
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks import clock
from benchmarks.report import Report
from mmdesk.models import gates, voice
from mmdesk.models.registry import Purpose, find

WINDOWS, ROUNDS = 4, 3
TOKENS = 64
"""For a window of 30 s: what somebody says who speaks slowly."""
_LETTERS, _BASE = 50_257, {"d_model": 512, "encoder_layers": 6, "decoder_layers": 6}
_HEADS = {"encoder_attention_heads": 8, "decoder_attention_heads": 8}
_WIDTHS = {"encoder_ffn_dim": 2048, "decoder_ffn_dim": 2048}


def main() -> None:
    """Print how many seconds of speech a second each way takes."""
    os.environ["OMP_WAIT_POLICY"] = "PASSIVE"  # read when torch is imported
    with TemporaryDirectory() as name:
        folder = make(Path(name, "model"))
        random = np.random.default_rng(0)
        sound = random.normal(0, 0.1, WINDOWS * 30 * voice.RATE).astype(np.float32)
        report = Report(f"Writing down speech with whisper-base's architecture, {ROUNDS} rounds")
        _compare(report, folder, sound)
        spoken = WINDOWS * 30 / clock.seconds(partial(voice.speech, sound))
        report.row("voice activity", f"{spoken:,.0f} s of sound/s")
        report.print()


def _compare(report: Report, folder: Path, sound: np.ndarray) -> None:
    from mmdesk.models.whisper import Whisper

    gates.LOG_PROBABILITY, gates.COMPRESSION = -np.inf, np.inf  # random text would be tried again
    ours = Whisper(find(str(folder), folder, Purpose.SPEECH), "cpu", folder)
    windows = list(sound.reshape(WINDOWS, -1))
    loops, times = [], []
    pipeline = _tutorial(folder)
    for _ in range(ROUNDS):
        loops.append(clock.each(WINDOWS, partial(_one_by_one, pipeline, windows)))
        times.append(clock.each(WINDOWS, partial(ours.transcribe, windows, "en")))
    for what, measured in (("tutorial pipeline, float32", loops), (_how(ours), times)):
        wall, busy = map(median, zip(*measured, strict=True))
        report.row(what, f"{30 / wall:.1f} s of speech/s, {busy:.1f} core-s a window")
    ratio = median(a[0] / b[0] for a, b in zip(loops, times, strict=True))
    report.row("how many times faster", "", ratio)


def _how(ours: Any) -> str:  # noqa: ANN401
    return f"mmdesk, {ours.description.precision}, {ours.description.batch_size} windows at a time"


def _one_by_one(pipeline: Any, windows: list[np.ndarray]) -> None:  # noqa: ANN401
    for window in windows:
        pipeline({"raw": window, "sampling_rate": voice.RATE})


def _tutorial(folder: Path) -> Any:  # noqa: ANN401
    import torch
    from transformers import pipeline
    from transformers.utils import logging

    logging.set_verbosity_error()
    said = {"language": "en", "task": "transcribe", "max_new_tokens": TOKENS}
    return pipeline(
        "automatic-speech-recognition",
        model=str(folder),
        dtype=torch.float32,
        return_timestamps=False,
        generate_kwargs=said,
    )


def make(folder: Path) -> Path:
    """Write the model into `folder`: whisper-base, but for its words and half of its positions."""
    from tokenizers import pre_tokenizers
    from transformers import (
        GenerationConfig,
        WhisperConfig,
        WhisperFeatureExtractor,
        WhisperForConditionalGeneration,
        WhisperTokenizer,
    )
    from transformers.utils import logging

    logging.disable_progress_bar()
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    letters += [f"w{number}" for number in range(_LETTERS - len(letters))]
    tokenizer = WhisperTokenizer(vocab={word: n for n, word in enumerate(letters)}, merges=[])
    names = ["startoftranscript", *(f"l{n}" for n in range(98)), "en", "translate", "transcribe"]
    names += ["startoflm", "startofprev", "nospeech", "notimestamps"]
    tokenizer.add_tokens([f"<|{name}|>" for name in names], special_tokens=True)
    tokenizer.add_tokens([f"<|{step * 0.02:.2f}|>" for step in range(1501)])
    tokenizer.save_pretrained(folder)
    WhisperFeatureExtractor().save_pretrained(folder)
    ids = {name: tokenizer.convert_tokens_to_ids(f"<|{name}|>") for name in names}
    end, start = tokenizer.eos_token_id, ids["startoftranscript"]
    ends = {"bos_token_id": end, "eos_token_id": end, "pad_token_id": end}
    sizes = {"vocab_size": len(tokenizer), "max_target_positions": 2 * TOKENS}
    config = WhisperConfig(
        **_BASE, **_HEADS, **_WIDTHS, **sizes, **ends, decoder_start_token_id=start
    )
    model = WhisperForConditionalGeneration(config)
    model.generation_config = GenerationConfig(
        decoder_start_token_id=start,
        no_timestamps_token_id=ids["notimestamps"],
        is_multilingual=True,
        suppress_tokens=[end],
        lang_to_id={"<|en|>": ids["en"]},
        task_to_id={name: ids[name] for name in ("translate", "transcribe")},
        **ends,
    )
    model.save_pretrained(folder)
    return folder
