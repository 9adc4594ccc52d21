"""Where the library keeps its own data, and how a path becomes bytes and back.

File names are bytes on POSIX: they are stored as `os.fsencode` gives them, so that names that are
no valid text survive unchanged.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class LibraryPaths:
    """The files inside one library folder; all but the catalogue and settings are caches."""

    folder: Path
    catalogue: Path
    settings: Path
    lock: Path
    log: Path
    vectors: Path
    thumbnails: Path
    models: Path

    @classmethod
    def under(cls, folder: Path) -> Self:
        """The places inside `folder`."""
        return cls(
            folder,
            catalogue=folder / "catalogue.sqlite",
            settings=folder / "settings.json",
            lock=folder / "writer.lock",
            log=folder / "mmdesk.log",
            vectors=folder / "vectors",
            thumbnails=folder / "thumbnails",
            models=folder / "models",
        )


def absolute(path: Path) -> Path:
    """The path from the root of the system on, links kept as the user wrote them."""
    return Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 (resolve() replaces links)


def to_bytes(path: Path | str) -> bytes:
    """The name as the system stores it."""
    return os.fsencode(path)


def below(root: Path, path: Path) -> bytes:
    """Where `path` lies below `root`, "/" between names; empty for the root itself."""
    relative = path.relative_to(root).as_posix()
    return b"" if relative == "." else to_bytes(relative)


def to_path(raw: bytes) -> Path:
    """The path whose name `to_bytes` gave."""
    return Path(os.fsdecode(raw))


def printable(path: Path | str) -> str:
    """The path as text that any terminal, log or JSON reader takes; odd bytes become \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
