"""`mmdesk search`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from mmdesk.cli.context import open_library
from mmdesk.cli.output import as_json, err, hit_table, hit_values, paths_apart_by_nul, say
from mmdesk.core.entities import Answer
from mmdesk.core.errors import WrongRequest

MOST = 100_000
"""More hits than a person or a script asks for; each is kept in memory."""

Text = Annotated[
    str, typer.Argument(help="A description or words, with filters such as in:Lisbon since:2022.")
]
Like = Annotated[
    list[Path] | None, typer.Option(metavar="FILE", help="A picture that hits should be like.")
]
In = Annotated[
    list[Path] | None, typer.Option("--in", metavar="FOLDER", help="Only below this folder.")
]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="From this day, month or year on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="To this day, month or year.")]
Count = Annotated[
    int, typer.Option("-n", min=1, max=MOST, metavar="N", help="How many hits at most.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print hits as JSON.")]
Print0 = Annotated[bool, typer.Option("--print0", help="Print paths, each followed by a NUL.")]
Queries = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Many searches: a text a line, a list a line.")
]


def search(
    context: typer.Context,
    text: Text = "",
    like: Like = None,
    in_: In = None,
    since: Since = None,
    until: Until = None,
    n: Count = 20,
    json: AsJson = False,
    print0: Print0 = False,
    queries: Queries = None,
) -> None:
    """Find photos by description, example, words, folder, date; without any: the newest."""
    if json and print0:
        raise WrongRequest("Choose --json or --print0, not both.")
    if queries and text:
        raise WrongRequest("Give a text or a file of --queries, not both.")
    with open_library(context) as library:
        for line in _lines(queries) if queries else [text]:
            query = library.query(line, like or (), in_ or (), since, until, n)
            _print(library.search(query), json=json, print0=print0)


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongRequest(f"The queries in {file} cannot be read: {error}") from error


def _print(answer: Answer, *, json: bool, print0: bool) -> None:
    for note in answer.notes:
        say(f"[yellow]{escape(note)}[/]")
    if json:
        as_json([hit_values(hit) for hit in answer.hits])
    elif print0:
        paths_apart_by_nul(hit.path for hit in answer.hits)
    elif answer.hits:
        err.print(hit_table(answer.hits))
    else:
        say("Nothing found.")
