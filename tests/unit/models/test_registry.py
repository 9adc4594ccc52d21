"""What a model's files say, and what is said when they cannot be used; never with torch."""

import json
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from helpers.tiny_clap import UNFUSED
from helpers.tiny_models import random_weights

from mmdesk.core.entities import PicturePreparation
from mmdesk.core.errors import ModelFailed, ModelUnavailable
from mmdesk.core.settings import Settings
from mmdesk.models import registry
from mmdesk.models.in_use import SETTINGS
from mmdesk.models.layout import CONFIG, WEIGHTS
from mmdesk.models.registry import ModelState, Purpose, download_folder

KNOWN = [known for known in registry.KNOWN if known.purpose is Purpose.PICTURES]
find = partial(registry.find, purpose=Purpose.PICTURES)
find_whole = partial(registry.find_whole, purpose=Purpose.PICTURES)
MODEL = {"embed_dim": 64, "vision_cfg": {"image_size": 40}, "text_cfg": {}}


def listing(folder: Path, in_use: str = registry.DEFAULT) -> list[registry.ListedModel]:
    return registry.listing(folder, in_use, Purpose.PICTURES)


def written(
    folder: Path, model: Any = MODEL, preparation: Any = None, weights: bytes = b"w" * 100
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    config = {"model_cfg": model} | ({"preprocess_cfg": preparation} if preparation else {})
    (folder / CONFIG).write_text(json.dumps(config), encoding="utf-8")
    (folder / WEIGHTS).write_bytes(weights)
    return folder


def test_a_silent_configuration_means_open_clip_s_defaults(tmp_path: Path) -> None:
    model = find(str(written(tmp_path / "m")), tmp_path)
    assert model.space.dimension == 64
    assert model.config.preparation == PicturePreparation(40, 40, "shortest", "bicubic", 0)
    assert model.config.mean[0] == pytest.approx(0.4815, abs=1e-3)


def test_what_the_configuration_says_is_followed(tmp_path: Path) -> None:
    folder = written(
        tmp_path / "m",
        {**MODEL, "vision_cfg": {"image_size": [30, 50]}},
        {
            "size": 7,
            "mean": [0.5, 0.4, 0.3],
            "std": [0.1, 0.2, 0.3],
            "resize_mode": "longest",
            "interpolation": "bilinear",
            "fill_color": 9,
        },
    )
    model = find(f"local-dir:{folder}", tmp_path)
    assert model.config.preparation == PicturePreparation(50, 30, "longest", "bilinear", 9)
    assert (model.config.mean, model.config.std) == ((0.5, 0.4, 0.3), (0.1, 0.2, 0.3))
    assert model.name == "m"


def test_a_known_name_and_a_hub_id_find_what_was_downloaded(tmp_path: Path) -> None:
    for known in KNOWN:
        written(download_folder(known.repository, tmp_path))
        assert find(known.name, tmp_path).name == known.name
        assert find(known.repository, tmp_path).folder == find(known.name, tmp_path).folder


def test_the_space_follows_the_weights_not_the_place(tmp_path: Path) -> None:
    here = find(str(written(tmp_path / "a")), tmp_path).space.key
    moved = Path(shutil.copytree(tmp_path / "a", tmp_path / "b"))
    assert find(str(moved), tmp_path).space.key == here
    trained = written(tmp_path / "c", weights=b"w" * 99 + b"x")
    otherwise = written(tmp_path / "d", {**MODEL, "vision_cfg": {"image_size": 48}})
    assert find(str(trained), tmp_path).space.key != here
    assert find(str(otherwise), tmp_path).space.key != here


def test_a_model_that_is_not_here_comes_with_both_ways_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable) as told:
        find(registry.DEFAULT, tmp_path)
    assert f"mmdesk models get {registry.DEFAULT}" in str(told.value)
    assert "choose a folder that has it with `mmdesk models use FOLDER`" in str(told.value)


def test_an_unknown_name_is_answered_with_what_can_be_given(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"known name .*ViT-L-14/openai.* hub id .* folder"):
        find("ViT-of-dreams", tmp_path)


def test_only_safetensors_are_loaded_and_why_is_said(tmp_path: Path) -> None:
    folder = written(tmp_path / "m")
    (folder / WEIGHTS).rename(folder / "open_clip_pytorch_model.bin")
    with pytest.raises(ModelUnavailable, match="can run code"):
        find(str(folder), tmp_path)


def test_a_folder_without_weights_is_said(tmp_path: Path) -> None:
    (written(tmp_path / "m") / WEIGHTS).unlink()
    with pytest.raises(ModelUnavailable, match=f"holds no {WEIGHTS}"):
        find(str(tmp_path / "m"), tmp_path)


