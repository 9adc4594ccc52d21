"""The commands: the same library without a window; without a command, the window itself.

What programs read goes to stdout (JSON, paths, transcripts), all else to stderr.

A new command is one file here with a function, registered in `app` below, and its line in README.
"""

import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from mmdesk.cli import doctor, index, models, moments, roots, sample, search, status, transcript
from mmdesk.cli.output import say
from mmdesk.core.errors import MmdeskError, WrongRequest
from mmdesk.core.paths import absolute, printable
from mmdesk.home import default_library

app = typer.Typer(
    name="mmdesk",
    help="Find your own photos, sounds and videos by describing them, by example, by words.",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"mmdesk {version('mmdesk')}")
        raise typer.Exit


@app.callback()
def choose_library(
    context: typer.Context,
    library: Annotated[
        str | None, typer.Option(metavar="DIR", help="Where the library's own data lives.")
    ] = None,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Find your own photos, sounds and videos by describing them, by example, by words.

    Without a command the window opens.
    """
    if library == "":
        raise WrongRequest("--library needs the name of a folder.")
    context.obj = absolute(Path(library)) if library else default_library()
    if context.invoked_subcommand is None:
        from mmdesk.app import run as show_window

        raise typer.Exit(show_window(context.obj))


app.command("index")(index.index)
app.command("watch")(index.watch)
app.command("search")(search.search)
app.command("moments")(moments.moments)
app.command("transcript")(transcript.transcript)
app.add_typer(roots.app, name="roots")
app.command("status")(status.status)
app.add_typer(models.app, name="models")
app.command("doctor")(doctor.doctor)
app.command("try")(sample.try_)


def run() -> None:
    """The whole program: exit status 0 done, 1 something failed that was named, 2 wrong use."""
    try:
        app()
    except MmdeskError as error:
        say(f"[red]{escape(printable(str(error)))}[/]")
        sys.exit(2 if isinstance(error, WrongRequest) else 1)
