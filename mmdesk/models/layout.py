"""The files of an open_clip model in a folder, read without torch.

`open_clip_config.json` says how the towers are built and how pictures are prepared;
`open_clip_model.safetensors` holds the weights. Defaults are open_clip's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from mmdesk.core.entities import PicturePreparation
from mmdesk.models.files import read_json, usable, within

CONFIG = "open_clip_config.json"
WEIGHTS = "open_clip_model.safetensors"

_MEAN = (0.48145466, 0.4578275, 0.40821073)
_STD = (0.26862954, 0.26130258, 0.27577711)
_LARGEST_SIDE = 2048

Resize = Literal["shortest", "longest", "squash"]
Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class OpenClipConfig:
    """What the configuration says that mmdesk must know before loading."""

    dimension: int
    preparation: PicturePreparation
    mean: Triple
    std: Triple


def read_config(folder: Path) -> OpenClipConfig:
    """The configuration in `folder`; raises ModelUnavailable for what cannot be."""
    config = read_json(folder / CONFIG)
    with usable(folder / CONFIG):
        model, given = config["model_cfg"], config.get("preprocess_cfg", {})
        return OpenClipConfig(
            within(model["embed_dim"], 1, 65_536),
            _preparation(model["vision_cfg"], given),
            _triple(given.get("mean") or _MEAN),
            _triple(given.get("std") or _STD, positive=True),
        )


def _preparation(vision: dict[str, Any], given: dict[str, Any]) -> PicturePreparation:
    size = vision.get("image_size", 224)
    height, width = size if isinstance(size, list) else (size, size)
    return PicturePreparation(
        within(width, 1, _LARGEST_SIDE),
        within(height, 1, _LARGEST_SIDE),
        _resize(given.get("resize_mode") or "shortest"),
        "bilinear" if given.get("interpolation") == "bilinear" else "bicubic",
        within(given.get("fill_color") or 0, 0, 255),
    )


def _resize(mode: Resize) -> Resize:
    if mode not in get_args(Resize):
        raise ValueError(f"{mode!r} is no way to resize")
    return mode


def _triple(values: Iterable[float], positive: bool = False) -> Triple:
    red, green, blue = (float(value) for value in values)
    if positive and min(red, green, blue) <= 0:
        raise ValueError(f"{values!r} must be above 0")
    return red, green, blue
