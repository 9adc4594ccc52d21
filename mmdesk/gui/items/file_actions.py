"""What a person does with the files of photos: open them, see them in their folder, copy them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage

from mmdesk.core.paths import printable
from mmdesk.gui.items import copying
from mmdesk.gui.items.file_manager import reveal, url
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

MOST_OPENED = 10


class FileActions(QObject):
    """Each action takes items; whatever cannot be done is told."""

    told = Signal(str)

    def __init__(self, library: "Library", tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._library, self._tasks = library, tasks

    def open(self, items: Sequence[int]) -> None:
        """Open each in the system's application."""
        if len(items) > MOST_OPENED:
            self.told.emit(self.tr("Select up to %n file(s) to open them.", "", MOST_OPENED))
        else:
            self._with_files(items, self._open)

    def _open(self, paths: Sequence[Path]) -> None:
        for path in paths:
            if not QDesktopServices.openUrl(url(path)):
                sentence = self.tr("The system has no application that opens {name}.")
                self.told.emit(sentence.format(name=printable(path.name)))

    def reveal(self, items: Sequence[int]) -> None:
        """Show the files in the file manager, or at least their folder."""
        self._with_files(items, self.reveal_paths)

    def reveal_paths(self, paths: Sequence[Path]) -> None:
        """The same for files of which some may be no items."""

        def revealed(done: bool) -> None:
            if not done:
                self._open_folder(paths[0].parent)

        self._tasks.run(lambda: reveal(paths), revealed, owner=self)

    def _open_folder(self, folder: Path) -> None:
        if not QDesktopServices.openUrl(url(folder)):
            sentence = self.tr("No file manager answers. The folder is {path}.")
            self.told.emit(sentence.format(path=printable(folder)))

    def copy(self, items: Sequence[int]) -> None:
        """Put the files, and a single photo as a picture too, into the clipboard."""
        self._with_files(items, self._copy)

    def _copy(self, paths: list[Path]) -> None:
        library = self._library

        def work() -> QImage | None:
            return copying.picture_in(library, paths[0]) if len(paths) == 1 else None

        def done(picture: QImage | None) -> None:
            QGuiApplication.clipboard().setMimeData(copying.files(paths, picture))
            self.told.emit(self.tr("%n file(s) copied", "", len(paths)))

        self._tasks.run(work, done, owner=self)

    def copy_path(self, items: Sequence[int]) -> None:
        """Put the paths into the clipboard, one on each line; also of files that are away."""
        library = self._library

        def work() -> list[str]:
            return [printable(tile.path) for tile in library.browsing.tiles(items).values()]

        def done(lines: list[str]) -> None:
            QGuiApplication.clipboard().setText("\n".join(lines))
            self.told.emit(self.tr("%n path(s) copied", "", len(lines)))

        if items:
            self._tasks.run(work, done, owner=self)

    def _with_files(self, items: Sequence[int], do: Callable[[list[Path]], object]) -> None:
        """Do something with those files that are there; say why when none is."""
        library = self._library

        def work() -> tuple[list[Path], bool]:
            tiles = library.browsing.tiles(items).values()
            there = [tile.path for tile in tiles if tile.path.exists()]
            return there, all(tile.online for tile in tiles)

        def done(found: tuple[list[Path], bool]) -> None:
            paths, online = found
            if paths:
                do(paths)
            elif online:
                self.told.emit(self.tr("The file is no longer there: it was deleted or moved."))
            else:
                self.told.emit(self.tr("This drive is not connected."))

        if items:
            self._tasks.run(work, done, owner=self)
