"""Which library a command works on."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import typer
from rich.markup import escape

from mmdesk.cli.output import say
from mmdesk.core import events
from mmdesk.core.paths import printable
from mmdesk.library import Library


class _Stopped(KeyboardInterrupt):
    """A signal that asks the program to end, as Ctrl+C does."""

    def __init__(self, number: int) -> None:
        self.status = 128 + number


@contextmanager
def ending(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Within the block `handler` gets what asks the program to end: Ctrl+C, SIGTERM, SIGHUP.

    What is ignored from the start stays so: `nohup` outlives its terminal.
    """
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    there = [getattr(signal, name) for name in names if hasattr(signal, name)]
    heeded = [number for number in there if signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, handler) for number in heeded}
    try:
        yield
    finally:
        for number, former in before.items():
            signal.signal(number, former)


@contextmanager
def stoppable() -> Iterator[None]:
    """A signal to end closes what is open in the block and ends the command with a word.

    The exit status is the signal's: 130 after Ctrl+C, 143 after SIGTERM, 129 after SIGHUP.
    """

    def stop(number: int, _frame: FrameType | None) -> None:
        raise _Stopped(number)

    try:
        with ending(stop):
            yield
    except _Stopped as stopped:
        say("Stopped. What was done is kept.")
        raise typer.Exit(stopped.status) from None


def say_if_absent(library: Library) -> None:
    """That there is nothing to look at, and how there may be."""
    if library.absent:
        say(f"[yellow]{escape(printable(absence(library)))}[/]")


def absence(library: Library) -> str:
    """What to tell of a library that is not there."""
    return f"There is no library in {library.folder} yet. `mmdesk index FOLDER` makes one."


def open_library(
    context: typer.Context, *, indexing: bool = False, emit: events.Listener = lambda _: None
) -> Library:
    """The library that was chosen on the command line."""
    folder: Path = context.obj
    return Library(folder, indexing=indexing, emit=emit)
