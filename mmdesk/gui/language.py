"""The language of the window: the system's or the chosen one, from resources/translations.

A new language is a `mmdesk_<code>.ts` there, its `.qm` built from it, and its line in LANGUAGES.
"""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from mmdesk.gui.parts import resources

LANGUAGES = {"en": "English", "de": "Deutsch"}


class Language:
    """Installs the translators of one application; changing the language takes them out again."""

    def __init__(self, application: QApplication, code: str = "") -> None:
        self._application = application
        self._installed: list[QTranslator] = []
        self.use(code)

    def use(self, code: str) -> None:
        """Speak this language from now on; the system's, or else English, when empty."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
        chosen = code or QLocale.system().name().split("_")[0]
        chosen = chosen if chosen in LANGUAGES else "en"
        QLocale.setDefault(QLocale(chosen) if code else QLocale.system())
        places = {
            f"mmdesk_{chosen}": str(resources.path("translations")),
            f"qtbase_{chosen}": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
        }
        self._installed = [self._install(name, place) for name, place in places.items()]
        self._application.setLayoutDirection(QLocale().textDirection())

    def _install(self, name: str, place: str) -> QTranslator:
        translator = QTranslator(self._application)
        if translator.load(name, place):
            self._application.installTranslator(translator)
        return translator
