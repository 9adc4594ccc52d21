"""Which library a command works on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs
import typer

from mmdesk.cli.output import say
from mmdesk.core import events
from mmdesk.library import Library


def default_library() -> Path:
    """The library that belongs to this user on this system."""
    return platformdirs.user_data_path("mmdesk", appauthor=False)


@contextmanager
def stoppable() -> Iterator[None]:
    """Ctrl+C within the block ends the command with a word, and with the status that says so."""
    try:
        yield
    except KeyboardInterrupt:
        say("Stopped. What was done is kept.")
        raise typer.Exit(130) from None


def open_library(
    context: typer.Context, *, indexing: bool = False, emit: events.Listener = lambda _: None
) -> Library:
    """The library that was chosen on the command line."""
    folder: Path = context.obj
    return Library(folder, indexing=indexing, emit=emit)
