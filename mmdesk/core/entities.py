"""The words of the house as frozen values: they cross threads and processes freely.

What each word means stands in README's list of words. Nothing here does anything; a value that
needs behaviour belongs in the room that owns the behaviour.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal


class Kind(StrEnum):
    """What an item is."""

    PHOTO = "photo"
    SOUND = "sound"
    VIDEO = "video"


class Stage(StrEnum):
    """One kind of work on an item; jobs are done in this order."""

    READ = "read"
    """Facts, thumbnail or waveform, and the built-in descriptor, from one cheap decode."""
    WATCH = "watch"
    """Videos: their shots with a frame of each, then the windows of their soundtrack."""
    DESCRIBE = "describe"
    """Photos and shots: the embeddings of the model that sees."""
    HEAR = "hear"
    """Sounds and soundtracks: the embeddings of the model that hears, one for each window."""
    TRANSCRIBE = "transcribe"
    """Sounds and soundtracks: what is said in them, in words."""
    UNDERSTAND = "understand"
    """Sounds and soundtracks: the embeddings of what is said, one for each passage."""


class Part(StrEnum):
    """What a segment is of its item."""

    WHOLE = "whole"
    """All of it; every item has one such segment."""
    SHOT = "shot"
    """Some seconds of a video that look alike; its frame is the one shown at its start."""
    WINDOW = "window"
    """Some seconds of sound."""
    PASSAGE = "passage"
    """Some sentences that are spoken."""


class Lane(StrEnum):
    """What a video is found by, on its one timeline."""

    SEEN = "seen"
    """By its frames."""
    HEARD = "heard"
    """By its sound."""
    SAID = "said"
    """By what is said in it."""


class JobState(StrEnum):
    """Where a job stands; a finished job is removed."""

    WAITING = "waiting"
    FAILED = "failed"


class RootState(StrEnum):
    """Where a root stands."""

    ONLINE = "online"
    OFFLINE = "offline"
    ASKS = "asks"
    """A scan found so many files gone that forgetting them waits for the user's yes."""


@dataclass(frozen=True, slots=True)
class Root:
    """A folder that the user asked to keep indexed; `mount` is where its volume was mounted."""

    id: int
    path: Path
    mount: Path
    state: RootState = RootState.ONLINE
    gone: int = 0
    """How many files the waiting question is about; 0 unless `state` is ASKS."""
    speech: bool = False
    """Whether what is said in its sounds is written down."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes an item the same item wherever it lies: its size and a digest of its ends.

    `digest` is BLAKE2b (16 bytes) over the first MiB and the last 64 KiB.
    """

    size: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class FileState:
    """What a look at a file's entry tells without opening it; times in ns since 1970.

    `changed` is the later of modification and status change, so that a replaced file is noticed
    even when its modification time was set back. `sidecar` is its XMP file's, 0 where it has none.
    """

    size: int
    modified: int
    changed: int
    sidecar: int = 0


EMBEDDED = "embedded"
"""The `live` of a still whose clip lies in the same file."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says about itself. `taken_at` has a zone where the file names one."""

    width: int | None = None
    height: int | None = None
    taken_at: datetime | None = None
    camera: str | None = None
    lens: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    orientation: int | None = None
    rating: int | None = None
    title: str | None = None
    caption: str | None = None
    keywords: tuple[str, ...] = ()
    duration: float | None = None
    """Seconds; None where time does not apply."""
    artist: str | None = None
    album: str | None = None
    genre: str | None = None
    year: int | None = None
    track: int | None = None
    comment: str | None = None
    bpm: float | None = None
    key: str | None = None
    """The musical key, as the file names it."""
    frame_rate: float | None = None
    """Frames a second, on average; None where nothing moves."""
    codec: str | None = None
    """How a video's pictures are coded, as people call it: "H.264"."""
    live: str | None = None
    """What a still and the clip that was taken with it have in common."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time, in seconds from the beginning of an item."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of a transcript: what is said from `start` to `end`, in seconds."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Phrases joined to a length that is worth finding, from `start` to `end`, in seconds."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Space:
    """One vector space. `key` names model, weights' fingerprint and preparation version."""

    key: str
    name: str
    dimension: int


@dataclass(frozen=True, slots=True)
class PicturePreparation:
    """The pixels an encoder wants: RGB, 8 bits, `width` x `height`, reached as its training did.

    `resize`: "shortest" fits the short side and crops the centre, "longest" fits the long side and
    pads with `fill`, "squash" ignores the aspect ratio.
    """

    width: int
    height: int
    resize: Literal["shortest", "longest", "squash"] = "shortest"
    interpolation: Literal["bicubic", "bilinear"] = "bicubic"
    fill: int = 0


@dataclass(frozen=True, slots=True)
class SoundPreparation:
    """The samples an encoder wants: mono, float32, `rate` a second, `seconds` of them at a time."""

    rate: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Job:
    """One durable to-do."""

    item: int
    stage: Stage


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must be, whatever it is ranked by. Dates are local days, both ends included."""

    kinds: frozenset[Kind] = frozenset()
    folders: tuple[str, ...] = ()
    """Whole folders by absolute path, or any folder of that name."""
    since: date | None = None
    until: date | None = None
    cameras: tuple[str, ...] = ()
    """Parts of camera names, case ignored; a photo must match one of them."""
    favourites: bool = False
    """Only what the user marked as a favourite."""
    phrases: tuple[str, ...] = ()
    """Each of them must have been said or written, word for word."""


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed request: `text` describes, `examples` show, `without` repels, `filters` limit."""

    text: str = ""
    examples: tuple[Path, ...] = ()
    without: tuple[Path, ...] = ()
    """Pictures that hits should be less like."""
    filters: Filters = field(default_factory=Filters)
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Evidence:
    """One lane's part in a moment: where, in seconds, and why."""

    lane: Lane
    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of a video that fits, from `start` to `end`, in seconds; 1.0 is the best score.

    `evidence` holds what each lane has found in it, the best of each lane first. The frame shown
    at `at` stands for it.
    """

    start: float
    end: float
    at: float
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An item in a ranking. `score` is 1.0 for first place in every list asked, falling to 0.

    `start` and `end` are the best segment's or moment's, in seconds, None where time does not
    apply. `moments` are a video's best, the best first.
    """

    item: int
    kind: Kind
    path: Path
    score: float
    reasons: tuple[str, ...]
    online: bool = True
    start: float | None = None
    end: float | None = None
    moments: tuple[Moment, ...] = ()


class NoteKind(StrEnum):
    """What a note is about."""

    MODEL_MISSING = "model missing"
    MODEL_FAILED = "model failed"
    MODEL_LOADING = "model loading"
    NOT_DESCRIBED = "not described"
    SOUND_MODEL_MISSING = "sound model missing"
    NOT_HEARD = "not heard"
    SENTENCE_MODEL_MISSING = "sentence model missing"
    LIBRARY_EMPTY = "library empty"
    FOLDER_UNKNOWN = "folder unknown"


@dataclass(frozen=True, slots=True)
class Note:
    """What the user should know about an answer; `text` is a sentence for the terminal."""

    kind: NoteKind
    text: str
    about: str = ""
    """What it names: a folder, say."""


@dataclass(frozen=True, slots=True)
class Moments:
    """All moments of one video, the best first, and what the user should know about them."""

    found: tuple[Moment, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A ranking and what the user should know about how it came to be (a model missing, say)."""

    hits: tuple[Hit, ...]
    notes: tuple[Note, ...] = ()
