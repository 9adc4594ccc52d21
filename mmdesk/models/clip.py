"""open_clip models as encoders of pictures and texts.

Runs where torch may be imported: in the model process, or in a test.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from mmdesk.models.device import Step
from mmdesk.models.families import InstalledModel
from mmdesk.models.loading import Tokenizer, load_model, load_tokenizer
from mmdesk.models.selftest import TEXTS, Candidate, Rows, fixed_pictures, settled
from mmdesk.models.tensors import joined, threads
from mmdesk.models.towers import Towers

_TEXTS_AT_ONCE = 16


class Clip:
    """Both towers of one model; satisfies PictureEncoder and TextEncoder.

    Loading raises ModelFailed when the files make no usable model, WrongRequest for an absent
    device. `state_folder` remembers what the self-test found.
    """

    def __init__(self, installed: InstalledModel, device: str, state_folder: Path) -> None:
        self._installed = installed
        self.space = installed.space
        self.preparation = installed.config.preparation
        self.batch_threads = torch.get_num_threads()
        self._tokenizer: Tokenizer = load_tokenizer(installed.folder)
        self._fixed = fixed_pictures(self.preparation.height, self.preparation.width)
        candidate = Candidate(
            self.space,
            self._load,
            lambda towers: self._rows(towers, whole=True),
            self._rows,
            lambda towers, size: towers.pictures(self._fixed[-1:].repeat(size, axis=0)),
        )
        self._towers, self.description = settled(candidate, device, state_folder)

    def encode_pictures(self, pictures: NDArray[np.uint8]) -> NDArray[np.float16]:
        """(n, height, width, 3) RGB pixels, prepared, to (n, dimension) vectors of unit length."""
        batch = self.description.batch_size
        with threads(self.batch_threads):
            parts = [
                self._towers.pictures(pictures[start : start + batch])
                for start in range(0, len(pictures), batch)
            ]
        return joined(parts, self.space).astype(np.float16)

    def encode_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """n texts to (n, dimension) vectors of unit length, as exact as the precision allows."""
        with threads(1):  # one query's products are too small to share out
            parts = [
                self._towers.texts(self._tokenizer(texts[start : start + _TEXTS_AT_ONCE]))
                for start in range(0, len(texts), _TEXTS_AT_ONCE)
            ]
        return joined(parts, self.space)

    def _load(self, step: Step) -> Towers:
        model, notes = load_model(self._installed.folder)
        config = self._installed.config
        return Towers(model, step, config.mean, config.std, notes)

    def _rows(self, towers: Towers, *, whole: bool = False) -> Rows:
        texts = towers.texts(self._tokenizer(list(TEXTS)), whole=whole)
        return {"pictures": towers.pictures(self._fixed), "texts": texts}
