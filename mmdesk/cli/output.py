"""What commands print: JSON and paths to stdout for programs, everything else to stderr."""

import json
import os
import re
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markup import escape
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from mmdesk.core.entities import Hit, Lane, Moment
from mmdesk.core.errors import EnvironmentFailed
from mmdesk.core.paths import printable, to_bytes
from mmdesk.core.times import stretch

WIDE = 100_000
"""Columns where no terminal limits them: programs and files get whole lines."""

err = Console(stderr=True, highlight=False)
if not err.is_terminal:
    err = Console(stderr=True, highlight=False, soft_wrap=True, width=WIDE)


def say(text: str) -> None:
    """A line for the person at the terminal."""
    err.print(text)


def show_table(table: Table) -> None:
    """A table for the person at the terminal; elsewhere each row is one whole line."""
    if err.is_terminal:
        err.print(table)
        return
    with err.capture() as captured:
        err.print(table)
    err.file.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def as_json(value: object) -> None:
    """One line of JSON on stdout; every path in it can be turned back by os.fsencode."""
    _write((json.dumps(value, default=_plain) + "\n").encode("ascii"))


def as_text(text: str) -> None:
    """A text on stdout, in UTF-8 whatever the terminal's language is."""
    _write(text.encode("utf-8", "replace"))


def paths_apart_by_nul(paths: Iterable[Path]) -> None:
    """Paths as the system stores them, each followed by a NUL, for `xargs -0`."""
    _write(b"".join(to_bytes(path) + b"\0" for path in paths))


def _write(data: bytes) -> None:
    if sys.stdout is None:  # as Python has it when the descriptor is closed
        raise EnvironmentFailed("The result cannot be written: standard output is closed.")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        _drop_what_is_left()
        raise EnvironmentFailed(
            f"The result cannot be written to standard output ({error.strerror})."
        ) from error


def _drop_what_is_left() -> None:
    """Let Python write its buffer to nowhere at the end, instead of failing once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def hit_values(hit: Hit) -> dict[str, Any]:
    """A hit as the documented JSON object."""
    return {
        "path": str(hit.path),
        "kind": hit.kind.value,
        "score": round(hit.score, 6),
        "start": milliseconds(hit.start),
        "end": milliseconds(hit.end),
        "reasons": list(hit.reasons),
        "moments": [moment_values(moment) for moment in hit.moments],
    }


def moment_values(moment: Moment) -> dict[str, Any]:
    """A moment as the documented JSON object."""
    return {
        "start": milliseconds(moment.start),
        "end": milliseconds(moment.end),
        "at": milliseconds(moment.at),
        "score": round(moment.score, 6),
        "lanes": list(dict.fromkeys(each.lane.value for each in moment.evidence)),
        "reasons": list(best_reasons(moment)),
    }


def best_reasons(moment: Moment) -> list[str]:
    """The best reason of each lane of a moment."""
    best: dict[Lane, str] = {}
    for each in moment.evidence:
        best.setdefault(each.lane, each.reason)
    return list(best.values())


def milliseconds(seconds: float | None) -> float | None:
    """A time as JSON gives it, without the digits that sums of fractions leave."""
    return None if seconds is None else round(seconds, 3)


class FoldedPath:
    """A path in a table's cell, folded between its names where it does not fit."""

    def __init__(self, text: str, mark: str = "") -> None:
        self._parts = [Text(part) for part in re.findall(r"[^/\\]*[/\\]?", text) if part]
        self._parts.append(Text.from_markup(mark))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widths = [part.cell_len for part in self._parts]
        return Measurement(max(widths), sum(widths)).with_maximum(options.max_width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        line = Text(overflow="fold")
        for part in self._parts:
            if line and line.cell_len + part.cell_len > options.max_width:
                yield line
                line = Text(overflow="fold")
            line.append_text(part)
        yield line


def hit_table(hits: Iterable[Hit], title: str | None = None) -> Table:
    """Hits as a table, the best first; with times where one of them has a time."""
    hits = list(hits)
    timed = any(hit.start is not None for hit in hits)
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("score", justify="right", style="cyan", no_wrap=True)
    table.add_column("file", overflow="fold")
    if timed:
        table.add_column("time", justify="right", no_wrap=True)
    table.add_column("why", style="dim", overflow="fold")
    for hit in hits:
        path = FoldedPath(printable(hit.path), "" if hit.online else " [yellow](offline)[/]")
        why = escape(printable("; ".join(hit.reasons)))
        time = [_time(hit)] if timed else []
        table.add_row(f"{hit.score:.2f}", path, *time, why)
    return table


def _time(hit: Hit) -> str:
    if hit.start is None or hit.end is None:
        return ""
    return stretch(hit.start, hit.end)


def _plain(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no JSON form")
