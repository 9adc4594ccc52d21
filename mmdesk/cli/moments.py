"""`mmdesk moments`: where in a video something is seen, heard or said."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from mmdesk.cli.context import open_library
from mmdesk.cli.output import as_json, best_reasons, moment_values, say, show_table
from mmdesk.cli.progress import Waiting
from mmdesk.cli.search import MOST, Like, tell_notes
from mmdesk.core.entities import Moment
from mmdesk.core.errors import WrongRequest
from mmdesk.core.paths import printable
from mmdesk.core.times import stretch


def moments(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A video of the library.")],
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="TEXT", help="What is seen, heard or said in it."),
    ] = None,
    like: Like = None,
    n: Annotated[
        int, typer.Option("-n", min=1, max=MOST, metavar="N", help="How many moments at most.")
    ] = 20,
    json: Annotated[bool, typer.Option("--json", help="Print moments as JSON.")] = False,
) -> None:
    """Find the moments of FILE at which something is seen, heard or said, the best first."""
    typed = " ".join(text or ())
    if not typed.strip() and not like:
        raise WrongRequest("Say what to look for in it: a text, or an example with --like FILE.")
    waiting = Waiting()
    with open_library(context, emit=waiting) as library:
        try:
            answer = library.moments(file, library.query(typed, like or ()))
            whole = library.looked_through(file)
        finally:
            waiting.stop()
    found = answer.found[:n]
    tell_notes(answer.notes, set())
    if not whole:
        say("[yellow]Not all of it has been looked through yet; `mmdesk index` goes on.[/]")
    if json:
        as_json([moment_values(moment) for moment in found])
    elif found:
        show_table(moment_table(found))
    else:
        say("Nothing found.")


def moment_table(moments: tuple[Moment, ...]) -> Table:
    """Moments as a table, the best first."""
    table = Table(box=None, pad_edge=False)
    table.add_column("score", justify="right", style="cyan", no_wrap=True)
    table.add_column("time", justify="right", no_wrap=True)
    table.add_column("lanes", overflow="fold")
    table.add_column("why", style="dim", overflow="fold")
    for moment in moments:
        lanes = ", ".join(dict.fromkeys(each.lane for each in moment.evidence))
        why = "; ".join(best_reasons(moment))
        time = stretch(moment.start, moment.end)
        table.add_row(f"{moment.score:.2f}", time, lanes, escape(printable(why)))
    return table
