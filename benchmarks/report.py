"""How every theme tells what it measured: one table, each demand beside what was reached."""

import os
from pathlib import Path

from rich.console import Console
from rich.table import Table


class Report:
    """One theme's table, printed when all rows are in."""

    def __init__(self, title: str) -> None:
        self._table = Table(title=title, caption=_load(), title_justify="left")
        self._table.add_column("what")
        for heading in ("measured", "ratio", "demanded", ""):
            self._table.add_column(heading, justify="right")

    def row(self, what: str, measured: str, ratio: float | None = None) -> None:
        """A figure that nothing is demanded of."""
        self._table.add_row(what, measured, "" if ratio is None else f"{ratio:.2f}", "", "")

    def demand(
        self,
        what: str,
        measured: str,
        ratio: float,
        *,
        least: float | None = None,
        most: float | None = None,
    ) -> None:
        """A figure of which a ratio of at `least` or at `most` so much is demanded."""
        met = (least is None or ratio >= least) and (most is None or ratio <= most)
        bound = f">= {least:g}" if least is not None else f"<= {most:g}"
        verdict = "[green]met[/]" if met else "[red]not met[/]"
        self._table.add_row(what, measured, f"{ratio:.2f}", bound, verdict)

    def print(self) -> None:
        """Print the table."""
        Console().print(self._table)


def milliseconds(seconds: float) -> str:
    """Seconds as a person reads them in a table."""
    return f"{seconds * 1000:,.1f} ms"


def _load() -> str:
    """How busy the machine was when the theme began; absolute figures mean little without it."""
    load = Path("/proc/loadavg")
    busy = f", load {load.read_text().split()[0]}" if load.exists() else ""
    return f"{os.cpu_count()} cores{busy}"
