import contextlib
import gc
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from weakref import ref

import psutil
import pytest
from helpers import decoders

from mmdesk.core.errors import Bug, FileUnreadable
from mmdesk.media.workers import Workers

CRASHED = "Its decoder crashed."


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    made = Workers(2, seconds=30, megabytes=600)
    yield made
    made.stop()


def test_a_result_comes_back(workers: Workers) -> None:
    assert workers.submit(decoders.echo, {"a": [1]}).result() == {"a": [1]}
    assert workers.submit(decoders.process_id).result() != os.getpid()


def test_what_comes_back_is_let_go_of_without_the_garbage_collector(workers: Workers) -> None:
    future = workers.submit(decoders.echo, 1)
    future.result()
    lost = ref(future)
    gc.disable()
    try:
        del future
        workers.submit(decoders.echo, 2).result()  # by then pebble has let go of the first
        assert lost() is None
    finally:
        gc.enable()


def test_a_reason_comes_back_unchanged(workers: Workers) -> None:
    with pytest.raises(FileUnreadable, match=r"^It is no picture\.$"):
        workers.submit(decoders.refuse).result()


def test_a_mistake_of_ours_is_called_a_bug(workers: Workers) -> None:
    with pytest.raises(Bug, match="a mistake of ours"):
        workers.submit(decoders.fail).result()


def test_a_crash_costs_only_the_file_that_caused_it(workers: Workers) -> None:
    before = [workers.submit(decoders.echo, number) for number in range(20)]
    crash = workers.submit(decoders.crash)
    after = [workers.submit(decoders.echo, number) for number in range(20)]
    with pytest.raises(FileUnreadable, match=CRASHED):
        crash.result()
    assert [future.result() for future in before + after] == [*range(20), *range(20)]


def test_a_file_that_takes_too_long_says_so() -> None:
    impatient = Workers(1, seconds=0.5, megabytes=600)
    with pytest.raises(FileUnreadable, match=r"^Reading it took longer than 0\.5 s\.$"):
        impatient.submit(decoders.hang).result()
    assert impatient.submit(decoders.echo, 1).result() == 1
    impatient.stop()


def test_a_task_may_be_given_a_time_of_its_own() -> None:
    impatient = Workers(1, seconds=1000, megabytes=600)
    with pytest.raises(FileUnreadable, match=r"^Reading it took longer than 0\.5 s\.$"):
        impatient.submit(decoders.hang, seconds=0.5).result()
    impatient.stop()


@pytest.mark.parametrize("eats", [decoders.eat_memory_slowly, decoders.eat_memory_at_once])
def test_a_file_that_needs_too_much_memory_says_so(workers: Workers, eats: object) -> None:
    with pytest.raises(FileUnreadable, match=r"^Reading it needs more than 600 MB of memory\.$"):
        workers.submit(eats).result()  # type: ignore[arg-type]


def test_what_libraries_print_goes_to_the_log_and_not_to_the_terminal(
    workers: Workers, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.INFO):
        workers.submit(decoders.chatter).result()
        workers.submit(decoders.echo, 1).result()
    assert [record.message for record in caplog.records if "TIFF" in record.message] == [
        "Said while a file was read: TIFFReadDirectory: Warning, unknown field."
    ]
    assert capfd.readouterr() == ("", "")


def test_a_worker_imports_no_more_than_its_task_needs(workers: Workers) -> None:
    for heavy in ("torch", "open_clip", "transformers", "typer", "_pytest"):
        assert not workers.submit(decoders.imported, heavy).result()


def test_a_worker_killed_while_idle_is_replaced(workers: Workers) -> None:
    for _ in range(2):
        psutil.Process(workers.submit(decoders.process_id).result()).kill()
    assert [workers.submit(decoders.echo, n).result() for n in range(4)] == [0, 1, 2, 3]


@pytest.mark.skipif(os.name == "nt", reason="Windows has priority classes, not niceness")
def test_gently_means_low_priority_until_it_is_switched_off(workers: Workers) -> None:
    usual = workers.submit(decoders.niceness).result()
    workers.gently(True)
    assert workers.submit(decoders.niceness).result() > usual
    workers.gently(False)
    assert workers.submit(decoders.niceness).result() == usual


def test_stopping_ends_everything_at_once(tmp_path: Path) -> None:
    busy = Workers(2, seconds=60, megabytes=600)
    hung = [busy.submit(decoders.hang_leaving_word, tmp_path / name) for name in "ab"]
    waiting = busy.submit(decoders.echo, 1)
    processes = [awaited(tmp_path / name) for name in "ab"]
    busy.stop()
    assert all(future.cancelled() for future in [*hung, waiting])
    assert not any(running(process) for process in processes)
    assert busy.submit(decoders.echo, 1).cancelled()


def test_a_cancelled_task_is_ended_even_while_it_runs(tmp_path: Path) -> None:
    one = Workers(1, seconds=60, megabytes=600)
    hung = one.submit(decoders.hang_leaving_word, tmp_path / "a")
    process = awaited(tmp_path / "a")
    hung.cancel()
    assert one.submit(decoders.echo, 1).result() == 1
    assert not running(process)
    one.stop()


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
def test_workers_end_by_themselves_when_the_program_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from helpers import decoders\n"
        "from mmdesk.media.workers import Workers\n"
        "workers = Workers(2, 60, 600)\n"
        "for name in 'ab': workers.submit(decoders.hang_leaving_word, Path(sys.argv[1]) / name)\n"
        "sys.stdin.read()"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(decoders.__file__).parents[1])}
    with subprocess.Popen(
        [sys.executable, "-c", program, tmp_path], stdin=subprocess.PIPE, env=environment
    ) as parent:
        processes = [awaited(tmp_path / name) for name in "ab"]
        parent.send_signal(signal.SIGKILL)
    until(lambda: not any(running(process) for process in processes))


def awaited(path: Path) -> psutil.Process:
    """The process that leaves its number in `path`."""
    until(lambda: path.exists() and path.read_text() != "")
    return psutil.Process(int(path.read_text()))


def running(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    return False


def until(happened: object) -> None:
    deadline = time.monotonic() + 20
    while not happened():  # type: ignore[operator]
        assert time.monotonic() < deadline, "it did not happen within 20 s"
        time.sleep(0.01)
