"""The language of the window: the system's or the chosen one, from resources/translations.

A new language is a `mmdesk_<code>.ts` there, its `.qm` built from it, and its line in LANGUAGES.
"""

from collections.abc import Iterable

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
        """Speak this language from now on; the best one for the system's user when empty."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
            translator.deleteLater()
        chosen = code if code in LANGUAGES else best(QLocale.system().uiLanguages())
        QLocale.setDefault(locale_of(chosen, QLocale.system()))
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


def best(wanted: Iterable[str]) -> str:
    """The first of these languages, such as `de-AT`, that the window speaks; or else English."""
    codes = (tag.split("-")[0] for tag in wanted)
    return next((code for code in codes if code in LANGUAGES), "en")


def locale_of(code: str, system: QLocale) -> QLocale:
    """Numbers and days as in the system's country, their names in the language of the window."""
    language = QLocale(code).language()
    return system if system.language() == language else QLocale(language, system.territory())
