"""Small open_clip models with random weights, in the layout that real ones have on disk."""

import json
import os
from pathlib import Path
from typing import Any

CLIP: dict[str, Any] = {
    "embed_dim": 32,
    "vision_cfg": {
        "image_size": 32, "layers": 2, "width": 64, "patch_size": 8, "head_width": 16,
    },
    "text_cfg": {
        "context_length": 24, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 2,
    },
}  # fmt: skip
"""As ViT-B-32: a causal text tower, read at the end token, open_clip's own tokenizer."""

CUSTOM: dict[str, Any] = CLIP | {"custom_text": True}
"""The same towers in the layout of newer models."""

SIGLIP: dict[str, Any] = {
    "embed_dim": 32,
    "init_logit_bias": -10,
    "custom_text": True,
    "vision_cfg": CLIP["vision_cfg"],
    "text_cfg": {
        "context_length": 16, "vocab_size": 64, "width": 32, "heads": 2, "layers": 2,
        "hf_tokenizer_name": "somebody/tokenizer", "tokenizer_kwargs": {"clean": "canonicalize"},
        "no_causal_mask": True, "proj_bias": True, "pool_type": "last",
    },
}  # fmt: skip
"""As ViT-B-16-SigLIP2: the text tower sees its padding and is read at the last position."""

SIGLIP_PREPARATION: dict[str, Any] = {
    "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5], "resize_mode": "squash",
}  # fmt: skip

WORDS = ("a", "dog", "cat", "red", "car", "photo", "of", "the", "beach", "two", "people", "at")


def make(
    folder: Path, model: dict[str, Any] = CLIP, preparation: dict[str, Any] | None = None
) -> Path:
    """Write a random model of this configuration into `folder`, which is returned."""
    import open_clip
    import torch
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    config = {"model_cfg": model, "preprocess_cfg": preparation or {}}
    (folder / "open_clip_config.json").write_text(json.dumps(config), encoding="utf-8")
    if "hf_tokenizer_name" in model["text_cfg"]:
        _word_tokenizer(folder)
    built = {key: value for key, value in model.items() if key != "custom_text"}
    kind = open_clip.CustomTextCLIP if model.get("custom_text") else open_clip.CLIP
    with torch.random.fork_rng():
        torch.manual_seed(0)
        weights = {name: tensor.contiguous() for name, tensor in kind(**built).state_dict().items()}
    save_file(weights, folder / "open_clip_model.safetensors")
    return folder


def random_weights(size: int) -> bytes:
    """A weights file that is whole, about this long, and fits no model."""
    import numpy as np
    from safetensors.numpy import save

    return save({"noise": np.frombuffer(os.urandom(size), np.uint8)})


def _word_tokenizer(folder: Path) -> None:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    vocabulary = {word: i for i, word in enumerate(("<pad>", "<eos>", "<unk>", *WORDS))}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing("$A <eos>", None, [("<eos>", 1)])
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", eos_token="<eos>", unk_token="<unk>"
    ).save_pretrained(folder)
