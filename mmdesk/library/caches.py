"""Where thumbnails and vectors lie: with the library, or in the folder that the settings name.

They move only while the library is being opened for indexing, when nobody has them open. A note in
the library's folder says where they are, so that a move that was cut short is done again.
"""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

from mmdesk.core import events
from mmdesk.core.atomic import replacing
from mmdesk.core.paths import LibraryPaths, to_bytes, to_path

NOTE = "caches.path"


def places(paths: LibraryPaths) -> LibraryPaths:
    """The paths with the caches where they are; with the library while their drive is away."""
    folder = _noted(paths)
    return _at(paths, folder if folder.is_dir() else paths.folder)


def move(paths: LibraryPaths, chosen: str, emit: events.Listener) -> None:
    """Move the caches to where the settings want them; tells when that cannot be."""
    here = _noted(paths)
    there = _own(paths, Path(chosen)) if chosen else paths.folder
    if here == there:
        return
    try:
        _move(_at(paths, here), _at(paths, there))
        with replacing(paths.folder / NOTE) as note:
            note.write(to_bytes(there))
    except OSError as error:
        emit(
            events.Notice(
                events.Topic.CACHES_STAY,
                f"The caches cannot be moved to {there} ({error.strerror or error}). They stay in "
                f"{here}; choose another folder for them in the settings.",
                str(there),
            )
        )


def _move(old: LibraryPaths, new: LibraryPaths) -> None:
    for source, target in ((old.thumbnails, new.thumbnails), (old.vectors, new.vectors)):
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.rmtree(target, ignore_errors=True)  # what a move that was cut short left
            shutil.move(source, target)


def _noted(paths: LibraryPaths) -> Path:
    note = paths.folder / NOTE
    return to_path(note.read_bytes()) if note.is_file() else paths.folder


def _own(paths: LibraryPaths, chosen: Path) -> Path:
    """A folder of this library's in the chosen one, which several libraries may share."""
    digest = hashlib.blake2b(to_bytes(paths.folder.resolve()), digest_size=4).hexdigest()
    return chosen / f"mmdesk-{digest}"


def _at(paths: LibraryPaths, folder: Path) -> LibraryPaths:
    return replace(paths, thumbnails=folder / "thumbnails", vectors=folder / "vectors")
