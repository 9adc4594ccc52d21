"""Whether a catalogue is sound, looked at by its one writer before it is opened.

The look reads the whole file, which takes a third of a second with 100,000 photos. So the writer
notes how it left a catalogue in which it met no damage; one that still is so is not looked at.
"""

import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path

_BUSY_SECONDS = 15.0
_DOUBTED = "damage was met"


def is_empty(path: Path) -> bool:
    """Whether nothing is in the catalogue: it is absent, or a file without any content."""
    return not path.exists() or path.stat().st_size == 0


def set_aside_if_damaged(path: Path) -> Path | None:
    """Rename a damaged catalogue; before it is opened.

    Returns the new name, None when the catalogue is sound or absent.
    """
    if not path.exists() or _is_as_left(path):
        return None
    if _sound(path):
        _note(path).unlink(missing_ok=True)
        return None
    return set_aside(path)


def set_aside(path: Path) -> Path | None:
    """Rename a catalogue and what lies beside it; its new name, None where it is absent."""
    there = path.exists()
    stamp = time.strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
    for ending in ("-wal", "-shm", ""):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    _note(path).unlink(missing_ok=True)
    return aside if there else None


def note_as_left(path: Path) -> None:
    """Note how the catalogue was left, once it is closed; not where damage was met meanwhile."""
    with suppress(OSError):  # where nothing can be written it is looked at again, as ever
        if not path.exists() or _noted(path) == _DOUBTED:
            return
        # Exact, while a system's own times may be the same for all that happens within a moment.
        os.utime(path, ns=(now := time.time_ns(), now))
        _note(path).write_text(_state(path))


def doubt(path: Path) -> None:
    """Damage was met: the next writer shall look, whatever the file is like."""
    with suppress(OSError):
        _note(path).write_text(_DOUBTED)


def _is_as_left(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size > 0:
        return False
    return _noted(path) == _state(path)


def _state(path: Path) -> str:
    about = path.stat()
    return f"{about.st_size} {about.st_mtime_ns}"


def _note(path: Path) -> Path:
    return path.with_name(f"{path.name}-left")


def _noted(path: Path) -> str:
    try:
        return _note(path).read_text(errors="replace")
    except OSError:
        return ""


def _sound(path: Path) -> bool:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS)
    try:
        finding = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.OperationalError:
        return True  # busy, locked or not readable: no sign of damage, and opening it will tell
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()
    return bool(finding == "ok")
