"""The model process's own end: loads one model, then answers until idle or alone.

Imported by the main process too, which only names `serve`: torch and its kin are imported inside.
Answers are pairs: (True, result) or (False, the error to raise).
"""

import logging
import multiprocessing
import os
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

from mmdesk.core.children import ignore_interrupts
from mmdesk.core.errors import MmdeskError, ModelFailed
from mmdesk.models.base import Served
from mmdesk.models.families import InstalledModel

_SURROUNDINGS = {
    # Nothing is fetched while loading: what a folder lacks is an error.
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    # Threads that spin while they wait starve the decoders beside them: 4 times slower, measured.
    "OMP_WAIT_POLICY": "PASSIVE",
    "TOKENIZERS_PARALLELISM": "false",
}


def serve(
    pipe: "Connection[Any, Any]",
    installed: InstalledModel,
    device: str,
    idle_seconds: float,
    state_folder: Path,
) -> None:
    """Load the model, say how it runs, and answer calls until none comes for `idle_seconds`."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    ignore_interrupts()
    os.environ.update(_SURROUNDINGS)
    logging.getLogger().addHandler(logging.NullHandler())  # else libraries write to the terminal
    sys.stdout = sys.stderr  # what mmdesk prints is for programs to read
    try:
        model = installed.load(device, state_folder)
        pipe.send((True, model.description))
        while pipe.poll(idle_seconds):
            pipe.send(_answer(model, *pipe.recv()))
    except MmdeskError as error:
        pipe.send((False, error))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent is gone or wants no answer
    else:
        os._exit(0)  # at once: torch's own clean-up takes a second, and the next call may wait


def _answer(model: Served, what: str, *arguments: Any) -> tuple[bool, Any]:  # noqa: ANN401
    try:
        if what == "gently":
            return True, _gently(model, *arguments)
        return True, getattr(model, what)(*arguments)
    except MmdeskError as error:
        return False, error
    except (RuntimeError, ValueError, MemoryError) as error:  # torch's own, out of memory included
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        return False, ModelFailed(f"The model {model.space.name} failed ({reason}).")


def _gently(model: Served, on: bool) -> bool:
    """One thread at low priority, or all at normal; whether the system allowed the change."""
    import torch

    low, normal = (
        (psutil.BELOW_NORMAL_PRIORITY_CLASS, psutil.NORMAL_PRIORITY_CLASS)
        if sys.platform == "win32"
        else (10, 0)
    )
    try:
        psutil.Process().nice(low if on else normal)
    except psutil.AccessDenied:
        return False
    model.batch_threads = 1 if on else torch.get_num_threads()
    return True


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
