"""Which models are known, which are on this machine, and what their files say; without torch.

A model that users should meet by name is one more KnownModel in KNOWN; any other model of the same
family works by its hub id or by the folder that holds it. Each purpose has one family of models: a
row in FAMILIES (families.py says what belongs to it).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mmdesk.core.errors import ModelUnavailable
from mmdesk.models import clap_features, files, layout, sentence_config, whisper_config
from mmdesk.models.families import TRANSFORMERS, Family, InstalledModel

_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
_LOCAL = "local-dir:"


class Purpose(StrEnum):
    """What a model is for."""

    PICTURES = "pictures"
    """Describing photos, so that a text or a picture finds them."""
    SOUNDS = "sounds"
    """Describing sounds, so that a text or a sound finds them."""
    SPEECH = "speech"
    """Writing down what is said."""
    SENTENCES = "sentences"
    """Understanding what is said, so that a text finds it in other words."""


FAMILIES = {
    Purpose.PICTURES: Family(
        "open_clip",
        "open_clip",
        layout.read_config,
        "mmdesk.models.clip:Clip",
        version=1,
        config=layout.CONFIG,
        weights=layout.WEIGHTS,
        more=files.TOKENIZER,
    ),
    Purpose.SOUNDS: Family(
        "clap",
        "CLAP",
        clap_features.read_config,
        "mmdesk.models.clap:Clap",
        version=1,
        types=frozenset({"clap"}),
        tokenizers=files.WORDS,
    ),
    Purpose.SPEECH: Family(
        "whisper",
        "Whisper",
        whisper_config.read_config,
        "mmdesk.models.whisper:Whisper",
        version=1,
        types=frozenset({"whisper"}),
        tokenizers=files.WORDS,
    ),
    Purpose.SENTENCES: Family(
        "sentences",
        "sentence embedding",
        sentence_config.read_config,
        "mmdesk.models.sentences:Sentences",
        version=1,
        types=sentence_config.TYPES,
        tokenizers=files.WORDS,
        more=TRANSFORMERS | {sentence_config.OWN, sentence_config.POOLING},
    ),
}
"""The family of models that serves each purpose."""


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model that mmdesk knows by name. `size_bytes` is about what a download takes."""

    name: str
    repository: str
    size_bytes: int | None
    licence: str
    summary: str
    purpose: Purpose = Purpose.PICTURES


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
    KnownModel(
        "laion/clap-htsat-unfused",
        "laion/clap-htsat-unfused",
        615_000_000,
        "Apache-2.0",
        "The default for sounds; English.",
        Purpose.SOUNDS,
    ),
    KnownModel(
        "openai/whisper-base",
        "openai/whisper-base",
        293_000_000,
        "Apache-2.0",
        "The default for speech: quick, many languages.",
        Purpose.SPEECH,
    ),
    KnownModel(
        "openai/whisper-small",
        "openai/whisper-small",
        970_000_000,
        "Apache-2.0",
        "About three times slower than the default, fewer mistakes.",
        Purpose.SPEECH,
    ),
    KnownModel(
        "sentence-transformers/all-MiniLM-L6-v2",
        "sentence-transformers/all-MiniLM-L6-v2",
        92_000_000,
        "Apache-2.0",
        "The default for what was said in other words; English.",
        Purpose.SENTENCES,
    ),
    KnownModel(
        "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2",
        "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2",
        481_000_000,
        "Apache-2.0",
        "About twice slower than the default, many languages.",
        Purpose.SENTENCES,
    ),
)
DEFAULT = KNOWN[0].name
_WEIGHTS = tuple(dict.fromkeys(family.weights for family in FAMILIES.values()))


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
    purpose: Purpose


