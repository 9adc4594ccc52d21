"""Brings the translations up to date with the code, and builds what the window loads of them.

    python packaging/translations.py

collects the texts of the window into `resources/translations/mmdesk_<language>.ts` and makes the
`.qm` files. New texts stand in the `.ts` as `type="unfinished"` until someone translates them, with
Qt Linguist or any editor; then run it again. English says in the code what it says in the window,
so that its file has plural forms only.

Adding a language: its line in LANGUAGES of `mmdesk/gui/language.py`, then this.
"""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from mmdesk.gui.language import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "resources" / "translations"
SOURCE_LANGUAGE = "en"


def collect(folder: Path) -> None:
    """Bring the `.ts` files of `folder` up to date; what the code says no more is dropped."""
    sources = [str(path) for path in sorted((ROOT / "mmdesk" / "gui").rglob("*.py"))]
    sources.append(str(ROOT / "mmdesk" / "app.py"))
    # Lines change with every commit; the texts are found by searching for them.
    usual = ["-silent", "-locations", "none", "-no-obsolete", "-source-language", SOURCE_LANGUAGE]
    for language in LANGUAGES:
        only = ["-pluralonly"] if language == SOURCE_LANGUAGE else []
        target = str(folder / f"mmdesk_{language}.ts")
        run_tool("lupdate", *usual, *only, *sources, "-target-language", language, "-ts", target)


def build(folder: Path) -> None:
    """Make the `.qm` of every `.ts` in `folder`, beside it."""
    for source in sorted(folder.glob("*.ts")):
        run_tool("lrelease", "-silent", str(source), "-qm", str(source.with_suffix(".qm")))


def run_tool(name: str, *arguments: str) -> None:
    """Run one of the tools that come with PySide6; raises SystemExit with its words."""
    spec = find_spec("PySide6")
    folder = Path(spec.origin).parent if spec and spec.origin else ROOT
    program = shutil.which(name, path=str(folder))
    if program is None:
        raise SystemExit(f"There is no {name} in {folder}: install PySide6-Essentials.")
    done = subprocess.run(  # noqa: S603
        [program, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{name} ended with {done.returncode}: {done.stdout}{done.stderr}")


def main() -> None:
    """Collect, then build."""
    TRANSLATIONS.mkdir(parents=True, exist_ok=True)
    collect(TRANSLATIONS)
    build(TRANSLATIONS)


if __name__ == "__main__":
    sys.exit(main())
