"""Fetching from a server on this machine that speaks the hub's protocol, in good and bad luck."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from helpers.hub import Hub, serving
from helpers.tiny_clap import UNFUSED

from mmdesk.core.errors import DownloadFailed, ModelUnavailable, Stopped, WrongRequest
from mmdesk.models import registry
from mmdesk.models.layout import CONFIG, WEIGHTS
from mmdesk.models.registry import ModelState, Purpose
from mmdesk.models.weights import Download, fetch

NAME = "someone/small-model"
SIZE = 5_000_000


@pytest.fixture
def hub() -> Iterator[Hub]:
    files = {
        CONFIG: b'{"model_cfg": {"embed_dim": 8, "vision_cfg": {}, "text_cfg": {}}}',
        WEIGHTS: os.urandom(SIZE),
        "tokenizer.json": b"{}",
        "open_clip_pytorch_model.bin": b"a pickle",
        "README.md": b"words",
    }
    with serving(Hub(NAME, files)) as hub:
        yield hub


def get(hub: Hub, folder: Path, model: str = NAME) -> tuple[Path, list[Download]]:
    told: list[Download] = []
    return fetch(model, folder, told.append, hub.endpoint), told


def state(folder: Path) -> ModelState:
    lines = registry.listing(folder, registry.DEFAULT, Purpose.PICTURES)
    return next((line.state for line in lines if line.name == NAME), ModelState.ABSENT)


def test_a_model_arrives_whole_and_only_the_files_that_are_needed(hub: Hub, tmp_path: Path) -> None:
    folder, _ = get(hub, tmp_path)
    assert {path.name for path in folder.iterdir()} == {CONFIG, WEIGHTS, "tokenizer.json"}
    assert (folder / WEIGHTS).read_bytes() == hub.files[WEIGHTS]
    assert registry.find(NAME, tmp_path, Purpose.PICTURES).space.dimension == 8
    assert state(tmp_path) is ModelState.INSTALLED


def test_a_known_name_is_fetched_from_its_repository(hub: Hub, tmp_path: Path) -> None:
    hub.repository = registry.KNOWN[0].repository
    get(hub, tmp_path, registry.DEFAULT)
    assert registry.find(registry.DEFAULT, tmp_path, Purpose.PICTURES).name == registry.DEFAULT


def test_progress_rises_to_the_total_of_all_files(hub: Hub, tmp_path: Path) -> None:
    _, told = get(hub, tmp_path)
    done = [download.done for download in told]
    wanted = {CONFIG, WEIGHTS, "tokenizer.json"}
    assert done == sorted(done)
    assert len(set(done)) > 4
    assert told[-1] == Download(NAME, done[-1], sum(len(hub.files[name]) for name in wanted))
    assert done[-1] == told[-1].total


def test_what_is_installed_is_not_asked_for_again(hub: Hub, tmp_path: Path) -> None:
    get(hub, tmp_path)
    hub.log.clear()
    get(hub, tmp_path)
    assert hub.log == []


def test_a_cut_connection_is_taken_up_within_the_call(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after[WEIGHTS] = [2_000_000, 1_000_000]
    folder, told = get(hub, tmp_path)
    assert (folder / WEIGHTS).read_bytes() == hub.files[WEIGHTS]
    assert [span is None for span in hub.asked_for(WEIGHTS)] == [True, False, False]
    assert told[-1].done == told[-1].total


def test_a_second_call_goes_on_where_the_first_was_cut(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after[WEIGHTS] = [3_000_000, 0]
    with pytest.raises(DownloadFailed, match=r"try again, or choose a folder that has it"):
        get(hub, tmp_path)
    assert state(tmp_path) is ModelState.ABSENT
    with pytest.raises(ModelUnavailable, match="partly downloaded"):
        registry.find(NAME, tmp_path, Purpose.PICTURES)
    hub.log.clear()
    folder, _ = get(hub, tmp_path)
    [span] = hub.asked_for(WEIGHTS)
    assert span is not None
    assert int(span.removeprefix("bytes=").rstrip("-")) >= 2_000_000
    assert hub.asked_for(CONFIG) == []
    assert (folder / WEIGHTS).read_bytes() == hub.files[WEIGHTS]


def test_whoever_hears_of_progress_may_put_the_download_down(hub: Hub, tmp_path: Path) -> None:
    def enough(download: Download) -> None:
        if download.done > 2_000_000:
            raise Stopped("Enough for now.")

    with pytest.raises(Stopped, match="Enough"):
        fetch(NAME, tmp_path, enough, hub.endpoint)
    hub.log.clear()
    folder, told = get(hub, tmp_path)
    [span] = hub.asked_for(WEIGHTS)
    assert span is not None
    assert min(download.done for download in told if download.done > 1000) >= 2_000_000
    assert (folder / WEIGHTS).read_bytes() == hub.files[WEIGHTS]


def test_a_newer_version_is_not_glued_to_an_older_part(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after[WEIGHTS] = [3_000_000, 0]
    with pytest.raises(DownloadFailed):
        get(hub, tmp_path)
    hub.files[WEIGHTS] = os.urandom(SIZE)
    folder, _ = get(hub, tmp_path)
    assert (folder / WEIGHTS).read_bytes() == hub.files[WEIGHTS]
    assert not list(folder.glob("*.part"))


def test_a_file_that_is_missing_on_the_hub_is_said(hub: Hub, tmp_path: Path) -> None:
    hub.missing.add(WEIGHTS)
    with pytest.raises(DownloadFailed, match="404"):
        get(hub, tmp_path)
    assert not registry.download_folder(NAME, tmp_path).exists()


def test_a_repository_without_safetensors_is_refused(hub: Hub, tmp_path: Path) -> None:
    del hub.files[WEIGHTS]
    with pytest.raises(ModelUnavailable, match=f"without {WEIGHTS}"):
        get(hub, tmp_path)


def test_an_unknown_repository_is_said(hub: Hub, tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="no model someone/else"):
        get(hub, tmp_path, "someone/else")


@pytest.mark.parametrize("name", ["ViT-B-32", "/etc", "../..", "a/../b", "a/b/c", ""])
def test_what_can_be_no_hub_id_is_refused(hub: Hub, tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongRequest, match="hub id"):
        get(hub, tmp_path, name)


@pytest.mark.parametrize("size", [SIZE - 1000, SIZE + 1000])
def test_a_wrong_size_is_not_accepted(hub: Hub, tmp_path: Path, size: int) -> None:
    hub.sent_instead[WEIGHTS] = (hub.files[WEIGHTS] * 2)[:size]
    with pytest.raises(DownloadFailed, match="promised"):
        get(hub, tmp_path)
    assert not registry.download_folder(NAME, tmp_path).exists()


def test_wrong_content_of_the_right_size_is_thrown_away(hub: Hub, tmp_path: Path) -> None:
    hub.sent_instead[WEIGHTS] = os.urandom(SIZE)
    with pytest.raises(DownloadFailed, match="not what the hub promises"):
        get(hub, tmp_path)
    hub.sent_instead.clear()
    folder, _ = get(hub, tmp_path)
    assert (folder / WEIGHTS).read_bytes() == hub.files[WEIGHTS]


def test_no_network_is_one_sentence_that_says_what_to_do(hub: Hub, tmp_path: Path) -> None:
    nobody_there = Hub(NAME, {}, endpoint="http://127.0.0.1:9")
    with pytest.raises(DownloadFailed, match=r"cannot be reached.*or choose a folder that has it"):
        get(nobody_there, tmp_path)


def test_a_hub_in_trouble_is_said(hub: Hub, tmp_path: Path) -> None:
    hub.down = True
    with pytest.raises(DownloadFailed, match="503"):
        get(hub, tmp_path)


def test_too_little_room_is_said_before_anything_is_fetched(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage(NamedTuple):
        free: int

    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(SIZE))
    with pytest.raises(DownloadFailed, match="no room"):
        get(hub, tmp_path)
    assert hub.asked_for(WEIGHTS) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_drive_that_fills_up_meanwhile_is_said(hub: Hub, tmp_path: Path) -> None:
    staging = registry.staging_folder(NAME, tmp_path)
    staging.mkdir()
    version = hashlib.sha256(hub.files[WEIGHTS]).hexdigest()[:16]
    always_full = staging / f"{WEIGHTS}.{version}.part"
    always_full.symlink_to("/dev/full")
    with pytest.raises(DownloadFailed, match=r"is full.*try again"):
        get(hub, tmp_path)
    always_full.unlink()
    get(hub, tmp_path)


def test_a_login_page_instead_of_the_hub_is_said(hub: Hub, tmp_path: Path) -> None:
    hub.speaks_html = True
    with pytest.raises(DownloadFailed, match="not the hub"):
        get(hub, tmp_path)


def test_a_folder_that_lost_its_weights_is_fetched_anew(hub: Hub, tmp_path: Path) -> None:
    folder, _ = get(hub, tmp_path)
    (folder / WEIGHTS).unlink()
    get(hub, tmp_path)
    assert state(tmp_path) is ModelState.INSTALLED


TRANSFORMERS = {
    "config.json": b'{"model_type": "clap", "projection_dim": 8}',
    "preprocessor_config.json": json.dumps(UNFUSED).encode(),
    "tokenizer.json": b"{}",
    "tokenizer_config.json": b"{}",
    "vocab.json": b"{}",
    "merges.txt": b"",
    "special_tokens_map.json": b"{}",
}


@pytest.fixture
def transformers(hub: Hub) -> Hub:
    hub.files = {
        **TRANSFORMERS,
        "model.safetensors": os.urandom(SIZE),
        "pytorch_model.bin": b"a pickle",
        "modeling.py": b"print('never')",
        "README.md": b"words",
    }
    return hub


def kind(hub: Hub, name: str, **more: bytes) -> None:
    hub.files["config.json"] = json.dumps({"model_type": name, "hidden_size": 8}).encode()
    hub.files |= {name.replace("__", "/") + ".json": content for name, content in more.items()}


def test_a_transformers_model_arrives_with_what_it_needs(transformers: Hub, tmp_path: Path) -> None:
    folder, told = get(transformers, tmp_path)
    assert {path.name for path in folder.iterdir()} == {*TRANSFORMERS, "model.safetensors"}
    found = registry.find(NAME, tmp_path, Purpose.SOUNDS)
    assert (found.space.dimension, found.config.preparation.rate) == (8, 48000)
    assert registry.purpose_of(NAME, tmp_path) is Purpose.SOUNDS
    assert told[-1].done == told[-1].total
    transformers.log.clear()
    get(transformers, tmp_path)
    assert transformers.log == []


def test_a_cut_transformers_model_goes_on_where_it_was_cut(
    transformers: Hub, tmp_path: Path
) -> None:
    transformers.cut_after["model.safetensors"] = [3_000_000, 0]
    with pytest.raises(DownloadFailed):
        get(transformers, tmp_path)
    with pytest.raises(ModelUnavailable, match="partly downloaded"):
        registry.find(NAME, tmp_path, Purpose.SOUNDS)
    folder, _ = get(transformers, tmp_path)
    assert (folder / "model.safetensors").read_bytes() == transformers.files["model.safetensors"]


def test_what_only_some_kinds_have_arrives_in_its_own_folder(
    transformers: Hub, tmp_path: Path
) -> None:
    pooling = b'{"pooling_mode_mean_tokens": true}'
    kind(transformers, "bert", **{"1_Pooling__config": pooling, "sentence_bert_config": b"{}"})
    transformers.files["generation_config.json"] = b"{}"
    folder, _ = get(transformers, tmp_path)
    assert (folder / "1_Pooling" / "config.json").read_bytes() == pooling
    assert (folder / "sentence_bert_config.json").is_file()
    assert (folder / "generation_config.json").is_file()
    assert registry.find(NAME, tmp_path, Purpose.SENTENCES).space.dimension == 8


def test_a_kind_that_nothing_can_run_is_refused_before_its_weights_arrive(
    transformers: Hub, tmp_path: Path
) -> None:
    kind(transformers, "llama")
    with pytest.raises(ModelUnavailable, match="of the kind llama, which mmdesk cannot use"):
        get(transformers, tmp_path)
    assert transformers.asked_for("model.safetensors") == []
    assert list(tmp_path.iterdir()) == []


def test_pickled_weights_are_refused_and_why_is_said(transformers: Hub, tmp_path: Path) -> None:
    del transformers.files["model.safetensors"]
    with pytest.raises(ModelUnavailable, match=r"pytorch_model\.bin, a kind of file that can run"):
        get(transformers, tmp_path)


def test_weights_in_several_files_are_refused_and_why_is_said(
    transformers: Hub, tmp_path: Path
) -> None:
    del transformers.files["model.safetensors"]
    transformers.files["model.safetensors.index.json"] = b"{}"
    with pytest.raises(ModelUnavailable, match="its weights are several files"):
        get(transformers, tmp_path)


def test_what_is_no_model_at_all_is_refused(transformers: Hub, tmp_path: Path) -> None:
    transformers.files = {"data.parquet": b"rows"}
    with pytest.raises(ModelUnavailable, match=r"without open_clip_config\.json or config\.json"):
        get(transformers, tmp_path)
