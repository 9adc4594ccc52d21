"""What commands print: JSON and paths to stdout for programs, everything else to stderr."""

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from mmdesk.core.entities import Hit
from mmdesk.core.paths import printable, to_bytes

err = Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """A line for the person at the terminal."""
    err.print(text)


def as_json(value: object) -> None:
    """One line of JSON on stdout; every path in it can be turned back by os.fsencode."""
    sys.stdout.write(json.dumps(value, default=_plain) + "\n")
    sys.stdout.flush()


def paths_apart_by_nul(paths: Iterable[Path]) -> None:
    """Paths as the system stores them, each followed by a NUL, for `xargs -0`."""
    sys.stdout.flush()
    sys.stdout.buffer.write(b"".join(to_bytes(path) + b"\0" for path in paths))
    sys.stdout.buffer.flush()


def hit_values(hit: Hit) -> dict[str, Any]:
    """A hit as the documented JSON object."""
    return {
        "path": str(hit.path),
        "kind": hit.kind.value,
        "score": round(hit.score, 6),
        "start": hit.start,
        "end": hit.end,
        "reasons": list(hit.reasons),
    }


def hit_table(hits: Iterable[Hit], title: str | None = None) -> Table:
    """Hits as a table, the best first."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("score", justify="right", style="cyan", no_wrap=True)
    table.add_column("file", overflow="fold")
    table.add_column("why", style="dim", overflow="fold")
    for hit in hits:
        away = "" if hit.online else " [yellow](offline)[/]"
        why = escape("; ".join(hit.reasons))
        table.add_row(f"{hit.score:.2f}", escape(printable(hit.path)) + away, why)
    return table


def _plain(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no JSON form")
