"""What the library says went wrong, in the language of the window.

The layers below speak English and know no Qt. The sentences that people meet often are known here,
with names for what changes in them; all others are shown as they are. A new one is a line in KNOWN,
or in OWN_WORDS where it sends people to a command of the terminal.
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
    # Why a sound cannot be heard, or not wholly
    QT_TRANSLATE_NOOP("Told", "Its content is no sound that mmdesk knows."),
    QT_TRANSLATE_NOOP("Told", "It holds no sound."),
    QT_TRANSLATE_NOOP("Told", "It holds no sound: its length is zero."),
    QT_TRANSLATE_NOOP("Told", "No sound can be decoded from it: the file is cut off or damaged."),
    QT_TRANSLATE_NOOP("Told", "Its sound is coded in a way that mmdesk cannot read."),
    QT_TRANSLATE_NOOP(
        "Told", "It is protected against copying (DRM): only its own player can open it."
    ),
    QT_TRANSLATE_NOOP("Told", "{rate} samples a second are no rate that mmdesk can read."),
    QT_TRANSLATE_NOOP("Told", "{channels} channels are more or fewer than mmdesk can read."),
    QT_TRANSLATE_NOOP(
        "Told", "The sound breaks off after {at} of {whole}: the file is cut off or damaged."
    ),
    QT_TRANSLATE_NOOP("Told", "The sound breaks off after {at}: the file is cut off or damaged."),
    QT_TRANSLATE_NOOP("Told", "A part of the sound is damaged or missing, first after {at}."),
    QT_TRANSLATE_NOOP("Told", "The sound ends before this part of it."),
    # Why a video cannot be seen, or not wholly
    QT_TRANSLATE_NOOP("Told", "Its content is no video that mmdesk knows."),
    QT_TRANSLATE_NOOP("Told", "It holds no moving pictures."),
    QT_TRANSLATE_NOOP("Told", "No picture can be decoded from it: the file is cut off or damaged."),
    QT_TRANSLATE_NOOP("Told", "Nothing in it can be decoded: the file is cut off or damaged."),
    QT_TRANSLATE_NOOP("Told", "Its pictures are coded in a way that mmdesk cannot read."),
    QT_TRANSLATE_NOOP("Told", "Its pictures are coded in a way that mmdesk cannot read ({codec})."),
    QT_TRANSLATE_NOOP(
        "Told",
        "The file is cut off: the part that tells where its pictures and sounds lie is missing.",
    ),
    QT_TRANSLATE_NOOP(
        "Told", "The pictures break off after {at} of {whole}: the file is cut off or damaged."
    ),
    QT_TRANSLATE_NOOP("Told", "The pictures break off after {at}: the file is cut off or damaged."),
    QT_TRANSLATE_NOOP("Told", "A part of the pictures is damaged or missing."),
    QT_TRANSLATE_NOOP("Told", "A part of the pictures is damaged or missing, first after {at}."),
    QT_TRANSLATE_NOOP("Told", "The frame at {at} s cannot be decoded."),
    QT_TRANSLATE_NOOP("Told", "The video ends before this part of it."),
    # Why a moment cannot be exported
    QT_TRANSLATE_NOOP("Told", "A file of that name is there already. Choose another name."),
    QT_TRANSLATE_NOOP("Told", "You have no permission to write there. Choose another folder."),
    QT_TRANSLATE_NOOP("Told", "The folder is not there any more. Choose another one."),
    QT_TRANSLATE_NOOP("Told", "There is not enough room for it on the disk."),
    QT_TRANSLATE_NOOP("Told", "There is not enough room left for you on the disk."),
    QT_TRANSLATE_NOOP("Told", "The disk takes no file as large as this."),
    QT_TRANSLATE_NOOP("Told", "Nothing can be written there. Choose another folder."),
    QT_TRANSLATE_NOOP("Told", "It cannot be written: {why}."),
    QT_TRANSLATE_NOOP(
        "Told", "mmdesk writes no videos that end in {suffix}. Choose one of {known}."
    ),
    QT_TRANSLATE_NOOP(
        "Told", "The name must say what kind of video it is. Let it end in one of {known}."
    ),
    QT_TRANSLATE_NOOP("Told", "There is nothing between these times."),
    QT_TRANSLATE_NOOP("Told", "The export was cancelled."),
    # Items, examples, words of a search
    QT_TRANSLATE_NOOP("Told", "It is no longer in the library."),
    QT_TRANSLATE_NOOP("Told", "There is no file {path}."),
    QT_TRANSLATE_NOOP("Told", "{path} cannot be an example. {why}"),
    QT_TRANSLATE_NOOP("Told", "{path} is a folder: give a picture, sound or video."),
    QT_TRANSLATE_NOOP("Told", "{path} is no picture, sound or video that mmdesk knows."),
    QT_TRANSLATE_NOOP("Told", "A date looks like 2021, 2021-07 or 2021-07-15, not {text}."),
    QT_TRANSLATE_NOOP("Told", "There is no kind {text}; the kinds are {kinds}."),
    QT_TRANSLATE_NOOP("Told", "There is no is:{text}; there is is:favourite."),
    # The model
    QT_TRANSLATE_NOOP(
        "Told",
        "The model {model} crashed (exit status {status}); it starts again when it is next needed.",
    ),
    QT_TRANSLATE_NOOP(
        "Told",
        "The model in {folder} is of the kind {kind}, which mmdesk cannot use here: choose one of "
        "the kind {label}.",
    ),
    QT_TRANSLATE_NOOP(
        "Told",
        "The folder {folder} holds its weights in several files: mmdesk loads models whose weights "
        "are one file, {file}; choose a smaller one.",
    ),
    QT_TRANSLATE_NOOP(
        "Told",
        "The folder {folder} holds weights only as {found}: mmdesk loads nothing but {file}, "
        "because other weight files can run code; choose a model that has it.",
    ),
    QT_TRANSLATE_NOOP("Told", "The file {path} cannot be read ({why})."),
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

OWN_WORDS: dict[str, object] = {
    "The folder {folder} holds no {file}: choose a folder with a model of the kind {label} in it "
    "(`mmdesk models use FOLDER`).": QT_TRANSLATE_NOOP(
        "Told",
        "The folder {folder} holds no {file}: choose a folder with a model of the kind {label}.",
    ),
    "The folder {folder} holds no {file}, so mmdesk cannot know what the model takes: get the "
    "model again, or choose another folder with `mmdesk models use FOLDER`.": QT_TRANSLATE_NOOP(
        "Told",
        "The folder {folder} holds no {file}, so mmdesk cannot know what the model takes: "
        "download the model, or choose another folder.",
    ),
    "The folder {folder} holds no {file}: get the model again, or choose another folder with "
    "`mmdesk models use FOLDER`.": QT_TRANSLATE_NOOP(
        "Told",
        "The folder {folder} holds no {file}: download the model, or choose another folder.",
    ),
    "The file {path} cannot be used ({why}): get the model again, or choose another folder with "
    "`mmdesk models use FOLDER`.": QT_TRANSLATE_NOOP(
        "Told",
        "The file {path} cannot be used ({why}): download the model, or choose another folder.",
    ),
    "The file {path} is damaged or not whole ({why}): get the model again, or choose another "
    "folder with `mmdesk models use FOLDER`.": QT_TRANSLATE_NOOP(
        "Told",
        "The file {path} is damaged or not whole ({why}): download the model, or choose another "
        "folder.",
    ),
    "The folder {folder} of the model {model} is gone: put it back, or choose another with "
    "`mmdesk models use FOLDER`.": QT_TRANSLATE_NOOP(
        "Told",
        "The folder {folder} of the model {model} is gone: put it back, or choose another model.",
    ),
    "The folder {folder} is gone: put it back, or choose another model with "
    "`mmdesk models use MODEL`.": QT_TRANSLATE_NOOP(
        "Told", "The folder {folder} is gone: put it back, or choose another model."
    ),
    "The model {model} is {state}: get it with `mmdesk models get {name}`, or choose a folder "
    "that has it with `mmdesk models use FOLDER`.": QT_TRANSLATE_NOOP(
        "Told",
        "The model {model} is not on this machine: download it, or choose a folder that has it.",
    ),
}
"""What names a command of the terminal, and what the window says instead."""


def said(error: object) -> str:
    """An error, or a reason that was recorded, as the window says it."""
    sentence = str(error)
    for known, own in _known():
        if match := pattern(known).fullmatch(sentence):
            values = {name: said(value) for name, value in match.groupdict().items()}
            return QCoreApplication.translate("Told", own).format(**values)
    return sentence


@cache
def _known() -> tuple[tuple[str, str], ...]:
    """What the library says, the longest first, and what the window says of it."""
    own = {known: str(words) for known, words in OWN_WORDS.items()}
    same = {known: known for known in map(str, KNOWN)}
    return tuple(sorted((own | same).items(), key=lambda each: -len(each[0])))


@cache
def pattern(known: str) -> re.Pattern[str]:
    """What a sentence with names in braces looks like with anything in their places."""
    parts = re.split(r"\{(\w+)\}", known)
    names = iter(parts[1::2])
    form = "".join(re.escape(text) + f"(?P<{next(names, '')}>.+)" for text in parts[:-1:2])
    return re.compile(form + re.escape(parts[-1]), re.DOTALL)
