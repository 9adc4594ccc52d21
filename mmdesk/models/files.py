"""What all families of models share about their files: reading, checking, telling them apart.

Weights count only as safetensors: other weight files are pickles, which can run code while being
read, and are never loaded. Nothing here needs torch.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mmdesk.core.errors import ModelUnavailable

PICKLED = frozenset({".bin", ".pt", ".pth", ".ckpt"})
TOKENIZER = frozenset(
    {
        "added_tokens.json",
        "merges.txt",
        "sentencepiece.bpe.model",
        "special_tokens_map.json",
        "spiece.model",
        "tokenizer.json",
        "tokenizer.model",
        "tokenizer_config.json",
        "vocab.json",
        "vocab.txt",
    }
)
"""What a tokenizer may be made of, whatever its kind."""
WORDS = TOKENIZER - {"added_tokens.json", "special_tokens_map.json", "tokenizer_config.json"}
"""Those with a vocabulary, one of which every tokenizer needs."""

_HEAD, _TAIL = 1 << 20, 64 << 10
_LARGEST_CONFIG = 4 << 20


def read_json(path: Path) -> dict[str, Any]:
    """The JSON object in a file; raises ModelUnavailable when it holds none."""
    try:
        with path.open("rb") as file:
            return dict(json.loads(file.read(_LARGEST_CONFIG)))
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise ModelUnavailable(f"The file {path} cannot be read ({short(error)}).") from error


@contextmanager
def usable(path: Path) -> Iterator[None]:
    """What a configuration says that cannot be, as one sentence that names the file."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise ModelUnavailable(
            f"The file {path} cannot be used ({short(error)}): get the model again, or "
            "choose another folder with `mmdesk models use FOLDER`."
        ) from error


def weights_must_be_there(folder: Path, weights: str) -> None:
    """Raise ModelUnavailable, with the reason, unless `folder` holds this weights file."""
    if (folder / weights).is_file():
        return
    if (folder / f"{weights}.index.json").is_file():
        raise ModelUnavailable(
            f"The folder {folder} holds its weights in several files: mmdesk loads models whose "
            f"weights are one file, {weights}; choose a smaller one."
        )
    pickled = sorted(path.name for path in folder.iterdir() if path.suffix in PICKLED)
    if pickled:
        raise ModelUnavailable(
            f"The folder {folder} holds weights only as {pickled[0]}: mmdesk loads nothing but "
            f"{weights}, because other weight files can run code; choose a model that has it."
        )
    raise ModelUnavailable(
        f"The folder {folder} holds no {weights}: get the model again, or choose "
        "another folder with `mmdesk models use FOLDER`."
    )


def weights_must_be_whole(weights: Path) -> None:
    """Raise ModelUnavailable unless the weights file is as long as its header says."""
    from safetensors import SafetensorError, safe_open  # 50 ms that only a choice is worth

    try:
        with safe_open(weights, framework="numpy"):
            pass
    except (OSError, SafetensorError) as error:
        raise ModelUnavailable(
            f"The file {weights} is damaged or not whole ({short(error)}): get the model "
            "again, or choose another folder with `mmdesk models use FOLDER`."
        ) from error


def fingerprint(weights: Path, configurations: Iterable[Path]) -> str:
    """What tells these weights from any others: size, ends and configurations, digested.

    The ends are enough: training changes every tensor, and whole files take seconds to read.
    """
    said = b"".join(path.read_bytes() for path in configurations if path.is_file())
    digest = hashlib.blake2b(said, digest_size=12)
    with weights.open("rb") as file:
        size = file.seek(0, 2)
        digest.update(size.to_bytes(8, "little"))
        file.seek(0)
        digest.update(file.read(_HEAD))
        file.seek(max(0, size - _TAIL))
        digest.update(file.read(_TAIL))
    return digest.hexdigest()


def within(value: object, low: int, high: int) -> int:
    """The value, which must be a whole number from `low` to `high`; raises ValueError."""
    if not isinstance(value, int) or not low <= value <= high:
        raise ValueError(f"{value!r} is no whole number between {low} and {high}")
    return value


def short(error: Exception) -> str:
    """What is wrong in a configuration, in a few words."""
    missing = f"it says nothing of {error}" if isinstance(error, KeyError) else str(error)
    return missing[:200]
