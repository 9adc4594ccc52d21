"""Where models run and in which precision: the best device there is, unless the user says which.

Imported by the model process only, as it needs torch.
"""

import time
from dataclasses import dataclass
from functools import cache

import torch

from mmdesk.core.errors import WrongRequest

_WORTH_IT = 0.75
"""A reduced precision is used on a CPU when it takes less than this share of float32's time."""


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
    quick = _matmul_seconds(torch.bfloat16) < _WORTH_IT * _matmul_seconds(torch.float32)
    return torch.bfloat16 if quick else torch.float32


def label(device: str) -> str:
    """The device with the name of its chip where torch knows it."""
    if device == "cuda":
        return f"cuda ({torch.cuda.get_device_name()})"
    return device


def _matmul_seconds(dtype: torch.dtype) -> float:
    """A transformer-sized product, the best of a few: CPUs that lack bfloat16 emulate it slowly."""
    rows, weights = torch.ones(256, 768, dtype=dtype), torch.ones(768, 768, dtype=dtype)
    best = float("inf")
    for _ in range(6):
        start = time.perf_counter()
        torch.mm(rows, weights)
        best = min(best, time.perf_counter() - start)
    return best
