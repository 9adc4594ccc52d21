"""open_clip models as encoders of pictures and texts.

Runs where torch may be imported: in the model process, or in a test.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from mmdesk.core.errors import ModelFailed
from mmdesk.models import device as devices
from mmdesk.models.base import ModelDescription
from mmdesk.models.device import Step
from mmdesk.models.loading import Tokenizer, load_model, load_tokenizer
from mmdesk.models.registry import InstalledModel
from mmdesk.models.selftest import TEXTS, Reference, Verdict, Verdicts, fixed_pictures, settle
from mmdesk.models.towers import Towers, threads

_CPU_BATCHES = (4, 8, 16)
_GPU_BATCHES = (8, 16, 32)
_WORTH_IT = 0.95
"""A larger batch must bring the time per picture below this share of the smaller one's."""
_MEASURING_SECONDS = 3.0
_TEXTS_AT_ONCE = 16


class Clip:
    """Both towers of one model; satisfies PictureEncoder and TextEncoder.

    Loading raises ModelFailed when the files make no usable model, WrongRequest for an absent
    device. `state_folder` remembers what the self-test found.
    """

    def __init__(self, installed: InstalledModel, device: str, state_folder: Path) -> None:
        self._installed = installed
        self.space = installed.space
        self.preparation = installed.preparation
        self.picture_threads = torch.get_num_threads()
        chosen = devices.choose(device)
        self._tokenizer: Tokenizer = load_tokenizer(installed.folder)
        verdicts, where = Verdicts(state_folder), devices.label(chosen)
        verdict = verdicts.get(self.space.key, where)
        new = verdict is None
        if verdict is None:
            self._towers, notes = self._tested(chosen)
            step = self._towers.step
            batch = self._measured_batch()
            verdict = Verdict(step.device, step.precision, batch, notes)
            verdicts.keep(self.space.key, where, verdict)
        else:
            self._towers = self._load(Step.named(verdict.device, verdict.precision))
        self._batch = verdict.batch_size
        self.description = ModelDescription(
            self.space,
            devices.label(verdict.device),
            verdict.precision,
            verdict.batch_size,
            verdict.notes + self._load_notes,
            new,
        )

    def encode_pictures(self, pictures: NDArray[np.uint8]) -> NDArray[np.float16]:
        """(n, height, width, 3) RGB pixels, prepared, to (n, dimension) vectors of unit length."""
        with threads(self.picture_threads):
            parts = [
                self._towers.pictures(pictures[start : start + self._batch]).numpy()
                for start in range(0, len(pictures), self._batch)
            ]
        return self._joined(parts).astype(np.float16)

    def encode_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """n texts to (n, dimension) vectors of unit length, as exact as the precision allows."""
        with threads(1):  # one query's products are too small to share out
            parts = [
                self._towers.texts(self._tokenizer(texts[start : start + _TEXTS_AT_ONCE])).numpy()
                for start in range(0, len(texts), _TEXTS_AT_ONCE)
            ]
        return self._joined(parts)

    def _joined(self, parts: list[NDArray[np.float32]]) -> NDArray[np.float32]:
        empty = np.empty((0, self.space.dimension), np.float32)
        vectors = np.concatenate([empty, *parts])
        if not np.isfinite(vectors).all():
            raise ModelFailed(f"The model {self.space.name} gave vectors that are no numbers.")
        return vectors

    def _load(self, step: Step) -> Towers:
        model, self._load_notes = load_model(self._installed.folder)
        return Towers(model, step, self._installed.mean, self._installed.std)

    def _tested(self, chosen: str) -> tuple[Towers, tuple[str, ...]]:
        pictures = fixed_pictures(self.preparation.height, self.preparation.width)
        tokens = self._tokenizer(list(TEXTS))
        plain = self._load(Step("cpu", torch.float32))
        reference = Reference(plain.pictures(pictures), plain.texts(tokens, whole=True))
        del plain
        return settle(self._load, devices.steps(chosen), pictures, tokens, reference)

    def _measured_batch(self) -> int:
        """The smallest batch that larger ones do not beat by much."""
        sizes = _CPU_BATCHES if self._towers.step.device == "cpu" else _GPU_BATCHES
        picture = fixed_pictures(self.preparation.height, self.preparation.width)[-1:]

        def seconds_per_picture(size: int) -> float:
            batch = picture.repeat(size, axis=0)
            return _best_seconds(lambda: self._towers.pictures(batch)) / size

        return smallest_good(sizes, seconds_per_picture)


def smallest_good(sizes: Sequence[int], seconds_per_picture: Callable[[int], float]) -> int:
    """The first size that the next one does not clearly beat; stops when measuring takes long."""
    best, best_seconds = sizes[0], seconds_per_picture(sizes[0])
    until = time.monotonic() + _MEASURING_SECONDS
    for size in sizes[1:]:
        if time.monotonic() > until:
            break
        seconds = seconds_per_picture(size)
        if seconds > _WORTH_IT * best_seconds:
            break
        best, best_seconds = size, seconds
    return best


def _best_seconds(run: Callable[[], object], rounds: int = 2) -> float:
    """The quicker of a few rounds: the first one prepares kernels for its shape."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)
