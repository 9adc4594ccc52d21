"""The model process: models run there, so that loading, a crash or a full GPU never touch mmdesk.

It starts when it is first needed, ends by itself after idling, and is started again when needed.
One thing is encoded at a time; a search's call goes ahead of waiting indexing batches, which are
sent in slices so that it waits for one slice at most. The other end stands in worker.py.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmdesk.core.children import ChildContext
from mmdesk.core.entities import Space
from mmdesk.core.errors import ModelFailed, Stopped
from mmdesk.models import worker
from mmdesk.models.base import Heard, ModelDescription
from mmdesk.models.clap_features import FeatureConfig
from mmdesk.models.families import InstalledModel

logger = logging.getLogger(__name__)

_PATIENCE = 1.0
"""Seconds that a killed process is waited for: one that a drive holds up ends when it can."""


class ModelProcess:
    """One model in a process of its own; any thread may call it.

    Every call that encodes raises ModelFailed when the model cannot be loaded or when the process
    crashes meanwhile, and Stopped once `stop` was called. Texts are tried once more after a crash,
    as somebody waits for them and no text crashes a model; pictures and sounds are not, as one of
    them may. What the model cannot do must not be asked of it: see what its family is for.
    `loading` is called, from the thread of such a call, before the model is loaded for it.
    """

    def __init__(
        self,
        installed: InstalledModel,
        device: str,
        idle_seconds: float,
        state_folder: Path,
        loading: Callable[[], None] = lambda: None,
    ) -> None:
        self._installed, self._loading = installed, loading
        self._start_with = (installed, device, idle_seconds, state_folder)
        self._turns = _Turns()
        self._child: _Child | None = None
        self._gently = self._stopped = False

    @property
    def space(self) -> Space:
        """The model's space."""
        return self._installed.space

    @property
    def config(self) -> Any:  # noqa: ANN401
        """What its family read of its configuration, how inputs are prepared for example."""
        return self._installed.config

    @property
    def preparation(self) -> Any:  # noqa: ANN401
        """The pixels or samples that the model takes: PicturePreparation or SoundPreparation."""
        return self._installed.config.preparation

    @property
    def features(self) -> FeatureConfig:
        """How the features that `encode_sounds` takes are made."""
        features: FeatureConfig = self._installed.config.features
        return features

    @property
    def pid(self) -> int | None:
        """The process, where one runs."""
        child = self._child
        return child.pid if child and child.alive else None

    @property
    def ready(self) -> bool:
        """Whether a call would be answered without the model being loaded first."""
        child = self._child
        return child is not None and child.alive and child.loaded

    def encode_pictures(
        self, pictures: NDArray[np.uint8], *, urgent: bool = False
    ) -> NDArray[np.float16]:
        """(n, height, width, 3) RGB pixels, prepared, to (n, dimension) vectors of unit length."""
        return self._vectors(self._in_slices("encode_pictures", pictures, urgent))

    def encode_sounds(
        self, features: NDArray[np.float32], *, urgent: bool = False
    ) -> NDArray[np.float16]:
        """(n, frames, mels), as clap_features gives them, to (n, dimension) of unit length."""
        return self._vectors(self._in_slices("encode_sounds", features, urgent))

    def transcribe(
        self, windows: Sequence[NDArray[np.float32]], language: str | None = None
    ) -> list[Heard]:
        """What is said in each window; see base.Transcriber."""
        parts = self._in_slices("transcribe", windows, False, language)
        return [heard for part in parts for heard in part]

    def _vectors(self, parts: Iterator[NDArray[np.float16]]) -> NDArray[np.float16]:
        return np.concatenate([np.empty((0, self.space.dimension), np.float16), *parts])

    def _in_slices(
        self, what: str, inputs: Sequence[Any] | NDArray[Any], urgent: bool, *more: object
    ) -> Iterator[Any]:
        start = 0
        while start < len(inputs):
            with self._turns.take(urgent):
                part = inputs[start : start + self._running().description.batch_size]
                answer = self._ask(what, part, *more)
            yield answer
            start += len(part)

    def encode_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """n texts to (n, dimension) vectors of unit length, ahead of waiting indexing batches."""
        with self._turns.take(urgent=True):
            try:
                vectors: NDArray[np.float32] = self._ask("encode_texts", list(texts))
            except _Crashed:
                vectors = self._ask("encode_texts", list(texts))
            return vectors

    def describe(self) -> ModelDescription:
        """How the model runs; starts the process."""
        with self._turns.take(urgent=True):
            return self._running().description

    def gently(self, on: bool) -> None:
        """Index with one thread at low priority from the next batch on, or at full speed again."""
        self._gently = on

    def stop(self) -> None:
        """End the process at once and for good, whatever it does."""
        self._stopped = True
        child = self._child
        if child:
            child.stop()

    def _ask(self, what: str, *arguments: object) -> Any:  # noqa: ANN401
        try:
            return self._running().ask(what, *arguments)
        except _WentIdle:  # it ended before it read the call
            return self._running().ask(what, *arguments)

    def _running(self) -> "_Child":
        """The process, loaded and in the wanted mode; called by whoever has the turn."""
        child = self._child
        if child is None or not child.alive:
            child = self._started()
        if child.gentle != self._gently and not child.ask("gently", self._gently):
            # Systems let a process lower its priority but not raise it again: take a new one.
            child.stop()
            child = self._started()
        child.gentle = self._gently
        return child

    def _started(self) -> "_Child":
        self._loading()
        child = self._child = _Child(self._start_with)
        if self._stopped:  # while it was being made, when there was nothing to stop yet
            child.stop()
        child.load()
        if self._gently:
            child.gentle = bool(child.ask("gently", True))
        return child


