"""The page of speech: whether what is said is written down everywhere, and in which language."""

from PySide6.QtCore import QLocale, QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel

from mmdesk.core.settings import Settings
from mmdesk.gui.settings.settings_page import SettingsPage, explained

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

    def __init__(self) -> None:
        super().__init__("speech", self.tr("Speech"))
        self.everywhere = QCheckBox(self.tr("Write down what is said in all sounds"))
        self.everywhere.toggled.connect(lambda on: self.wanted.emit({"speech": on}))
        self.language = QComboBox()
        self.language.addItem(self.tr("Found out for each sound"), "")
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
        self.fill(
            self.everywhere,
            explained(
                self.tr(
                    "By far the costliest part of indexing: an hour of sound takes minutes, or on "
                    "slow machines an hour. The newest sounds come first. For single folders, use "
                    "the button beside them in the list of folders."
                )
            ),
            16,
            form,
            explained(self.tr("Choose one where all that is said is in one language.")),
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
