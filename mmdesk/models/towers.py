"""The two towers of one loaded model on one device in one precision.

Pixels and tokens go in, float32 rows of unit length come out, on the CPU.

A text costs as many positions as it has tokens where the tower is causal and read at the end
token: later positions cannot change what is read, so they are left out, with the position table and
the mask cut to match. Other towers (SigLIP's) see the padding and get all of it.
"""

from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from open_clip.model import CLIP
from open_clip.transformer import TextTransformer, text_global_pool
from torch import Tensor, nn

from mmdesk.models.device import Step
from mmdesk.models.tensors import unit

Triple = tuple[float, float, float]


class Towers:
    """A model where it runs; `model` is taken over and moved there."""

    def __init__(
        self, model: nn.Module, step: Step, mean: Triple, std: Triple, notes: tuple[str, ...] = ()
    ) -> None:
        self.step, self.notes = step, notes
        self._model = model.to(step.device, step.dtype)
        deviation = torch.tensor(std, device=step.device)
        self._scale = 1 / (255 * deviation)
        self._shift = -torch.tensor(mean, device=step.device) / deviation
        self._causal = _causal_tower(model)

    def pictures(self, pictures: NDArray[np.uint8]) -> Tensor:
        """(n, height, width, 3) RGB to (n, dimension)."""
        with torch.inference_mode():
            pixels = torch.from_numpy(np.ascontiguousarray(pictures)).to(self.step.device)
            scaled = (pixels * self._scale + self._shift).to(self.step.dtype)
            # The view keeps the memory order: channels last, as the weights have it.
            return unit(self._model.encode_image(scaled.permute(0, 3, 1, 2)))  # type: ignore[operator]

    def texts(self, tokens: Tensor, whole: bool = False) -> Tensor:
        """(n, context length) token ids to (n, dimension); `whole` never cuts."""
        with torch.inference_mode():
            tokens = tokens.to(self.step.device)
            if whole or self._causal is None:
                return unit(self._model.encode_text(tokens))  # type: ignore[operator]
            return unit(_encode_cut(self._causal, tokens))


def _causal_tower(model: nn.Module) -> nn.Module | None:
    """The text tower if cutting its input changes nothing."""
    tower = model if isinstance(model, CLIP) else getattr(model, "text", None)
    if not isinstance(tower, CLIP | TextTransformer):
        return None
    pool = tower.text_pool_type if isinstance(tower, CLIP) else tower.pool_type
    reads_whole = pool not in {"argmax", "eos"} or getattr(tower, "cls_emb", None) is not None
    return None if tower.attn_mask is None or reads_whole else tower


def _encode_cut(tower: CLIP | TextTransformer, tokens: Tensor) -> Tensor:
    """As the tower's own `encode_text` or `forward`, on the longest text's tokens only."""
    bare = isinstance(tower, CLIP)
    pool = tower.text_pool_type if bare else tower.pool_type
    end_id = tower.text_eos_id if bare else tower.eos_id
    ends = tokens.argmax(-1) if pool == "argmax" else (tokens == end_id).int().argmax(-1)
    length = int(ends.max()) + 1
    tokens = tokens[:, :length]
    rows = tower.token_embedding(tokens) + tower.positional_embedding[:length]
    rows = tower.transformer(rows, attn_mask=tower.attn_mask[:length, :length])
    read: Tensor = text_global_pool(tower.ln_final(rows), tokens, pool, eos_token_id=end_id)
    projection: nn.Linear | Tensor | None = tower.text_projection
    if isinstance(projection, nn.Linear):
        return cast(Tensor, projection(read))
    return read if projection is None else read @ projection