@pytest.mark.parametrize("left", [0, 7, 50, 5000])
def test_weights_that_are_cut_short_are_refused_when_chosen(tmp_path: Path, left: int) -> None:
    weights = random_weights(10_000)
    folder = written(tmp_path / "m", weights=weights)
    assert find_whole(str(folder), tmp_path).folder == folder
    (folder / WEIGHTS).write_bytes(weights[:left])
    with pytest.raises(ModelUnavailable, match=f"{WEIGHTS} is damaged or not whole"):
        find_whole(str(folder), tmp_path)


def test_a_folder_without_a_configuration_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=f"holds no {CONFIG}"):
        find(str(tmp_path), tmp_path)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "7", '"words"', "[" * 100_000, "\ud800", "{}", '{"model_cfg": 3}']
)
def test_a_configuration_that_is_none_is_said(tmp_path: Path, content: str) -> None:
    folder = written(tmp_path / "m")
    (folder / CONFIG).write_bytes(content.encode("utf-8", "surrogatepass"))
    with pytest.raises(ModelUnavailable, match=CONFIG):
        find(str(folder), tmp_path)


@pytest.mark.parametrize(
    ("model", "preparation"),
    [
        ({**MODEL, "embed_dim": -1}, {}),
        ({**MODEL, "embed_dim": "many"}, {}),
        ({**MODEL, "vision_cfg": None}, {}),
        ({**MODEL, "vision_cfg": {"image_size": 10**9}}, {}),
        ({**MODEL, "vision_cfg": {"image_size": [1, 2, 3]}}, {}),
        (MODEL, {"mean": [0.5]}),
        (MODEL, {"std": [0, 0, 0]}),
        (MODEL, {"resize_mode": "melt"}),
        (MODEL, {"fill_color": 999}),
        (MODEL, [1]),
    ],
)
def test_impossible_values_are_refused(tmp_path: Path, model: Any, preparation: Any) -> None:
    folder = written(tmp_path / "m", model, preparation)
    with pytest.raises(ModelUnavailable, match="cannot be used"):
        find(str(folder), tmp_path)


def test_the_list_has_known_models_then_downloaded_ones_with_their_state(tmp_path: Path) -> None:
    written(download_folder(KNOWN[0].repository, tmp_path))
    registry.staging_folder(KNOWN[1].repository, tmp_path).mkdir()
    written(download_folder("someone/else", tmp_path))
    written(registry.staging_folder("someone/unfinished", tmp_path))
    lines = {line.name: line.state for line in listing(tmp_path)}
    assert lines == {
        KNOWN[0].name: ModelState.INSTALLED,
        KNOWN[1].name: ModelState.PARTIAL,
        KNOWN[2].name: ModelState.ABSENT,
        "someone/else": ModelState.INSTALLED,
    }


def test_listing_an_absent_folder_lists_what_is_known(tmp_path: Path) -> None:
    assert [line.name for line in listing(tmp_path / "none")] == [known.name for known in KNOWN]


