"""The middle of the window: what was found, how it is sorted, and what to say when it is nothing.

Follows the finder; the grid, the header and the state page are shown or hidden here.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSlider,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from mmdesk.core.entities import Filters, Kind, NoteKind
from mmdesk.core.listings import Order
from mmdesk.gui.finder import MOST, Finder, Results, is_search
from mmdesk.gui.grid.notes import MISSING, NotesLine, sentence
from mmdesk.gui.grid.results_grid import ResultsGrid
from mmdesk.gui.grid.results_model import ResultsModel
from mmdesk.gui.grid.sharpening import Sharpener
from mmdesk.gui.grid.thumbnails import Thumbnails
from mmdesk.gui.parts.elided_label import ElidedLabel
from mmdesk.gui.parts.states import Button, StatePage
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

SMALLEST, LARGEST, USUAL = 96, 384, 176
STEP = 32
_ONLY = {Filters(kinds=frozenset({kind})) for kind in Kind}
SLOW_MS = 300
"""A search that takes longer says that it is under way; one that does not would only flicker."""


class ResultsPage(QWidget):
    """The grid with its header, or a page that says why there is none."""

    sorted_by = Signal(object)
    """An Order that the user chose."""
    add_folder_asked = Signal()
    heading_changed = Signal(str)
    """What stands above the results."""

    def __init__(
        self,
        library: "Library",
        finder: Finder,
        tasks: Tasks,
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._finder = finder
        self.model = ResultsModel(library, tasks, self)
        self.grid = ResultsGrid(self.model, thumbnails, self)
        self.sharpener = Sharpener(library, tasks, thumbnails, self.grid)
        self.state = StatePage(self)
        self._heading = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self._undescribed = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self._looking = self._nothing = False
        self.notes = NotesLine(library, self)
        self.order, self.size_slider = self._order_choice(), self._size_choice()
        self._stack = QStackedLayout()
        self._arrange()
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(lambda: self._head(self.tr("Searching…")))
        self.notes.again_wanted.connect(finder.refresh)
        finder.started.connect(self._begin)
        finder.found.connect(self._show)
        finder.failed.connect(self._fail)

    def _order_choice(self) -> QComboBox:
        choice = QComboBox()
        choice.addItem(self.tr("Best first"), Order.RELEVANCE)
        choice.addItem(self.tr("By date"), Order.DATE)
        choice.addItem(self.tr("By name"), Order.NAME)
        choice.setAccessibleName(self.tr("Sort"))
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        choice.activated.connect(lambda row: self.sorted_by.emit(choice.itemData(row)))
        return choice

    def _size_choice(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(SMALLEST, LARGEST)
        slider.setSingleStep(STEP)
        slider.setPageStep(STEP)
        slider.setMinimumWidth(56)
        slider.setMaximumWidth(112)
        slider.setValue(USUAL)
        slider.setAccessibleName(self.tr("Size of the pictures"))
        slider.setToolTip(self.tr("Size of the pictures"))
        slider.valueChanged.connect(self.grid.set_tile_size)
        self.grid.tile_size_changed.connect(slider.setValue)
        return slider

    def _arrange(self) -> None:
        font = self._heading.font()
        font.setBold(True)
        self._heading.setFont(font)
        self._undescribed.setForegroundRole(self._undescribed.palette().ColorRole.PlaceholderText)
        header = QHBoxLayout()
        header.setContentsMargins(12, 4, 12, 4)
        header.setSpacing(12)
        header.addWidget(self._heading)
        header.addWidget(self._undescribed)
        header.addStretch()
        header.addWidget(self.order)
        header.addWidget(self.size_slider)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.state)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addWidget(self.notes)
        column.addLayout(self._stack)

    def offer(self, card: QWidget) -> None:
        """Show a card above the results until it goes."""
        card.setContentsMargins(12, 8, 12, 8)
        self._column.insertWidget(0, card)

    def set_undescribed(self, text: str) -> None:
        """Say beside the results how many photos no description finds yet; nothing when empty."""
        self._undescribed.setText(text)

    def set_looking(self, looking: bool) -> None:
        """Whether indexing is at work, so that nothing is not the last word."""
        self._looking = looking
        if self._nothing:
            self._say_nothing(self._finder.results)

    def resize_tiles(self, steps: int) -> None:
        """Larger pictures, or smaller ones."""
        self.size_slider.setValue(self.size_slider.value() + steps * STEP)

    def neighbours(self, item: int) -> list[int]:
        """The items around this one, the next one first."""
        row, items = self.model.row_of(item), self.model.items
        if row is None:
            return []
        return [items[each] for each in (row + 1, row - 1, row + 2) if 0 <= each < len(items)]

    def step(self, by: int) -> int | None:
        """Make the item so many places on the current one, if there is one."""
        current, items = self.grid.current_item(), self.model.items
        row = None if current is None else self.model.row_of(current)
        if row is None or not 0 <= row + by < len(items):
            return None
        self.grid.select_item(items[row + by])
        return items[row + by]

    def _begin(self) -> None:
        """Something else is looked for; what is only looked at anew stays as it stands."""
        query = self._finder.query
        if is_search(query) and query != self._finder.results.query:
            self._slow.start()

    def _show(self, results: Results) -> None:
        self._slow.stop()
        again = self.order.currentData() == self._finder.order
        self.model.show(results)
        if not again:
            self.grid.scrollToTop()
        count = len(results.listing.items)
        self._head(self._title(results, count))
        self.notes.show_notes(results.notes if count else ())
        self.order.setCurrentIndex(self.order.findData(self._finder.order))
        self.order.setItemText(
            0, self.tr("Best first") if results.searched else self.tr("Newest first")
        )
        self._nothing = not count
        if count:
            self._stack.setCurrentWidget(self.grid)
        else:
            self._say_nothing(results)

    def _head(self, text: str) -> None:
        self._heading.setText(text)
        self.heading_changed.emit(text)

    def _title(self, results: Results, count: int) -> str:
        if results.partial:
            return self.tr("Searching…")
        if results.searched:
            if count >= MOST:
                return self.tr("The best %Ln", "", count)
            return self.tr("%Ln found", "", count)
        asked = results.query.filters.kinds or {Kind.PHOTO}
        kinds = results.kinds or dict.fromkeys(asked, 0)
        return " · ".join(self._counted(kind, kinds[kind]) for kind in Kind if kind in kinds)

    def _counted(self, kind: Kind, count: int) -> str:
        return {
            Kind.PHOTO: self.tr("%Ln photo(s)", "", count),
            Kind.SOUND: self.tr("%Ln sound(s)", "", count),
            Kind.VIDEO: self.tr("%Ln video(s)", "", count),
        }[kind]

    def _say_nothing(self, results: Results) -> None:
        everything = not results.searched and results.query.filters == Filters()
        if everything and self._looking:
            self.state.say(
                "look",
                self.tr("Looking through your folders…"),
                self.tr("Photos, sounds and videos appear here as they are found."),
            )
        elif everything:
            self.state.say(
                "photos",
                self.tr("Nothing here yet"),
                self.tr("Add a folder, or drop one here; what is in it appears as it is found."),
                (self.tr("Add folder…"), self.add_folder_asked.emit),
            )
        elif results.partial:
            self.state.say("search", self.tr("Searching…"), " ".join(map(sentence, results.notes)))
        elif any(note.kind is NoteKind.MODEL_FAILED for note in results.notes):
            self.state.say(
                "warning",
                self.tr("This search could not be answered wholly"),
                " ".join(map(sentence, results.notes)),
                (self.tr("Try again"), self._finder.refresh),
                (self.tr("Show everything"), self._finder.browse),
            )
        else:
            self._say_not_found(results)
        self._stack.setCurrentWidget(self.state)

    def _say_not_found(self, results: Results) -> None:
        advice, *ways = self._advice(results)
        everything = (self.tr("Show everything"), self._finder.browse)
        self.state.say("search", self.tr("Nothing found"), advice, everything, *ways)

    def _advice(self, results: Results) -> tuple[str, *tuple[Button, ...]]:
        """What to do, and the buttons that do it: what narrows most comes first."""
        query, filters = results.query, results.query.filters
        phrases = filters.phrases
        if not results.searched and filters in _ONLY:
            return (self._none_of(filters),)
        if filters != Filters(phrases=phrases):
            wider = replace(query, filters=Filters(phrases=phrases))
            text = self.tr("Nothing passes all your filters: take some of them away.")
            way = (self.tr("Without filters"), lambda: self._finder.ask(wider))
            return (text, way) if results.searched or phrases else (text,)
        if phrases or '"' in query.text:
            loose = " ".join((query.text, *phrases)).replace('"', " ").split()
            wider = replace(query, text=" ".join(loose), filters=Filters())
            text = self.tr("The words in quotes stand nowhere so: try without the quotes.")
            return text, (self.tr("Without quotes"), lambda: self._finder.ask(wider))
        if results.notes:
            text = " ".join(map(sentence, results.notes))
            missing = any(note.kind in MISSING for note in results.notes)
            way = (self.tr("Get the model…"), self.notes.model_wanted.emit)
            return (text, way) if missing else (text,)
        return (self.tr("Try other words, or a picture, sound or video as an example."),)

    def _none_of(self, filters: Filters) -> str:
        """There is none of a kind, whatever else is asked."""
        if self._looking:
            return self.tr("Your folders are being looked through: there may be some yet.")
        return {
            Kind.PHOTO: self.tr("There are no photos in your folders."),
            Kind.SOUND: self.tr("There are no sounds in your folders."),
            Kind.VIDEO: self.tr("There are no videos in your folders."),
        }[next(iter(filters.kinds))]

    def _fail(self, sentence: str) -> None:
        self._slow.stop()
        self._nothing = False
        self._head("")
        self.notes.hide()
        self.state.say(
            "warning",
            self.tr("This search cannot be answered"),
            sentence,
            (self.tr("Try again"), self._finder.refresh),
            (self.tr("Show everything"), self._finder.browse),
        )
        self._stack.setCurrentWidget(self.state)
