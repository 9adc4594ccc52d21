"""Move to Trash: asks with names, moves in a task, offers to undo it, lists what failed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QMessageBox, QWidget

from mmdesk.core.listings import Failure, Outcome, Trashed
from mmdesk.core.paths import printable
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

_NAMED = 6
"""Names in a question; the others are counted."""


@dataclass(frozen=True, slots=True)
class Doomed:
    """One file for each item, further `copies` of the same content, and items with no file here."""

    files: tuple[Path, ...]
    copies: tuple[Path, ...]
    away: int


def doomed(library: "Library", items: Sequence[int]) -> Doomed:
    """Which files belong to the items; in a task."""
    there = library.browsing.tiles(items)
    places = [library.browsing.details(item).places for item in items if item in there]
    present = [[place for place in each if place.exists()] for each in places]
    return Doomed(
        tuple(each[0] for each in present if each),
        tuple(copy for each in present for copy in each[1:]),
        sum(not each for each in present),
    )


class Trashing(QObject):
    """Asks over `window`."""

    told = Signal(str)
    offered = Signal(str, str, object)
    """A sentence, and what a button beside it says and does."""
    moving = Signal()
    """Files are about to be moved: who holds one open lets go of it, or it could not be."""
    trashed = Signal(tuple)
    """Of Trashed."""
    undoable = Signal(bool)
    """Whether there is something for `undo` to bring back."""

    def __init__(self, library: "Library", tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._tasks, self._window = library, tasks, window
        self.question: QMessageBox | None = None
        """The one that is open."""
        self._gone: list[tuple[Trashed, ...]] = []
        """What was moved together and not brought back, the latest last."""

    def ask(self, items: Sequence[int]) -> None:
        """Ask whether these items shall go to the trash, and move them after a yes."""
        library, chosen = self._library, tuple(items)
        self._tasks.run(lambda: doomed(library, chosen), self._question, owner=self)

    def _question(self, found: Doomed) -> None:
        if not found.files:
            self.told.emit(self.tr("There is no file to move: it is gone, or its drive is away."))
            return
        box = self._box(
            QMessageBox.Icon.Question,
            self.tr("Move %n file(s) to the trash?", "", len(found.files)),
            [printable(path.name) for path in found.files],
        )
        if found.away:
            gone = self.tr("%n more cannot be reached and will stay.", "", found.away)
            box.setInformativeText(f"{box.informativeText()}\n\n{gone}")
        move = box.addButton(self.tr("Move to Trash"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(move)
        copies = QCheckBox(box)
        copies.setText(self.tr("Also move %n copy(s) in other places", "", len(found.copies)))
        if found.copies:
            box.setCheckBox(copies)
        else:
            copies.hide()
        box.accepted.connect(lambda: self._move(found, copies=copies.isChecked()))
        self.question = box
        box.open()

    def _move(self, found: Doomed, *, copies: bool) -> None:
        library = self._library
        paths = found.files + (found.copies if copies else ())
        self.moving.emit()
        self._tasks.run(lambda: library.trash.move(paths), self._moved, owner=self)

    def _moved(self, outcome: tuple[list[Trashed], list[Failure]]) -> None:
        moved, failed = outcome
        if moved:
            self._tell(tuple(moved))
        self._list(self.tr("%n file(s) could not be moved to the trash.", "", len(failed)), failed)

    def _tell(self, moved: tuple[Trashed, ...]) -> None:
        self.trashed.emit(moved)
        sentence = self.tr("%n file(s) moved to the trash", "", len(moved))
        if self._library.trash.restorable:
            self._gone.append(moved)
            self.undoable.emit(True)
            self.offered.emit(sentence, self.tr("&Undo"), lambda: self.restore(moved))
        else:
            self.told.emit(sentence)

    def undo(self) -> None:
        """Bring back what was moved last."""
        if self._gone:
            self.restore(self._gone[-1])

    def restore(self, moved: tuple[Trashed, ...]) -> None:
        """Bring files back from the trash; those that cannot come back are given up."""
        library = self._library
        self._gone = [each for each in self._gone if each is not moved]
        self.undoable.emit(bool(self._gone))
        self._tasks.run(lambda: library.trash.restore(moved), self._restored, owner=self)

    def _restored(self, outcome: Outcome) -> None:
        if outcome.done:
            self.told.emit(self.tr("%n file(s) brought back", "", outcome.done))
        failed = outcome.failed
        self._list(self.tr("%n file(s) could not be brought back.", "", len(failed)), failed)

    def _list(self, sentence: str, failed: Sequence[Failure]) -> None:
        if not failed:
            return
        line = self.tr("{name}: {reason}")
        lines = [line.format(name=printable(f.path.name), reason=f.reason) for f in failed]
        box = self._box(QMessageBox.Icon.Warning, sentence, lines)
        box.addButton(QMessageBox.StandardButton.Close)
        self.question = box
        box.open()

    def _box(self, image: QMessageBox.Icon, text: str, lines: Sequence[str]) -> QMessageBox:
        """A box that names the first of `lines`, and has all of them on demand."""
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(image)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Move to Trash"))
        box.setText(text)
        shown = list(lines[:_NAMED])
        if len(lines) > _NAMED:
            shown.append(self.tr("and %n more", "", len(lines) - _NAMED))
            box.setDetailedText("\n".join(lines))
        box.setInformativeText("\n".join(shown))
        return box
