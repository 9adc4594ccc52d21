"""What worker processes do with one video; each takes and gives values that travel.

They raise FileUnreadable with the reason, and nothing else on purpose.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from mmdesk.core.entities import Facts
from mmdesk.core.errors import Bug, FileUnreadable
from mmdesk.indexing.sound_tasks import SoundReading
from mmdesk.media import film_facts, images, memory, metadata, shots, sound_pass, tags, thumbnails
from mmdesk.media.film import Film, open_film
from mmdesk.media.film_reader import UNDECODABLE
from mmdesk.media.picture import PictureLimits
from mmdesk.media.sound import open_sound
from mmdesk.models.looks import Looks
from mmdesk.models.timbre import Timbre

TRIED = 12
"""Keyframes among which one is looked for that stands for the video."""
APART = 1.0
"""Seconds between these, at least."""
TELLING = 8.0
"""How much the brightness within a frame varies, of 255, that shows anything."""


@dataclass(frozen=True, slots=True)
class VideoReading:
    """What the first pass gets from a video; `problem`: why none of its pictures can be shown."""

    facts: Facts
    poster: bytes | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One shot, in seconds: the thumbnail of its frame, and its looks (float16, unit length)."""

    start: float
    end: float
    thumbnail: bytes
    looks: npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Look:
    """The shots that begin between where a look was begun and its `end`, in seconds.

    The shot before goes on up to `extends`. `signature` is how the latest frame looks, None where
    there is no other than before. `last`: nothing follows. `problem` says what is damaged.
    """

    seen: tuple[Seen, ...]
    end: float
    last: bool
    extends: float | None
    signature: bytes | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class Frames:
    """The thumbnails of frames that were asked for, in their order."""

    thumbnails: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Soundtrack:
    """What was heard of a video; None where it has no sound."""

    reading: SoundReading | None


def read(path: Path, sidecar: Path | None, limits: PictureLimits) -> VideoReading:
    """Facts, and a thumbnail of a frame near the beginning that shows something."""
    with open_film(path, limits) as film:
        facts = film_facts.read_facts(film, path, sidecar)
        return VideoReading(facts, thumbnails.make(_poster(film)))


def _poster(film: Film) -> Image.Image:
    """The first frame that is neither black nor blank, else the one that shows most.

    A plain colour shows more than black does.
    """
    best, most = None, -1.0
    for frame in islice(film.keyframes(apart=APART), TRIED):
        small = frame.small()
        shown = float(small.std() + small.mean())
        if shown > most:
            best, most = frame, shown
        if small.std() > TELLING:
            best = frame
            break
    best = best or next(film.frames(), None)
    if best is None:
        raise FileUnreadable(film.problem or UNDECODABLE)
    return best.image(thumbnails.SIDE)


def read_sound(path: Path, sidecar: Path | None, problem: str) -> VideoReading:
    """What a video whose pictures cannot be shown, since `problem`, says of itself.

    Raises FileUnreadable when there is no sound in it either.
    """
    facts, _ = tags.read_tags(path)
    with open_sound(path) as sound:
        if next(iter(sound.blocks()), None) is None:
            raise FileUnreadable(problem)
    return VideoReading(metadata.with_sidecar(facts, sidecar), None, problem)


def look(path: Path, start: float, before: bytes | None, limits: PictureLimits) -> Look:
    """Some shots from `start` on; `before` is how the frame of the one before looks."""
    memory.give_back_what_is_freed()
    with open_film(path, limits) as film:
        piece = shots.sample(film, start, before)
        problem = film.problem
    del film
    memory.let_go()
    if piece.end <= start and not piece.last:
        raise Bug(f"Looking through {path} from {start} s on came no further.")
    images_ = [frame.image for frame in piece.frames]
    kept = zip(piece.frames, map(thumbnails.packed, images_), _looks(images_), strict=True)
    return Look(
        tuple(Seen(frame.start, frame.end, small, looks) for frame, small, looks in kept),
        piece.end,
        piece.last,
        piece.extends,
        piece.frames[-1].signature if piece.frames else None,
        problem,
    )


def _looks(frames: Sequence[Image.Image]) -> npt.NDArray[np.float16]:
    if not frames:
        return np.empty((0, 0), np.float16)
    encoder = Looks()
    prepared = [images.prepare(frame, encoder.preparation) for frame in frames]
    return encoder.encode_pictures(np.stack(prepared))


def frames(path: Path, times: Sequence[float], limits: PictureLimits) -> Frames:
    """The frames shown at these times, in seconds, in their order."""
    with open_film(path, limits) as film:
        found = [frame.image(thumbnails.SIDE) if frame else None for frame in film.at(times)]
        if missing := [time for time, image in zip(times, found, strict=True) if image is None]:
            raise FileUnreadable(
                film.problem or f"The frame at {missing[0]:.0f} s cannot be decoded."
            )
    return Frames(tuple(thumbnails.make(image) for image in found if image is not None))


def listen(path: Path, shown: float, limits: PictureLimits) -> Soundtrack:
    """The waveform of a video's sound and the timbre of each window, from one decode.

    The waveform lasts as long as the pictures are `shown`, in seconds.
    """
    if _is_silent(path, limits):
        return Soundtrack(None)
    reading = sound_pass.read(path, Timbre().encode, limits, shown)
    return Soundtrack(replace(reading, cover=None))


def _is_silent(path: Path, limits: PictureLimits) -> bool:
    """Whether there is no soundtrack; there is one in what can be opened for it alone."""
    try:
        with open_film(path, limits) as film:
            return not film.has_sound
    except FileUnreadable:
        return False
