"""Loading a transformers model from its folder: offline, from safetensors, whole or not at all.

transformers makes up the weights that a file lacks and only logs it; here such a model is refused.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError

from mmdesk.core.errors import ModelFailed
from mmdesk.models.device import Step

# What transformers, torch and safetensors raise on files that do not fit together.
BUILD_ERRORS = (
    RuntimeError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    ImportError,
    OSError,
    SafetensorError,
)


def load_pretrained(kind: Any, folder: Path, spare: Sequence[str] = ()) -> Any:  # noqa: ANN401
    """The model of this class (transformers'), float32, on the CPU, ready to be used.

    Weights whose names start as one of `spare` may be absent. Raises ModelFailed.
    """
    _quiet()
    model, info = _built(
        kind,
        folder,
        dtype=torch.float32,
        local_files_only=True,
        trust_remote_code=False,
        use_safetensors=True,
        output_loading_info=True,
    )
    wrong = sorted(str(key) for what in ("missing_keys", "mismatched_keys") for key in info[what])
    wrong = [key for key in wrong if not key.startswith(tuple(spare))]
    if wrong:
        raise ModelFailed(
            f"The model in {folder} cannot be loaded, as its weights lack {wrong[0]}; get it "
            "again, or choose another folder with `mmdesk models use FOLDER`."
        )
    return model.requires_grad_(False).eval()


def placed(model: Any, step: Step) -> Any:  # noqa: ANN401
    """The model on its device in its precision.

    What is no fraction keeps its precision: it is copied, or it alone would keep the whole mapped
    file in memory.
    """
    for part in model.modules():
        for name, buffer in part.named_buffers(recurse=False):
            setattr(part, name, buffer.clone())
    return model.to(step.device, step.dtype)


def load_part(kind: Any, folder: Path) -> Any:  # noqa: ANN401
    """A tokenizer or what prepares inputs (transformers' class), from its files; ModelFailed."""
    return _built(kind, folder, local_files_only=True, trust_remote_code=False)


def must_know(tokenizer: Any, words: int, folder: Path) -> None:  # noqa: ANN401
    """Raise ModelFailed unless it knows more words: without its files, transformers makes up one
    that knows none.
    """
    if len(tokenizer) <= words:
        raise ModelFailed(
            f"The model in {folder} cannot be loaded, as its tokenizer's files are missing; get "
            "it again, or choose another folder with `mmdesk models use FOLDER`."
        )


def _quiet() -> None:
    """No progress and no table of weights on the terminal: what is wrong with them is raised."""
    from transformers.utils import logging as told

    told.disable_progress_bar()  # type: ignore[no-untyped-call]
    told.set_verbosity_error()  # type: ignore[no-untyped-call]


def _built(kind: Any, folder: Path, **options: object) -> Any:  # noqa: ANN401
    try:
        return kind.from_pretrained(folder, **options)
    except BUILD_ERRORS as error:
        line = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
        raise ModelFailed(
            f"The model in {folder} cannot be loaded ({line}); get it again, or choose "
            "another folder with `mmdesk models use FOLDER`."
        ) from error
