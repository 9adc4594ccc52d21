"""What a person does with the folders that are kept indexed: add, remove, look again, forget."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from mmdesk.core.entities import Root
from mmdesk.gui.settings.purposes import is_here
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library


class RootActions(QObject):
    """Asks what must be asked, then lets the library do it in a task."""

    told = Signal(str)
    """A sentence about what was done."""

    added = Signal()

    def __init__(self, library: "Library", tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._tasks, self._window = library, tasks, window

    def choose(self) -> None:
        """Let the user choose a folder to add."""
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        title = self.tr("Add a folder")
        folder = QFileDialog.getExistingDirectory(self._window, title, pictures)
        if folder:
            self.add([Path(folder)])

    def add(self, folders: Sequence[Path]) -> None:
        """Keep these folders indexed from now on."""
        library, chosen = self._library, list(folders)

        def work() -> int:
            roots = [library.add_root(folder) for folder in chosen]
            library.indexing.rescan([root.path for root in roots])
            return len(roots)

        self._tasks.run(work, self._added, owner=self)

    def _added(self, count: int) -> None:
        self.added.emit()
        self.told.emit(self.tr("%n folder(s) will be kept indexed.", "", count))

    def remove(self, folder: Path) -> None:
        """Stop keeping a folder, after a yes."""
        question = self.tr(
            "mmdesk forgets what it knows about the files in {folder} and no longer finds them. "
            "The files themselves stay as they are. What you marked comes back when you add the "
            "folder again."
        ).format(folder=folder)
        if self._agreed(self.tr("Remove folder"), question, self.tr("Remove")):
            self._tasks.run(lambda: self._library.remove_root(folder), self._removed, owner=self)

    def _removed(self, root: Root) -> None:
        self.told.emit(self.tr("{folder} was removed.").format(folder=root.path))

    def forget(self, root: Root) -> None:
        """Forget the files of a folder that are gone, after a yes."""
        question = self.tr(
            "%n file(s) that were in {folder} are no longer there. If a drive or share is missing, "
            "connect it again instead. Shall mmdesk forget them?",
            "",
            root.gone,
        ).format(folder=root.path)
        if self._agreed(self.tr("Files are missing"), question, self.tr("Forget them")):
            self.rescan(root.path, forget=True)

    def write_down(self, folder: Path, *, on: bool) -> None:
        """Whether what is said in a folder's sounds is written down."""
        library = self._library

        def work() -> bool:
            library.set_speech(folder, on)
            return is_here(library, "speech")

        self._tasks.run(work, lambda here: self._tell_speech(folder, on, here), owner=self)

    def _tell_speech(self, folder: Path, on: bool, here: bool) -> None:
        if not on:
            text = self.tr("What is said in the files of {folder} is no longer written down.")
        elif here:
            text = self.tr(
                "What is said in the files of {folder} will be written down. It is the costliest "
                "part of indexing; the newest come first."
            )
        else:
            text = self.tr(
                "What is said in the files of {folder} will be written down once the model for "
                "speech is there. Get it in the settings, under Models."
            )
        self.told.emit(text.format(folder=folder))

    def rescan(self, folder: Path | None = None, *, forget: bool = False) -> None:
        """Look through a folder, or all of them, again."""
        folders = None if folder is None else [folder]
        self._tasks.run(lambda: self._library.indexing.rescan(folders, forget=forget), owner=self)

    def _agreed(self, title: str, question: str, yes: str) -> bool:
        box = QMessageBox(QMessageBox.Icon.Question, title, question, parent=self._window)
        agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is agreed
