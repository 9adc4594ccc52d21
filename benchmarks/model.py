"""Models of the true size with random weights: speed does not depend on what they are."""

import json
from pathlib import Path
from typing import Any

ARCHITECTURE = "ViT-B-32"


def make(folder: Path) -> Path:
    """Write the model into `folder`, as open_clip's own models lie on a disk."""
    import open_clip
    from safetensors.torch import save_file

    folder.mkdir(parents=True)
    model = open_clip.create_model(ARCHITECTURE, pretrained=None)
    config = {
        "model_cfg": open_clip.get_model_config(ARCHITECTURE),
        "preprocess_cfg": open_clip.get_model_preprocess_cfg(model),
    }
    (folder / "open_clip_config.json").write_text(json.dumps(config), encoding="utf-8")
    weights = {name: tensor.contiguous() for name, tensor in model.state_dict().items()}
    save_file(weights, folder / "open_clip_model.safetensors")
    return folder


def plain(folder: Path) -> tuple[Any, Any, Any]:
    """Model, transform and tokenizer as open_clip's own documentation sets them up."""
    import open_clip

    name = f"local-dir:{folder}"
    model, _, transform = open_clip.create_model_and_transforms(name, require_pretrained=True)
    return model.eval(), transform, open_clip.get_tokenizer(name)


def make_clap(folder: Path) -> Path:
    """Write a CLAP as laion/clap-htsat-unfused is built into `folder`."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import ClapConfig, ClapFeatureExtractor, ClapModel, PreTrainedTokenizerFast
    from transformers.utils import logging

    logging.disable_progress_bar()
    text = {"vocab_size": 50265, "max_position_embeddings": 514}
    ClapModel(ClapConfig(text_config=text)).save_pretrained(folder)
    ClapFeatureExtractor(frequency_min=50, truncation="rand_trunc").save_pretrained(folder)
    letters = ("<s>", "<pad>", "</s>", *sorted(pre_tokenizers.ByteLevel.alphabet()))
    places = {letter: place for place, letter in enumerate(letters)}
    tokenizer = Tokenizer(models.BPE(places, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel()
    ends = [(each, places[each]) for each in ("<s>", "</s>")]
    tokenizer.post_processor = processors.TemplateProcessing("<s> $A </s>", None, ends)
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="<pad>").save_pretrained(folder)
    return folder
