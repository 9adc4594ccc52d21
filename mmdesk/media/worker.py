"""The inside of a worker process: its limits, its watchdog, and how it runs one task.

Imports little, since every new worker waits for it.
"""

import logging
import multiprocessing
import os
import pickle
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from mmdesk.core.children import ignore_interrupts
from mmdesk.core.errors import Bug, FileUnreadable, MmdeskError

OUT_OF_MEMORY = 77
"""The exit code of a worker that grew beyond its limit."""

_LOOK_EVERY = 0.1
_SLACK = 512
"""Megabytes beyond the limit at which allocating fails: libraries reserve more than they use."""
_LONGEST_NOISE = 4000

_megabytes = 0
_busy = threading.Event()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one task. `noise` is what libraries wrote to the terminal meanwhile."""

    result: Any
    error: MmdeskError | None
    noise: str


def too_large(megabytes: int) -> FileUnreadable:
    """The reason for a file whose decoding outgrew the limit."""
    return FileUnreadable(f"Reading it needs more than {megabytes} MB of memory.")


def begin(megabytes: int, gently: bool) -> None:
    """Make this process a worker; runs once in each."""
    ignore_interrupts()
    global _megabytes  # noqa: PLW0603 - one process, one limit
    _megabytes = megabytes
    # Several files are decoded at once already: one thread for each is enough.
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    _catch_noise()
    _limit_memory(megabytes + _SLACK)
    if gently:
        import psutil

        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if os.name == "nt" else 15)
    threading.Thread(target=_watch, name="watchdog", daemon=True).start()


def run(task: bytes) -> Outcome:
    """Run a pickled (function, arguments); both come from our own process."""
    _busy.set()
    try:
        function: Callable[..., Any]
        function, arguments = pickle.loads(task)  # noqa: S301 - from our own process
        result, error = function(*arguments), None
    except MmdeskError as known:
        result, error = None, known
    except MemoryError:
        result, error = None, too_large(_megabytes)
    except Exception:  # noqa: BLE001 - it goes back, whole, to whoever submitted the task
        result, error = None, Bug(traceback.format_exc())
    finally:
        _busy.clear()
    return Outcome(result, error, _noise())


def _catch_noise() -> None:
    """C libraries print to the terminal: let that, and our own log, flow into a file instead."""
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 2)
    logging.basicConfig(level=logging.INFO, format="%(message)s")


def _noise() -> str:
    """What was written since the last call."""
    if sys.stderr is not None:  # a program without a console on Windows has none
        sys.stderr.flush()
    length = os.lseek(2, 0, os.SEEK_END)
    if not length:
        return ""
    os.lseek(2, 0, os.SEEK_SET)
    written = os.read(2, _LONGEST_NOISE)
    os.ftruncate(2, 0)
    os.lseek(2, 0, os.SEEK_SET)
    return written.decode("utf-8", "replace")


def _limit_memory(megabytes: int) -> None:
    """Let allocations fail beyond this, where the system can; the watchdog works everywhere."""
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):
            hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
            resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, hard))


def _watch() -> None:
    """End this process when its parent is gone or a task takes too much memory."""
    import psutil  # here, since the window imports this module too

    parent = multiprocessing.parent_process()
    process = psutil.Process()
    while parent is not None and parent.is_alive():
        if _busy.is_set() and process.memory_info().rss > _megabytes << 20:
            os._exit(OUT_OF_MEMORY)
        parent.join(_LOOK_EVERY)
    os._exit(0)
