"""Where models run and in which precision: the best device there is, unless the user says which.

Imported by the model process only, as it needs torch.
"""

import time
from dataclasses import dataclass
from functools import cache

import torch

from mmdesk.core.errors import WrongRequest
from mmdesk.models.tensors import threads

_WORTH_IT = 0.75
"""A reduced precision is used on a CPU when it takes less than this share of float32's time."""
_ROUNDS = 16


@dataclass(frozen=True, slots=True)
class Step:
    """One way of running a model: a device and a precision."""

    device: str
    dtype: torch.dtype

    def __str__(self) -> str:
        return f"{self.device} in {self.precision}"

    @property
    def precision(self) -> str:
        """The precision's plain name, float16 for example."""
        return str(self.dtype).removeprefix("torch.")

    @classmethod
    def named(cls, device: str, precision: str) -> "Step":
        """The step whose `device` and `precision` were these."""
        return cls(device, {str(d).removeprefix("torch."): d for d in _DTYPES}[precision])


_DTYPES = (torch.float32, torch.bfloat16, torch.float16)


def available() -> tuple[str, ...]:
    """The devices of this machine, best first."""
    found = [("cuda", torch.cuda.is_available()), ("mps", torch.backends.mps.is_available())]
    return (*(name for name, there in found if there), "cpu")


def choose(wanted: str) -> str:
    """The device to use for "auto" or a device's name; raises WrongRequest for an absent one."""
    there = available()
    if wanted == "auto":
        return there[0]
    if wanted not in there:
        raise WrongRequest(
            f"This machine has no {wanted} device that torch can use; choose auto or one of "
            f"{', '.join(there)}."
        )
    return wanted


def steps(device: str) -> list[Step]:
    """The ways to try on `device`, best first, ending with the one that always works."""
    ways = [Step(device, reduced(device)), Step(device, torch.float32)]
    if device != "cpu":
        ways += steps("cpu")
    return list(dict.fromkeys(ways))


@cache
def reduced(device: str) -> torch.dtype:
    """The quickest precision of a device that is precise enough in principle."""
    if device == "cuda":
        return torch.float16 if torch.cuda.get_device_capability() >= (7, 0) else torch.float32
    if device == "mps":
        return torch.float16
    short, full = _matmul_seconds()
    return torch.bfloat16 if short < _WORTH_IT * full else torch.float32


def label(device: str) -> str:
    """The device with the name of its chip where torch knows it."""
    if device == "cuda":
        return f"cuda ({torch.cuda.get_device_name()})"
    return device


def _matmul_seconds() -> tuple[float, float]:
    """A transformer-sized product in bfloat16 and in float32: CPUs that lack it emulate it slowly.

    The best of many rounds, taken in turn on one thread: others use the machine meanwhile.
    """
    kinds = (torch.bfloat16, torch.float32)
    pairs = [(torch.ones(256, 768, dtype=k), torch.ones(768, 768, dtype=k)) for k in kinds]
    best = [float("inf")] * len(kinds)
    with threads(1):
        for _ in range(_ROUNDS):
            for place, (rows, weights) in enumerate(pairs):
                start = time.perf_counter()
                torch.mm(rows, weights)
                best[place] = min(best[place], time.perf_counter() - start)
    return best[0], best[1]
