"""Which models are known, which are on this machine, and what their files say; without torch.

A model that users should meet by name is one more KnownModel in KNOWN. Any other open_clip model
works by its hub id or by the folder that holds it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mmdesk.core.entities import PicturePreparation, Space
from mmdesk.core.errors import ModelUnavailable
from mmdesk.models.layout import CONFIG, WEIGHTS, fingerprint, read_config, weights_must_be_whole

PREPARATION_VERSION = 1
"""Rises whenever pictures or texts reach the towers differently than before."""

_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
_LOCAL = "local-dir:"


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model that mmdesk knows by name. `size_bytes` is about what a download takes."""

    name: str
    repository: str
    size_bytes: int | None
    licence: str
    summary: str


KNOWN = (
    KnownModel(
        "ViT-B-32/laion2b_s34b_b79k",
        "laion/CLIP-ViT-B-32-laion2B-s34B-b79K",
        605_000_000,
        "MIT",
        "The default: quick, English.",
    ),
    KnownModel(
        "ViT-L-14/openai",
        "timm/vit_large_patch14_clip_224.openai",
        1_710_000_000,
        "MIT",
        "About ten times slower, sees finer differences; English.",
    ),
    KnownModel(
        "ViT-B-16-SigLIP2/webli",
        "timm/ViT-B-16-SigLIP2",
        1_500_000_000,
        "Apache-2.0",
        "About three times slower than the default, better, many languages.",
    ),
)
DEFAULT = KNOWN[0].name


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model whose files are all here."""

    name: str
    reference: str
    """What finds it again from anywhere: its known name, its hub id, or its folder's whole path."""
    folder: Path
    space: Space
    preparation: PicturePreparation
    mean: tuple[float, float, float]
    std: tuple[float, float, float]


class ModelState(StrEnum):
    """Whether a model can be used at once."""

    INSTALLED = "installed"
    PARTIAL = "partly downloaded"
    ABSENT = "not downloaded"
    MISSING = "missing"
    """Its folder, which the user chose, does not hold it (any more)."""


@dataclass(frozen=True, slots=True)
class ListedModel:
    """One line of the list of models."""

    name: str
    state: ModelState
    size_bytes: int | None
    licence: str
    summary: str


def find(model: str, models_folder: Path) -> InstalledModel:
    """The model by its known name, hub id or folder (also as "local-dir:FOLDER").

    Raises ModelUnavailable when it is not on this machine or its folder cannot be used.
    """
    repository = repository_of(model)
    if repository and (folder := download_folder(repository, models_folder)).is_dir():
        return _installed(model, model, folder)
    folder = Path(model.removeprefix(_LOCAL)).expanduser()
    if folder.is_dir():
        folder = folder.resolve()
        return _installed(folder.name, str(folder), folder)
    if repository:
        raise ModelUnavailable(
            f"The model {model} is {_state(repository, models_folder)}: get it with `mmdesk models "
            f"get {model}`, or choose a folder that has it with `mmdesk models use FOLDER`."
        )
    raise ModelUnavailable(
        f"There is no model {model}: give a known name ({', '.join(k.name for k in KNOWN)}), "
        f"a hub id such as {KNOWN[0].repository}, or a folder that holds a model."
    )


def find_whole(model: str, models_folder: Path) -> InstalledModel:
    """As `find`, for a model that is being chosen: its weights file must be all there too."""
    found = find(model, models_folder)
    weights_must_be_whole(found.folder)
    return found


def repository_of(model: str) -> str | None:
    """The hub id behind a known name or a hub id; None for anything else, folders for example."""
    known = {known.name: known.repository for known in KNOWN}
    if model in known:
        return known[model]
    return model if _HUB_ID.fullmatch(model) and ".." not in model else None


def download_folder(repository: str, models_folder: Path) -> Path:
    """Where a downloaded repository lies once it is complete."""
    return models_folder / repository.replace("/", "--")


def staging_folder(repository: str, models_folder: Path) -> Path:
    """Where a repository's files gather until all are there and checked."""
    return models_folder / f"{repository.replace('/', '--')}.partial"


def listing(models_folder: Path, in_use: str = DEFAULT) -> list[ListedModel]:
    """All known models, the other downloaded ones, and the one in use if it is neither."""
    lines = [
        ListedModel(k.name, _state(k.repository, models_folder), k.size_bytes, k.licence, k.summary)
        for k in KNOWN
    ]
    ours = {download_folder(k.repository, models_folder) for k in KNOWN}
    for config in sorted(models_folder.glob(f"*/{CONFIG}")):
        folder = config.parent
        if folder not in ours and folder.suffix != ".partial":
            name = folder.name.replace("--", "/", 1)
            size = (folder / WEIGHTS).stat().st_size if (folder / WEIGHTS).is_file() else None
            lines.append(ListedModel(name, _state(name, models_folder), size, "", ""))
    if in_use not in {line.name for line in lines}:
        lines.append(_chosen(in_use, models_folder))
    return lines


def _chosen(model: str, models_folder: Path) -> ListedModel:
    weights = Path(model.removeprefix(_LOCAL)).expanduser() / WEIGHTS
    if weights.is_file():
        return ListedModel(model, ModelState.INSTALLED, weights.stat().st_size, "", "")
    repository = repository_of(model)
    state = _state(repository, models_folder) if repository else ModelState.MISSING
    return ListedModel(model, state, None, "", "")


def _state(repository: str, models_folder: Path) -> ModelState:
    if (download_folder(repository, models_folder) / WEIGHTS).is_file():
        return ModelState.INSTALLED
    if staging_folder(repository, models_folder).is_dir():
        return ModelState.PARTIAL
    return ModelState.ABSENT


def _installed(name: str, reference: str, folder: Path) -> InstalledModel:
    config = read_config(folder)
    key = f"open_clip:{fingerprint(folder)}:{PREPARATION_VERSION}"
    return InstalledModel(
        name,
        reference,
        folder,
        Space(key, name, config.dimension),
        config.preparation,
        config.mean,
        config.std,
    )
