"""`mmdesk roots`: the folders that are kept indexed."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from mmdesk.cli.context import open_library, say_if_absent
from mmdesk.cli.output import as_json, say, show_table
from mmdesk.cli.progress import tell
from mmdesk.core.entities import Root, RootState
from mmdesk.core.paths import printable

app = typer.Typer(help="The folders that are kept indexed.", invoke_without_command=True)
STATES = {
    RootState.ONLINE: "online",
    RootState.OFFLINE: "offline",
    RootState.ASKS: "{gone} items are gone: `mmdesk index --forget` this folder if they may go",
}


class OnOff(StrEnum):
    """What a person types to switch something."""

    ON = "on"
    OFF = "off"


@app.callback()
def show(context: typer.Context) -> None:
    """The folders that are kept indexed; lists them when nothing else is asked."""
    if context.invoked_subcommand is None:
        list_(context)


@app.command("list")
def list_(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """List the folders and how they stand."""
    with open_library(context) as library:
        say_if_absent(library)
        roots = library.roots()
    if json:
        as_json([_values(root) for root in roots])
    elif roots:
        show_table(_table(roots))
    elif not library.absent:
        say("No folder is kept indexed yet. Add one with `mmdesk index FOLDER`.")


def _values(root: Root) -> dict[str, object]:
    state, speech = root.state.value, root.speech
    return {"path": str(root.path), "state": state, "gone": root.gone, "speech": speech}


def _table(roots: list[Root]) -> Table:
    table = Table("folder", "state", box=None, pad_edge=False)
    for root in roots:
        table.add_row(escape(printable(root.path)), escape(standing(root)))
    return table


def standing(root: Root) -> str:
    """How a folder stands, in words."""
    speech = "; its speech is written down" if root.speech else ""
    return STATES[root.state].format(gone=root.gone) + speech


@app.command("remove")
def remove(context: typer.Context, folder: Annotated[Path, typer.Argument()]) -> None:
    """Stop keeping FOLDER; what is known about its files is forgotten, the files stay."""
    with open_library(context, indexing=True, emit=tell) as library:
        root = library.remove_root(folder)
    say(f"{escape(printable(root.path))} is no longer kept indexed. Its files are untouched.")


@app.command("speech")
def speech(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument()],
    on: Annotated[OnOff, typer.Argument(metavar="on|off")],
) -> None:
    """Write down what is said in the sounds and videos of FOLDER (it takes long), or no longer."""
    with open_library(context, indexing=True, emit=tell) as library:
        root = library.set_speech(folder, on is OnOff.ON)
    shown = escape(printable(root.path))
    if root.speech:
        say(f"What is said in the files of {shown} is written down: run `mmdesk index` on it.")
    else:
        say(f"What is said in the files of {shown} is no longer written down. What is, stays.")
