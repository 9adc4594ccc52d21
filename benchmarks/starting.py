"""Starting `mmdesk` for a search that needs no model, against `import torch` alone."""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks import HEAVY, photos
from benchmarks.report import Report
from mmdesk.library import Library

ROUNDS = 5
_SEARCH = """
import sys
from mmdesk.__main__ import main
try:
    main()
finally:
    loaded = [name for name in {heavy} if name in sys.modules]
    print("loaded:", loaded, file=sys.stderr)
"""


def main() -> None:
    """Print wall times of new processes, and what heavy modules the search imported."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        photos.write(folder / "photos", range(20), photos.SMALL)
        with Library(folder / "library", indexing=True) as library:
            library.index([folder / "photos"])
        arguments = ["--library", str(folder / "library"), "search", "IMG", "--json"]
        search = ["-c", _SEARCH.format(heavy=HEAVY), *arguments]
        commands = {
            "import torch": ["-c", "import torch"],
            "mmdesk --help": ["-m", "mmdesk", "--help"],
            "mmdesk search, words only": search,
        }
        _tell(commands, _heavy(search))


def _tell(commands: dict[str, list[str]], heavy: str) -> None:
    seconds: dict[str, list[float]] = {what: [] for what in commands}
    for _ in range(ROUNDS):
        for what, command in commands.items():
            seconds[what].append(_seconds(command))
    torch = median(seconds["import torch"])
    report = Report(f"Starting, median of {ROUNDS} in turn")
    for what, times in seconds.items():
        report.row(what, f"{median(times):.2f} s", median(times) / torch)
    report.demand("heavy modules that the search imported", heavy, float(heavy != "none"), most=0)
    report.print()


def _seconds(command: list[str]) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    return perf_counter() - start


def _heavy(command: list[str]) -> str:
    """The heavy modules that this search says it has loaded; it must have found something."""
    ran = subprocess.run([sys.executable, *command], check=True, capture_output=True, text=True)
    if not json.loads(ran.stdout):
        sys.exit("The search found nothing, so its time says nothing.")
    said = next(line for line in ran.stderr.splitlines() if line.startswith("loaded:"))
    return ", ".join(name for name in HEAVY if repr(name) in said) or "none"
