"""The model process with a small real model: what goes in comes out, and what goes wrong is told.

One process serves most tests, as starting one imports torch, which takes seconds.
"""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from helpers import tiny_models
from helpers.hub import Hub, serving

from mmdesk.core.entities import Space
from mmdesk.core.errors import ModelFailed, Stopped
from mmdesk.models.base import ModelDescription
from mmdesk.models.process import ModelProcess, _Child, _Turns
from mmdesk.models.registry import Purpose, find

PATIENCE = 30


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.make(
        tmp_path_factory.mktemp("model"), tiny_models.SIGLIP, tiny_models.SIGLIP_PREPARATION
    )


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    """Where the process would ask, if it asked: the model names a tokenizer of this repository."""
    with serving(Hub("somebody/tokenizer", {})) as hub:
        yield hub


@pytest.fixture(scope="module")
def shared_process(folder: Path, hub: Hub) -> Iterator[ModelProcess]:
    process = ModelProcess(find(str(folder), folder, Purpose.PICTURES), "cpu", 600, folder)
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("HF_ENDPOINT", hub.endpoint)
        yield process
    process.stop()


@pytest.fixture
def process(shared_process: ModelProcess) -> Iterator[ModelProcess]:
    yield shared_process
    shared_process.gently(False)


def pictures(count: int) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (count, 32, 32, 3), dtype=np.uint8)


def child(process: ModelProcess) -> psutil.Process:
    process.describe()
    assert process.pid is not None
    return psutil.Process(process.pid)


def test_making_one_starts_nothing(folder: Path) -> None:
    process = ModelProcess(find(str(folder), folder, Purpose.PICTURES), "cpu", 600, folder)
    assert process.pid is None
    assert process.preparation.width == 32
    process.stop()
    process.stop()


def test_it_encodes_as_the_model_does_in_this_process(process: ModelProcess, folder: Path) -> None:
    from mmdesk.models.clip import Clip

    process.describe()  # the self-test's verdict is there for both
    here = Clip(find(str(folder), folder, Purpose.PICTURES), "cpu", folder)
    given = pictures(2 * here.description.batch_size + 1)
    vectors = process.encode_pictures(given)
    assert vectors.dtype == np.float16
    assert np.allclose(vectors, here.encode_pictures(given), atol=5e-3)
    assert np.allclose(process.encode_texts(["a dog"]), here.encode_texts(["a dog"]), atol=5e-3)
    assert process.describe() == here.description


def test_loading_and_encoding_ask_the_network_for_nothing(process: ModelProcess, hub: Hub) -> None:
    assert process.encode_texts(["a dog"]).shape == (1, 32)
    assert hub.log == []


class Says(_Child):
    """A process whose model is described as the test says."""

    def __init__(self, description: ModelDescription) -> None:
        self.name, self._said = "tiny", description

    def _answer(self) -> ModelDescription:
        return self._said


@pytest.mark.parametrize("new", [True, False])
def test_what_fell_back_is_logged_when_it_is_tested_and_not_at_every_load(
    new: bool, caplog: pytest.LogCaptureFixture
) -> None:
    space = Space("tiny/1", "tiny", 3)
    said = ModelDescription(space, "CPU", "float32", 4, ("bfloat16 is not used.",), new)
    Says(said).load()
    assert ("bfloat16 is not used." in caplog.text) == new


def test_only_the_first_load_of_a_model_tests_it(folder: Path, tmp_path: Path) -> None:
    from mmdesk.models.clip import Clip

    loads = [Clip(find(str(folder), folder, Purpose.PICTURES), "cpu", tmp_path) for _ in range(2)]
    assert [each.description.new for each in loads] == [True, False]


def test_nothing_in_gives_nothing_out(process: ModelProcess) -> None:
    assert process.encode_pictures(pictures(0)).shape == (0, 32)
    assert process.encode_texts([]).shape == (0, 32)


