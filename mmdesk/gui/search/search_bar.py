"""The one field on top: what is typed, dropped, pasted or clicked becomes the query.

The bar changes the finder's query and shows whatever it asks, whoever asked it. Filters and
examples are chips, the words stand in the field.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionFrame,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mmdesk.core.entities import Query
from mmdesk.core.listings import Suggestion
from mmdesk.gui.finder import Finder, Results
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.search.chip_row import ChipRow
from mmdesk.gui.search.completion import Completion
from mmdesk.gui.search.example_taker import ExampleTaker
from mmdesk.gui.search.filter_menu import FilterButton
from mmdesk.gui.search.filter_parts import FilterPart
from mmdesk.gui.search.message_line import Message, MessageLine
from mmdesk.gui.search.recording import RecordingLine
from mmdesk.gui.search.search_field import SearchField, clipboard
from mmdesk.gui.search.typed import Typed, joined, read, word_at
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

PAUSE_MS = 600
"""After the last letter; then a filter that cannot be understood is told."""
REST_MS = 4000
"""Results that are looked at for so long were meant: their search is one of the recent ones."""
_ICON = 20


class SearchBar(QWidget):
    """A field with chips, completions and a line for what cannot be done."""

    folders_to_index = Signal(object)
    """Dropped folders, as a tuple of paths, that the user wants to be indexed."""

    def __init__(
        self, finder: Finder, library: "Library", tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._finder, self._library, self._tasks = finder, library, tasks
        self._reading = Latest(tasks, self)
        self._words, self._failed = "", False
        self._remembered: Query | None = None
        self._problem = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._tell_problem)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.remember)
        self.field = SearchField()
        self.row = ChipRow(self.field, library, tasks)
        self.filter_button = FilterButton(library, tasks)
        self.clear_button = QToolButton(autoRaise=True)
        self.message = MessageLine()
        self.recording = RecordingLine(finder, library, tasks, self.message)
        self._frame = _Frame(
            self.field, self.row, (self.filter_button, self.clear_button, self.recording.button)
        )
        self.completion = Completion(self.field, self._frame, library, tasks)
        self._taker = ExampleTaker(finder, library, tasks, self)
        self._arrange()
        self._listen()
        self._show(finder.query)

    def _arrange(self) -> None:
        self.setFocusProxy(self.field)
        self.clear_button.setIcon(icon("close"))
        self.clear_button.setAccessibleName(self.tr("Clear the search"))
        self.clear_button.setToolTip(self.tr("Clear the search"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(0)
        column.addWidget(self._frame)
        column.addWidget(self.recording)
        column.addWidget(self.message)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _listen(self) -> None:
        self.field.textEdited.connect(self._edit)
        self.field.textChanged.connect(self._offer_clearing)
        self.field.returnPressed.connect(self.submit)
        self.field.erased.connect(self._remove_last)
        self.field.pasted.connect(self.take)
        self.field.left.connect(self._leave)
        self.filter_button.chosen.connect(self._finder.narrow)
        self.clear_button.clicked.connect(self.clear)
        self.completion.chosen.connect(self._complete)
        self.row.edited.connect(self._edit_filter)
        self.row.removed.connect(self._remove_filter)
        self.row.toggled.connect(self._toggle)
        self.row.example_removed.connect(self._finder.remove_example)
        self.row.faulty.connect(self._tell_failure)
        self._taker.told.connect(self.message.tell)
        self._taker.folders_to_index.connect(self.folders_to_index)
        self._finder.asked.connect(self._show)
        self._finder.found.connect(self._found)
        self._finder.failed.connect(self._tell_failure)

    # What the window asks

    def focus(self) -> None:
        """Let the user type, in place of what stands there."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def take(self, mime: QMimeData, *, without: bool = False) -> bool:
        """Search with what was dropped; False when there is no picture, file or folder in it."""
        taken = self._taker.take(mime, without=without)
        if taken:  # What is typed next belongs to the search: in the grid, letters act on photos.
            self.window().activateWindow()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        return taken

    def paste(self) -> bool:
        """Search with the picture or the files in the clipboard; False when there are none."""
        return self.take(clipboard())

    def tell(self, message: Message) -> None:
        """Say something below the field."""
        self.message.tell(message)

    def clear(self) -> None:
        """Ask for nothing in particular."""
        self._reading.cancel()
        self.completion.close()
        self._say_nothing()
        self.field.clear()
        self._words = ""
        self._finder.browse()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # Typing

    def _edit(self) -> None:
        self._pause.stop()
        self.message.clear()
        self._read(finished=False)
        self.completion.suggest()

    def submit(self) -> None:
        """Ask at once for what stands in the field, and remember it."""
        self.completion.close()
        self._pause.stop()
        self._read(finished=True)

    def _leave(self) -> None:
        """Nothing will follow the last word: if it is a filter, it counts."""
        if ":" in self.field.text():
            self._reading.run(self._reader(finished=True), self._settle)

    def _settle(self, typed: Typed) -> None:
        self._finder.ask(self._take_out(typed))
        if self._problem:
            self._tell_problem()

    def _reader(self, *, finished: bool) -> Callable[[], Typed]:
        text, cursor = self.field.text(), self.field.cursorPosition()
        return partial(read, self._library.query, text, cursor, finished=finished)

    def _read(self, *, finished: bool) -> None:
        work = self._reader(finished=finished)
        if ":" in self.field.text():
            self._reading.run(work, partial(self._ask, finished=finished))
        else:  # There are no filters in it, so that the library need not be asked.
            self._reading.cancel()
            self._ask(work(), finished=finished)

    def _take_out(self, typed: Typed) -> Query:
        """The query; its filters leave the field and become chips."""
        if typed.text != self.field.text():
            self.field.setText(typed.text)
            self.field.setCursorPosition(typed.cursor)
        self._words, self._problem = typed.words, typed.problem or ""
        return joined(replace(self._finder.query, text=typed.words), typed.query)

    def _ask(self, typed: Typed, *, finished: bool) -> None:
        query = self._take_out(typed)
        if not finished:
            self._finder.ask(query, typing=True)
            if self._problem:
                self._pause.start()
            return
        self._ask_at_once(query)
        if self._problem:
            self._tell_problem()

    def _ask_at_once(self, query: Query) -> None:
        if query == self._finder.query:
            self._finder.refresh()
        else:
            self._finder.ask(query)
        self._remember(query)

    def remember(self) -> None:
        """Something that was found is made use of: its search is one of the recent ones, too."""
        results = self._finder.results
        current = results.query == self._finder.query
        if results.searched and current and results.query != self._remembered:
            self._remember(results.query)

    def _remember(self, query: Query) -> None:
        self._remembered = query
        self._tasks.run(partial(_remember, self._library, query), owner=self)

    def _tell_problem(self) -> None:
        self.message.tell(Message(self._problem))

    def _complete(self, suggestion: Suggestion) -> None:
        """A recent search is a whole query; everything else is one word of the text."""
        if suggestion.kind == "search":
            understand = self._library.query
            self._reading.run(lambda: understand(suggestion.text), self._ask_at_once)
            return
        cursor = self.field.cursorPosition()
        start, _ = word_at(self.field.text(), cursor)
        self.field.setSelection(start, cursor - start)
        self.field.insert(f"{suggestion.text} ")
        self.completion.close()  # until the next letter

    # Chips

    def _edit_filter(self, part: FilterPart) -> None:
        text_of, alone = self._library.text_of, Query(filters=part.alone)
        self._reading.run(lambda: text_of(alone), partial(self._put_back, part))

    def _put_back(self, part: FilterPart, text: str) -> None:
        before = self.field.text().rstrip()
        self._remove_filter(part)
        self.field.setText(f"{before} {text}" if before else text)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove_filter(self, part: FilterPart) -> None:
        self._finder.ask(replace(self._finder.query, filters=part.rest))

    def _remove_last(self) -> None:
        chips, query = self.row.chips, self._finder.query
        if query.examples or query.without:
            self._finder.remove_example((*query.examples, *query.without)[-1])
        elif chips:
            chips[-1].removed.emit()

    def _toggle(self, path: Path, without: bool) -> None:
        self._finder.add_examples([path], without=without)

    # What the finder says

    def _show(self, query: Query) -> None:
        self._say_nothing()
        self._rest.stop()
        if query.text != self._words:
            self._reading.cancel()
            self._words = query.text
            self.field.setText(query.text)
        self.row.show_query(query)
        self.field.setPlaceholderText(self._placeholder())
        self._offer_clearing()

    def _placeholder(self) -> str:
        if self.row.chips:
            return self.tr("Add words…")
        return self.tr("Describe it, drop a picture, sound or video, or type a name…")

    def _offer_clearing(self) -> None:
        self.clear_button.setVisible(bool(self.field.text() or self.row.chips))

    def _found(self, results: Results) -> None:
        if self._failed:
            self._say_nothing()
        if results.partial or not results.listing.items:
            self._rest.stop()
        elif not self._rest.isActive():  # while files stream in, the same is found again and again
            self._rest.start()

    def _say_nothing(self) -> None:
        self._pause.stop()
        self._failed = False
        self.message.clear()

    def _tell_failure(self, sentence: str) -> None:
        self._failed = True
        faults = self.row.faults
        if faults:
            offer = self.tr("Remove the example(s)", "", len(faults))
            self.message.tell(Message(sentence, offer, partial(self._remove_examples, faults)))
        else:
            self.message.tell(Message(sentence))

    def _remove_examples(self, paths: list[Path]) -> None:
        query, gone = self._finder.query, set(paths)
        self._finder.ask(
            replace(
                query,
                examples=tuple(path for path in query.examples if path not in gone),
                without=tuple(path for path in query.without if path not in gone),
            )
        )

    # Keys that the field leaves to the bar

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.recording.recorder.recording:
            self.recording.recorder.cancel()
        elif self.field.text():
            self.field.clear()
            self._edit()
        elif self.row.chips:
            self.clear()
        else:
            super().keyPressEvent(event)


