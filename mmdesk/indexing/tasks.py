"""What worker processes do with one file; each takes and gives values that travel.

They raise FileUnreadable with the reason, and nothing else on purpose.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mmdesk.core.entities import Facts, PicturePreparation
from mmdesk.indexing.prepared import Slot
from mmdesk.media import images, metadata, thumbnails
from mmdesk.models.looks import Looks


@dataclass(frozen=True, slots=True)
class Reading:
    """What the first pass gets from a photo.

    `looks` is float16, unit length; `kept` is the checksum of the pixels kept for the model.
    """

    facts: Facts
    thumbnail: bytes
    looks: npt.NDArray[np.float16]
    kept: int | None


def read(
    path: Path,
    sidecar: Path | None,
    limits: images.PictureLimits,
    slot: Slot | None = None,
) -> Reading:
    """Facts, thumbnail and looks of a photo, from one decode at reduced scale.

    With a `slot`, the pixels that the model will want go there.
    """
    encoder = Looks()
    sides = (slot.preparation.width, slot.preparation.height) if slot else ()
    picture = images.read_picture(path, at_least=max((thumbnails.SIDE, *sides)), limits=limits)
    facts = metadata.read_facts(path, sidecar, picture)
    small = thumbnails.shrunk(picture.image)
    # Looks are of so few pixels that the thumbnail has enough, unless it is a thin strip.
    enough = small if min(small.size) >= encoder.preparation.width else picture.image
    pixels = images.prepare(enough, encoder.preparation)
    looks = encoder.encode_pictures(pixels[np.newaxis])[0]
    kept = slot.write(images.prepare(picture.image, slot.preparation)) if slot else None
    return Reading(facts, thumbnails.packed(small), looks, kept)


def prepared(
    path: Path, preparation: PicturePreparation, limits: images.PictureLimits
) -> npt.NDArray[np.uint8]:
    """What a model takes of a photo: (1, height, width, 3)."""
    return images.read_prepared(path, preparation, limits)[np.newaxis]
