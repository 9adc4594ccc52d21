"""`mmdesk roots`: the folders that are kept indexed."""

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
        as_json([{"path": str(r.path), "state": r.state.value, "gone": r.gone} for r in roots])
    elif roots:
        show_table(_table(roots))
    elif not library.absent:
        say("No folder is kept indexed yet. Add one with `mmdesk index FOLDER`.")


def _table(roots: list[Root]) -> Table:
    table = Table("folder", "state", box=None, pad_edge=False)
    for root in roots:
        table.add_row(escape(printable(root.path)), escape(standing(root)))
    return table


def standing(root: Root) -> str:
    """How a folder stands, in words."""
    return STATES[root.state].format(gone=root.gone)


@app.command("remove")
def remove(context: typer.Context, folder: Annotated[Path, typer.Argument()]) -> None:
    """Stop keeping FOLDER; what is known about its files is forgotten, the files stay."""
    with open_library(context, indexing=True, emit=tell) as library:
        root = library.remove_root(folder)
    say(f"{escape(printable(root.path))} is no longer kept indexed. Its files are untouched.")
