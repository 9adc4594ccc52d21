"""Small Whisper and sentence models with random weights, in the layout that real ones have."""

from pathlib import Path

LANGUAGES = ("en", "de", "fr")
_SPECIAL = (
    "<|endoftext|>", "<|startoftranscript|>", *(f"<|{code}|>" for code in LANGUAGES),
    "<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>",
    "<|notimestamps|>", *(f"<|{step * 0.02:.2f}|>" for step in range(1501)),
)  # fmt: skip
_WORDS = "it rained on the roof all night and dog barked at sea [PAD] [UNK] [CLS] [SEP] [MASK]"


def make_whisper(folder: Path) -> Path:
    """Write a random Whisper into `folder`, which is returned: it knows bytes, and three languages.

    Weights are scaled up, so that it is of some opinion.
    """
    import torch
    from tokenizers import pre_tokenizers
    from transformers import (
        GenerationConfig,
        WhisperConfig,
        WhisperFeatureExtractor,
        WhisperForConditionalGeneration,
        WhisperTokenizer,
    )

    _quietly()
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = WhisperTokenizer(
        vocab={letter: place for place, letter in enumerate(letters)}, merges=[]
    )
    tokenizer.add_special_tokens({"additional_special_tokens": list(_SPECIAL[1:11])})
    tokenizer.add_tokens(list(_SPECIAL[11:]))
    ids: dict[str, int] = dict(
        zip(_SPECIAL, tokenizer.convert_tokens_to_ids(list(_SPECIAL)), strict=True)
    )
    tokenizer.save_pretrained(folder)
    WhisperFeatureExtractor(feature_size=16).save_pretrained(folder)
    end, start = ids["<|endoftext|>"], ids["<|startoftranscript|>"]
    config = WhisperConfig(
        vocab_size=len(tokenizer), num_mel_bins=16, d_model=32, encoder_layers=1, decoder_layers=1,
        encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=32,
        decoder_ffn_dim=32, max_target_positions=64, decoder_start_token_id=start,
        bos_token_id=end, eos_token_id=end, pad_token_id=end, init_std=0.2,
    )  # fmt: skip
    with torch.random.fork_rng():
        torch.manual_seed(1)
        model = WhisperForConditionalGeneration(config)
    model.generation_config = GenerationConfig(
        decoder_start_token_id=start, bos_token_id=end, eos_token_id=end, pad_token_id=end,
        no_timestamps_token_id=ids["<|notimestamps|>"], max_initial_timestamp_index=50,
        is_multilingual=True, suppress_tokens=[5, 6], begin_suppress_tokens=[7, end],
        lang_to_id={f"<|{code}|>": ids[f"<|{code}|>"] for code in LANGUAGES},
        task_to_id={"translate": ids["<|translate|>"], "transcribe": ids["<|transcribe|>"]},
    )  # fmt: skip
    model.save_pretrained(folder)
    return folder


def make_sentences(folder: Path, kind: str = "bert", longest: int = 40) -> Path:
    """Write a random sentence model of a `kind` that transformers knows into `folder`."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import AutoConfig, AutoModel, PreTrainedTokenizerFast

    _quietly()
    words = {word: place for place, word in enumerate(_WORDS.split())}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        "[CLS] $A [SEP]", None, [(each, words[each]) for each in ("[CLS]", "[SEP]")]
    )
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]",
        sep_token="[SEP]", mask_token="[MASK]",
    ).save_pretrained(folder)  # fmt: skip
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    if kind == "distilbert":
        sizes = {"dim": 32, "n_layers": 2, "n_heads": 2, "hidden_dim": 64}
    config = AutoConfig.for_model(
        kind, vocab_size=len(words), intermediate_size=64, max_position_embeddings=longest,
        pad_token_id=words["[PAD]"], initializer_range=0.3, **sizes,
    )  # fmt: skip
    with torch.random.fork_rng():
        torch.manual_seed(2)
        model = AutoModel.from_config(config)
    model.save_pretrained(folder)
    return folder


def _quietly() -> None:
    from transformers.utils import logging

    logging.disable_progress_bar()
