"""Why a search found nothing, and which of its examples cannot be used."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Answer, Filters, Hit, Note, NoteKind, Query, Stage
from mmdesk.core.errors import FileUnreadable, MmdeskError, WrongRequest
from mmdesk.core.paths import printable
from mmdesk.media import formats
from mmdesk.search.examples import Examples


def nothing_found(answer: Answer, query: Query, catalogue: Catalogue) -> Answer:
    """The answer, with a note where an empty library or a folder that it lacks is the reason."""
    return (
        answer if answer.hits else replace(answer, notes=(*answer.notes, *_why(query, catalogue)))
    )


def _why(query: Query, catalogue: Catalogue) -> Iterable[Note]:
    if not catalogue.items.newest(Filters(), 1):
        empty = "The library is empty. Add a folder with `mmdesk index FOLDER`."
        yield Note(NoteKind.LIBRARY_EMPTY, empty)
        return
    for folder in query.filters.folders:
        if not catalogue.items.newest(Filters(folders=(folder,)), 1):
            unknown = f"Nothing is indexed in a folder called {printable(folder)}."
            yield Note(NoteKind.FOLDER_UNKNOWN, unknown, folder)


def unreadable(answer: Answer, catalogue: Catalogue) -> Answer:
    """The answer, where each hit whose file could not be read says so, and why."""
    failed = catalogue.jobs.failed_items()
    return replace(answer, hits=tuple(
        _with_reason(hit, catalogue.jobs.failure(Stage.READ, hit.item)) if hit.item in failed
        else hit for hit in answer.hits
    ))  # fmt: skip


def _with_reason(hit: Hit, failure: str | None) -> Hit:
    said = () if failure is None else (f"could not be read: {failure}",)
    return replace(hit, reasons=(*hit.reasons, *said))


def unusable(query: Query, examples: Examples, error: FileUnreadable) -> MmdeskError:
    """The error with the path of the example that it is about."""
    for path in (*query.examples, *query.without):
        try:
            examples.check(path)
        except FileUnreadable as reason:
            return _named(path, reason)
    return error


def _named(path: Path, reason: FileUnreadable) -> MmdeskError:
    if not path.exists():
        return WrongRequest(f"There is no file {printable(path)}.")
    shown = printable(path)
    if path.is_dir():
        return WrongRequest(f"{shown} is a folder: give a picture, sound or video.")
    if is_unknown(path):
        return WrongRequest(f"{shown} is no picture, sound or video that mmdesk knows.")
    return FileUnreadable(f"{shown} cannot be an example. {reason}")


def is_unknown(path: Path) -> bool:
    """Whether its content is of no format that there is; what is empty has none to tell."""
    try:
        found = formats.identify(path)
    except FileUnreadable:
        return False
    return found.format is None and found.identity.size > 0
