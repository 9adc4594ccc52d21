"""`mmdesk search`."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from mmdesk.cli.context import open_library, say_if_absent
from mmdesk.cli.output import as_json, hit_table, hit_values, paths_apart_by_nul, say, show_table
from mmdesk.core.entities import Answer, Note
from mmdesk.core.errors import MmdeskError, WrongRequest
from mmdesk.core.paths import printable

MOST = 100_000
"""More hits than a person or a script asks for; each is kept in memory."""

Text = Annotated[
    list[str] | None,
    typer.Argument(help="A description or words, with filters such as in:Lisbon since:2022."),
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
    text: Text = None,
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
    typed = " ".join(text or ())
    if queries and typed:
        raise WrongRequest("Give a text or a file of --queries, not both.")
    said = set[Note]()
    with open_library(context) as library:
        say_if_absent(library)
        for number, line in enumerate(_lines(queries) if queries else [typed], 1):
            with _numbered(number if queries else None):
                query = library.query(line, like or (), in_ or (), since, until, n)
                answer = library.search(query)
            _tell(() if library.absent else answer.notes, said)
            if not library.absent or json:
                _print(answer, json=json, print0=print0)


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise WrongRequest(f"There is no file {file} to read queries from.") from error
    except OSError as error:
        raise WrongRequest(f"The queries in {file} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise WrongRequest(f"The queries in {file} are no text in UTF-8.") from error


@contextmanager
def _numbered(line: int | None) -> Iterator[None]:
    """What is wrong with one of many queries names its line."""
    try:
        yield
    except MmdeskError as error:
        if line is None:
            raise
        raise type(error)(f"Line {line} of the queries: {error}") from error


def _tell(notes: Iterable[Note], said: set[Note]) -> None:
    """Each note once, however many queries it belongs to."""
    for note in notes:
        if note not in said:
            said.add(note)
            say(f"[yellow]{escape(printable(note.text))}[/]")


def _print(answer: Answer, *, json: bool, print0: bool) -> None:
    if json:
        as_json([hit_values(hit) for hit in answer.hits])
    elif print0:
        paths_apart_by_nul(hit.path for hit in answer.hits)
    elif answer.hits:
        show_table(hit_table(answer.hits))
    else:
        say("Nothing found.")