def test_threads_may_call_at_the_same_time(process: ModelProcess) -> None:
    given = pictures(40)
    right = process.encode_pictures(given)
    results: dict[int, bool] = {}

    def call(number: int) -> None:
        if number % 2:
            results[number] = process.encode_texts(["a cat"]).shape == (1, 32)
        else:
            results[number] = np.allclose(process.encode_pictures(given), right, atol=5e-3)

    callers = [threading.Thread(target=call, args=(number,)) for number in range(6)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(PATIENCE)
    assert results == dict.fromkeys(range(6), True)


def test_an_error_in_a_call_is_told_and_the_process_lives_on(process: ModelProcess) -> None:
    before = child(process).pid
    with pytest.raises(ModelFailed, match="failed"):
        process.encode_pictures(np.zeros((1, 31, 17, 3), np.uint8))
    assert process.encode_texts(["a dog"]).shape == (1, 32)
    assert child(process).pid == before


def test_gently_means_low_priority_and_back(process: ModelProcess) -> None:
    normal = child(process).nice()
    process.gently(True)
    assert process.encode_texts(["a dog"]).shape == (1, 32)
    assert child(process).nice() != normal
    process.gently(False)
    assert process.encode_texts(["a dog"]).shape == (1, 32)
    assert child(process).nice() == normal


def failure_of(
    call: Callable[[], object], sent: threading.Event, then: Callable[[], object]
) -> str:
    """What `call` raises when `then` happens while its answer is awaited."""
    told: list[str] = []

    def run() -> None:
        with pytest.raises((ModelFailed, Stopped)) as failed:
            call()
        told.append(str(failed.value))

    caller = threading.Thread(target=run)
    caller.start()
    assert sent.wait(PATIENCE)
    then()
    caller.join(PATIENCE)
    return told[0]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Set when a call has been sent and its answer is awaited."""
    event, answer = threading.Event(), _Child._answer

    def announced(self: _Child) -> Any:
        event.set()
        return answer(self)

    monkeypatch.setattr(_Child, "_answer", announced)
    return event


def test_a_crash_fails_the_running_call_and_the_next_one_works(
    process: ModelProcess, sent: threading.Event
) -> None:
    victim = child(process)
    victim.suspend()  # so that it cannot answer before it dies
    sent.clear()
    message = failure_of(lambda: process.encode_pictures(pictures(3)), sent, victim.kill)
    assert "crashed" in message
    assert process.encode_pictures(pictures(3)).shape == (3, 32)
    assert process.pid != victim.pid


def test_a_text_is_asked_once_more_when_the_process_dies_meanwhile(
    process: ModelProcess, sent: threading.Event, caplog: pytest.LogCaptureFixture
) -> None:
    victim = child(process)
    victim.suspend()
    sent.clear()
    answers: list[np.ndarray] = []
    caller = threading.Thread(target=lambda: answers.append(process.encode_texts(["a dog"])))
    caller.start()
    assert sent.wait(PATIENCE)
    victim.kill()
    caller.join(PATIENCE)
    assert [answer.shape for answer in answers] == [(1, 32)]
    assert process.pid != victim.pid
    assert "died" in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="there processes end in one way only")
def test_stopping_asks_nothing_of_the_process(folder: Path) -> None:
    process = ModelProcess(find(str(folder), folder, Purpose.PICTURES), "cpu", 600, folder)
    assert not process.ready
    child(process)
    assert process.ready
    process.stop()
    assert not process.ready
    assert process._child is not None
    assert process._child._process.exitcode == -signal.SIGKILL


def test_stopping_ends_the_running_call_and_the_process_for_good(
    folder: Path, sent: threading.Event
) -> None:
    process = ModelProcess(find(str(folder), folder, Purpose.PICTURES), "cpu", 600, folder)
    victim = child(process)
    victim.suspend()
    sent.clear()
    assert "stopped" in failure_of(lambda: process.encode_texts(["a dog"]), sent, process.stop)
    assert not victim.is_running()
    with pytest.raises(Stopped):
        process.encode_pictures(pictures(1))
    assert process.pid is None
    process.stop()


def test_stopping_ends_the_loading_of_the_model(folder: Path, sent: threading.Event) -> None:
    process = ModelProcess(find(str(folder), folder, Purpose.PICTURES), "cpu", 600, folder)
    assert "stopped" in failure_of(process.describe, sent, process.stop)
    assert process.pid is None


def test_it_ends_when_idle_and_starts_again_when_needed(folder: Path) -> None:
    process = ModelProcess(find(str(folder), folder, Purpose.PICTURES), "cpu", 0.5, folder)
    process.describe()
    assert process._child is not None
    process._child._process.join(PATIENCE)
    assert process.pid is None
    assert process.encode_texts(["a dog"]).shape == (1, 32)
    process.stop()


def test_a_model_that_cannot_be_loaded_is_told_in_its_own_words(tmp_path: Path) -> None:
    folder = tiny_models.make(tmp_path)
    (folder / "open_clip_model.safetensors").write_bytes(b"not tensors at all")
    process = ModelProcess(find(str(folder), folder, Purpose.PICTURES), "cpu", 600, folder)
    with pytest.raises(ModelFailed, match="cannot be loaded"):
        process.encode_texts(["a dog"])
    assert process.pid is None


def test_it_ends_soon_when_mmdesk_is_killed(folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "owner.py"
    script.write_text(
        "import sys\n"
        "from pathlib import Path\n"
        "from mmdesk.models.process import ModelProcess\n"
        "from mmdesk.models.registry import Purpose, find\n"
        "if __name__ == '__main__':\n"
        "    folder = Path(sys.argv[1])\n"
        "    model = find(str(folder), folder, Purpose.PICTURES)\n"
        "    process = ModelProcess(model, 'cpu', 600, folder)\n"
        "    process.describe()\n"
        "    print(process.pid, 'torch' in sys.modules, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    owner = subprocess.Popen(
        [sys.executable, str(script), str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert owner.stdout is not None
    pid, torch_here = owner.stdout.readline().split()
    orphan = psutil.Process(int(pid))
    owner.kill()
    owner.communicate()
    assert torch_here == b"False"
    assert psutil.wait_procs([orphan], timeout=PATIENCE)[1] == []


def test_urgent_calls_go_ahead_of_those_that_wait() -> None:
    turns, order = _Turns(), []

    def call(name: str, urgent: bool) -> None:
        with turns.take(urgent):
            order.append(name)

    callers = []
    with turns.take(urgent=False):
        for name, urgent in (("indexing 1", False), ("indexing 2", False), ("search", True)):
            callers.append(threading.Thread(target=call, args=(name, urgent)))
            callers[-1].start()
        while not turns._urgent_waiting:
            pass
    for caller in callers:
        caller.join(PATIENCE)
    assert order[0] == "search"
    assert sorted(order[1:]) == ["indexing 1", "indexing 2"]