class _Frame(QWidget):
    """Looks like one field: a magnifying glass, the chips and the text, buttons."""

    def __init__(self, field: SearchField, row: ChipRow, buttons: tuple[QToolButton, ...]) -> None:
        super().__init__()
        self._field = field
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 6, 6, 6)
        line.setSpacing(4)
        line.addSpacing(6 + _ICON + 4)
        line.addWidget(row, 1)
        for button in buttons:
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            button.setFixedSize(28, 28)
            button.setIconSize(QSize(16, 16))
            button.setCursor(Qt.CursorShape.ArrowCursor)
        field.focus_changed.connect(self.update)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QPainter(self), QStyleOptionFrame()
        option.initFrom(self)
        option.lineWidth = self.style().pixelMetric(QStyle.PixelMetric.PM_DefaultFrameWidth)
        option.state |= QStyle.StateFlag.State_Sunken
        if self._field.hasFocus():
            option.state |= QStyle.StateFlag.State_HasFocus
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        place = QRect(12, 6 + (28 - _ICON) // 2, _ICON, _ICON)
        icon("search").paint(painter, QStyle.visualRect(self.layoutDirection(), self.rect(), place))


def _remember(library: "Library", query: Query) -> None:
    if not library.read_only and library.browsing.lasts(query):
        library.marking.remember(library.text_of(query))
