"""`mmdesk doctor`: looks at what can be wrong, and says what to do about it."""

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import typer
from rich.filesize import decimal
from rich.markup import escape
from rich.table import Table

from mmdesk.cli.context import open_library
from mmdesk.cli.output import show_table
from mmdesk.core.entities import RootState
from mmdesk.core.errors import MmdeskError, ModelUnavailable
from mmdesk.core.paths import printable
from mmdesk.library import Library

LITTLE_SPACE = 1_000_000_000
"""Bytes free below which thumbnails and indexes may soon not fit."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `well` is None for what is only good to know."""

    subject: str
    text: str
    well: bool | None = None


def doctor(context: typer.Context) -> None:
    """Look at the library, the model and the system; exit status 1 when something is wrong."""
    with open_library(context) as library:
        findings = list(_examined(library))
    table = Table("", "", "", box=None, show_header=False, pad_edge=False)
    marks = {True: "[green]well[/]", False: "[red]wrong[/]", None: ""}
    for finding in findings:
        table.add_row(finding.subject, marks[finding.well], escape(printable(finding.text)))
    show_table(table)
    raise typer.Exit(1 if any(finding.well is False for finding in findings) else 0)


def _examined(library: Library) -> Iterator[Finding]:
    yield Finding("mmdesk", f"{version('mmdesk')}, Python {platform.python_version()}")
    yield Finding("system", platform.platform())
    yield _disk(library.folder)
    yield _catalogue(library)
    yield from _roots(library)
    yield from _model(library)


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    return Finding("disk", f"{decimal(free)} free for {folder}", free > LITTLE_SPACE)


def _catalogue(library: Library) -> Finding:
    wrong = library.check()
    return Finding("catalogue", wrong or "sound", wrong is None)


def _roots(library: Library) -> Iterator[Finding]:
    for root in library.roots():
        well = root.state is RootState.ONLINE
        yield Finding("folder", f"{root.path}: {root.state.value}", well)
    failed = library.status().failed
    if failed:
        yield Finding("files", f"{failed} could not be indexed; `mmdesk index` names them")


def _model(library: Library) -> Iterator[Finding]:
    try:
        model = library.describe_model()
    except ModelUnavailable as error:
        yield Finding("model", str(error))
        return
    except MmdeskError as error:
        yield Finding("model", str(error), well=False)
        return
    how = f"{model.device}, {model.precision}, {model.batch_size} pictures at a time"
    yield Finding("model", f"{model.space.name}: {how}", well=True)
    for note in model.notes:
        yield Finding("", note)
