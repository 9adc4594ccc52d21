"""What the house tells whoever listens, as frozen values; commands and windows draw from them.

A listener is a plain callable that takes one event and returns at once. Events are news, never the
truth: who needs the truth reads the catalogue.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mmdesk.core.entities import Stage


@dataclass(frozen=True, slots=True)
class Progress:
    """Jobs of one stage: done since the work began, and still waiting."""

    stage: Stage
    done: int
    waiting: int


@dataclass(frozen=True, slots=True)
class ItemsChanged:
    """These items are new, changed or gone."""

    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SearchesChanged:
    """The recent or the saved searches are others."""


@dataclass(frozen=True, slots=True)
class FileFailed:
    """One file could not be indexed, and why."""

    path: Path
    reason: str


class Topic(StrEnum):
    """What a notice is about."""

    MODEL_MISSING = "model missing"
    MODEL_FAILED = "model failed"
    ROOT_ABSENT = "root absent"
    DRIVE_ABSENT = "drive absent"
    FOLDER_WITHIN = "folder within another"
    SETTINGS_UNUSABLE = "settings unusable"
    FOLDER_UNREADABLE = "folder unreadable"
    FILES_GONE = "files gone"
    UNWATCHABLE = "unwatchable"
    CATALOGUE_DAMAGED = "catalogue damaged"
    CATALOGUE_MISSING = "catalogue missing"
    CACHES_STAY = "caches stay"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the user in the terminal; the window says it in its own words."""

    topic: Topic
    text: str
    about: str = ""
    """A folder, or the reason of a failure."""


@dataclass(frozen=True, slots=True)
class Scanning:
    """A whole root is being looked through, which takes a while for a large one."""

    folder: Path


@dataclass(frozen=True, slots=True)
class ModelLoading:
    """The model of this name is being loaded; who needs it waits for some seconds."""

    name: str


@dataclass(frozen=True, slots=True)
class RootsChanged:
    """A root is new or removed, or it, or a drive inside it, went away, came back or asks."""


@dataclass(frozen=True, slots=True)
class IndexingFailed:
    """Indexing ended until the next start, and why."""

    message: str


@dataclass(frozen=True, slots=True)
class Idle:
    """Nothing is left to do for now."""


Event = (
    Progress
    | ItemsChanged
    | SearchesChanged
    | FileFailed
    | Notice
    | Scanning
    | ModelLoading
    | RootsChanged
    | IndexingFailed
    | Idle
)
Listener = Callable[[Event], None]
