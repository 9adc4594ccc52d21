"""The spectrogram that CLAP models take, against transformers' own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers.shared import shared
from helpers.tiny_clap import SMALL, UNFUSED

from mmdesk.core.entities import SoundPreparation
from mmdesk.core.errors import ModelUnavailable
from mmdesk.models.clap_features import FeatureConfig, features, read_config

CLOSE = 0.001
"""Decibels."""


def told(folder: Path, sounds: Any, model: Any = None, file: str = "preprocessor_config") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "config.json").write_text(json.dumps(model or {"model_type": "clap"}))
    (folder / f"{file}.json").write_text(json.dumps(sounds))
    return folder


def sounds(config: FeatureConfig) -> dict[str, np.ndarray]:
    random, time = np.random.default_rng(5), np.arange(config.samples) / config.rate
    noise = random.standard_normal(config.samples)
    made = {
        "noise": 0.1 * noise,
        "hardly any noise": 1e-5 * noise,
        "a loud tone beside nothing": np.sin(2 * np.pi * 1000 * time),
        "a rising tone": np.sin(2 * np.pi * (20 + 300 * time) * time),
        "silence": 0 * time,
        "a click": (time == 0) * 1.0,
        "the half and some more": noise[: config.samples // 2 + 17],
        "a third": noise[: config.samples // 3],
        "less than a frame": noise[:200],
        "one sample": noise[:1],
    }
    return {name: samples.astype(np.float32) for name, samples in made.items()}


@pytest.mark.parametrize(
    "given",
    [
        UNFUSED,
        SMALL,
        UNFUSED | {"truncation": "fusion"},
        SMALL | {"padding": "repeat"},
        SMALL | {"padding": "pad"},
    ],
)
def test_features_are_those_of_transformers(tmp_path: Path, given: dict[str, Any]) -> None:
    from transformers import ClapFeatureExtractor

    config = read_config(told(tmp_path, given)).features
    theirs = ClapFeatureExtractor(**given)
    for name, samples in sounds(config).items():
        right = theirs(samples, sampling_rate=config.rate, return_tensors="np").input_features[0, 0]
        ours = features(samples, config)
        assert ours.dtype == np.float32
        assert ours.shape == right.shape == (config.frames, config.mels)
        assert np.abs(ours - right).max() < CLOSE, name


def test_features_are_those_of_a_real_model_s_configuration() -> None:
    from transformers import ClapFeatureExtractor

    folder = shared("models/clap-small")
    config = read_config(folder).features
    theirs = ClapFeatureExtractor.from_pretrained(folder)
    for samples in sounds(config).values():
        right = theirs(samples, sampling_rate=config.rate, return_tensors="np").input_features[0, 0]
        assert np.abs(features(samples, config) - right).max() < CLOSE


def test_what_lies_beyond_the_clip_is_left_out_and_nothing_is_silence(tmp_path: Path) -> None:
    config = read_config(told(tmp_path, SMALL)).features
    noise = sounds(config)["noise"]
    longer = np.concatenate([noise, noise])
    assert np.array_equal(features(longer, config), features(noise, config))
    nothing, silence = np.empty(0, np.float32), np.zeros(config.samples, np.float32)
    assert np.array_equal(features(nothing, config), features(silence, config))
    assert features(silence, config) == pytest.approx(-100)


def test_what_the_configuration_says_is_followed(tmp_path: Path) -> None:
    config = read_config(told(tmp_path, SMALL, {"model_type": "clap", "projection_dim": 24}))
    assert config.dimension == 24
    assert config.preparation == SoundPreparation(16000, 2.0)
    assert config.features.frames == 101


def test_both_places_of_the_preparation_are_read_the_newer_one_first(tmp_path: Path) -> None:
    told(tmp_path, UNFUSED)
    assert read_config(tmp_path).preparation.rate == 48000
    told(tmp_path, {"feature_extractor": SMALL}, file="processor_config")
    assert read_config(tmp_path).preparation.rate == 16000
    told(tmp_path, {"processor_class": "ClapProcessor"}, file="processor_config")
    assert read_config(tmp_path).preparation.rate == 48000


def test_a_model_that_does_not_say_what_it_takes_is_refused(tmp_path: Path) -> None:
    told(tmp_path, UNFUSED, file="else")
    with pytest.raises(ModelUnavailable, match="holds no preprocessor_config"):
        read_config(tmp_path)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"feature_size": 0},
        {"feature_size": "many"},
        {"hop_length": 0},
        {"fft_window_size": 1 << 30},
        {"sampling_rate": 48000.5},
        {"max_length_s": 10**9},
        {"frequency_min": 9000},
        {"frequency_max": None},
        {"frequency_max": float("inf")},
        {"padding": "with love"},
        {"truncation": "somewhere"},
    ],
)
def test_impossible_values_are_refused(tmp_path: Path, nonsense: dict[str, Any]) -> None:
    with pytest.raises(ModelUnavailable, match=r"preprocessor_config.json cannot be used"):
        read_config(told(tmp_path, SMALL | nonsense))


def test_an_impossible_dimension_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"config.json cannot be used"):
        read_config(told(tmp_path, SMALL, {"model_type": "clap", "projection_dim": -1}))


def test_what_decoding_workers_import_leaves_torch_alone() -> None:
    code = (
        "import sys, mmdesk.models.clap_features; "
        "sys.exit({'torch', 'transformers', 'safetensors'} & set(sys.modules) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
