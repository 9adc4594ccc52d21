"""What a window shows of the library, as frozen values: tiles, listings, details, folders."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

from mmdesk.core.entities import Facts, Kind, Phrase, Root, Span


class Order(StrEnum):
    """How a listing is sorted."""

    RELEVANCE = "relevance"
    """As the search ranked them; without a search, the newest first."""
    DATE = "date"
    """The newest first, grouped by month."""
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Month:
    """A run of a listing's items that were taken in one month."""

    year: int
    month: int
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Items in the order in which they are shown; `months` add up to all of them, or are empty."""

    items: tuple[int, ...]
    months: tuple[Month, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """What the user said about an item in mmdesk; `rating` is 0 (none) to 5."""

    favourite: bool = False
    rating: int = 0
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tile:
    """What the grid draws of one item. `path` is its first reachable file."""

    item: int
    kind: Kind
    path: Path
    online: bool
    moment: datetime
    """Local time when it was taken, else when the file was last modified."""
    width: int | None
    height: int | None
    marks: Marks
    duration: float | None = None
    """Seconds; None where time does not apply."""
    live: bool = False
    """Whether a clip was taken with it."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A shot of a video; its frame, shown at its start, is asked for by `segment`."""

    segment: int
    span: Span


@dataclass(frozen=True, slots=True)
class Transcript:
    """What is said in an item, as far as it has been written down."""

    phrases: tuple[Phrase, ...]
    language: str | None
    """As a code such as "en"; None where nothing is said."""
    complete: bool


@dataclass(frozen=True, slots=True)
class Details:
    """All that is known about one item."""

    tile: Tile
    facts: Facts
    places: tuple[Path, ...]
    """Every file of this content, reachable ones first."""
    size: int
    """Bytes."""
    failure: str | None
    """Why it could not be indexed wholly, if so."""
    clip: Path | None = None
    """The file of the clip that was taken with it, where that is one of its own."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that holds items, with all that lies below it."""

    path: Path
    count: int
    """Items at or below it."""
    root: Root
    folders: "tuple[Folder, ...]" = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion of what is being typed: `text` takes the place of the word at the cursor."""

    text: str
    kind: Literal["folder", "camera", "keyword", "search", "kind"]


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search kept under a name; `text` is what `Library.query` parses."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be indexed, or not wholly."""

    path: Path
    reason: str
    partly: bool = False
    """Whether something of it is found."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """A decoded picture for the screen: RGB, 8 bits, rows without padding, upright, sRGB."""

    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Samples:
    """Decoded sound for the ear: int16, `channels` (1 or 2) interleaved, `rate` a second."""

    rate: int
    channels: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Trashed:
    """A file that lies in the trash; `kept` is where, None where the system does not tell."""

    path: Path
    kept: Path | None
    sidecar: "Trashed | None" = None
    """The XMP file that went with it."""
    clips: "tuple[Trashed, ...]" = ()
    """The clips that were taken with it and went with it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of something done to many files."""

    done: int
    failed: tuple[Failure, ...] = ()
