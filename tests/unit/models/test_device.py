"""The choice of device and precision."""

import pytest
import torch

from mmdesk.core.errors import WrongRequest
from mmdesk.models import device as devices
from mmdesk.models.device import Step


@pytest.fixture
def _all_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda: (9, 0))
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "H200")
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: True)
    devices.reduced.cache_clear()


@pytest.mark.usefixtures("_all_devices")
def test_cuda_comes_before_mps_before_cpu() -> None:
    assert devices.available() == ("cuda", "mps", "cpu")
    assert devices.choose("auto") == "cuda"
    assert devices.choose("mps") == "mps"
    assert devices.label("cuda") == "cuda (H200)"
    assert str(devices.steps("cuda")[0].precision) == "float16"


@pytest.mark.usefixtures("_all_devices")
def test_every_ladder_ends_with_float32_on_the_cpu() -> None:
    for device in ("cuda", "mps", "cpu"):
        ladder = devices.steps(device)
        assert ladder[0].device == device
        assert ladder[-1] == Step("cpu", torch.float32)
        assert len(set(ladder)) == len(ladder)
    devices.reduced.cache_clear()


def test_an_absent_device_names_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    with pytest.raises(WrongRequest, match=r"no cuda device.*auto or one of cpu"):
        devices.choose("cuda")
    assert devices.choose("auto") == "cpu"


@pytest.mark.parametrize(("share", "expected"), [(0.4, torch.bfloat16), (1.5, torch.float32)])
def test_a_cpu_uses_bfloat16_only_where_it_is_quick(
    monkeypatch: pytest.MonkeyPatch, share: float, expected: torch.dtype
) -> None:
    monkeypatch.setattr(devices, "_matmul_seconds", lambda: (share, 1.0))
    devices.reduced.cache_clear()
    assert devices.reduced("cpu") is expected
    devices.reduced.cache_clear()


def test_a_step_is_named_and_found_by_its_name() -> None:
    step = Step("cpu", torch.bfloat16)
    assert str(step) == "cpu in bfloat16"
    assert Step.named("cpu", step.precision) == step
