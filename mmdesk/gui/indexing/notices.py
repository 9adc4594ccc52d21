"""What the house tells on its own, as sentences of the window."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from mmdesk.core.events import Notice, Topic

_SENTENCES: dict[Topic, object] = {
    Topic.MODEL_FAILED: QT_TRANSLATE_NOOP("Notices", "Some of the indexing has to wait: {about}"),
    Topic.ROOT_ABSENT: QT_TRANSLATE_NOOP(
        "Notices", "{about} is not there. What it holds stays, marked as offline."
    ),
    Topic.DRIVE_ABSENT: QT_TRANSLATE_NOOP(
        "Notices", "The drive at {about} is not there. What it holds stays, marked as offline."
    ),
    Topic.FOLDER_UNREADABLE: QT_TRANSLATE_NOOP(
        "Notices", "{about} may not be read. What is known of its content stays as it was."
    ),
    Topic.FILES_GONE: QT_TRANSLATE_NOOP(
        "Notices", "Many files are gone from {about}. The sidebar asks whether to forget them."
    ),
    Topic.UNWATCHABLE: QT_TRANSLATE_NOOP(
        "Notices", "The system cannot watch all of {about}. mmdesk looks through it regularly."
    ),
    Topic.CATALOGUE_DAMAGED: QT_TRANSLATE_NOOP(
        "Notices",
        "The catalogue was damaged. It is kept as {about}, and a new one is built; add your "
        "folders again if they are missing.",
    ),
    Topic.CATALOGUE_MISSING: QT_TRANSLATE_NOOP(
        "Notices",
        "The catalogue {about} is missing. Put it back if you have it; else a new one is built: "
        "add your folders again.",
    ),
    Topic.SETTINGS_UNUSABLE: QT_TRANSLATE_NOOP(
        "Notices", "The settings were changed to what cannot be, and stay as they were: {about}"
    ),
    Topic.FOLDER_WITHIN: QT_TRANSLATE_NOOP(
        "Notices", "{about} is in a folder that is kept indexed already."
    ),
    Topic.CACHES_STAY: QT_TRANSLATE_NOOP(
        "Notices",
        "The caches cannot be moved to {about} and stay where they are. Choose another folder "
        "for them in the settings.",
    ),
}
"""Nothing is said of a missing model: the card offers it, and the results say what is missing."""


def notice(told: Notice) -> str:
    """The notice as the window says it; empty for what a panel shows anyway."""
    sentence = _SENTENCES.get(told.topic, "")
    return QCoreApplication.translate("Notices", str(sentence)).format(about=told.about)
