"""What is there: a walk over a root that opens no file and decides nothing.

Left out are hidden and system folders, folders that other programs fill with copies, and cloud
placeholders, whose content would have to be fetched to be read. Symbolic links are followed; a
folder that was seen already is not entered again, so loops end.
"""

import os
import stat
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mmdesk.core.entities import FileState
from mmdesk.core.paths import to_bytes

SKIPPED_FOLDERS = frozenset(
    {
        *("@eadir", "#recycle", "#snapshot", "$recycle.bin", "system volume information"),
        *("lost+found", "node_modules", "__pycache__", "trash"),
    }
)
SIDECAR = ".xmp"

_WINDOWS_HIDDEN = stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_SYSTEM
# FILE_ATTRIBUTE_OFFLINE, _RECALL_ON_OPEN and _RECALL_ON_DATA_ACCESS: the content lies elsewhere.
# https://learn.microsoft.com/windows/win32/fileio/file-attribute-constants
_WINDOWS_PLACEHOLDER = 0x1000 | 0x40000 | 0x400000
_MAC_HIDDEN = stat.UF_HIDDEN
_MAC_PLACEHOLDER = 0x40000000  # SF_DATALESS in sys/stat.h


@dataclass(slots=True)
class Seen:
    """Files by path relative to the root, and folders that could not be looked into.

    `forbidden` are those of the folders that one may not read, `mounts` are the folders
    on other volumes than the ones that they lie in.
    """

    files: dict[bytes, FileState] = field(default_factory=dict)
    unreadable: set[bytes] = field(default_factory=set)
    forbidden: set[bytes] = field(default_factory=set)
    mounts: set[bytes] = field(default_factory=set)


def is_skipped(path: Path) -> bool:
    """Whether no scan looks into a folder that lies so below its root, since of its names."""
    return any(map(_skipped_name, path.parts))


def scan(
    root: Path,
    scope: bytes = b"",
    *,
    deep: bool = True,
    leave_out: Collection[Path] = (),
    go_on: Callable[[], None] = lambda: None,
) -> Seen:
    """Everything at or below `scope` (relative to `root`), without the folders in `leave_out`.

    With `deep` off, only the files that lie directly in it. An absent scope holds nothing. `go_on`
    is called between files and ends the look by raising.
    """
    seen = Seen()
    if any(_skipped_name(name) for name in os.fsdecode(scope).split("/") if name):
        return seen
    start = os.path.join(root, os.fsdecode(scope)) if scope else os.fspath(root)  # noqa: PTH118
    if os.path.isdir(start):  # noqa: PTH112
        left_out = {os.fspath(path) for path in leave_out}
        _walk(start, scope, seen, deep=deep, leave_out=left_out, go_on=go_on)
    elif os.path.isfile(start):  # noqa: PTH113
        _look_beside(start, scope, seen)
    return seen


def _walk(
    start: str,
    scope: bytes,
    seen: Seen,
    *,
    deep: bool,
    leave_out: set[str],
    go_on: Callable[[], None],
) -> None:
    entered = set[tuple[int, int]]()
    waiting: list[tuple[str, bytes, int | None]] = [(start, scope, None)]
    while waiting:
        folder, relative, volume = waiting.pop()
        try:
            here = os.stat(folder)  # noqa: PTH116
            if (here.st_dev, here.st_ino) in entered:
                continue
            entered.add((here.st_dev, here.st_ino))
            entries = list(os.scandir(folder))
            if volume not in {None, here.st_dev}:
                seen.mounts.add(relative)
        except OSError as error:
            seen.unreadable.add(relative)
            if isinstance(error, PermissionError):
                seen.forbidden.add(relative)
            continue
        _note_files(entries, relative, seen, go_on)
        if deep:
            below = _folders(entries, relative, seen, leave_out)
            waiting += ((path, name, here.st_dev) for path, name in below)


