"""How child processes are started: quickly, and deaf to Ctrl+C, which is the parent's to handle.

So is the end of the terminal, which every process in it hears of at once.
"""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.context import SpawnContext, SpawnProcess
from types import ModuleType

_starting = threading.Lock()


class Child(SpawnProcess):
    """A process that runs its target and not, once more, the program's main module."""

    def start(self) -> None:
        """Start it; any thread may."""
        with _starting, _main_module_hidden(), _interrupts_blocked():
            super().start()


class ChildContext(SpawnContext):
    """Makes children, for libraries that want a multiprocessing context."""

    def Process(  # type: ignore[override]  # noqa: N802 - it stands in for the class
        self, *args: object, **kwargs: object
    ) -> Child:
        """A child that is not started yet."""
        return Child(*args, **kwargs)  # type: ignore[arg-type]


@contextmanager
def _main_module_hidden() -> Iterator[None]:
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """A child inherits which signals are blocked, so not even its first moments can be hit."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # its own start would let interrupts through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def ignore_interrupts() -> None:
    """For the child's own first line: where signals cannot be blocked, they are ignored."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
