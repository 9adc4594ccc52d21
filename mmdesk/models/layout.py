"""The files of an open_clip model in a folder, read without torch.

`open_clip_config.json` says how the towers are built and how pictures are prepared;
`open_clip_model.safetensors` holds the weights. Other weight files (.bin, .pt) are pickles, which
can run code while being read, and are never loaded. Defaults are open_clip's own.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from mmdesk.core.entities import PicturePreparation
from mmdesk.core.errors import ModelUnavailable

CONFIG = "open_clip_config.json"
WEIGHTS = "open_clip_model.safetensors"

_MEAN = (0.48145466, 0.4578275, 0.40821073)
_STD = (0.26862954, 0.26130258, 0.27577711)
_HEAD, _TAIL = 1 << 20, 64 << 10
_LARGEST_SIDE = 2048
_LARGEST_CONFIG = 1 << 20

Resize = Literal["shortest", "longest", "squash"]
Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """What the configuration says that mmdesk must know before loading."""

    dimension: int
    preparation: PicturePreparation
    mean: Triple
    std: Triple


def read_config(folder: Path) -> ModelConfig:
    """The configuration in `folder`, whose weights must be there too.

    Raises ModelUnavailable when a file is missing or says something that cannot be.
    """
    config = _json(folder / CONFIG)
    _weights_must_be_there(folder)
    try:
        model, given = config["model_cfg"], config.get("preprocess_cfg", {})
        return ModelConfig(
            _within(model["embed_dim"], 1, 65_536),
            _preparation(model["vision_cfg"], given),
            _triple(given.get("mean") or _MEAN),
            _triple(given.get("std") or _STD, positive=True),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelUnavailable(
            f"The file {folder / CONFIG} cannot be used ({_short(error)}): get the model again, or "
            "choose another folder with `mmdesk models use FOLDER`."
        ) from error


def weights_must_be_whole(folder: Path) -> None:
    """Raise ModelUnavailable unless the weights file is as long as its header says."""
    from safetensors import SafetensorError, safe_open  # 50 ms that only a choice is worth

    try:
        with safe_open(folder / WEIGHTS, framework="numpy"):
            pass
    except (OSError, SafetensorError) as error:
        raise ModelUnavailable(
            f"The file {folder / WEIGHTS} is damaged or not whole ({_short(error)}): get the model "
            "again, or choose another folder with `mmdesk models use FOLDER`."
        ) from error


def fingerprint(folder: Path) -> str:
    """What tells these weights from any others: size, ends and configuration, digested.

    The ends are enough: training changes every tensor, and whole files take seconds to read.
    """
    digest = hashlib.blake2b((folder / CONFIG).read_bytes(), digest_size=12)
    with (folder / WEIGHTS).open("rb") as file:
        size = file.seek(0, 2)
        digest.update(size.to_bytes(8, "little"))
        file.seek(0)
        digest.update(file.read(_HEAD))
        file.seek(max(0, size - _TAIL))
        digest.update(file.read(_TAIL))
    return digest.hexdigest()


def _json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise ModelUnavailable(
            f"The folder {path.parent} holds no {CONFIG}: choose a folder with an open_clip model "
            "in it (`mmdesk models use FOLDER`)."
        )
    try:
        with path.open("rb") as file:
            return dict(json.loads(file.read(_LARGEST_CONFIG)))
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise ModelUnavailable(f"The file {path} cannot be read ({_short(error)}).") from error


def _weights_must_be_there(folder: Path) -> None:
    if (folder / WEIGHTS).is_file():
        return
    pickled = [path.name for path in folder.iterdir() if path.suffix in {".bin", ".pt", ".pth"}]
    if pickled:
        raise ModelUnavailable(
            f"The folder {folder} holds weights only as {pickled[0]}: mmdesk loads nothing but "
            f"{WEIGHTS}, because other weight files can run code; choose a model that has it."
        )
    raise ModelUnavailable(
        f"The folder {folder} holds no {WEIGHTS}: get the model again, or choose "
        "another folder with `mmdesk models use FOLDER`."
    )


def _preparation(vision: dict[str, Any], given: dict[str, Any]) -> PicturePreparation:
    size = vision.get("image_size", 224)
    height, width = size if isinstance(size, list) else (size, size)
    return PicturePreparation(
        _within(width, 1, _LARGEST_SIDE),
        _within(height, 1, _LARGEST_SIDE),
        _resize(given.get("resize_mode") or "shortest"),
        "bilinear" if given.get("interpolation") == "bilinear" else "bicubic",
        _within(given.get("fill_color") or 0, 0, 255),
    )


def _within(value: object, low: int, high: int) -> int:
    if not isinstance(value, int) or not low <= value <= high:
        raise ValueError(f"{value!r} is no whole number between {low} and {high}")
    return value


def _resize(mode: Resize) -> Resize:
    if mode not in get_args(Resize):
        raise ValueError(f"{mode!r} is no way to resize")
    return mode


def _triple(values: Iterable[float], positive: bool = False) -> Triple:
    red, green, blue = (float(value) for value in values)
    if positive and min(red, green, blue) <= 0:
        raise ValueError(f"{values!r} must be above 0")
    return red, green, blue


def _short(error: Exception) -> str:
    missing = f"it says nothing of {error}" if isinstance(error, KeyError) else str(error)
    return missing[:200]
