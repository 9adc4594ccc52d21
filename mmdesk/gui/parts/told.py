"""What the library says went wrong, in the language of the window.

The layers below speak English and know no Qt. The sentences that people meet often are known here,
with names for what changes in them; all others are shown as they are. A new one is a line in KNOWN.
"""

import re
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

KNOWN: tuple[object, ...] = (
    # Why a file cannot be read
    QT_TRANSLATE_NOOP("Told", "The file is empty."),
    QT_TRANSLATE_NOOP("Told", "Its content is no picture that mmdesk knows."),
    QT_TRANSLATE_NOOP("Told", "The file is cut off: a part of the picture is missing."),
    QT_TRANSLATE_NOOP("Told", "The content is damaged or of a kind that mmdesk cannot read."),
    QT_TRANSLATE_NOOP(
        "Told", "The content is damaged or of a kind that mmdesk cannot read ({why})."
    ),
    QT_TRANSLATE_NOOP("Told", "The file vanished before it was read."),
    QT_TRANSLATE_NOOP("Told", "You have no permission to read this file."),
    QT_TRANSLATE_NOOP("Told", "The drive reported an error while the file was read."),
    QT_TRANSLATE_NOOP("Told", "The file cannot be read: {why}."),
    QT_TRANSLATE_NOOP("Told", "The picture has more pixels than mmdesk's limit."),
    QT_TRANSLATE_NOOP(
        "Told", "{width} x {height} pixels is more than mmdesk's limit of {limit} megapixels."
    ),
    QT_TRANSLATE_NOOP("Told", "The picture has no pixels."),
    QT_TRANSLATE_NOOP("Told", "mmdesk cannot read {format} yet."),
    QT_TRANSLATE_NOOP("Told", "It is no regular file."),
    QT_TRANSLATE_NOOP("Told", "Reading it needs more than {limit} MB of memory."),
    QT_TRANSLATE_NOOP("Told", "Reading it took longer than {limit} s."),
    QT_TRANSLATE_NOOP("Told", "Its decoder crashed."),
    # Items, examples, words of a search
    QT_TRANSLATE_NOOP("Told", "It is no longer in the library."),
    QT_TRANSLATE_NOOP("Told", "There is no file {path}."),
    QT_TRANSLATE_NOOP("Told", "{path} cannot be an example. {why}"),
    QT_TRANSLATE_NOOP("Told", "{path} is a folder: give a picture or a sound."),
    QT_TRANSLATE_NOOP("Told", "{path} is neither a picture nor a sound that mmdesk knows."),
    QT_TRANSLATE_NOOP("Told", "A date looks like 2021, 2021-07 or 2021-07-15, not {text}."),
    QT_TRANSLATE_NOOP("Told", "There is no kind {text}; the kinds are {kinds}."),
    QT_TRANSLATE_NOOP("Told", "There is no is:{text}; there is is:favourite."),
    # The model
    QT_TRANSLATE_NOOP(
        "Told",
        "The model {model} crashed (exit status {status}); it starts again when it is next needed.",
    ),
    # Downloads
    QT_TRANSLATE_NOOP(
        "Told",
        "There is no room for the model {model}: {folder} needs {needed} more and has {free}; "
        "free some space, or choose a folder that has the model.",
    ),
    QT_TRANSLATE_NOOP(
        "Told",
        "The model {model} is not complete, as the hub cannot be reached or the connection broke: "
        "{again}.",
    ),
    QT_TRANSLATE_NOOP(
        "Told",
        "The model {model} is not complete, as the hub answered with an error ({status}): {again}.",
    ),
    QT_TRANSLATE_NOOP(
        "Told", "The model {model} is not complete, as what answered is not the hub: {again}."
    ),
    QT_TRANSLATE_NOOP("Told", "The model {model} cannot be stored ({why}): {again}."),
    QT_TRANSLATE_NOOP(
        "Told",
        "try again, or choose a folder that has it; until then mmdesk works with what it has",
    ),
)


def said(error: object) -> str:
    """An error, or a reason that was recorded, as the window says it."""
    sentence = str(error)
    for known in map(str, KNOWN):
        if match := pattern(known).fullmatch(sentence):
            values = {name: said(value) for name, value in match.groupdict().items()}
            return QCoreApplication.translate("Told", known).format(**values)
    return sentence


@cache
def pattern(known: str) -> re.Pattern[str]:
    """What a sentence with names in braces looks like with anything in their places."""
    parts = re.split(r"\{(\w+)\}", known)
    names = iter(parts[1::2])
    form = "".join(re.escape(text) + f"(?P<{next(names, '')}>.+)" for text in parts[:-1:2])
    return re.compile(form + re.escape(parts[-1]), re.DOTALL)
