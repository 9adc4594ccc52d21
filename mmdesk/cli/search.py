"""`mmdesk search`."""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from mmdesk.cli.context import open_library, say_if_absent
from mmdesk.cli.output import (
    as_json,
    err,
    hit_table,
    hit_values,
    paths_apart_by_nul,
    say,
    show_table,
)
from mmdesk.cli.progress import Waiting
from mmdesk.core.entities import Answer, Kind, Note
from mmdesk.core.errors import FileUnreadable, WrongRequest
from mmdesk.core.paths import printable

STANDARD_INPUT = Path("-")
MOST = 100_000
"""More hits than a person or a script asks for; each is kept in memory."""

Text = Annotated[
    list[str] | None,
    typer.Argument(help="A description or words, with filters such as in:Lisbon since:2022."),
]
Like = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="A picture, sound or video that hits should be like."),
]
In = Annotated[
    list[Path] | None, typer.Option("--in", metavar="FOLDER", help="Only below this folder.")
]
OfKind = Annotated[
    list[Kind] | None, typer.Option("--kind", metavar="KIND", help="Only photo, sound or video.")
]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="From this day, month or year on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="To this day, month or year.")]
Count = Annotated[
    int, typer.Option("-n", min=1, max=MOST, metavar="N", help="How many hits at most.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print hits as JSON.")]
Print0 = Annotated[bool, typer.Option("--print0", help="Print paths, each followed by a NUL.")]
Queries = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Many searches, a text a line; - reads standard input."),
]


def search(
    context: typer.Context,
    text: Text = None,
    like: Like = None,
    in_: In = None,
    since: Since = None,
    until: Until = None,
    kind: OfKind = None,
    n: Count = 20,
    json: AsJson = False,
    print0: Print0 = False,
    queries: Queries = None,
) -> None:
    """Find photos, sounds and videos by description, example, words, date; else: the newest."""
    typed = " ".join(text or ())
    _refuse_opposites(bool(typed), bool(queries), json=json, print0=print0)
    waiting = Waiting()
    with open_library(context, emit=waiting) as library:
        say_if_absent(library)

        def ask(line: str) -> Answer:
            try:
                query = library.query(line, like or (), in_ or (), since, until, n, kind or ())
                answer = library.search(query)
            finally:
                waiting.stop()
            return replace(answer, notes=()) if library.absent else answer

        if queries:
            lines = _lines(queries)
            library.query("", like or (), in_ or (), since, until, n)  # all lines share these
            raise typer.Exit(0 if _answer_all(lines, ask, json=json) else 1)
        answer = ask(typed)
        tell_notes(answer.notes, set())
        if json or print0 or not library.absent:
            _print(answer, json=json, print0=print0)


def _refuse_opposites(typed: bool, queries: bool, *, json: bool, print0: bool) -> None:
    if json and print0:
        raise WrongRequest("Choose --json or --print0, not both.")
    if queries and typed:
        raise WrongRequest("Give a text or a file of --queries, not both.")
    if queries and print0:
        raise WrongRequest("--print0 is for one search: take --json with --queries.")


def _answer_all(lines: Sequence[str], ask: Callable[[str], Answer], *, json: bool) -> bool:
    """An answer a line; whether all lines could be answered."""
    said, well = set[Note](), True
    for number, line in enumerate(lines, 1):
        if not json:
            say(f"[bold]{escape(printable(line))}[/]")
        try:
            answer = ask(line)
        except (WrongRequest, FileUnreadable) as error:
            well = False
            say(f"[red]{escape(printable(f'Line {number} of the queries: {error}'))}[/]")
            if json:
                as_json({"error": str(error)})
        else:
            tell_notes(answer.notes, said)
            _print(answer, json=json)
        if not json:
            err.print()
    return well


def _lines(file: Path) -> list[str]:
    """Its texts; they may hold names of files that are no valid UTF-8."""
    try:
        return _read(file).decode("utf-8", "surrogateescape").splitlines()
    except FileNotFoundError as error:
        raise WrongRequest(f"There is no file {file} to read queries from.") from error
    except OSError as error:
        raise WrongRequest(f"The queries in {file} cannot be read ({error.strerror}).") from error


def _read(file: Path) -> bytes:
    if file != STANDARD_INPUT:
        return file.read_bytes()
    if sys.stdin is None:  # as Python has it when the descriptor is closed
        raise WrongRequest("The queries cannot be read: standard input is closed.")
    return sys.stdin.buffer.read()


def tell_notes(notes: Iterable[Note], said: set[Note]) -> None:
    """Each note once, however many queries it belongs to."""
    for note in notes:
        if note not in said:
            said.add(note)
            say(f"[yellow]{escape(printable(note.text))}[/]")


def _print(answer: Answer, *, json: bool, print0: bool = False) -> None:
    if json:
        as_json([hit_values(hit) for hit in answer.hits])
    elif print0:
        paths_apart_by_nul(hit.path for hit in answer.hits)
    elif answer.hits:
        show_table(hit_table(answer.hits))
    else:
        say("Nothing found.")
