"""Encoders whose vectors a test chooses, so that it knows what must be near to what."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from mmdesk.core.entities import PicturePreparation, Space


class ChosenVectors:
    """Encodes texts as the test says; a picture by its mean colour, which is all it needs."""

    space = Space("chosen/1", "chosen", 3)
    preparation = PicturePreparation(8, 8, "squash")

    def __init__(self, texts: Mapping[str, Sequence[float]]) -> None:
        self.texts = texts

    def encode_texts(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.array([unit(self.texts[text]) for text in texts], np.float32)

    def encode_pictures(self, pictures: npt.NDArray[np.uint8]) -> npt.NDArray[np.float16]:
        means = pictures.reshape(len(pictures), -1, 3).mean(axis=1)
        return np.array([unit(mean) for mean in means], np.float16)


def unit(vector: Sequence[float]) -> npt.NDArray[np.float32]:
    array = np.array(vector, np.float32)
    return array / np.linalg.norm(array)