class _Turns:
    """Gives one caller the turn at a time, urgent ones first."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._taken = False
        self._urgent_waiting = 0

    @contextmanager
    def take(self, urgent: bool) -> Iterator[None]:
        """Wait for the turn and have it within the block."""
        with self._changed:
            self._urgent_waiting += urgent
            self._changed.wait_for(lambda: not self._taken and (urgent or not self._urgent_waiting))
            self._urgent_waiting -= urgent
            self._taken = True
        try:
            yield
        finally:
            with self._changed:
                self._taken = False
                self._changed.notify_all()


class _WentIdle(ModelFailed):
    """The process ended by itself just when a call was sent."""


class _Crashed(ModelFailed):
    """The process was killed or crashed; it would start again."""


class _Child:
    """One run of the process, from start to end, and the pipe to it."""

    description: ModelDescription

    def __init__(self, start_with: tuple[InstalledModel, str, float, Path]) -> None:
        self.name = start_with[0].name
        self.gentle = self.loaded = False
        self._stopped = False
        context = ChildContext()
        self._pipe: Connection[Any, Any]
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=worker.serve, args=(theirs, *start_with), name="mmdesk model", daemon=True
        )
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return not self._stopped and not self._pipe.closed and self._process.is_alive()

    def load(self) -> None:
        """Wait until the model is loaded; raises ModelFailed with the reason when it cannot be."""
        try:
            self.description = self._answer()
        except ModelFailed:
            self.stop()
            raise
        self.loaded = True
        for note in self.description.notes if self.description.new else ():
            logger.warning("%s: %s", self.name, note)

    def ask(self, what: str, *arguments: object) -> Any:  # noqa: ANN401
        """Have one method of the model called; its result."""
        try:
            self._pipe.send((what, *arguments))
        except OSError as error:
            raise self._gone() from error
        return self._answer()

    def stop(self) -> None:
        """End the process at once: it keeps nothing that could be lost; from any thread."""
        self._stopped = True
        if self._process.is_alive():
            self._process.kill()
            self._process.join(_PATIENCE)

    def _answer(self) -> Any:  # noqa: ANN401
        try:
            done, answer = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise self._gone() from error
        if done:
            return answer
        raise answer

    def _gone(self) -> ModelFailed | Stopped:
        if self._stopped:
            return Stopped(f"The model {self.name} was stopped before it had finished.")
        self._stopped = True
        self._process.join(_PATIENCE)
        status = self._process.exitcode
        if status == 0:
            return _WentIdle(f"The model {self.name} ended before it was called.")
        logger.warning("The process of the model %s died (exit status %s).", self.name, status)
        return _Crashed(
            f"The model {self.name} crashed (exit status {status}); it starts again when it is "
            "next needed."
        )
