"""`mmdesk index` and `mmdesk watch`: filling the library and keeping it current."""

import sys
import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.markup import escape

from mmdesk.cli.context import ending, open_library, stoppable
from mmdesk.cli.news import News
from mmdesk.cli.output import as_json, say
from mmdesk.cli.progress import IndexingProgress
from mmdesk.core.entities import RootState
from mmdesk.core.errors import EnvironmentFailed, WrongRequest
from mmdesk.core.paths import printable, real
from mmdesk.core.reports import IndexReport
from mmdesk.library import Library

Folders = Annotated[list[Path], typer.Argument(help="Folders to keep indexed.", metavar="FOLDER")]
Forget = Annotated[bool, typer.Option("--forget", help="Forget files that are gone, however many.")]
Gently = Annotated[bool, typer.Option("--gently", help="Use one thread, at low priority.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def index(
    context: typer.Context,
    folders: Folders,
    forget: Forget = False,
    gently: Gently = False,
    json: AsJson = False,
) -> None:
    """Add folders to the library and return when everything in them is indexed."""
    began, done = time.monotonic(), list[IndexReport]()
    try:
        report = _indexed(context, folders, forget=forget, gently=gently, done=done)
    except EnvironmentFailed as error:
        if not json:
            raise
        say(f"[red]{escape(printable(str(error)))}[/]")
        report = _broken_off(done, context.obj, error, time.monotonic() - began)
    if json:
        as_json(_values(report))
    else:
        _tell(report)
    raise typer.Exit(0 if report.well else 1)


def _indexed(
    context: typer.Context,
    folders: list[Path],
    *,
    forget: bool,
    gently: bool,
    done: list[IndexReport],
) -> IndexReport:
    """Index; `done` gets what was done where an error ends it."""
    progress = IndexingProgress()
    with stoppable(), open_library(context, indexing=True, emit=progress) as library:
        library.indexing.gently(gently or library.settings.gently)
        try:
            with progress:
                report = library.index(folders, forget=forget)
            if not forget and _may_forget(library, folders):
                report = report.followed_by(library.index(folders, forget=True))
        except EnvironmentFailed:
            done.append(library.so_far(folders))
            raise
    return report


def _broken_off(
    done: list[IndexReport], library: Path, error: EnvironmentFailed, seconds: float
) -> IndexReport:
    """What was done before an error of the library's own folder, and the error."""
    report = done[0] if done else IndexReport(0, 0, (), seconds)
    failed = (*report.failed, (library, str(error)))
    return replace(report, failed=failed, seconds=seconds)


def _may_forget(library: Library, folders: list[Path]) -> bool:
    """Ask the person at the terminal, if there is one, about files that are gone."""
    given = {real(folder) for folder in folders}
    asking = [r for r in library.roots() if r.state is RootState.ASKS and real(r.path) in given]
    if not asking or not sys.stdin.isatty():
        return False
    gone = " and ".join(f"{root.gone} items of {printable(root.path)}" for root in asking)
    return typer.confirm(f"Forget {gone} that are gone?", err=True)


def _values(report: IndexReport) -> dict[str, object]:
    return {
        "indexed": report.indexed,
        "unchanged": report.unchanged,
        "failed": _named(report.failed),
        "partly": _named(report.partly),
        "seconds": round(report.seconds, 3),
    }


def _named(files: Iterable[tuple[Path, str]]) -> list[dict[str, str]]:
    return [{"path": str(path), "reason": reason} for path, reason in files]


def _tell(report: IndexReport) -> None:
    for path, reason in report.partly:
        say(f"[yellow]{escape(printable(path))}[/] (in part): {escape(reason)}")
    for path, reason in report.failed:
        say(f"[red]{escape(printable(path))}[/]: {escape(reason)}")
    partly = f"{len(report.partly)} in part, " if report.partly else ""
    gone = f"{report.gone} gone, " if report.gone else ""
    forgotten = f"{report.forgotten} forgotten, " if report.forgotten else ""
    say(
        f"{report.indexed} indexed, {partly}{report.unchanged} unchanged, {gone}{forgotten}"
        f"{len(report.failed)} failed, in {report.seconds:.1f} s."
    )


def watch(context: typer.Context, gently: Gently = False) -> None:
    """Keep the library current until Ctrl+C: index what is new, changed, moved or gone."""
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    news = News()
    with ending(end), open_library(context, indexing=True, emit=news) as library:
        folders = len(library.roots())
        if not folders:
            raise WrongRequest("There is no folder to watch. Add one: `mmdesk index FOLDER`.")
        news.of(library)
        library.indexing.gently(gently or library.settings.gently)
        library.watch()
        say(f"Watching {folders} folder{'' if folders == 1 else 's'}. Ctrl+C ends it.")
        while not ended.wait(1.0) and library.indexing.alive:
            pass
        library.indexing.raise_failure()
