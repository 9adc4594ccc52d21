"""The page of speech: whether what is said is written down everywhere, and in which language."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mmdesk.core.settings import Settings
from mmdesk.gui.settings.purposes import is_here
from mmdesk.gui.settings.settings_page import SettingsPage, explained
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

LANGUAGES = (
    "af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he "
    "hi hr ht hu hy id is it ja ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl "
    "nn no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur "
    "uz vi yi yo zh"
)
"""Those that Whisper knows."""
_NOT_IN_QT = {"ht": "Kreyòl ayisyen", "la": "Latina", "tl": "Tagalog", "ba": "Башҡортса"}


class SpeechPage(SettingsPage):
    """Off until the user turns it on: for all sounds here, for single folders in their list."""

    model_wanted = Signal()
    """The user wants to see which models there are."""

    def __init__(self, library: "Library", tasks: Tasks) -> None:
        super().__init__("speech", self.tr("Speech"))
        self._library, self._tasks = library, tasks
        self.everywhere = QCheckBox(self.tr("Write down what is said in all sounds and videos"))
        self.everywhere.toggled.connect(lambda on: self.wanted.emit({"speech": on}))
        self.language = QComboBox()
        self.language.addItem(self.tr("Found out for each file"), "")
        for name, code in sorted((own_name(code), code) for code in LANGUAGES.split()):
            self.language.addItem(name, code)
        self.language.activated.connect(
            lambda row: self.wanted.emit({"speech_language": self.language.itemData(row)})
        )
        label = QLabel(self.tr("Language"))
        label.setBuddy(self.language)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.addRow(label, self.language)
        self.missing = self._missing()
        self.fill(
            self.everywhere,
            self.missing,
            explained(
                self.tr(
                    "By far the costliest part of indexing: an hour of sound takes minutes, or on "
                    "slow machines an hour. The newest files come first. For single folders, use "
                    "the button beside them in the list of folders."
                )
            ),
            16,
            form,
            explained(self.tr("Choose one where all that is said is in one language.")),
        )

    def _missing(self) -> QWidget:
        """What stands there while the model for speech is not."""
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 8)
        text = self.tr(
            "The model for speech is not on this machine yet: nothing is written down before it is."
        )
        self.get_model = QPushButton(self.tr("Get the model…"))
        self.get_model.clicked.connect(self.model_wanted)
        column.addWidget(explained(text))
        column.addWidget(self.get_model, 0, Qt.AlignmentFlag.AlignLeft)
        part.hide()
        return part

    def shown(self) -> None:
        """Ask whether the model is there."""
        library = self._library
        self._tasks.run(
            lambda: is_here(library, "speech"),
            self.missing.setHidden,
            owner=self,
        )

    def show_settings(self, settings: Settings) -> None:
        """Show these."""
        with QSignalBlocker(self.everywhere):
            self.everywhere.setChecked(settings.speech)
        self.language.setCurrentIndex(max(self.language.findData(settings.speech_language), 0))


def own_name(code: str) -> str:
    """A language as its speakers call it."""
    if code in _NOT_IN_QT:
        return _NOT_IN_QT[code]
    name = QLocale(code).nativeLanguageName() or QLocale.languageToString(QLocale(code).language())
    return name[:1].upper() + name[1:]
