"""What models are for, in the window's words, and which setting names the one in use.

The names are those of the library's `Purpose`.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from mmdesk.core.settings import Settings

if TYPE_CHECKING:
    from mmdesk.library import Library, Purpose

SETTING = {
    "pictures": "model",
    "sounds": "sound_model",
    "speech": "speech_model",
    "sentences": "sentence_model",
}
_TITLES: dict[str, object] = {
    "pictures": QT_TRANSLATE_NOOP("Purposes", "Photos and videos"),
    "sounds": QT_TRANSLATE_NOOP("Purposes", "Sounds"),
    "speech": QT_TRANSLATE_NOOP("Purposes", "Speech"),
    "sentences": QT_TRANSLATE_NOOP("Purposes", "What is said, in other words"),
}
_ADDS: dict[str, object] = {
    "pictures": QT_TRANSLATE_NOOP(
        "Purposes",
        "Finds photos, and moments of videos, by what is in them: type “a red car in the snow”, "
        "for example.",
    ),
    "sounds": QT_TRANSLATE_NOOP(
        "Purposes", "Finds sounds by what they are: type “heavy rain on a roof”, for example."
    ),
    "speech": QT_TRANSLATE_NOOP(
        "Purposes",
        "Writes down what is said in your sounds and videos, so that its words are found.",
    ),
    "sentences": QT_TRANSLATE_NOOP(
        "Purposes", "Finds what was said even when you ask for it in other words."
    ),
}


def title(purpose: str) -> str:
    """What its models are listed under."""
    return QCoreApplication.translate("Purposes", str(_TITLES[purpose]))


def adds(purpose: str) -> str:
    """What a model of this kind adds."""
    return QCoreApplication.translate("Purposes", str(_ADDS[purpose]))


def in_use(settings: Settings, purpose: str) -> str:
    """The model that the settings name for it."""
    return str(getattr(settings, SETTING[purpose]))


def is_here(library: "Library", purpose: str) -> bool:
    """Whether the model that the settings name for it is on this machine; not for Qt's thread."""
    model = in_use(library.settings, purpose)
    listed = library.models(known_as(purpose))
    return any(each.name == model and each.state == "installed" for each in listed)


def known_as(purpose: str) -> "Purpose":
    """The library's own word for it."""
    from mmdesk.library import Purpose

    return Purpose(purpose)
