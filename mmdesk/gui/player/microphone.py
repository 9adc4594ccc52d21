"""Some seconds from the microphone as a WAV file, to search with.

The microphone stands behind a small protocol, which tests stand in for.
"""

import io
import math
import struct
import wave
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import (
    QCoreApplication,
    QElapsedTimer,
    QIODevice,
    QMicrophonePermission,
    QObject,
    Qt,
    QTimer,
    Signal,
)

from mmdesk.core.errors import EnvironmentFailed, MmdeskError
from mmdesk.gui.parts.told import said
from mmdesk.gui.player.output import audio_format, import_multimedia
from mmdesk.gui.search.dropping import Encoded, keep
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice

    from mmdesk.library import Library

LONGEST = 10.0
"""Seconds; what models hear at once."""
_RATES = (48000, 44100, 16000)
_EVERY_MS = 50
_QUIETEST = -54.0
"""Decibels below full scale at which the level begins to show."""
_FULL = 32768

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Form:
    """How recorded samples come: int16, `channels` interleaved, `rate` a second."""

    rate: int
    channels: int


class Input(Protocol):
    """A microphone that is open."""

    form: Form

    def read(self) -> bytes:
        """What has been recorded since the last time."""

    def close(self) -> None:
        """Let go of it."""


class Microphone(Protocol):
    """The machine's microphone."""

    def allow(self, then: Callable[[bool], object]) -> None:
        """Ask the system whether we may listen, and say so, perhaps later."""

    def open(self) -> Input:
        """Begin; raises EnvironmentFailed where there is none."""


class SystemMicrophone(QObject):
    """The microphone that the system has chosen, by QtMultimedia."""

    def allow(self, then: Callable[[bool], object]) -> None:
        """Ask, where the system has such a question."""
        application, permission = QCoreApplication.instance(), QMicrophonePermission()
        status = application.checkPermission(permission) if application else None
        if application is not None and status is Qt.PermissionStatus.Undetermined:
            granted = Qt.PermissionStatus.Granted
            application.requestPermission(
                permission,
                self,
                lambda _: then(application.checkPermission(permission) is granted),
            )
        else:
            then(status is not Qt.PermissionStatus.Denied)

    def open(self) -> Input:
        """Begin; raises EnvironmentFailed where there is none, or it cannot be used."""
        import_multimedia()
        from PySide6.QtMultimedia import QMediaDevices

        device = QMediaDevices.defaultAudioInput()
        if device.isNull():
            text = translate("Recorder", "There is no microphone. Connect one.")
            raise EnvironmentFailed(text)
        forms = [Form(rate, channels) for channels in (1, 2) for rate in _RATES]
        fitting = (
            form
            for form in forms
            if device.isFormatSupported(audio_format(form.rate, form.channels))
        )
        form = next(fitting, None)
        if form is None:
            text = translate("Recorder", "The microphone {name} gives sound of an unknown form.")
            raise EnvironmentFailed(text.format(name=device.description()))
        return _Source(device, form)


class _Source:
    def __init__(self, device: "QAudioDevice", form: Form) -> None:
        from PySide6.QtMultimedia import QAudioSource, QtAudio

        self.form = form
        self._source = QAudioSource(device, audio_format(form.rate, form.channels))
        pipe = self._source.start()
        if pipe is None or self._source.error() is QtAudio.Error.OpenError:
            text = translate("Recorder", "The microphone {name} cannot be used now.")
            raise EnvironmentFailed(text.format(name=device.description()))
        self._pipe: QIODevice = pipe

    def read(self) -> bytes:
        return bytes(self._pipe.readAll().data())

    def close(self) -> None:
        self._source.stop()
        self._source.deleteLater()


class Recorder(QObject):
    """Records up to LONGEST seconds; `recorded` gives the file."""

    changed = Signal()
    """It began or ended."""
    heard = Signal(float, float)
    """How loud it is, 0 to 1, and how many seconds there are."""
    recorded = Signal(object)
    """A Path."""
    told = Signal(str)
    """A sentence: why nothing was recorded."""

    def __init__(
        self, library: "Library", tasks: Tasks, microphone: Microphone, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._library, self._tasks, self._microphone = library, tasks, microphone
        self._input: Input | None = None
        self._samples = bytearray()
        self._asking = False
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._read)

    @property
    def recording(self) -> bool:
        """Whether it listens now."""
        return self._input is not None

    def toggle(self) -> None:
        """Begin, or end and give what there is."""
        if self.recording:
            self.stop()
        elif not self._asking:
            self._asking = True
            self._microphone.allow(self._begin)

    def cancel(self) -> None:
        """End, and forget what there is."""
        if self._close():
            self._samples.clear()

    def stop(self) -> None:
        """End, and give what there is as a file."""
        source = self._input
        if source is None:
            return
        self._samples += source.read()
        self._close()
        samples, form = bytes(self._samples), source.form
        if not any(samples):
            self.told.emit(self.tr("Nothing was heard: the microphone is mute or blocked."))
            return
        folder = self._library.folder / "dropped"
        work = partial(keep, Encoded(wav(samples, form), ".wav"), folder)
        self._tasks.run(work, self.recorded.emit, self._fail, owner=self)

    def _begin(self, allowed: bool) -> None:
        self._asking = False
        if not allowed:
            self.told.emit(
                self.tr(
                    "mmdesk may not use the microphone. Allow it in the privacy settings of your "
                    "system."
                )
            )
            return
        try:
            self._input = self._microphone.open()
        except EnvironmentFailed as error:
            self._fail(error)
            return
        self._samples.clear()
        self._clock.start()
        self._timer.start()
        self.changed.emit()

    def _read(self) -> None:
        if self._input is None:
            return
        new, form = self._input.read(), self._input.form
        self._samples += new
        seconds = len(self._samples) / (2 * form.channels * form.rate)
        self.heard.emit(level(new), seconds)
        # By the clock, too: a microphone that was pulled gives nothing more.
        if max(seconds, self._clock.elapsed() / 1000 - 1) >= LONGEST:
            self.stop()

    def _close(self) -> bool:
        source, self._input = self._input, None
        self._timer.stop()
        if source is not None:
            source.close()
            self.changed.emit()
        return source is not None

    def _fail(self, error: MmdeskError) -> None:
        self.told.emit(said(error))


def level(samples: bytes) -> float:
    """How loud int16 samples are, from 0 (quiet) to 1 (full scale), as the ear measures it."""
    count = len(samples) // 2
    values = struct.unpack(f"<{count}h", samples[: 2 * count])
    power = sum(value * value for value in values) / max(count, 1) / _FULL**2
    decibels = 10 * math.log10(power) if power > 0 else _QUIETEST
    return min(max(1 - decibels / _QUIETEST, 0.0), 1.0)


def wav(samples: bytes, form: Form) -> bytes:
    """The samples as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(form.channels)
        writer.setsampwidth(2)
        writer.setframerate(form.rate)
        writer.writeframes(samples)
    return file.getvalue()
