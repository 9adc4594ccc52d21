"""What worker processes do with one file; each takes and gives values that travel.

They raise FileUnreadable with the reason, and nothing else on purpose.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mmdesk.core.entities import Facts
from mmdesk.media import images, metadata, thumbnails
from mmdesk.models.looks import Looks


@dataclass(frozen=True, slots=True)
class Reading:
    """What the first pass gets from a photo; `looks` is float16, unit length."""

    facts: Facts
    thumbnail: bytes
    looks: npt.NDArray[np.float16]


def read(path: Path, sidecar: Path | None, limits: images.PictureLimits) -> Reading:
    """Facts, thumbnail and looks of a photo, from one decode at reduced scale."""
    encoder = Looks()
    picture = images.read_picture(path, at_least=thumbnails.SIDE, limits=limits)
    facts = metadata.read_facts(path, sidecar, picture)
    pixels = images.prepare(picture.image, encoder.preparation)
    looks = encoder.encode_pictures(pixels[np.newaxis])[0]
    return Reading(facts, thumbnails.make(picture.image), looks)
