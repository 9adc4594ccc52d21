"""`mmdesk doctor`: looks at what can be wrong, and says what to do about it."""

import os
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

from mmdesk.cli.context import absence, open_library
from mmdesk.cli.models import PURPOSES
from mmdesk.cli.output import show_table
from mmdesk.cli.roots import standing
from mmdesk.core.entities import RootState
from mmdesk.core.errors import MmdeskError, ModelUnavailable
from mmdesk.core.paths import absolute, printable
from mmdesk.library import Library
from mmdesk.models.registry import Purpose

LITTLE_SPACE = 1_000_000_000
"""Bytes free below which thumbnails and indexes may soon not fit."""
AT_ONCE = {
    Purpose.PICTURES: "pictures",
    Purpose.SOUNDS: "windows",
    Purpose.SPEECH: "windows",
    Purpose.SENTENCES: "passages",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `well` is None for what is only good to know."""

    subject: str
    text: str
    well: bool | None = None


def doctor(context: typer.Context) -> None:
    """Look at the library, the models and the system; exit status 1 when something is wrong."""
    findings = [*_machine(), *_folder(absolute(context.obj))]
    try:
        with open_library(context) as library:
            findings += _examined(library)
    except MmdeskError as error:
        findings.append(Finding("library", str(error), well=False))
    table = Table("", "", "", box=None, show_header=False, pad_edge=False)
    marks = {True: "[green]well[/]", False: "[red]wrong[/]", None: ""}
    for finding in findings:
        text = " ".join(finding.text.splitlines())
        table.add_row(finding.subject, marks[finding.well], escape(printable(text)))
    show_table(table)
    raise typer.Exit(1 if any(finding.well is False for finding in findings) else 0)


def _machine() -> Iterator[Finding]:
    yield Finding("mmdesk", f"{version('mmdesk')}, Python {platform.python_version()}")
    yield Finding("system", platform.platform())


def _folder(folder: Path) -> Iterator[Finding]:
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free
    yield Finding("disk", f"{decimal(free)} free for {folder}", free > LITTLE_SPACE)
    if not os.access(there, os.W_OK):
        yield Finding("disk", f"{there} is read-only: allow writing there.", well=False)


def _examined(library: Library) -> Iterator[Finding]:
    if library.absent:
        yield Finding("library", absence(library))
    else:
        yield _catalogue(library)
    yield from _roots(library)
    yield from _models(library)


def _catalogue(library: Library) -> Finding:
    wrong = library.check()
    return Finding("catalogue", wrong or "sound", wrong is None)


def _roots(library: Library) -> Iterator[Finding]:
    for root in library.roots():
        yield Finding("folder", f"{root.path}: {standing(root)}", root.state is RootState.ONLINE)
    now = library.status()
    if now.partly:
        yield Finding("files", f"{now.partly} indexed in part; `mmdesk index` says why")
    if now.failed:
        yield Finding("files", f"{now.failed} could not be indexed; `mmdesk index` names them")


def _models(library: Library) -> Iterator[Finding]:
    """Those that are in use: what is not there is no fault, since each of them is a choice."""
    for purpose, does in PURPOSES.items():
        try:
            model = library.describe_model(purpose)
        except ModelUnavailable as error:
            yield Finding("model", f"{does}: {error}")
            continue
        except MmdeskError as error:
            yield Finding("model", f"{does}: {error}", well=False)
            continue
        how = f"{model.device}, {model.precision}, {model.batch_size} {AT_ONCE[purpose]} at a time"
        yield Finding("model", f"{does}: {model.space.name}: {how}", well=True)
        for note in model.notes:
            yield Finding("", note)
