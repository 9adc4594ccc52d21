"""Small CLAP models with random weights, in the layout that real ones have on disk."""

import json
from pathlib import Path
from typing import Any

UNFUSED: dict[str, Any] = {
    "feature_extractor_type": "ClapFeatureExtractor",
    "feature_size": 64, "fft_window_size": 1024, "hop_length": 480, "sampling_rate": 48000,
    "frequency_min": 50, "frequency_max": 14000, "max_length_s": 10, "nb_max_samples": 480000,
    "padding": "repeatpad", "truncation": "rand_trunc", "top_db": None,
}  # fmt: skip
"""What laion/clap-htsat-unfused says of how sounds are prepared."""

SMALL = UNFUSED | {
    "feature_size": 16, "fft_window_size": 512, "hop_length": 320, "sampling_rate": 16000,
    "frequency_max": 8000, "max_length_s": 2, "nb_max_samples": 32000,
}  # fmt: skip
"""A quicker one: 16 bands and 101 frames of two seconds at 16 kHz."""

WORDS = ("<s>", "<pad>", "</s>", "<unk>", "this", "is", "a", "sound", "of", "rain", "dog", "photo")


def make(folder: Path, sounds: dict[str, Any] = SMALL, *, fusion: bool = False) -> Path:
    """Write a random model into `folder`, which is returned."""
    import torch
    from transformers import ClapConfig, ClapModel
    from transformers.utils import logging

    logging.disable_progress_bar()
    tower = {"num_mel_bins": sounds["feature_size"], "spec_size": 64, "patch_size": 4}
    config = ClapConfig(
        projection_dim=24,
        text_config={
            "vocab_size": len(WORDS), "hidden_size": 32, "num_hidden_layers": 2,
            "num_attention_heads": 2, "intermediate_size": 64, "max_position_embeddings": 20,
        },
        audio_config=tower | {
            "patch_stride": [4, 4], "window_size": 4, "hidden_size": 64, "depths": [2, 2, 2],
            "num_attention_heads": [2, 2, 2], "patch_embeds_hidden_size": 16,
            "enable_fusion": fusion, "num_hidden_layers": 3,
        },
    )  # fmt: skip
    with torch.random.fork_rng():
        torch.manual_seed(4)
        model = ClapModel(config)
        for name, weight in model.named_parameters():  # so that it is of some opinion
            if weight.dim() > 1 and "audio" in name:
                torch.nn.init.normal_(weight, std=0.2)
    model.save_pretrained(folder)
    (folder / "preprocessor_config.json").write_text(json.dumps(sounds), encoding="utf-8")
    _tokenizer(folder)
    return folder


def _tokenizer(folder: Path) -> None:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    words = {word: place for place, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        "<s> $A </s>", None, [("<s>", 0), ("</s>", 2)]
    )
    # Some real ones are saved so: transformers' ClapProcessor cuts the sound by it, too.
    tokenizer.enable_truncation(5)
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", pad_token="<pad>",
        unk_token="<unk>", model_max_length=18,
    ).save_pretrained(folder)  # fmt: skip
