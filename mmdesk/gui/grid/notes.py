"""What the user should know about an answer, as sentences of the window with a way on."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from mmdesk.core.entities import Note, NoteKind
from mmdesk.gui.parts.told import said

translate = QCoreApplication.translate


def sentence(note: Note) -> str:
    """The note as the window says it."""
    match note.kind:
        case NoteKind.MODEL_MISSING:
            return translate(
                "Notes",
                "Found by names, words and looks. To find photos by describing them, get the "
                "description model.",
            )
        case NoteKind.NOT_DESCRIBED:
            return translate("Notes", "No photo is described yet; words and looks answer so far.")
        case NoteKind.SOUND_MODEL_MISSING:
            return translate(
                "Notes",
                "Sounds were found by names and words. To find them by describing them, get the "
                "model that hears.",
            )
        case NoteKind.NOT_HEARD:
            return translate("Notes", "No sound was listened to yet; words answer so far.")
        case NoteKind.SENTENCE_MODEL_MISSING:
            return translate(
                "Notes",
                "What is said was found word by word. To find it in other words, get the model "
                "for sentences.",
            )
        case NoteKind.LIBRARY_EMPTY:
            return translate("Notes", "The library is empty.")
        case NoteKind.FOLDER_UNKNOWN:
            text = translate("Notes", "Nothing is indexed in a folder called {folder}.")
            return text.format(folder=note.about)
        case NoteKind.MODEL_FAILED:
            text = translate("Notes", "The description model could not answer: {reason}")
            return text.format(reason=said(note.about))
        case NoteKind.MODEL_LOADING:
            return translate("Notes", "Descriptions are on their way: the model is being loaded.")


class NotesLine(QWidget):
    """A line above the results; with the way to get a missing model, or to try one again."""

    model_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self.get_model, self.again = (
            QPushButton(self.tr("Get it…")),
            QPushButton(self.tr("Try again")),
        )
        self.get_model.clicked.connect(self.model_wanted)
        self.again.clicked.connect(self.again_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 4)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        for button in (self.get_model, self.again):
            button.setFlat(True)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Show these, or nothing."""
        self._text.setText("\n".join(map(sentence, notes)))
        kinds = {note.kind for note in notes}
        self.get_model.setVisible(NoteKind.MODEL_MISSING in kinds)
        self.again.setVisible(NoteKind.MODEL_FAILED in kinds)
        self.setVisible(bool(notes))
