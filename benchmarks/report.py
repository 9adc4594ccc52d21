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
        for heading in ("measured", "figure", "demanded", ""):
            self._table.add_column(heading, justify="right")

    def row(self, what: str, measured: str, figure: float | None = None) -> None:
        """A figure that nothing is demanded of."""
        self._table.add_row(what, measured, "" if figure is None else f"{figure:.2f}", "", "")

    def demand(
        self,
        what: str,
        measured: str,
        figure: float,
        *,
        least: float | None = None,
        most: float | None = None,
    ) -> None:
        """A figure, most often a ratio, of which at `least` or at `most` so much is demanded."""
        met = (least is None or figure >= least) and (most is None or figure <= most)
        bound = f">= {least:.3g}" if least is not None else f"<= {most:.3g}"
        verdict = "[green]met[/]" if met else "[red]not met[/]"
        self._table.add_row(what, measured, f"{figure:.2f}", bound, verdict)

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
