"""The self-test at a model's first load on a device: what it gives against float32 on the CPU.

A device or precision that is wrong for a model gives wrong vectors without any error, the same one
for every input in the worst case. Here a few fixed inputs decide; what fails falls back one step
and says so. Verdicts are remembered, so that later loads go straight to what works.
"""

import json
import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.atomic import replacing
from mmdesk.core.entities import Space
from mmdesk.core.errors import ModelFailed
from mmdesk.models import device as devices
from mmdesk.models.base import ModelDescription
from mmdesk.models.device import Step

logger = logging.getLogger(__name__)

TEXTS = ("a photo of a dog", "two people on a beach at sunset", "a red car")
CPU_BATCHES = (4, 8, 16)
GPU_BATCHES = (8, 16, 32)
_CLOSE = 0.999
_SAME = 0.99999
_WORTH_IT = 0.95
"""A larger batch must bring the time per input below this share of the smaller one's."""
_MEASURING_SECONDS = 3.0

Rows = Mapping[str, Tensor]
"""What a model gives for the fixed inputs, as rows of unit length, by what they are: "texts"."""


class Loaded(Protocol):
    """A model where it runs."""

    step: Step
    notes: tuple[str, ...]
    """What should be known of how it was loaded."""


Model = TypeVar("Model", bound=Loaded)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What works for one model on one device: where, how, in which batches, and why so."""

    device: str
    precision: str
    batch_size: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Model]):
    """How to load a model, try it on the fixed inputs, and measure a batch of it."""

    space: Space
    load: Callable[[Step], Model]
    reference: Callable[[Model], Rows]
    trial: Callable[[Model], Rows]
    """As `reference`, by the way that is used in earnest."""
    batch: Callable[[Model, int], object]
    """Encodes so many inputs at once."""
    cpu_batches: Sequence[int] = CPU_BATCHES
    gpu_batches: Sequence[int] = GPU_BATCHES
    """What to choose from, smallest first."""


def settled(
    candidate: Candidate[Model], device: str, state_folder: Path
) -> tuple[Model, ModelDescription]:
    """The model as it runs best on `device`, "auto" or a name; tested at the first load.

    Raises ModelFailed when it runs nowhere, WrongRequest for an absent device.
    """
    chosen = devices.choose(device)
    verdicts, where, space = Verdicts(state_folder), devices.label(chosen), candidate.space
    verdict = verdicts.get(space.key, where)
    new = verdict is None
    if verdict is None:
        model, notes = tested(candidate, devices.steps(chosen))
        verdict = Verdict(
            model.step.device, model.step.precision, _measured(candidate, model), notes
        )
        verdicts.keep(space.key, where, verdict)
    else:
        model = candidate.load(Step.named(verdict.device, verdict.precision))
    label, notes = devices.label(verdict.device), verdict.notes + model.notes
    how = (label, verdict.precision, verdict.batch_size, notes, new)
    return model, ModelDescription(space, *how)


def tested(candidate: Candidate[Model], steps: Iterable[Step]) -> tuple[Model, tuple[str, ...]]:
    """The first step whose vectors are right, and a note for each one that fell.

    Raises ModelFailed when none is, which means that the model itself is unusable.
    """
    reference = candidate.reference(candidate.load(Step("cpu", torch.float32)))
    notes: list[str] = []
    for step in steps:
        try:
            model = candidate.load(step)
            fault = _fault(reference, candidate.trial(model))
        except (RuntimeError, NotImplementedError) as error:  # how torch reports a device's limits
            fault = f"failed ({str(error).strip().splitlines()[0][:200]})"
        if fault is None:
            return model, tuple(notes)
        notes.append(f"The self-test on {step} {fault}, so it is not used.")
        logger.warning("%s", notes[-1])
    raise ModelFailed(f"This model cannot be used here. {' '.join(notes)}")


def _fault(reference: Rows, given: Rows) -> str | None:
    if not all(rows.isfinite().all() for rows in given.values()):
        return "gave vectors that are no numbers"
    for what, rows in given.items():
        if len(rows) > 1 and (rows @ rows.T).min() > _SAME:
            return f"gave the same vector for every {what.removesuffix('s')}"
        cosine = float((rows * reference[what]).sum(dim=-1).min())
        if not cosine >= _CLOSE:
            return f"gave vectors for {what} too far from float32 (cosine {cosine:.4f})"
    return None


def _measured(candidate: Candidate[Model], model: Model) -> int:
    """The smallest batch that larger ones do not beat by much."""

    def seconds_each(size: int) -> float:
        return _best_seconds(lambda: candidate.batch(model, size)) / size

    on_cpu = model.step.device == "cpu"
    return smallest_good(candidate.cpu_batches if on_cpu else candidate.gpu_batches, seconds_each)


def smallest_good(sizes: Sequence[int], seconds_each: Callable[[int], float]) -> int:
    """The first size that the next one does not clearly beat; stops when measuring takes long."""
    best, best_seconds = sizes[0], seconds_each(sizes[0])
    until = time.monotonic() + _MEASURING_SECONDS
    for size in sizes[1:]:
        if time.monotonic() > until:
            break
        seconds = seconds_each(size)
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


def fixed_pictures(height: int, width: int) -> NDArray[np.uint8]:
    """Four unlike pictures, the same on every machine: a gradient, stripes, discs and noise."""
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    noise = np.random.default_rng(7).random((height // 8 + 1, width // 8 + 1, 3))
    coarse = noise.repeat(8, axis=0).repeat(8, axis=1)[:height, :width]
    discs = np.hypot((x * 3) % 1 - 0.5, (y * 2) % 1 - 0.5) < 0.3
    pictures = [
        np.stack([x, y, 1 - x], axis=-1),
        np.stack([np.sin(40 * x) > 0, np.sin(40 * x) > 0, np.cos(9 * y) > 0], axis=-1),
        np.where(discs[..., None], [0.9, 0.5, 0.1], [0.1, 0.3, 0.6]),
        coarse,
    ]
    return (np.stack(pictures) * 255).astype(np.uint8)


def fixed_sounds(rate: int, samples: int) -> NDArray[np.float32]:
    """Three unlike sounds, the same on every machine: noise, a rising tone, and a beat."""
    seconds = np.arange(samples) / rate
    noise = np.random.default_rng(7).standard_normal(samples)
    tone = np.sin(2 * np.pi * (100 + 300 * seconds) * seconds)
    beat = np.sin(2 * np.pi * 220 * seconds) * (np.sin(2 * np.pi * 4 * seconds) > 0)
    return np.float32(0.1) * np.stack([noise, tone, beat]).astype(np.float32)


class Verdicts:
    """The remembered verdicts of one folder; a cache, so an unreadable file counts as empty."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "selftest.json"

    def get(self, space: str, device: str) -> Verdict | None:
        """The verdict for this space on this device under the torch in use."""
        try:
            kept = self._all()[_key(space, device)]
            step = Step.named(kept["device"], kept["precision"])
            batch_size, notes = int(kept["batch_size"]), tuple(map(str, kept["notes"]))
        except (KeyError, TypeError, ValueError):
            return None
        return Verdict(step.device, step.precision, max(1, batch_size), notes)

    def keep(self, space: str, device: str, verdict: Verdict) -> None:
        """Remember a verdict; where that fails, the next load tests again."""
        verdicts = self._all() | {_key(space, device): asdict(verdict)}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(self._path) as file:
                file.write(json.dumps(verdicts, indent=2).encode())
        except OSError as error:
            logger.warning("The self-test's result cannot be kept in %s: %s", self._path, error)

    def _all(self) -> dict[str, dict[str, Any]]:
        try:
            verdicts = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return verdicts if isinstance(verdicts, dict) else {}


def _key(space: str, device: str) -> str:
    return f"{space} on {device} with torch {torch.__version__}"
