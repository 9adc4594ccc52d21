"""What the library knows of its sounds and soundtracks: what is said in them, how they sound.

Everything may be asked from any thread, of a library that another process is indexing too.
"""

from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from mmdesk.catalogue import Catalogue
from mmdesk.core.entities import Kind, Query, Span, Stage
from mmdesk.core.errors import (
    EnvironmentFailed,
    FileUnreadable,
    MmdeskError,
    Stopped,
    WrongRequest,
)
from mmdesk.core.listings import Samples, Transcript
from mmdesk.core.paths import absolute, below
from mmdesk.core.settings import Settings
from mmdesk.core.times import stretch
from mmdesk.media.clip import write_clip
from mmdesk.media.heard import heard
from mmdesk.media.workers import Workers
from mmdesk.models.registry import Purpose, find
from mmdesk.search.explain import is_unknown

Result = TypeVar("Result")


class Listening:
    """Listens to one library. `workers` are for who waits in front of the screen."""

    def __init__(self, catalogue: Catalogue, workers: Workers) -> None:
        self._catalogue, self._workers = catalogue, workers
        self._clips = ExitStack()
        self._passing: set[Path] = set()

    def transcript(self, item: int) -> Transcript | None:
        """What is said in an item, as far as it was written down; None where nobody listened."""
        return self._catalogue.transcripts.of(item)

    def is_silent(self, video: int) -> bool:
        """Whether it is known that nothing is to be heard in a video."""
        return _is_silent(self._catalogue, video)

    def listen(self, path: Path, start: float, seconds: float, rate: int | None = None) -> Samples:
        """`seconds` of the sound in a file from second `start` on; fewer where it ends before.

        At its own rate, unless a device wants another one. It is decoded in a worker process;
        raises FileUnreadable with the reason.
        """
        return self._worked(heard, path, start, seconds, rate)

    def clip(self, path: Path, span: Span) -> Path:
        """A stretch of a file as a WAV file, which is there until the library is closed.

        Raises FileUnreadable with the reason.
        """
        times = stretch(span.start, span.end).replace(":", ".")
        target = self._place_for(f"{path.stem} {times}.wav")
        self._worked(write_clip, path, span, target)
        return target

    def _place_for(self, name: str) -> Path:
        """Where a file of this name may be written that is there until the library is closed."""
        folder = self._clips.enter_context(TemporaryDirectory(prefix="mmdesk-clip-"))
        self._passing.add(Path(folder))
        return Path(folder) / name

    def lasts(self, query: Query) -> bool:
        """Whether it can be asked another day: clips and frames are gone with the library."""
        return not any(example.parent in self._passing for example in query.examples)

    def close(self) -> None:
        """Remove the clips and frames."""
        self._clips.close()

    def _worked(self, function: Callable[..., Result], *args: object) -> Result:
        """What a worker gives for a file; raises FileUnreadable with the reason."""
        try:
            return self._workers.submit(function, *args).result()
        except CancelledError as error:
            raise Stopped("The library was closed before the file was read.") from error


def transcript_of(catalogue: Catalogue, file: Path, settings: Settings, models: Path) -> Transcript:
    """What is said in a file; raises EnvironmentFailed or WrongRequest with the way to get it."""
    path = absolute(file)
    item = known_item(catalogue, path)
    transcript = catalogue.transcripts.of(item)
    if transcript is None:
        raise _why_none(catalogue, item, path, settings, models)
    return transcript


def known_item(catalogue: Catalogue, path: Path) -> int:
    """The item of the file at this whole path.

    Raises FileUnreadable with the reason why there is none, WrongRequest with how to get there.
    """
    item = item_at(catalogue, path)
    if item is None:
        raise _why_unknown(catalogue, path)
    return item


def _why_unknown(catalogue: Catalogue, path: Path) -> MmdeskError:
    if not path.exists():
        return WrongRequest(f"There is no file {path}.")
    if path.is_dir():
        return WrongRequest(f"{path} is a folder: give a sound or a video.")
    for root in catalogue.roots.all():
        if path.is_relative_to(root.path):
            problem = catalogue.files.problem(root, below(root.path, path))
            if problem is not None:
                return FileUnreadable(f"{path} could not be indexed: {problem}")
    if is_unknown(path):
        return WrongRequest(f"{path} is no picture, sound or video that mmdesk knows.")
    return WrongRequest(f"{path} is not in the library: `mmdesk index FOLDER` takes it in.")


def item_at(catalogue: Catalogue, path: Path) -> int | None:
    """The item of the file at this whole path."""
    for root in catalogue.roots.all():
        if path.is_relative_to(root.path):
            item = catalogue.files.item(root, below(root.path, path))
            if item is not None:
                return item
    return None


def _why_none(
    catalogue: Catalogue, item: int, path: Path, settings: Settings, models: Path
) -> EnvironmentFailed | WrongRequest:
    tile = catalogue.listings.tiles([item]).get(item)
    if tile is not None and tile.kind is Kind.PHOTO:
        return WrongRequest(f"{path} is no sound and no video: nothing is said in it.")
    if tile is not None and tile.kind is Kind.VIDEO and _is_silent(catalogue, item):
        return WrongRequest(f"{path} is a video in which nothing is to be heard.")
    stage = Stage.READ if tile is None or tile.duration is None else Stage.TRANSCRIBE
    if failure := catalogue.jobs.failure(stage, item):
        return EnvironmentFailed(f"What is said in {path} could not be written down: {failure}")
    roots = [root for root in catalogue.roots.all() if path.is_relative_to(root.path)]
    folder = _typed(roots[0].path)
    if not settings.speech and not any(root.speech for root in roots):
        return EnvironmentFailed(
            f"What is said in {path} was not written down, since nobody asked for it: `mmdesk "
            f"roots speech {folder} on`, then `mmdesk index {folder}`."
        )
    try:
        find(settings.speech_model, models, Purpose.SPEECH)
    except EnvironmentFailed as error:
        return EnvironmentFailed(f"What is said in {path} was not written down yet. {error}")
    return EnvironmentFailed(
        f"What is said in {path} was not written down yet: `mmdesk index {folder}` does it."
    )


def _is_silent(catalogue: Catalogue, video: int) -> bool:
    return catalogue.watched.progress(video).complete and not catalogue.segments.windows(video)


def _typed(path: Path) -> str:
    """The path as it can be typed into a command; double quotes, since every system has those."""
    return f'"{path}"' if " " in str(path) else str(path)
