"""Makes examples of what is dropped or pasted, and asks what is meant by a folder."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMimeData, QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from mmdesk.core.errors import MmdeskError
from mmdesk.gui.finder import Finder
from mmdesk.gui.parts.told import said
from mmdesk.gui.search.dropping import Gathered, dropped, gather, pictures_in
from mmdesk.gui.search.message_line import Message
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

MOST = 16
"""Examples of one search, liked or not."""


class ExampleTaker(QObject):
    """Looks at what came in a task, then asks the finder."""

    told = Signal(object)
    """A Message: what could not be done as it was asked."""
    folders_to_index = Signal(object)
    """The folders, as a tuple of paths, that the user wants to be indexed."""

    def __init__(self, finder: Finder, library: "Library", tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._finder, self._library, self._tasks = finder, library, tasks
        self._widget = parent

    def take(self, mime: QMimeData, *, without: bool = False) -> bool:
        """Search with what is in it, or with what is less like it; False when nothing is."""
        drop = dropped(mime)
        if drop:
            work = partial(gather, self._library, drop)
            self._tasks.run(work, partial(self._gathered, without), self._fail, owner=self)
        return bool(drop)

    def _gathered(self, without: bool, gathered: Gathered) -> None:
        if gathered.pictures:
            roots = () if gathered.known else _folders_of(gathered.pictures)
            self._add(gathered, without, roots)
        if gathered.folders:
            self._ask(gathered.folders, without)

    def _add(self, gathered: Gathered, without: bool, folders: tuple[Path, ...]) -> None:
        query, pictures = self._finder.query, gathered.pictures
        others = {*query.examples, *query.without} - set(pictures)
        used = pictures[: max(0, MOST - len(others))]
        if used:
            self._finder.add_examples(used, without=without)
        if len(used) < len(pictures):
            self._tell_too_many(len(used), gathered.count, folders)

    def _tell_too_many(self, used: int, count: int, folders: tuple[Path, ...]) -> None:
        if used == 0:
            text = self.tr("A search takes up to {most} examples. Remove some to use others.")
        else:
            text = self.tr("A search takes up to {most} examples; {used} of {count} are used.")
        text = text.format(most=MOST, used=used, count=QLocale().toString(count))
        if folders:
            offer = self.tr("Index the folder(s) instead", "", len(folders))
            index = partial(self.folders_to_index.emit, folders)
            self.told.emit(Message(text, offer, index))
        else:
            self.told.emit(Message(text))

    def _ask(self, folders: tuple[Path, ...], without: bool) -> None:
        """One question for all of them; it is answered later, nothing waits for it."""
        box = QMessageBox(self._widget.window())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Dropped folder(s)", "", len(folders)))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self._question(folders))
        box.setInformativeText(
            self.tr("Indexing makes everything in it findable, now and from now on.")
        )
        index = box.addButton(
            self.tr("Index the folder(s)", "", len(folders)), QMessageBox.ButtonRole.AcceptRole
        )
        search = box.addButton(
            self.tr("Search with what is in it"), QMessageBox.ButtonRole.ActionRole
        )
        box.addButton(QMessageBox.StandardButton.Cancel)
        index.clicked.connect(lambda: self.folders_to_index.emit(folders))
        search.clicked.connect(lambda: self._search_with(folders, without))
        box.open()

    def _question(self, folders: tuple[Path, ...]) -> str:
        if len(folders) == 1:
            question = self.tr("What shall be done with the folder {name}?")
            return question.format(name=folders[0].name or folders[0])
        return self.tr("What shall be done with these %n folder(s)?", "", len(folders))

    def _search_with(self, folders: tuple[Path, ...], without: bool) -> None:
        done = partial(self._found_in, folders, without)
        work = partial(pictures_in, folders)
        self._tasks.run(work, done, self._fail, owner=self)

    def _found_in(self, folders: tuple[Path, ...], without: bool, found: Gathered) -> None:
        if found.pictures:
            self._add(found, without, folders)
        else:
            self.told.emit(Message(self.tr("There are no pictures, sounds or videos in it.")))

    def _fail(self, error: MmdeskError) -> None:
        self.told.emit(Message(said(error)))


def _folders_of(files: Iterable[Path]) -> tuple[Path, ...]:
    """The folders that the files lie in; where these lie in one another, the outer one."""
    parents = sorted({file.parent for file in files})
    outer: list[Path] = []
    for parent in parents:
        if not any(parent.is_relative_to(each) for each in outer):
            outer.append(parent)
    return tuple(outer)
