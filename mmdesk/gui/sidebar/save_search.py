"""The button that keeps a search under a name, and the entry that takes its place meanwhile."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from mmdesk.core.entities import Filters, Query
from mmdesk.core.paths import printable
from mmdesk.gui.details.detail_parts import Text
from mmdesk.gui.finder import is_search
from mmdesk.gui.parts.icons import icon

LONGEST = 60

translate = QCoreApplication.translate


class SaveSearch(QWidget):
    """Enabled while something is asked for. Enter saves under the name, Escape gives up."""

    named = Signal(str)
    """The user wants the search that is asked now kept under this name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query, self._taken = Query(), frozenset[str]()
        self.button = QPushButton(icon("bookmark-add"), self.tr("Save this search…"))
        self.button.setFlat(True)
        self.button.clicked.connect(self.begin)
        self.entry = QLineEdit(maxLength=LONGEST, placeholderText=self.tr("Name of the search"))
        self.entry.setAccessibleName(self.tr("Name of the search"))
        self.entry.returnPressed.connect(self._finish)
        self.entry.textChanged.connect(self._warn)
        self._hint = Text(faint=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.entry)
        column.addWidget(self._hint)
        self.follow(self._query)

    def follow(self, query: Query, *, lasts: bool = True) -> None:
        """This is now asked for; what does not last cannot be asked another day."""
        self._query = query
        self.button.setEnabled(lasts and (is_search(query) or query.filters != Filters()))
        passing = self.tr("A frame or part of a file is an example for now only.")
        self.button.setToolTip("" if lasts else passing)
        self.end()

    def begin(self) -> None:
        """Ask for the name, with a proposal."""
        if not self.button.isEnabled():
            return
        self.button.hide()
        self.entry.show()
        self.entry.setText(proposal(self._query))
        self.entry.selectAll()
        self.entry.setFocus()

    def end(self) -> None:
        """Ask no more."""
        entered = self.entry.hasFocus()
        self.entry.hide()
        self._hint.hide()
        self.button.show()
        if entered:
            self.button.setFocus()

    def avoid(self, names: frozenset[str]) -> None:
        """These are the names that saved searches have already."""
        self._taken = names

    def _warn(self, text: str) -> None:
        taken = " ".join(text.split()) in self._taken
        hint = self.tr("Takes the place of the search of that name.")
        self._hint.say(hint if taken and self.button.isHidden() else None)

    def _finish(self) -> None:
        if name := " ".join(self.entry.text().split()):
            self.end()
            self.named.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.entry.isHidden():
            self.end()
        else:
            super().keyPressEvent(event)


def proposal(query: Query) -> str:
    """A name that says what the search asks for."""
    filters = query.filters
    text = query.text[:1].upper() + query.text[1:]
    parts = [text] if text else []
    parts += [_like(query.examples)] if query.examples else []
    parts += [translate("SaveSearch", "favourites")] if filters.favourites else []
    parts += [printable(Path(folder).name or folder) for folder in filters.folders]
    parts += list(filters.cameras)
    parts += [_years(filters)] if filters.since or filters.until else []
    name = ", ".join(parts) or translate("SaveSearch", "My search")
    return (name[:1].upper() + name[1:])[:LONGEST]


def _like(examples: tuple[Path, ...]) -> str:
    return translate("SaveSearch", "like {name}").format(name=printable(examples[0].stem))


def _years(filters: Filters) -> str:
    years = [str(day.year) if day else "" for day in (filters.since, filters.until)]
    return years[0] if years[0] == years[1] else f"{years[0]}\N{EN DASH}{years[1]}"
