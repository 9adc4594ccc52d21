"""Our path through a model gives what open_clip itself gives, on small models and a real one."""

import json
from collections.abc import Iterator, Sequence
from functools import reduce
from pathlib import Path

import numpy as np
import open_clip
import pytest
import torch
from helpers import tiny_models
from helpers.shared import shared
from PIL import Image

from mmdesk.core.errors import ModelFailed, WrongRequest
from mmdesk.models import device as devices
from mmdesk.models.clip import Clip
from mmdesk.models.device import Step
from mmdesk.models.loading import load_model, load_tokenizer
from mmdesk.models.registry import Purpose, find
from mmdesk.models.selftest import smallest_good
from mmdesk.models.tensors import threads
from mmdesk.models.towers import Towers

TEXTS = ("a dog", "two people at the beach", "A photo of THE red car!", "")
KINDS = {"clip": tiny_models.CLIP, "custom": tiny_models.CUSTOM, "siglip": tiny_models.SIGLIP}


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """Threads that spin while they wait crawl on a busy machine."""
    with threads(1):
        yield


@pytest.fixture(scope="module", params=KINDS)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    preparation = tiny_models.SIGLIP_PREPARATION if request.param == "siglip" else None
    return tiny_models.make(
        tmp_path_factory.mktemp(request.param), KINDS[request.param], preparation
    )


class Direct:
    """open_clip as its own documentation uses it, float32, texts padded."""

    def __init__(self, folder: Path) -> None:
        name = f"local-dir:{folder}"
        self.model, _, self.transform = open_clip.create_model_and_transforms(
            name, require_pretrained=True
        )
        self.model.eval()
        self.tokenizer = open_clip.get_tokenizer(name)

    def pictures(self, images: Sequence[Image.Image]) -> np.ndarray:
        batch = torch.stack([self.transform(image) for image in images])
        with torch.inference_mode():
            return self.model.encode_image(batch, normalize=True).numpy()

    def texts(self, texts: Sequence[str]) -> np.ndarray:
        with torch.inference_mode():
            return self.model.encode_text(self.tokenizer(list(texts)), normalize=True).numpy()

    def prepared(self, images: Sequence[Image.Image]) -> np.ndarray:
        """The transform's pixels before they become a tensor and are normalised."""
        steps = [
            s for s in self.transform.transforms if type(s).__name__ in {"Resize", "CenterCrop"}
        ]
        return np.stack([np.asarray(reduce(lambda im, step: step(im), steps, i)) for i in images])


def encoder(folder: Path, state: Path) -> Clip:
    return Clip(find(str(folder), state, Purpose.PICTURES), "cpu", state)


def random_images(count: int, size: tuple[int, int] = (48, 40)) -> list[Image.Image]:
    random = np.random.default_rng(3)
    colours = random.integers(0, 256, (count, 6, 5, 3), dtype=np.uint8)
    return [Image.fromarray(colour).resize(size) for colour in colours]


def cosines(ours: np.ndarray, right: np.ndarray) -> float:
    return float((ours.astype(np.float32) * right).sum(axis=1).min())


def exact(folder: Path) -> Towers:
    installed = find(str(folder), folder, Purpose.PICTURES)
    step = Step("cpu", torch.float32)
    return Towers(load_model(folder)[0], step, installed.config.mean, installed.config.std)


def test_pictures_get_open_clip_s_own_vectors(folder: Path) -> None:
    direct, images = Direct(folder), random_images(9)
    ours = exact(folder).pictures(direct.prepared(images)).numpy()
    assert cosines(ours, direct.pictures(images)) >= 0.9999


def test_texts_get_open_clip_s_own_vectors_though_cut(folder: Path) -> None:
    ours = exact(folder).texts(load_tokenizer(folder)(list(TEXTS))).numpy()
    assert cosines(ours, Direct(folder).texts(TEXTS)) >= 0.9999


def test_the_precision_that_is_chosen_stays_close(folder: Path, tmp_path: Path) -> None:
    clip, direct, images = encoder(folder, tmp_path), Direct(folder), random_images(9)
    vectors = clip.encode_pictures(direct.prepared(images))
    assert vectors.dtype == np.float16
    assert cosines(vectors, direct.pictures(images)) >= 0.998
    assert cosines(clip.encode_texts(TEXTS), direct.texts(TEXTS)) >= 0.998


def test_vectors_have_unit_length_whatever_the_batch(folder: Path, tmp_path: Path) -> None:
    clip = encoder(folder, tmp_path)
    pictures = Direct(folder).prepared(random_images(2 * clip.description.batch_size + 1))
    vectors = clip.encode_pictures(pictures)
    assert vectors.shape == (len(pictures), clip.space.dimension)
    assert np.linalg.norm(vectors.astype(float), axis=1) == pytest.approx(1, abs=2e-3)
    assert cosines(clip.encode_pictures(pictures[-1:]), vectors[-1:].astype(np.float32)) >= 0.998


def test_nothing_in_gives_nothing_out(folder: Path, tmp_path: Path) -> None:
    clip = encoder(folder, tmp_path)
    assert clip.encode_texts([]).shape == (0, 32)
    assert clip.encode_pictures(np.zeros((0, 32, 32, 3), np.uint8)).shape == (0, 32)


