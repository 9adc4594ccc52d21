"""The self-test at a model's first load on a device: its vectors against float32 on the CPU.

A device or precision that is wrong for a model gives wrong vectors without any error, the same one
for every picture in the worst case. Here a few fixed pictures and texts decide; what fails falls
back one step and says so. Verdicts are remembered, so that later loads go straight to what works.
"""

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mmdesk.core.atomic import replacing
from mmdesk.core.errors import ModelFailed
from mmdesk.models.device import Step
from mmdesk.models.towers import Towers

logger = logging.getLogger(__name__)

TEXTS = ("a photo of a dog", "two people on a beach at sunset", "a red car")
_CLOSE = 0.999
_SAME = 0.99999


@dataclass(frozen=True, slots=True)
class Reference:
    """What the model gives for the fixed pictures and texts in float32, texts padded."""

    pictures: Tensor
    texts: Tensor


@dataclass(frozen=True, slots=True)
class Verdict:
    """What works for one model on one device: where, how, in which batches, and why so."""

    device: str
    precision: str
    batch_size: int
    notes: tuple[str, ...] = ()


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


def settle(
    load: Callable[[Step], Towers],
    steps: Iterable[Step],
    pictures: NDArray[np.uint8],
    tokens: Tensor,
    reference: Reference,
) -> tuple[Towers, tuple[str, ...]]:
    """The first step whose vectors are right, and a note for each one that fell.

    Raises ModelFailed when none is, which means that the model itself is unusable.
    """
    notes: list[str] = []
    for step in steps:
        try:
            towers = load(step)
            fault = _fault(reference, towers.pictures(pictures), towers.texts(tokens))
        except (RuntimeError, NotImplementedError) as error:  # how torch reports a device's limits
            fault = f"failed ({str(error).strip().splitlines()[0][:200]})"
        if fault is None:
            return towers, tuple(notes)
        notes.append(f"The self-test on {step} {fault}, so it is not used.")
        logger.warning("%s", notes[-1])
    raise ModelFailed(f"This model cannot be used here. {' '.join(notes)}")


def _fault(reference: Reference, pictures: Tensor, texts: Tensor) -> str | None:
    if not (pictures.isfinite().all() and texts.isfinite().all()):
        return "gave vectors that are no numbers"
    if (pictures @ pictures.T).min() > _SAME:
        return "gave the same vector for every picture"
    for what, ours, right in (
        ("pictures", pictures, reference.pictures),
        ("texts", texts, reference.texts),
    ):
        cosine = float((ours * right).sum(dim=-1).min())
        if not cosine >= _CLOSE:
            return f"gave vectors for {what} too far from float32 (cosine {cosine:.4f})"
    return None


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