def _note_files(
    entries: list[os.DirEntry[str]],
    folder: bytes,
    seen: Seen,
    go_on: Callable[[], None] = lambda: None,
) -> None:
    sidecars = _sidecars(entries)
    for entry in entries:
        go_on()
        try:
            if entry.is_file() and not _skipped(entry) and not _is_sidecar(entry.name):
                state = _state(entry.stat(), _sidecar_of(entry.name, sidecars))
                seen.files[_below(folder, entry.name)] = state
        except OSError as error:
            # The entry went away or cannot be looked at: what is known of it stays as it is.
            seen.unreadable.add(_below(folder, entry.name))
            if isinstance(error, PermissionError) and not entry.is_symlink():
                seen.forbidden.add(folder)


def _look_beside(path: str, relative: bytes, seen: Seen) -> None:
    """Note one file, with its sidecar."""
    folder, _, _ = relative.rpartition(b"/")
    beside = Seen()
    stem = _stem(os.path.basename(path))  # noqa: PTH119
    try:
        with os.scandir(os.path.dirname(path)) as entries:  # noqa: PTH120
            near = [entry for entry in entries if _stem(entry.name) == stem]
    except OSError:
        seen.unreadable.add(relative)
        return
    _note_files(near, folder, beside)
    if relative in beside.files:
        seen.files[relative] = beside.files[relative]
    seen.unreadable |= {place for place in beside.unreadable if place == relative}


def _folders(
    entries: list[os.DirEntry[str]], folder: bytes, seen: Seen, leave_out: set[str]
) -> Iterator[tuple[str, bytes]]:
    for entry in entries:
        try:
            wanted = _is_folder(entry) and entry.path not in leave_out and not _skipped(entry)
        except OSError:
            # Its name may be read, but nothing about it: what is known of it stays as it is.
            seen.unreadable.add(_below(folder, entry.name))
            seen.forbidden.add(folder)
            continue
        if wanted:
            yield entry.path, _below(folder, entry.name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir() and not _skipped_name(entry.name)
    except OSError:
        return False


def _skipped_name(name: str) -> bool:
    return name.startswith(".") or name.casefold() in SKIPPED_FOLDERS


def _skipped(entry: os.DirEntry[str]) -> bool:
    return entry.name.startswith(".") or marked(entry.stat(follow_symlinks=False))


def marked(about: object) -> bool:
    """Whether the system marks what this stat result is of as hidden or as a placeholder."""
    windows, mac = getattr(about, "st_file_attributes", 0), getattr(about, "st_flags", 0)
    return bool(
        windows & (_WINDOWS_HIDDEN | _WINDOWS_PLACEHOLDER) or mac & (_MAC_HIDDEN | _MAC_PLACEHOLDER)
    )


def _sidecars(entries: list[os.DirEntry[str]]) -> dict[str, int]:
    """The modification times of the XMP files among the entries, by the name they stand for."""
    found = {}
    for entry in entries:
        if _is_sidecar(entry.name):
            try:
                found[entry.name[: -len(SIDECAR)]] = _storable(entry.stat().st_mtime_ns)
            except OSError:
                continue  # gone between listing and looking: the same as never there
    return found


def _sidecar_of(name: str, sidecars: dict[str, int]) -> int:
    return sidecars.get(name) or sidecars.get(os.path.splitext(name)[0]) or 0  # noqa: PTH122


def sidecar_path(path: Path) -> Path | None:
    """The XMP file that belongs to `path`: `name.jpg.xmp` before `name.xmp`."""
    for name in (path.name, path.stem):
        for suffix in (SIDECAR, SIDECAR.upper()):
            if (candidate := path.with_name(name + suffix)).is_file():
                return candidate
    return None


def _is_sidecar(name: str) -> bool:
    return name.casefold().endswith(SIDECAR)


def _stem(name: str) -> str:
    return name.partition(".")[0]


def _state(about: os.stat_result, sidecar: int) -> FileState:
    modified, status = _storable(about.st_mtime_ns), _storable(about.st_ctime_ns)
    return FileState(about.st_size, modified, max(modified, status), sidecar)


def _storable(time: int) -> int:
    """A time in ns, at most what 64 bits hold: file systems know times after 2262-04-11."""
    return max(-(2**63), min(time, 2**63 - 1))


def _below(folder: bytes, name: str) -> bytes:
    raw = to_bytes(name)
    return folder + b"/" + raw if folder else raw
