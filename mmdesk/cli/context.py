"""Which library a command works on."""

from pathlib import Path

import platformdirs
import typer

from mmdesk.core import events
from mmdesk.library import Library


def default_library() -> Path:
    """The library that belongs to this user on this system."""
    return platformdirs.user_data_path("mmdesk", appauthor=False)


def open_library(
    context: typer.Context, *, indexing: bool = False, emit: events.Listener = lambda _: None
) -> Library:
    """The library that was chosen on the command line."""
    folder: Path = context.obj
    return Library(folder, indexing=indexing, emit=emit)
