"""Favourite, rating and tags of what is selected: shown at once, written in order, then true."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QPushButton, QVBoxLayout, QWidget

from mmdesk.core.listings import Outcome
from mmdesk.gui.details.detail_parts import Text
from mmdesk.gui.details.joint_marks import JointMarks
from mmdesk.gui.details.marks import FavouriteBox, Stars
from mmdesk.gui.details.tag_editor import TagEditor
from mmdesk.gui.in_order import InOrder
from mmdesk.gui.parts.flow_layout import FlowLayout
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library


class MarksEditor(QWidget):
    """The marks of one item or of many. What only some have is shown as such."""

    settled = Signal()
    """Every change has reached the catalogue, or failed: what is true can be read again."""
    told = Signal(str)
    tag_wanted = Signal(str)

    def __init__(self, library: "Library", tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library, self._tasks = library, tasks
        self._items: tuple[int, ...] = ()
        self._marks = JointMarks(0)
        self._writes = InOrder(tasks, self)
        self._writes.settled.connect(self.settled)
        self._writes.failed.connect(self.told)
        self.favourite, self.stars, self.tags = FavouriteBox(), Stars(), TagEditor()
        self._differ = Text(self.tr("Different ratings"), faint=True)
        self.sidecar_button = QPushButton(self.tr("Write to .xmp sidecar…"))
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QWidget()
        marks = FlowLayout(row)
        marks.setSpacing(8)
        marks.addWidget(self.stars)
        marks.addWidget(self.favourite)
        column.addWidget(row)
        column.addWidget(self._differ)
        column.addWidget(self.tags)
        column.addWidget(self.sidecar_button, 0, Qt.AlignmentFlag.AlignLeading)

    def _connect(self) -> None:
        self.favourite.chosen.connect(self._choose)
        self.stars.rated.connect(self._rate)
        self.tags.entry.entered.connect(self._load_tags)
        self.tags.tagged.connect(self._tag)
        self.tags.untagged.connect(self._untag)
        self.tags.tag_wanted.connect(self.tag_wanted)
        self.sidecar_button.clicked.connect(self._ask_for_sidecars)

    @property
    def busy(self) -> bool:
        """Whether changes are on their way, so that what is read may be older than what shows."""
        return self._writes.busy

    def show_marks(self, items: tuple[int, ...], marks: JointMarks) -> None:
        """Show the marks of these items."""
        self._items, self._marks = items, marks
        self.favourite.show_state(marks.favourite)
        self.stars.show_rating(marks.rating)
        self._differ.setVisible(marks.rating is None)
        self.tags.show_tags(marks.tags, marks.count)

    def _load_tags(self) -> None:
        self._tasks.run(self._library.marking.tags, self.tags.complete_from, owner=self)

    def _choose(self, on: bool) -> None:
        items, marking = self._items, self._library.marking
        self._change(self._marks.as_favourites(on), lambda: marking.favourite(items, on))

    def _rate(self, stars: int) -> None:
        items, marking = self._items, self._library.marking
        self._change(self._marks.rated(stars), lambda: marking.rate(items, stars))

    def _tag(self, tag: str) -> None:
        items, marking = self._items, self._library.marking
        self._change(self._marks.tagged(tag), lambda: marking.tag(items, tag))

    def _untag(self, tag: str) -> None:
        items, marking = self._items, self._library.marking
        self._change(self._marks.untagged(tag), lambda: marking.untag(items, tag))

    def _change(self, marks: JointMarks, write: Callable[[], object]) -> None:
        self.show_marks(self._items, marks)
        self._writes.run(write)

    def _ask_for_sidecars(self) -> None:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(
            self.tr("Write the marks of %n file(s) to .xmp sidecars?", "", len(self._items))
        )
        box.setInformativeText(
            self.tr(
                "Rating and tags go into a small .xmp file beside each file, which other programs "
                "can read; the file itself is never changed."
            )
        )
        write = box.addButton(self.tr("Write"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        items = self._items
        write.clicked.connect(lambda: self._write_sidecars(items))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _write_sidecars(self, items: tuple[int, ...]) -> None:
        self._writes.run(lambda: self._library.marking.write_sidecars(items), self._tell)

    def _tell(self, outcome: Outcome) -> None:
        done = self.tr("%n sidecar(s) written.", "", outcome.done)
        if outcome == Outcome(0):
            done = self.tr("There is nothing to write yet. Rate or tag the files first.")
        if not outcome.failed:
            self.told.emit(done)
            return
        first = outcome.failed[0]
        why = self.tr("%n could not be written; {name}: {reason}", "", len(outcome.failed))
        self.told.emit(f"{done} {why.format(name=first.path.name, reason=first.reason)}")
