"""Small things that all models in torch need: threads, unit length, rows for the outside."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import normalize

from mmdesk.core.entities import Space
from mmdesk.core.errors import ModelFailed


@contextmanager
def threads(count: int) -> Iterator[None]:
    """Let torch use `count` threads of the CPU within the block."""
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def unit(rows: Tensor) -> Tensor:
    """Rows of unit length, float32, on the CPU."""
    return normalize(rows.float(), dim=-1).cpu()


def joined(parts: Sequence[Tensor], space: Space) -> NDArray[np.float32]:
    """All rows of all parts; raises ModelFailed when there are some that are no numbers."""
    empty = np.empty((0, space.dimension), np.float32)
    vectors = np.concatenate([empty, *(part.numpy() for part in parts)])
    if not np.isfinite(vectors).all():
        raise ModelFailed(f"The model {space.name} gave vectors that are no numbers.")
    return vectors
