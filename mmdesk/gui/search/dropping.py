"""What a drag or the clipboard holds, and where pictures that are no files yet are put.

`dropped` looks at no disk and may run in the GUI thread; `gather` and `keep` belong in a task.
Nothing is ever fetched: of a picture in a web browser the data is taken, or nothing.
"""

import hashlib
import os
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMimeData, QMimeDatabase
from PySide6.QtGui import QImage, QImageWriter

from mmdesk.core.atomic import replacing
from mmdesk.core.errors import LibraryUnusable, WrongRequest

if TYPE_CHECKING:
    from mmdesk.library import Library

ITEMS = "application/x-mmdesk-items"
"""Item numbers in decimal, apart by blanks: what the grid puts into a drag."""
MEGAPIXELS = 100
MEGABYTES = 256
KEPT, KEPT_DAYS = 200, 30
"""Dropped data is kept as files: so many, for so long."""
MOST_PICTURES = 100
MOST_LOOKED_AT = 20_000
"""Files of a dropped folder in which pictures are looked for."""
_LISTS = {"audio/x-mpegurl", "audio/x-scpls", "audio/x-ms-asx"}
_FILMS = {"application/vnd.ms-asf", "application/vnd.rn-realmedia", "application/mxf"}
"""Types of videos that are not called so."""
_ENCODED = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture's file as it came, and how such files are called."""

    data: bytes
    suffix: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """What a drag or the clipboard holds. `paths` are files or folders, nobody has looked yet."""

    paths: tuple[Path, ...] = ()
    items: tuple[int, ...] = ()
    image: Encoded | QImage | None = None
    link: bool = False
    """Only the address of something in the web."""

    def __bool__(self) -> bool:
        return bool(self.paths or self.items or self.image is not None or self.link)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was dropped, looked at: pictures to search with, and folders to ask about."""

    pictures: tuple[Path, ...] = ()
    """The first of them, as many as a search could ever take."""
    count: int = 0
    """How many there were."""
    folders: tuple[Path, ...] = ()
    known: bool = False
    """They are the library's own items."""


def is_wanted(mime: QMimeData) -> bool:
    """Whether there may be a picture or folder in it; quick, for a drag that hovers."""
    return mime.hasFormat(ITEMS) or mime.hasUrls() or mime.hasImage()


def dropped(mime: QMimeData) -> Dropped:
    """What is in it: our own items before files, files before image data, that before a link."""
    if mime.hasFormat(ITEMS):
        numbers = bytes(mime.data(ITEMS).data()).decode("ascii", "replace").split()
        return Dropped(items=tuple(int(number) for number in numbers if number.isdecimal()))
    urls = mime.urls()
    paths = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    if paths:
        return Dropped(paths=tuple(dict.fromkeys(paths)))
    return Dropped(image=_image(mime), link=bool(urls))


def _image(mime: QMimeData) -> Encoded | QImage | None:
    """Encoded data is left as it is: it is decoded, like every picture, by a worker process."""
    for form, suffix in _ENCODED.items():
        if mime.hasFormat(form):
            return Encoded(bytes(mime.data(form).data()), suffix)
    image = mime.imageData() if mime.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def gather(library: "Library", drop: Dropped) -> Gathered:
    """Look at what was dropped. Raises WrongRequest when there is nothing to search with."""
    if drop.image is not None:
        return Gathered((keep(drop.image, library.folder / "dropped"),), 1)
    if drop.items:
        items = drop.items[:MOST_PICTURES]
        tiles = library.browsing.tiles(items)
        known = tuple(tiles[item].path for item in items if item in tiles)
        return Gathered(known, len(drop.items), known=True)
    if drop.link:
        raise WrongRequest(
            translate(
                "Dropping",
                "That is only a link. Drag the picture itself, or save the file and drop that.",
            )
        )
    folders = tuple(path for path in drop.paths if path.is_dir())
    files = [path for path in drop.paths if path not in set(folders)]
    # Others are used when there is nothing else: the search then says what is wrong with them.
    pictures = list(_pictures(files)) or files
    return Gathered(tuple(pictures[:MOST_PICTURES]), len(pictures), folders)


def pictures_in(folders: Iterable[Path]) -> Gathered:
    """The pictures in folders and in all that lies below them, by name, hidden ones left out."""
    files = (file for folder in folders for file in _files(folder))
    pictures = list(_pictures(islice(files, MOST_LOOKED_AT)))
    return Gathered(tuple(pictures[:MOST_PICTURES]), len(pictures))


def _files(folder: Path) -> Iterator[Path]:
    for place, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if not name.startswith("."))


def _pictures(files: Iterable[Path]) -> Iterator[Path]:
    """Those that their names say are pictures, raw photos too, sounds or videos."""
    for file in files:
        if _type(file).startswith("image/") or is_sound(file) or is_video(file):
            yield file


def is_sound(path: Path) -> bool:
    """Whether a file's name says that it is a sound; lists of sounds are none."""
    kind = _type(path)
    return kind.startswith("audio/") and kind not in _LISTS


def is_video(path: Path) -> bool:
    """Whether a file's name says that it is a video."""
    kind = _type(path)
    return kind.startswith("video/") or kind in _FILMS


def _type(path: Path) -> str:
    by_name = QMimeDatabase.MatchMode.MatchExtension
    return str(QMimeDatabase().mimeTypeForFile(path.name, by_name).name())


def keep(image: Encoded | QImage, folder: Path) -> Path:
    """Put a picture into a file of `folder`, named by its digest; old ones there are removed.

    Raises WrongRequest when it is too large, LibraryUnusable when it cannot be written.
    """
    encoded = _encoded(image) if isinstance(image, QImage) else image
    if len(encoded.data) > MEGABYTES * 1_000_000:
        raise _too_large()
    path = folder / f"{hashlib.blake2b(encoded.data, digest_size=16).hexdigest()}{encoded.suffix}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(path) as file:
            file.write(encoded.data)
    except OSError as error:
        raise LibraryUnusable(
            translate("Dropping", "It cannot be kept in {folder} ({reason}).").format(
                folder=folder, reason=error.strerror
            )
        ) from error
    _remove_old(folder)
    return path


def shown_name(name: str) -> str:
    """What a person calls an example: what `keep` has named has no name of its own."""
    kept = re.fullmatch(r"[0-9a-f]{32}\.(png|jpg|webp|wav)", name)
    if kept and kept[1] == "wav":
        return translate("Dropping", "Recording")
    return translate("Dropping", "Pasted picture") if kept else name


def _encoded(image: QImage) -> Encoded:
    if image.width() * image.height() > MEGAPIXELS * 1_000_000:
        raise _too_large()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Fast rather than small: the file is kept for days only.
    writer = QImageWriter(buffer, b"png")
    writer.setQuality(80)
    if not writer.write(image):
        raise WrongRequest(
            translate("Dropping", "That picture cannot be kept. Save it and drop the file.")
        )
    return Encoded(bytes(buffer.data().data()), ".png")


def _too_large() -> WrongRequest:
    return WrongRequest(
        translate("Dropping", "That picture is too large to search with. Drop a smaller one.")
    )


def _remove_old(folder: Path) -> None:
    """Another process may remove them, too; what is gone is no error."""
    with suppress(OSError):
        kept = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        oldest = time.time() - KEPT_DAYS * 86_400
        for place, path in enumerate(kept):
            if place >= KEPT or path.stat().st_mtime < oldest:
                path.unlink()