def find(model: str, models_folder: Path, purpose: Purpose) -> InstalledModel:
    """The model by its known name, hub id or folder (also as "local-dir:FOLDER").

    Raises ModelUnavailable when it is not on this machine or its folder cannot be used for this
    purpose.
    """
    family, repository = FAMILIES[purpose], repository_of(model)
    if repository and (folder := download_folder(repository, models_folder)).is_dir():
        return _installed(family, model, model, folder)
    folder = Path(model.removeprefix(_LOCAL)).expanduser()
    if folder.is_dir():
        folder = folder.resolve()
        return _installed(family, folder.name, str(folder), folder)
    if repository:
        raise ModelUnavailable(
            f"The model {model} is {_state(repository, models_folder)}: get it with `mmdesk models "
            f"get {model}`, or choose a folder that has it with `mmdesk models use FOLDER`."
        )
    if folder.is_absolute():
        raise ModelUnavailable(
            f"The folder {folder} is gone: put it back, or choose another model with "
            "`mmdesk models use MODEL`."
        )
    known = [each for each in KNOWN if each.purpose is purpose]
    raise ModelUnavailable(
        f"There is no model {model}: give a known name ({', '.join(k.name for k in known)}), "
        f"a hub id such as {known[0].repository}, or a folder that holds a model."
    )


def find_whole(model: str, models_folder: Path, purpose: Purpose) -> InstalledModel:
    """As `find`, for a model that is being chosen: all its files must be there too."""
    folder = Path(model.removeprefix(_LOCAL)).expanduser()
    if folder.is_dir() and not any(family.holds(folder) for family in FAMILIES.values()):
        labels = ", ".join(family.label for family in FAMILIES.values())
        raise ModelUnavailable(
            f"The folder {folder} holds no model that mmdesk can use: choose a folder with a model "
            f"of one of the kinds {labels}."
        )
    found = find(model, models_folder, purpose)
    found.family.must_be_whole(found.folder)
    return found


def purpose_of(model: str, models_folder: Path) -> Purpose:
    """What a model is for, by its known name or by its files; pictures where neither says."""
    for known in KNOWN:
        if model in {known.name, known.repository}:
            return known.purpose
    repository = repository_of(model)
    there = [download_folder(repository, models_folder)] if repository else []
    for folder in (*there, Path(model.removeprefix(_LOCAL)).expanduser()):
        for purpose, family in FAMILIES.items():
            if family.holds(folder):
                return purpose
    return Purpose.PICTURES


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


def has_weights(folder: Path) -> bool:
    """Whether a folder holds the weights of a model of any family."""
    return any((folder / name).is_file() for name in _WEIGHTS)


def listing(models_folder: Path, in_use: str, purpose: Purpose) -> list[ListedModel]:
    """All known models for a purpose, the other downloaded ones, and the one in use if neither."""
    known = [each for each in KNOWN if each.purpose is purpose]
    lines = [
        ListedModel(
            k.name, _state(k.repository, models_folder), k.size_bytes, k.licence, k.summary, purpose
        )
        for k in known
    ]
    ours = {download_folder(k.repository, models_folder) for k in KNOWN}
    for config in sorted(models_folder.glob(f"*/{FAMILIES[purpose].config}")):
        folder = config.parent
        if folder not in ours and folder.suffix != ".partial" and FAMILIES[purpose].holds(folder):
            name = folder.name.replace("--", "/", 1)
            state, size = _state(name, models_folder), _size(folder)
            lines.append(ListedModel(name, state, size, "", "", purpose))
    if in_use not in {line.name for line in lines}:
        lines.append(_chosen(in_use, models_folder, purpose))
    return lines


def _chosen(model: str, models_folder: Path, purpose: Purpose) -> ListedModel:
    folder = Path(model.removeprefix(_LOCAL)).expanduser()
    if has_weights(folder):
        return ListedModel(model, ModelState.INSTALLED, _size(folder), "", "", purpose)
    repository = repository_of(model)
    state = _state(repository, models_folder) if repository else ModelState.MISSING
    return ListedModel(model, state, None, "", "", purpose)


def _size(folder: Path) -> int | None:
    there = [folder / name for name in _WEIGHTS if (folder / name).is_file()]
    return there[0].stat().st_size if there else None


def _state(repository: str, models_folder: Path) -> ModelState:
    if has_weights(download_folder(repository, models_folder)):
        return ModelState.INSTALLED
    if staging_folder(repository, models_folder).is_dir():
        return ModelState.PARTIAL
    return ModelState.ABSENT


def _installed(family: Family, name: str, reference: str, folder: Path) -> InstalledModel:
    config = family.opened(folder)
    space = family.space(folder, name, config.dimension)
    return InstalledModel(name, reference, folder, family, space, config)
