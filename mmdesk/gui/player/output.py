"""Where samples become sound: the sound card behind a small protocol, which tests stand in for.

QtMultimedia takes some 200 ms to be imported and to find the devices, so that nothing here is
imported before there is a sound to be heard.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QByteArray, QCoreApplication, QLoggingCategory

from mmdesk.core.errors import EnvironmentFailed

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat

BUFFER_SECONDS = 0.25
"""What the device holds: enough while the window draws, little enough to stop at once."""
SAMPLE_BYTES = 2
_QUIET = """\
qt.multimedia.symbolsresolver=false
qt.multimedia.ffmpeg.info=false
qt.multimedia.ffmpeg.mediadataholder=false
qt.multimedia.playbackengine.codec=false
"""
"""What Qt says of decoders and sound services that this system lacks, and of files it refuses."""

translate = QCoreApplication.translate


class Output(Protocol):
    """One sound under way; samples are interleaved int16."""

    def write(self, samples: bytes) -> int:
        """Take as many bytes as there is room for, and say how many."""

    def heard(self) -> float:
        """Seconds that have been heard since it was opened."""

    def pause(self) -> None:
        """Fall silent at once."""

    def resume(self) -> None:
        """Go on from there."""

    def set_volume(self, volume: float) -> None:
        """From 0 to 1, as the ear measures it."""

    def close(self) -> None:
        """Fall silent for good."""

    def failure(self) -> str:
        """Why nothing can be heard any more; empty while all is well."""


@dataclass(frozen=True, slots=True)
class Device:
    """One that can be chosen; `key` is what is remembered."""

    key: str
    name: str


class Card(Protocol):
    """The sound devices of a machine."""

    def prepare(self) -> None:
        """Import what plays, ahead of the first sound; raises EnvironmentFailed. In a thread."""

    def devices(self) -> list[Device]:
        """Those that are there now; raises EnvironmentFailed."""

    def rate(self, key: str, rate: int, channels: int) -> int:
        """The rate to play at where such samples are wanted; raises EnvironmentFailed."""

    def open(self, key: str, rate: int, channels: int) -> Output:
        """Begin a sound on the device, or on the usual one where that is gone."""


class SoundCard:
    """The system's devices, by QtMultimedia."""

    def prepare(self) -> None:
        """Import what plays; raises EnvironmentFailed where the system lacks a library."""
        import_multimedia()

    def devices(self) -> list[Device]:
        """Those that are there now; raises EnvironmentFailed."""
        import_multimedia()
        from PySide6.QtMultimedia import QMediaDevices

        return [Device(_key(each), each.description()) for each in QMediaDevices.audioOutputs()]

    def rate(self, key: str, rate: int, channels: int) -> int:
        """The sound's own rate where the device takes it, else the one that the device likes."""
        device = output_device(key)
        asked = audio_format(rate, channels)
        return rate if device.isFormatSupported(asked) else device.preferredFormat().sampleRate()

    def open(self, key: str, rate: int, channels: int) -> Output:
        """Begin a sound; raises EnvironmentFailed where there is no device."""
        return _SinkOutput(output_device(key), rate, channels)


class _SinkOutput:
    def __init__(self, device: "QAudioDevice", rate: int, channels: int) -> None:
        from PySide6.QtMultimedia import QAudioSink

        self._sink = QAudioSink(device, audio_format(rate, channels))
        self._sink.setBufferSize(int(rate * BUFFER_SECONDS) * channels * SAMPLE_BYTES)
        self._pipe = self._sink.start()

    def write(self, samples: bytes) -> int:
        room = min(self._sink.bytesFree(), len(samples))
        return max(self._pipe.write(QByteArray(samples[:room])), 0) if room > 0 else 0

    def heard(self) -> float:
        return int(self._sink.processedUSecs()) / 1e6

    def pause(self) -> None:
        self._sink.suspend()

    def resume(self) -> None:
        self._sink.resume()

    def set_volume(self, volume: float) -> None:
        self._sink.setVolume(linear(volume))

    def close(self) -> None:
        self._sink.stop()
        self._sink.deleteLater()

    def failure(self) -> str:
        from PySide6.QtMultimedia import QtAudio

        if self._sink.error() in {QtAudio.Error.OpenError, QtAudio.Error.FatalError}:
            return translate("Player", "The sound device does not answer. Choose another one.")
        return ""


def linear(volume: float) -> float:
    """What Qt's outputs take for a volume as the ear measures it."""
    from PySide6.QtMultimedia import QtAudio

    scales = QtAudio.VolumeScale
    return QtAudio.convertVolume(volume, scales.LogarithmicVolumeScale, scales.LinearVolumeScale)


def import_multimedia() -> None:
    """Import Qt's part for sounds and films; raises EnvironmentFailed where a library lacks."""
    QLoggingCategory.setFilterRules(_QUIET)
    try:
        import PySide6.QtMultimedia  # noqa: F401
    except ImportError as error:
        text = translate(
            "Player", "Playing needs a library that this system lacks: {library}. Install it."
        )
        raise EnvironmentFailed(text.format(library=str(error).split(":")[0])) from error


def _key(device: "QAudioDevice") -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


def output_device(key: str) -> "QAudioDevice":
    """The device that was chosen, or the usual one; raises EnvironmentFailed where none is."""
    import_multimedia()
    from PySide6.QtMultimedia import QMediaDevices

    outputs = QMediaDevices.audioOutputs()
    chosen = next((each for each in outputs if _key(each) == key), None)
    device = chosen or QMediaDevices.defaultAudioOutput()
    if device.isNull():
        text = translate("Player", "There is no sound device to play on. Connect one.")
        raise EnvironmentFailed(text)
    return device


def audio_format(rate: int, channels: int) -> "QAudioFormat":
    """Interleaved int16 at this rate, as Qt names it."""
    from PySide6.QtMultimedia import QAudioFormat

    form = QAudioFormat()
    form.setSampleRate(rate)
    form.setChannelCount(channels)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return form
