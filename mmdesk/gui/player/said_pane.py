"""What is said in an item, read from the library: its lines, and a note on how far they go."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from mmdesk.core.entities import Phrase, Query, Span
from mmdesk.core.errors import MmdeskError
from mmdesk.core.listings import Transcript
from mmdesk.gui.parts.told import said
from mmdesk.gui.parts.words import plain, typed
from mmdesk.gui.player.times import clock
from mmdesk.gui.player.transcript_view import TranscriptView
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library


def lit_words(query: Query) -> tuple[str, ...]:
    """What is to be lit in a transcript: the words and phrases that were asked for."""
    return tuple(map(plain, (*typed(query.text), *query.filters.phrases)))


class SaidPane(QWidget):
    """The transcript of one item."""

    filled = Signal()
    """What is said has been read, or read again."""

    def __init__(
        self, library: "Library", tasks: Tasks, *, size: float = 1.0, tallest: int | None = None
    ) -> None:
        """Where `tallest` is given, the lines are as high as they need, up to so many pixels."""
        super().__init__()
        self._library, self._reading = library, Latest(tasks, self)
        self._item: int | None = None
        self._match: Span | None = None
        self._words: tuple[str, ...] = ()
        self.lines, self.note = TranscriptView(size=size, tallest=tallest), QLabel()
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.lines, 1)
        column.addWidget(self.note)
        if tallest is None:
            column.addStretch()  # while there are no lines

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """What is known to be said."""
        return self.lines.lines.phrases

    def show_item(self, item: int, match: Span | None, words: Sequence[str]) -> None:
        """Show what is said in this item, with what was found of it and the words to be lit."""
        if item != self._item:
            self._fill(None)
        self._item, self._match, self._words = item, match, tuple(words)
        self.read_again()

    def read_again(self) -> None:
        """What is said may have been written down by now, or more of it."""
        if self._item is not None:
            transcript, item = self._library.browsing.transcript, self._item
            self._reading.run(lambda: transcript(item), self._fill, self._fail)

    def clear(self) -> None:
        """Read nothing more."""
        self._reading.cancel()
        self._item = None

    def _fill(self, transcript: Transcript | None) -> None:
        phrases = transcript.phrases if transcript else ()
        self.lines.setVisible(bool(phrases))
        self.lines.show_lines(phrases, self._words, self._match)
        self._say(self._noted(transcript))
        self.filled.emit()

    def _noted(self, transcript: Transcript | None) -> str:
        if transcript is None:
            return ""
        if transcript.complete:
            return "" if transcript.phrases else self.tr("Nothing is said in it.")
        if not transcript.phrases:
            return self.tr("What is said in it is being written down.")
        upto = clock(transcript.phrases[-1].end)
        return self.tr("Written down up to {time} so far.").format(time=upto)

    def _fail(self, error: MmdeskError) -> None:
        self._say(said(error))

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))
