"""What the user should know about an answer, as sentences of the window with a way on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from mmdesk.core.entities import Note, NoteKind
from mmdesk.gui.parts.told import said

if TYPE_CHECKING:
    from mmdesk.library import Library

_SENTENCES: dict[NoteKind, object] = {
    NoteKind.MODEL_MISSING: QT_TRANSLATE_NOOP(
        "Notes",
        "Found by names, words and looks. To find photos and videos by describing "
        "them, get the description model.",
    ),
    NoteKind.NOT_DESCRIBED: QT_TRANSLATE_NOOP(
        "Notes", "No photo or video is described yet; words and looks answer so far."
    ),
    NoteKind.SOUND_MODEL_MISSING: QT_TRANSLATE_NOOP(
        "Notes",
        "Sounds were found by names and words. To find them, in videos too, by describing them, "
        "get the model that hears.",
    ),
    NoteKind.NOT_HEARD: QT_TRANSLATE_NOOP(
        "Notes",
        "No sound, of a video or by itself, was listened to yet; what is found stands without it.",
    ),
    NoteKind.SENTENCE_MODEL_MISSING: QT_TRANSLATE_NOOP(
        "Notes",
        "What is said was found word by word. To find it in other words, get the model for "
        "sentences.",
    ),
    NoteKind.LIBRARY_EMPTY: QT_TRANSLATE_NOOP("Notes", "The library is empty."),
    NoteKind.FOLDER_UNKNOWN: QT_TRANSLATE_NOOP(
        "Notes", "Nothing is indexed in a folder called {about}."
    ),
    NoteKind.MODEL_FAILED: QT_TRANSLATE_NOOP("Notes", "A model could not answer: {about}"),
    NoteKind.MODEL_LOADING: QT_TRANSLATE_NOOP(
        "Notes", "Descriptions are on their way: the model is being loaded."
    ),
}
MISSING = {
    NoteKind.MODEL_MISSING,
    NoteKind.SOUND_MODEL_MISSING,
    NoteKind.SENTENCE_MODEL_MISSING,
}
"""A model could be had."""


def sentence(note: Note) -> str:
    """The note as the window says it; a kind without words of its own as the library does."""
    known = _SENTENCES.get(note.kind)
    if known is None:
        return said(note.text)
    text = QCoreApplication.translate("Notes", str(known))
    failed = note.kind is NoteKind.MODEL_FAILED
    return text.format(about=said(note.about) if failed else note.about)


class NotesLine(QWidget):
    """A line above the results; with the way to get a missing model, or to try one again."""

    model_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, library: "Library", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._shown: tuple[Note, ...] = ()
        self._dismissed: set[NoteKind] = set()
        self._models = self._chosen()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self.get_model = QPushButton(self.tr("Get it…"))
        self.again = QPushButton(self.tr("Try again"))
        self.not_now = QPushButton(self.tr("Not now"))
        self.get_model.clicked.connect(self.model_wanted)
        self.again.clicked.connect(self.again_wanted)
        self.not_now.clicked.connect(self._dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 4)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        for button in (self.get_model, self.again, self.not_now):
            button.setFlat(True)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Show these, or nothing; what was put away stays away."""
        if self._chosen() != self._models:
            self._models = self._chosen()
            self._dismissed.clear()
        shown = tuple(note for note in notes if note.kind not in self._dismissed)
        self._shown = shown
        self._text.setText("\n".join(sentence(note) for note in shown))
        kinds = {note.kind for note in shown}
        quiet = kinds <= MISSING
        role = QPalette.ColorRole.PlaceholderText if quiet else QPalette.ColorRole.WindowText
        self._text.setForegroundRole(role)
        self.get_model.setVisible(not kinds.isdisjoint(MISSING))
        self.not_now.setVisible(not kinds.isdisjoint(MISSING))
        self.again.setVisible(NoteKind.MODEL_FAILED in kinds)
        self.setVisible(bool(shown))

    def _dismiss(self) -> None:
        self._dismissed |= {note.kind for note in self._shown} & MISSING
        self.show_notes(tuple(note for note in self._shown if note.kind not in MISSING))

    def _chosen(self) -> tuple[str, ...]:
        settings = self._library.settings
        return settings.model, settings.sound_model, settings.sentence_model