@pytest.mark.parametrize("module", ["looks", "registry", "process", "weights"])
def test_what_the_main_process_imports_leaves_torch_alone(module: str) -> None:
    code = (
        f"import sys, mmdesk.models.{module}; "
        "heavy = {'torch', 'open_clip', 'transformers', 'huggingface_hub'}; "
        "sys.exit(heavy & set(sys.modules) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_folder_that_reads_like_a_hub_id_is_kept_by_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "some" / "folder")
    monkeypatch.chdir(tmp_path)
    assert find("some/folder", tmp_path / "models").reference == str(folder.resolve())
    written(download_folder("some/folder", tmp_path / "models"))
    assert find("some/folder", tmp_path / "models").reference == "some/folder"
    assert find(f"local-dir:{folder}", tmp_path / "models").reference == str(folder.resolve())


def test_a_folder_in_use_is_listed_also_when_it_is_gone(tmp_path: Path) -> None:
    folder = written(tmp_path / "mine")
    lines = {line.name: line.state for line in listing(tmp_path / "models", str(folder))}
    assert lines[str(folder)] is ModelState.INSTALLED
    shutil.rmtree(folder)
    lines = {line.name: line.state for line in listing(tmp_path / "models", str(folder))}
    assert lines[str(folder)] is ModelState.MISSING


def clap(folder: Path, told: Any = None, sounds: Any = UNFUSED) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    config = {"model_type": "clap", "projection_dim": 24} | (told or {})
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (folder / "preprocessor_config.json").write_text(json.dumps(sounds), encoding="utf-8")
    (folder / "model.safetensors").write_bytes(random_weights(1000))
    (folder / "tokenizer.json").write_text("{}", encoding="utf-8")
    return folder


def test_each_purpose_finds_its_own_kind_of_model_in_a_folder(tmp_path: Path) -> None:
    folder = clap(tmp_path / "ears")
    for name in (str(folder), f"local-dir:{folder}"):
        model = registry.find_whole(name, tmp_path, Purpose.SOUNDS)
        assert (model.name, model.reference) == ("ears", str(folder))
        assert model.space.key.startswith("clap:")
        assert registry.purpose_of(name, tmp_path) is Purpose.SOUNDS
    with pytest.raises(ModelUnavailable, match=f"holds no {CONFIG}"):
        find(str(folder), tmp_path)
    with pytest.raises(ModelUnavailable, match=r"of the kind clap.*choose one of the kind Whisper"):
        registry.find(str(folder), tmp_path, Purpose.SPEECH)
    with pytest.raises(ModelUnavailable, match=r"holds no config\.json"):
        registry.find(str(written(tmp_path / "eyes")), tmp_path, Purpose.SOUNDS)


def test_a_folder_without_a_tokenizer_is_refused_when_chosen(tmp_path: Path) -> None:
    folder = clap(tmp_path / "ears")
    (folder / "tokenizer.json").rename(folder / "tokenizer_config.json")
    with pytest.raises(ModelUnavailable, match="holds no tokenizer"):
        registry.find_whole(str(folder), tmp_path, Purpose.SOUNDS)


def test_a_folder_of_an_unknown_kind_is_answered_with_all_kinds_there_are(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "gpt2"}', encoding="utf-8")
    with pytest.raises(ModelUnavailable, match="open_clip, CLAP, Whisper, sentence embedding"):
        find_whole(str(tmp_path), tmp_path)


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    folder = clap(tmp_path / "ears")
    model = registry.find(str(folder), tmp_path, Purpose.SOUNDS)
    shutil.rmtree(folder)
    with pytest.raises(ModelFailed, match="is gone"):
        model.load("cpu", tmp_path)
    with pytest.raises(ModelUnavailable, match="is gone"):
        registry.find(str(folder), tmp_path, Purpose.SOUNDS)


def test_what_a_model_is_for_is_known_by_its_name_its_folder_or_its_files(tmp_path: Path) -> None:
    for known in registry.KNOWN:
        assert registry.purpose_of(known.name, tmp_path) is known.purpose
        assert registry.purpose_of(known.repository, tmp_path) is known.purpose
    assert registry.purpose_of("somebody/ears", tmp_path) is Purpose.PICTURES
    clap(download_folder("somebody/ears", tmp_path))
    assert registry.purpose_of("somebody/ears", tmp_path) is Purpose.SOUNDS
    assert registry.purpose_of(str(written(tmp_path / "eyes")), tmp_path) is Purpose.PICTURES


def test_the_defaults_of_the_settings_are_known_for_their_purpose(tmp_path: Path) -> None:
    for purpose, setting in SETTINGS.items():
        assert registry.purpose_of(getattr(Settings(), setting), tmp_path) is purpose


def test_how_sounds_are_prepared_belongs_to_the_space(tmp_path: Path) -> None:
    folder = clap(tmp_path / "a")
    key = registry.find(str(folder), tmp_path, Purpose.SOUNDS).space.key
    (folder / "preprocessor_config.json").write_text(json.dumps(UNFUSED | {"hop_length": 320}))
    assert registry.find(str(folder), tmp_path, Purpose.SOUNDS).space.key != key


def test_weights_in_several_files_are_refused(tmp_path: Path) -> None:
    folder = clap(tmp_path / "a")
    (folder / "model.safetensors").rename(folder / "model.safetensors.index.json")
    with pytest.raises(ModelUnavailable, match="its weights in several files"):
        registry.find(str(folder), tmp_path, Purpose.SOUNDS)


def test_each_purpose_lists_its_own_models(tmp_path: Path) -> None:
    clap(download_folder("somebody/ears", tmp_path))
    written(download_folder("somebody/eyes", tmp_path))
    used = Settings().sound_model
    sounds = registry.listing(tmp_path, used, Purpose.SOUNDS)
    assert [(line.name, line.state) for line in sounds] == [
        (used, ModelState.ABSENT),
        ("somebody/ears", ModelState.INSTALLED),
    ]
    assert {line.purpose for line in sounds} == {Purpose.SOUNDS}
    assert "somebody/ears" not in {line.name for line in listing(tmp_path)}
    chosen = clap(tmp_path.parent / f"{tmp_path.name} mine")
    [*_, last] = registry.listing(tmp_path, str(chosen), Purpose.SOUNDS)
    assert (last.name, last.state) == (str(chosen), ModelState.INSTALLED)
