"""The model in use: found when it is first needed, run in the model process, stopped at the end."""

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mmdesk.core import events
from mmdesk.core.entities import Space
from mmdesk.core.errors import ModelLoading
from mmdesk.core.settings import Settings
from mmdesk.models.process import ModelProcess
from mmdesk.models.registry import find


class Urgent:
    """The model as a search sees it: its pictures and texts go ahead of indexing batches.

    Where `wait` is not set, ModelLoading is raised instead of loading it.
    """

    def __init__(self, process: ModelProcess, *, wait: bool = True) -> None:
        self._model, self._wait = process, wait
        self.space, self.preparation = process.space, process.preparation

    def encode_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As `ModelProcess.encode_texts`."""
        return self._ready().encode_texts(texts)

    def encode_pictures(self, pictures: NDArray[np.uint8]) -> NDArray[np.float16]:
        """As `ModelProcess.encode_pictures`."""
        return self._ready().encode_pictures(pictures, urgent=True)

    def _ready(self) -> ModelProcess:
        if self._wait or self._model.ready:
            return self._model
        raise ModelLoading(f"The model {self.space.name} is being loaded.")


class ModelInUse:
    """The model that the settings name; its process starts only when something is encoded.

    `emit` hears when it is loaded, from the thread that needs it.
    """

    def __init__(
        self, settings: Settings, models_folder: Path, emit: events.Listener = lambda _: None
    ) -> None:
        self._settings, self._folder, self._emit = settings, models_folder, emit
        self._process: ModelProcess | None = None
        self._stopped = False
        self._lock = threading.Lock()

    def get(self) -> ModelProcess:
        """The model; raises ModelUnavailable with the way to get it."""
        with self._lock:
            if self._process is None:
                self._process = self._made()
            if self._stopped:
                self._process.stop()
            return self._process

    def change(self, settings: Settings) -> None:
        """Use the model and device of these settings from now on; ends the one used before."""
        with self._lock:
            self._settings = settings
            before, self._process = self._process, None
        if before:
            before.stop()

    def _made(self) -> ModelProcess:
        model = find(self._settings.model, self._folder)
        return ModelProcess(
            model,
            self._settings.device,
            self._settings.model_idle_minutes * 60,
            self._folder,
            lambda: self._emit(events.ModelLoading(model.name)),
        )

    def urgent(self, *, wait: bool = True) -> Urgent:
        """The model for a search, which may not `wait`; raises ModelUnavailable as `get` does."""
        return Urgent(self.get(), wait=wait)

    def spaces(self) -> list[Space]:
        """The model's space, where the model has been needed."""
        return [self._process.space] if self._process else []

    def gently(self, on: bool) -> None:
        """Let the model work with one thread at low priority, or at full speed."""
        if self._process:
            self._process.gently(on)

    def stop(self) -> None:
        """End the model process, if it runs, for good."""
        self._stopped = True
        if self._process:
            self._process.stop()
