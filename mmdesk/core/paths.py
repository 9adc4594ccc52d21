"""Where the library keeps its own data, and how a path becomes bytes and back.

File names are bytes on POSIX: they are stored as `os.fsencode` gives them, so that names that are
no valid text survive unchanged.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What moves a terminal's cursor, changes its colours or turns the direction of writing."""


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
    # Those of pathlib replace links, and raise for the home of somebody who is not known here.
    return Path(os.path.abspath(os.path.expanduser(path)))  # noqa: PTH100, PTH111


def real(path: Path) -> Path:
    """Where the path leads, all links followed, whether or not anything is there."""
    return Path(os.path.realpath(path.expanduser()))  # resolve() raises for links that loop


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
    """The path, or a text that names some, as any terminal or log takes it, on one line.

    Odd bytes and control characters become their escapes, such as \\xe9 and \\n.
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return _STEERING.sub(lambda sign: sign[0].encode("unicode_escape").decode(), text)
