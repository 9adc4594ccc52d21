"""Encoding a short text: through the model process, against open_clip's own padded float32 call."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks import model
from benchmarks.report import Report, milliseconds
from mmdesk.models.process import ModelProcess
from mmdesk.models.registry import Purpose, find

ROUNDS = 40
TEXTS = ("a dog on the beach", "grandmother laughing", "red car at night", "two people on a boat")


def main() -> None:
    """Print how long one text takes each way, the way between the processes included."""
    with TemporaryDirectory() as name:
        folder = model.make(Path(name, "model"))
        installed = find(str(folder), Path(name), Purpose.PICTURES)
        process = ModelProcess(installed, "cpu", 60, Path(name))
        try:
            process.encode_texts(TEXTS)
            _compare(process, *_plain(folder))
        finally:
            process.stop()


def _compare(process: ModelProcess, encoder: Any, tokenizer: Any) -> None:  # noqa: ANN401
    plain, ours = [], []
    for number in range(ROUNDS):
        text = f"{TEXTS[number % len(TEXTS)]} {number}"
        plain.append(_seconds(partial(_encode, encoder, tokenizer, text)))
        ours.append(_seconds(partial(process.encode_texts, [text])))
    report = Report(f"Encoding a short text with ViT-B-32, median of {ROUNDS} in turn")
    report.row("open_clip, float32, padded", milliseconds(median(plain)))
    ratio = median(ours) / median(plain)
    report.demand("through the model process", milliseconds(median(ours)), ratio, most=1 / 3)
    report.print()


def _plain(folder: Path) -> tuple[Any, Any]:
    encoder, _, tokenizer = model.plain(folder)
    return encoder, tokenizer


def _encode(encoder: Any, tokenizer: Any, text: str) -> None:  # noqa: ANN401
    import torch

    with torch.no_grad():
        features = encoder.encode_text(tokenizer([text]))
        features /= features.norm(dim=-1, keepdim=True)


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
