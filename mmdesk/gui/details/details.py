"""The details: all that is known about what is selected, its marks, and what is like it.

Read in a task whenever the selection or the items change; `show_items` and `refresh` return at
once. What one item shows stands in item_details, marks in marks_editor.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from mmdesk.core.entities import Query
from mmdesk.core.errors import MmdeskError, WrongRequest
from mmdesk.core.listings import Details, Tile
from mmdesk.gui.details.detail_parts import Heading, Text
from mmdesk.gui.details.item_details import ItemDetails
from mmdesk.gui.details.joint_marks import JointMarks
from mmdesk.gui.details.marks_editor import MarksEditor
from mmdesk.gui.finder import Finder
from mmdesk.gui.grid.thumbnails import Thumbnails
from mmdesk.gui.parts.told import said
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

PAUSE_MS = 100
"""Before many items are read: a selection grows while the pointer is drawn over them."""
_NARROWEST = 208


@dataclass(frozen=True, slots=True)
class _Many:
    """What is shown of many items: those that still exist, how many are away, their marks."""

    items: tuple[int, ...]
    away: int
    marks: JointMarks

    @classmethod
    def of(cls, tiles: Iterable[Tile]) -> "_Many":
        each = list(tiles)
        marks = JointMarks.of(tile.marks for tile in each)
        return cls(tuple(tile.item for tile in each), sum(not tile.online for tile in each), marks)


class DetailsPanel(QScrollArea):
    """What is selected: nothing, one item, or many."""

    item_wanted = Signal(int)
    """The user wants to see this item."""
    reveal_asked = Signal(object)
    """A path to show in the file manager."""
    told = Signal(str)

    def __init__(
        self,
        finder: Finder,
        library: "Library",
        tasks: Tasks,
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._finder, self._library = finder, library
        self._latest = Latest(tasks, self)
        self._items: tuple[int, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self._load_many)
        self._title, self._sentence = Heading(size=1.2), Text(faint=True)
        self.item = ItemDetails(finder, library, tasks, thumbnails)
        self.marks = MarksEditor(library, tasks)
        self._arrange()
        self._connect()
        self.show_items(())

    def _arrange(self) -> None:
        self.setAccessibleName(self.tr("Details"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setMinimumWidth(_NARROWEST)
        # What is in it takes the focus; on the panel itself nobody would see it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        for part in (self.item.head, self._title, self._sentence, self.marks, self.item):
            column.addWidget(part)
        column.addStretch()
        self.setWidget(page)

    def _connect(self) -> None:
        self.item.item_wanted.connect(self.item_wanted)
        self.item.reveal_asked.connect(self.reveal_asked)
        self.item.told.connect(self.told)
        self.item.word_wanted.connect(self._search)
        self.item.filter_wanted.connect(self._finder.narrow)
        self.marks.tag_wanted.connect(self._search)
        self.marks.told.connect(self.told)
        self.marks.settled.connect(self._load)

    def show_items(self, items: tuple[int, ...]) -> None:
        """Show these; none of them for a hint."""
        self._items = items
        self.verticalScrollBar().setValue(0)
        self._load()

    def refresh(self, items: frozenset[int] | None = None) -> None:
        """These items, or all, have changed; what a person just did to them shows already."""
        if not self.marks.busy and (items is None or not items.isdisjoint(self._items)):
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load()

    def _load(self) -> None:
        """Read what is selected; nothing while the panel is hidden."""
        self._latest.cancel()
        self._soon.stop()
        items, browsing = self._items, self._library.browsing
        if not items:
            self._say(self.tr("Nothing selected"), self.tr("Select something to see all about it."))
        elif self.isHidden():
            self.item.clear()
        elif len(items) == 1:
            self._latest.run(lambda: browsing.details(items[0]), self._show_one, self._fail)
        else:
            self._soon.start()

    def _load_many(self) -> None:
        items, browsing = self._items, self._library.browsing

        def work() -> _Many:
            return _Many.of(browsing.tiles(items).values())

        self._latest.run(work, self._show_many, self._fail)

    def _show_one(self, details: Details) -> None:
        self._show_parts(one=True, marks=True)
        self.item.show_details(details)
        self.marks.show_marks(self._items, JointMarks.of([details.tile.marks]))

    def _show_many(self, many: _Many) -> None:
        if not many.items:
            self._gone(self.tr("These files are no longer there."))
            return
        title = self.tr("%n item(s) selected", "", len(many.items))
        offline = self.tr("%n of them on drives that are not connected.", "", many.away)
        self._say(title, offline if many.away else "", marks=True)
        self.marks.show_marks(many.items, many.marks)

    def _fail(self, error: MmdeskError) -> None:
        if isinstance(error, WrongRequest):
            self._gone(self.tr("This file is no longer there."))
        else:
            self._say(self.tr("This cannot be shown now"), said(error))

    def _gone(self, title: str) -> None:
        self._say(title, self.tr("It was deleted or moved out of the folders that are indexed."))

    def _say(self, title: str, sentence: str, *, marks: bool = False) -> None:
        self._show_parts(one=False, marks=marks)
        self._title.setText(title)
        self._sentence.say(sentence)

    def _show_parts(self, *, one: bool, marks: bool) -> None:
        self.item.setVisible(one)
        self.item.head.setVisible(one)
        self._title.setVisible(not one)
        self._sentence.setVisible(not one)
        self.marks.setVisible(marks)
        if not one:
            self.item.clear()

    def _search(self, word: str) -> None:
        plain = word.replace('"', " ")
        self._finder.ask(Query(text=plain if plain.isalnum() else f'"{plain}"'))
