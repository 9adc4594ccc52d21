"""Families of models: what one kind has on disk, and what loads it.

A new family is a row in registry.FAMILIES: the files it has, a reader of its configuration that
needs no torch, and the class that runs it, which is imported in the model process only. That class
is made of (InstalledModel, device, folder for the self-test's verdicts), as Clip is, and satisfies
`base.Served`; selftest.settled does the work that all share. Its methods are called by name through
ModelProcess.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from mmdesk.core.entities import Space
from mmdesk.core.errors import ModelFailed, ModelUnavailable
from mmdesk.models import files
from mmdesk.models.base import Served

CONFIG = "config.json"
WEIGHTS = "model.safetensors"
PREPARING = ("processor_config.json", "preprocessor_config.json")
"""Where transformers keeps how inputs are prepared; the first is the newer place."""
TRANSFORMERS = frozenset({*PREPARING, "generation_config.json", *files.TOKENIZER})
"""What a transformers model may have beside its configuration and its weights."""


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of model: its files and what they mean."""

    name: str
    label: str
    """As a person calls it."""
    read: Callable[[Path], Any]
    """What the configuration in a folder says, with `dimension` at least; ModelUnavailable."""
    runner: str
    """The module and class that runs it: "package.module:Class"."""
    version: int
    """Rises whenever inputs reach the model differently than before."""
    types: frozenset[str] = frozenset()
    """The `model_type`s of transformers that belong to it; empty for what is not transformers'."""
    config: str = CONFIG
    weights: str = WEIGHTS
    more: frozenset[str] = TRANSFORMERS
    """The other files that it may need."""
    tokenizers: frozenset[str] = frozenset()
    """Files of which one must be there to read text; empty where the family brings its own."""

    def holds(self, folder: Path) -> bool:
        """Whether the folder's configuration is one of this family."""
        config = folder / self.config
        if not config.is_file():
            return False
        try:
            return not self.types or files.read_json(config).get("model_type") in self.types
        except ModelUnavailable:
            return False

    def opened(self, folder: Path) -> Any:  # noqa: ANN401
        """What `read` gives of a folder that has all it must; raises ModelUnavailable."""
        if not (folder / self.config).is_file():
            raise ModelUnavailable(
                f"The folder {folder} holds no {self.config}: choose a folder with a model of "
                f"the kind {self.label} in it (`mmdesk models use FOLDER`)."
            )
        kind = files.read_json(folder / self.config).get("model_type")
        if self.types and kind not in self.types:
            raise ModelUnavailable(
                f"The model in {folder} is of the kind {kind}, which mmdesk cannot use here: "
                f"choose one of the kind {self.label}."
            )
        files.weights_must_be_there(folder, self.weights)
        return self.read(folder)

    def must_be_whole(self, folder: Path) -> None:
        """Raise ModelUnavailable unless weights and tokenizer are all there."""
        files.weights_must_be_whole(folder / self.weights)
        if self.tokenizers and not any((folder / name).is_file() for name in self.tokenizers):
            raise ModelUnavailable(
                f"The folder {folder} holds no tokenizer (tokenizer.json): get the model again, or "
                "choose another folder with `mmdesk models use FOLDER`."
            )

    def space(self, folder: Path, name: str, dimension: int) -> Space:
        """The space of the model in `folder`; its key follows the weights, not the place."""
        said = [folder / self.config, *(folder / each for each in PREPARING if self.types)]
        mark = files.fingerprint(folder / self.weights, said)
        return Space(f"{self.name}:{mark}:{self.version}", name, dimension)


def preparing(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Where a transformers model's folder says how inputs are prepared, and what it says there."""
    for path in (folder / name for name in PREPARING):
        if path.is_file():
            said = files.read_json(path)
            inputs = said.get("feature_extractor", {} if path.name == PREPARING[0] else said)
            if isinstance(inputs, dict) and inputs:
                return path, inputs
    raise ModelUnavailable(
        f"The folder {folder} holds no {PREPARING[1]}, so mmdesk cannot know what the model takes: "
        "get the model again, or choose another folder with `mmdesk models use FOLDER`."
    )


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model whose files are all here."""

    name: str
    reference: str
    """What finds it again from anywhere: its known name, its hub id, or its folder's whole path."""
    folder: Path
    family: Family
    space: Space
    """Its dimension is 0 where the model gives no vectors."""
    config: Any
    """What its family read of its configuration."""

    def load(self, device: str, state_folder: Path) -> Served:
        """Load it in this process, which imports torch; raises ModelFailed."""
        if not self.folder.is_dir():
            raise ModelFailed(
                f"The folder {self.folder} of the model {self.name} is gone: put it back, or "
                "choose another with `mmdesk models use FOLDER`."
            )
        module, _, name = self.family.runner.partition(":")
        runner = getattr(import_module(module), name)
        return runner(self, device, state_folder)  # type: ignore[no-any-return]
