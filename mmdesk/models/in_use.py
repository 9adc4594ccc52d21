"""The models in use: found when first needed, each run in its own process, stopped at the end."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmdesk.core import events
from mmdesk.core.entities import Space
from mmdesk.core.errors import ModelLoading
from mmdesk.core.settings import Settings
from mmdesk.models.clap_features import FeatureConfig
from mmdesk.models.process import ModelProcess
from mmdesk.models.registry import Purpose, find

SETTINGS = {
    Purpose.PICTURES: "model",
    Purpose.SOUNDS: "sound_model",
    Purpose.SPEECH: "speech_model",
    Purpose.SENTENCES: "sentence_model",
}
"""The setting that names the model for each purpose."""
_SHARED = ("device", "model_idle_minutes")


class Urgent:
    """A model as a search sees it: what it asks goes ahead of indexing batches.

    Where `wait` is not set, ModelLoading is raised instead of loading it.
    """

    def __init__(self, process: ModelProcess, *, wait: bool = True) -> None:
        self._model, self._wait = process, wait
        self.space = process.space

    @property
    def preparation(self) -> Any:  # noqa: ANN401
        """As `ModelProcess.preparation`."""
        return self._model.preparation

    @property
    def features(self) -> FeatureConfig:
        """As `ModelProcess.features`."""
        return self._model.features

    def encode_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As `ModelProcess.encode_texts`."""
        return self._ready().encode_texts(texts)

    def encode_pictures(self, pictures: NDArray[np.uint8]) -> NDArray[np.float16]:
        """As `ModelProcess.encode_pictures`."""
        return self._ready().encode_pictures(pictures, urgent=True)

    def encode_sounds(self, features: NDArray[np.float32]) -> NDArray[np.float16]:
        """As `ModelProcess.encode_sounds`."""
        return self._ready().encode_sounds(features, urgent=True)

    def _ready(self) -> ModelProcess:
        if self._wait or self._model.ready:
            return self._model
        raise ModelLoading(f"The model {self.space.name} is being loaded.")


class ModelsInUse:
    """The models that the settings name; a process starts only when something is encoded.

    `emit` hears when one is loaded, from the thread that needs it.
    """

    def __init__(
        self, settings: Settings, models_folder: Path, emit: events.Listener = lambda _: None
    ) -> None:
        self._settings, self._folder, self._emit = settings, models_folder, emit
        self._processes: dict[Purpose, ModelProcess] = {}
        self._gently = self._stopped = False
        self._lock = threading.Lock()

    def get(self, purpose: Purpose) -> ModelProcess:
        """The model for a purpose; raises ModelUnavailable with the way to get it."""
        with self._lock:
            process = self._processes.get(purpose)
            if process is None:
                process = self._processes[purpose] = self._made(purpose)
            if self._stopped:
                process.stop()
            return process

    def urgent(self, purpose: Purpose, *, wait: bool = True) -> Urgent:
        """The model for a search, which may not `wait`; raises ModelUnavailable as `get` does."""
        return Urgent(self.get(purpose), wait=wait)

    def change(self, settings: Settings) -> None:
        """Use the models and device of these settings from now on; ends what is used no more."""
        with self._lock:
            before, self._settings = self._settings, settings
            ended = [
                self._processes.pop(purpose)
                for purpose in list(self._processes)
                if _asked(before, purpose) != _asked(settings, purpose)
            ]
        for process in ended:
            process.stop()

    def spaces(self) -> list[Space]:
        """The spaces of the models that have been needed."""
        return [process.space for process in self._all() if process.space.dimension]

    def gently(self, on: bool) -> None:
        """Let the models work with one thread at low priority, or at full speed."""
        self._gently = on
        for process in self._all():
            process.gently(on)

    def stop(self) -> None:
        """End the model processes that run, for good."""
        self._stopped = True
        for process in self._all():
            process.stop()

    def _all(self) -> list[ModelProcess]:
        return list(self._processes.values())

    def _made(self, purpose: Purpose) -> ModelProcess:
        model = find(getattr(self._settings, SETTINGS[purpose]), self._folder, purpose)
        process = ModelProcess(
            model,
            self._settings.device,
            self._settings.model_idle_minutes * 60,
            self._folder,
            lambda: self._emit(events.ModelLoading(model.name)),
        )
        process.gently(self._gently)
        return process


def _asked(settings: Settings, purpose: Purpose) -> list[object]:
    return [getattr(settings, name) for name in (SETTINGS[purpose], *_SHARED)]
