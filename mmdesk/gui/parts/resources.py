"""Where the files lie that are shipped with the program: icons, translations, pictures."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]


def path(*names: str) -> Path:
    """The place of a shipped file: inside the installed package, or beside it in a checkout."""
    installed = _PACKAGE / "resources"
    return (installed if installed.is_dir() else _PACKAGE.parent / "resources").joinpath(*names)
