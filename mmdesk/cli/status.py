"""`mmdesk status`."""

from typing import Annotated

import typer
from rich.table import Table

from mmdesk.cli.context import open_library, say_if_absent
from mmdesk.cli.output import as_json, show_table
from mmdesk.core.reports import Status


def status(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """How much the library holds, and what is still to do."""
    with open_library(context) as library:
        say_if_absent(library)
        now = library.status()
    if json:
        files = {"failed": now.failed, "partly": now.partly}
        as_json({"kinds": now.items, "spaces": now.spaces, "jobs": now.jobs, **files})
    else:
        show_table(_table(now))


def _table(now: Status) -> Table:
    table = Table("", "", "", box=None, show_header=False, pad_edge=False)
    for kind, count in now.items.items():
        table.add_row("items", f"{kind}s", str(count))
    for space, count in now.spaces.items():
        table.add_row("embeddings", space, str(count))
    for stage, states in now.jobs.items():
        for state, count in states.items():
            table.add_row("jobs", f"{stage}: {state}", str(count))
    if now.undescribed is not None:
        table.add_row("files", "not yet described by the model in use", str(now.undescribed))
    table.add_row("files", "indexed in part", str(now.partly))
    table.add_row("files", "that could not be indexed", str(now.failed))
    return table
