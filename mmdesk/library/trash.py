"""Moves files to the system's trash, and back where the system tells what lies there.

Asking the user first is for whoever calls. Windows and macOS show their trash to the user, but do
not tell programs which of its entries a file became; on other systems the trash is laid out as
https://specifications.freedesktop.org/trash-spec/ says, and each entry names where it came from.
"""

import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote_to_bytes

from mmdesk.core.listings import Failure, Outcome, Trashed
from mmdesk.core.paths import absolute, to_path
from mmdesk.indexing.scan import SIDECAR, sidecar_path
from mmdesk.indexing.volumes import mount_of

_INFO = ".trashinfo"


class Mean(Protocol):
    """Hears what the user means to be gone."""

    def __call__(self, files: Iterable[Path], *, gone: bool) -> None:
        """These files are going, or they stay."""


class Trash:
    """The trash of this system.

    `mean` hears of files before they go (`gone=True`), and of those that stay or come back.
    `clips` tells which clips go with some stills, each with its still's file.
    """

    restorable = sys.platform not in {"win32", "darwin"}
    """Whether `restore` can bring files back."""

    def __init__(
        self,
        mean: Mean = lambda *_, **__: None,
        clips: Callable[[Iterable[Path]], dict[Path, Path]] = lambda _: {},
    ) -> None:
        self._mean, self._clips = mean, clips

    def move(self, paths: Iterable[Path]) -> tuple[list[Trashed], list[Failure]]:
        """Move files to the trash: what lies there now, and what could not be moved and why.

        A file's own sidecar goes with it; one that is of another file, too, stays. So do the clips
        that were taken with a still.
        """
        files = [absolute(path) for path in paths]
        clips = self._clips(files)
        every = [*files, *clips]
        owners = {xmp: path for path in reversed(every) if (xmp := _own_sidecar(path, every))}
        folders = set(_trash_folders(files)) if self.restorable else set()
        before = {info for folder in folders for info in _infos(folder)}
        self._mean(every, gone=True)
        reasons = {path: _sent(path) for path in files}
        reasons |= {clip: _sent(clip) for clip, path in clips.items() if reasons[path] is None}
        self._mean([path for path in every if reasons.get(path, "its still stays")], gone=False)
        reasons |= {
            xmp: _sent(xmp) for xmp, path in owners.items() if reasons.get(path, "") is None
        }
        new = {info for folder in folders for info in _infos(folder)} - before
        kept = dict(_entries(new))
        sent = {path for path, reason in reasons.items() if reason is None}
        beside = {path: xmp for xmp, path in owners.items() if xmp in sent}
        taken: dict[Path, list[Path]] = defaultdict(list)
        for clip in clips.keys() & sent:
            taken[clips[clip]].append(clip)

        def trashed(path: Path) -> Trashed:
            sidecar = trashed(beside[path]) if path in beside else None
            with_it = tuple(trashed(clip) for clip in sorted(taken[path]))
            return Trashed(path, kept.get(_real(path)), sidecar, with_it)

        return (
            [trashed(path) for path in files if path in sent],
            [Failure(path, reason) for path, reason in reasons.items() if reason],
        )

    def restore(self, trashed: Sequence[Trashed]) -> Outcome:
        """Bring files back to where they were, unless something else is there by now."""
        self._mean([file.path for each in trashed for file in (each, *each.clips)], gone=False)
        reasons = {each.path: _brought_back(each) for each in trashed}
        back = [each for each in trashed if not reasons[each.path]]
        beside = {
            file.path: _brought_back(file)
            for each in back
            for part in (each, *each.clips)
            for file in (part, part.sidecar)
            if file is not None and file is not each
        }
        failed = [Failure(path, reason) for path, reason in (reasons | beside).items() if reason]
        return Outcome(sum(reason is None for reason in reasons.values()), tuple(failed))


def _own_sidecar(path: Path, going: Sequence[Path]) -> Path | None:
    """The XMP file of a file, unless it is of another one that does not go."""
    sidecar = sidecar_path(path)
    if sidecar is None or sidecar.stem == path.name:
        return sidecar
    alike = [each for each in path.parent.iterdir() if each.stem == path.stem]
    stay = {each for each in alike if each.suffix.lower() != SIDECAR} - set(going)
    return None if stay else sidecar


def _sent(path: Path) -> str | None:
    """Why the file could not be moved to the trash; None when it was."""
    from send2trash import TrashPermissionError, send2trash

    if not os.path.lexists(path):
        return "There is no such file any more."
    try:
        send2trash(str(path))
    except TrashPermissionError:
        return "Its drive has no trash, and none may be made there."
    except OSError as error:
        return f"It cannot be moved to the trash: {error.strerror or error}."
    return None


def _brought_back(trashed: Trashed) -> str | None:
    """Why the file could not be brought back; None when it was."""
    if trashed.kept is None:
        return "The system does not tell where it lies. Restore it in the system's own trash."
    path = trashed.path
    try:
        if not trashed.kept.exists():
            return "It is no longer in the trash."
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("xb").close()  # takes the place, which somebody else may not have taken before
        _replace(trashed.kept, path)
        _info_of(trashed.kept).unlink(missing_ok=True)
    except FileExistsError:
        return "Something else lies in its old place by now."
    except OSError as error:
        return f"It cannot be brought back: {error.strerror or error}."
    return None


def _replace(kept: Path, path: Path) -> None:
    try:
        shutil.move(kept, path)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _trash_folders(files: Iterable[Path]) -> Iterator[Path]:
    """Where the files may come to lie: the home's trash, and those of their volumes."""
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    yield Path(data).expanduser() / "Trash"
    for mount in {mount_of(parent) for parent in {file.parent for file in files}}:
        yield mount / ".Trash" / str(os.getuid())
        yield mount / f".Trash-{os.getuid()}"


def _infos(folder: Path) -> Iterator[Path]:
    return (folder / "info").glob(f"*{_INFO}")


def _info_of(kept: Path) -> Path:
    return kept.parent.parent / "info" / (kept.name + _INFO)


def _entries(infos: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """For each entry of the trash that an info tells of: where it came from, and where it lies."""
    for info in infos:
        trash = info.parent.parent
        with suppress(OSError):  # emptied meanwhile
            lines = info.read_bytes().splitlines()
            said = next((line[5:] for line in lines if line.startswith(b"Path=")), b"")
            # Paths begin where the volume does, or, in the home's trash, beside the trash.
            above = trash.parents[1] if trash.parent.name == ".Trash" else trash.parent
            came_from = above / to_path(unquote_to_bytes(said))
            yield _real(came_from), trash / "files" / info.name.removesuffix(_INFO)


def _real(path: Path) -> Path:
    """The path without links, but for the last name, which may be of a link itself."""
    return path.parent.resolve() / path.name
