"""What the user should know about an answer, as sentences of the window with a way on."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from mmdesk.core.entities import Note, NoteKind

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
        case NoteKind.LIBRARY_EMPTY:
            return translate("Notes", "The library is empty.")
        case NoteKind.FOLDER_UNKNOWN:
            text = translate("Notes", "Nothing is indexed in a folder called {folder}.")
            return text.format(folder=note.about)
        case NoteKind.MODEL_FAILED:
            text = translate("Notes", "The description model could not answer: {reason}")
            return text.format(reason=note.about)


class NotesLine(QWidget):
    """A line above the results; for a missing model, with the way to get one."""

    model_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self.get_model = QPushButton(self.tr("Get it…"))
        self.get_model.setFlat(True)
        self.get_model.clicked.connect(self.model_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 4)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self.get_model, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Show these, or nothing."""
        self._text.setText("\n".join(map(sentence, notes)))
        self.get_model.setVisible(any(note.kind is NoteKind.MODEL_MISSING for note in notes))
        self.setVisible(bool(notes))