def test_short_texts_are_cut_where_the_tower_is_causal_and_nowhere_else(folder: Path) -> None:
    towers, seen = exact(folder), []
    text_part = next(m for n, m in towers._model.named_modules() if n.endswith("token_embedding"))
    text_part.register_forward_hook(lambda _, tokens, __: seen.append(tokens[0].shape[1]))
    towers.texts(load_tokenizer(folder)(["a dog", "the cat"]))
    assert seen == [16] if "siglip" in str(folder) else seen == [4]


def test_siglip_texts_are_lower_cased_and_padded(tmp_path: Path) -> None:
    folder = tiny_models.make(tmp_path, tiny_models.SIGLIP, tiny_models.SIGLIP_PREPARATION)
    tokens = load_tokenizer(folder)(["A Red CAR!", "a red car"])
    assert tokens.shape == (2, 16)
    assert tokens[0].tolist() == tokens[1].tolist()
    assert tokens[0, -1] == 0


def test_weights_are_mapped_and_masks_made_again(tmp_path: Path) -> None:
    model, notes = load_model(tiny_models.make(tmp_path))
    assert notes == ()
    assert not any(tensor.is_meta for tensor in model.buffers())
    assert torch.equal(model.attn_mask, Direct(tmp_path).model.attn_mask)


def test_an_architecture_that_cannot_be_mapped_is_loaded_plainly_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny_models.make(tmp_path)
    monkeypatch.setattr("mmdesk.models.loading._remake_masks", lambda _: None)
    model, [note] = load_model(folder)
    assert "without memory mapping" in note
    assert torch.equal(model.attn_mask, Direct(folder).model.attn_mask)


@pytest.mark.parametrize("damage", [b"", b"no tensors" * 9, None])
def test_damaged_weights_are_said(tmp_path: Path, damage: bytes | None) -> None:
    folder = tiny_models.make(tmp_path)
    weights = folder / "open_clip_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1000] if damage is None else damage)
    with pytest.raises(ModelFailed, match="cannot be loaded"):
        encoder(folder, tmp_path)


def test_a_text_tower_from_elsewhere_is_refused_with_a_sentence(tmp_path: Path) -> None:
    folder = tiny_models.make(tmp_path)
    config = folder / "open_clip_config.json"
    told = json.loads(config.read_text())
    told["model_cfg"]["text_cfg"] = {"hf_model_name": "xlm-roberta-base"}
    config.write_text(json.dumps(told))
    with pytest.raises(ModelFailed, match="reads text with xlm-roberta-base"):
        encoder(folder, tmp_path)


def test_a_missing_tokenizer_is_said(tmp_path: Path) -> None:
    folder = tiny_models.make(tmp_path, tiny_models.SIGLIP)
    for path in folder.glob("*token*"):
        path.unlink()
    with pytest.raises(ModelFailed, match="cannot read text"):
        encoder(folder, tmp_path)


def test_towers_that_train_in_another_form_are_folded_into_the_quick_one(tmp_path: Path) -> None:
    vision = {"image_size": 64, "timm_model_name": "repvit_m0_9", "timm_proj": "linear"}
    folder = tiny_models.make(tmp_path, tiny_models.CUSTOM | {"vision_cfg": vision})
    direct, images = Direct(folder), random_images(2, (80, 70))
    assert len(list(load_model(folder)[0].modules())) < len(list(direct.model.modules()))
    ours = exact(folder).pictures(direct.prepared(images)).numpy()
    assert cosines(ours, direct.pictures(images)) >= 0.9999


@pytest.mark.parametrize(
    ("seconds", "size"),
    [({4: 4.0, 8: 2.0, 16: 1.0}, 16), ({4: 4.0, 8: 2.0, 16: 1.99}, 8), ({4: 1.0, 8: 2.0}, 4)],
)
def test_the_batch_is_the_smallest_that_larger_ones_do_not_beat(
    seconds: dict[int, float], size: int
) -> None:
    assert smallest_good((4, 8, 16), seconds.__getitem__) == size


def test_a_real_model_gives_open_clip_s_own_vectors(tmp_path: Path) -> None:
    folder = shared("models/openclip-small")
    paths = sorted(shared("data/photos/captioned").glob("*.jpg"))[:12]
    images = [Image.open(path).convert("RGB") for path in paths]
    texts = ["a dog runs on grass", "children at the beach", "a man on a red bike"]
    direct, clip = Direct(folder), encoder(folder, tmp_path)
    assert cosines(clip.encode_pictures(direct.prepared(images)), direct.pictures(images)) >= 0.999
    assert cosines(clip.encode_texts(texts), direct.texts(texts)) >= 0.999
    ours = exact(folder)
    assert (
        cosines(ours.pictures(direct.prepared(images)).numpy(), direct.pictures(images)) >= 0.9999
    )
    assert cosines(ours.texts(direct.tokenizer(texts)).numpy(), direct.texts(texts)) >= 0.9999


def test_an_absent_device_is_a_wrong_request(tmp_path: Path) -> None:
    absent = next(name for name in ("mps", "cuda") if name not in devices.available())
    with pytest.raises(WrongRequest, match=f"no {absent} device"):
        Clip(find(str(tiny_models.make(tmp_path)), tmp_path, Purpose.PICTURES), absent, tmp_path)
