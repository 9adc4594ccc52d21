"""Plays one film at a time, from a position, by QtMultimedia.

Its frames come as images, upright and in square pixels, so that whoever shows them draws them as
any picture: nothing lies over the window, and no screen or sound device is needed. QtMultimedia is
imported when the first film is opened. It decodes the file in the window's own process, as any
player does; everything else about a video is decoded by the library's workers.
"""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, QUrl, Signal, Slot

from mmdesk.core.errors import EnvironmentFailed
from mmdesk.gui.parts.told import said
from mmdesk.gui.player.output import import_multimedia, linear, output_device
from mmdesk.gui.player.player import Player

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink

_LEAST = 1
"""Milliseconds past a frame's time at which Qt shows that frame, and not the one before it."""
_MISSED = 0.25
"""Seconds by which the first frame may be late."""
_LONGEST_MS = 100
"""Between two frames, however large they are."""
_PATIENCE_MS = 1500
"""Some files have no frame where they are wanted to begin; then they go on without."""

log = logging.getLogger(__name__)


class FilmPlayer(QObject):
    """Holds a file from `open` to `close`. As loud as `sounds` is, and on its device."""

    changed = Signal()
    """Whether it plays, or can be heard, is something else now."""
    moved = Signal(float)
    """Seconds from the beginning of the film."""
    shown = Signal(object)
    """A QImage: the frame that is to be seen now."""
    ended = Signal()
    failed = Signal(str)
    """A sentence: why the file cannot be played; empty where that is all there is to say."""

    def __init__(self, sounds: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sounds = sounds
        self._media: QMediaPlayer | None = None
        self._sink: QVideoSink | None = None
        self._audio: QAudioOutput | None = None
        self.silence = ""
        """A sentence: why it cannot be heard; empty where it can."""
        self._path = Path()
        self._start = 0.0
        self._aim: float | None = None
        """Where the file was told to be, until the frame of the start is there."""
        self._inexact = False
        """Whether it comes elsewhere than it is told to."""
        self._late = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._late.timeout.connect(self._begin)
        self._goes_on = self._loading = self._open = self.muted = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show)
        sounds.volume_changed.connect(self._sound)

    # What is asked

    @property
    def playing(self) -> bool:
        """Whether it goes on by itself, or will as soon as the file is open."""
        if self._media is None or not self._open:
            return False
        waits = self._loading or self._aim is not None
        return self._goes_on if waits else self._media.isPlaying()

    @property
    def is_open(self) -> bool:
        """Whether it holds a file."""
        return self._open

    @property
    def position(self) -> float:
        """Seconds."""
        if self._media is None or self._loading or self._aim is not None:
            return self._start
        return self._media.position() / 1000

    @property
    def duration(self) -> float | None:
        """Seconds; None while nobody knows."""
        length = self._media.duration() if self._media is not None and self._open else 0
        return length / 1000 if length > 0 else None

    # What is wanted

    def open(self, path: Path, start: float, *, playing: bool = True) -> None:
        """Show the frame of this second, and play on from there; `failed` says why that cannot be.

        Anything that was open before is closed.
        """
        inexact = self._inexact and path == self._path
        self.close()
        self._inexact = inexact
        try:
            media = self._made()
        except EnvironmentFailed as error:
            self.failed.emit(said(error))
            return
        self._path, self._start, self._goes_on = path, max(start, 0.0), playing
        self._loading = self._open = True
        self._choose_device(media)
        # By way of as_uri, since names on a disk need not be valid text.
        media.setSource(QUrl.fromEncoded(path.as_uri().encode()))
        self.changed.emit()

    def toggle(self) -> None:
        """Pause, or go on; after the end, from where it was begun."""
        if self.playing:
            self.pause()
        elif self._media is not None and self._open:
            self._goes_on = True
            if self._loading or self._aim is not None:
                self.changed.emit()
            elif self._is_over():
                self.seek(self._start, play=True)
            else:
                self._media.play()

    def pause(self) -> None:
        """Stand still."""
        self._goes_on = False
        if self._media is not None and self._open and not self._loading:
            if not self._is_over():  # Qt would go back to the beginning
                self._media.pause()
            self.changed.emit()

    def seek(self, seconds: float, *, play: bool = False) -> None:
        """Be at this second; go on playing as before, or begin to."""
        if self._media is None or not self._open:
            return
        self._start = max(seconds, 0.0)
        self._goes_on = play or self.playing
        if self._inexact:
            self.open(self._path, self._start, playing=self._goes_on)
        elif not self._loading:
            over = self._is_over()
            self._media.setPosition(_milliseconds(self._start))
            if self._goes_on and self._aim is None:
                self._media.play()
            elif over:
                self._media.pause()
        self.moved.emit(self._start)

    def set_muted(self, muted: bool) -> None:
        """Be silent, or no longer; stays so for the films that follow."""
        self.muted = muted
        self._sound(self._sounds.volume)
        self.changed.emit()

    def close(self) -> None:
        """Stop, and let go of the file."""
        if self._media is None or not self._open:
            return
        self._open = self._loading = self._goes_on = self._inexact = False
        self._aim = None
        self._soon.stop()
        self._late.stop()
        self._media.stop()
        self._media.setSource(QUrl())
        self.changed.emit()

    # What comes of it

    def _made(self) -> "QMediaPlayer":
        """Qt's player, made for the first film; raises EnvironmentFailed."""
        if self._media is not None:
            return self._media
        import_multimedia()
        from PySide6.QtMultimedia import QMediaPlayer, QVideoSink

        self._media, self._sink = QMediaPlayer(self), QVideoSink(self)
        self._media.setVideoSink(self._sink)
        self._media.mediaStatusChanged.connect(self._follow)
        self._media.playbackStateChanged.connect(lambda _: self.changed.emit())
        self._media.positionChanged.connect(self._move)
        self._media.errorOccurred.connect(self._fail)
        # It comes from a thread that decodes.
        self._sink.videoFrameChanged.connect(self._arrive, Qt.ConnectionType.QueuedConnection)
        return self._media

    def _choose_device(self, media: "QMediaPlayer") -> None:
        """Without a device a film is still seen."""
        from PySide6.QtMultimedia import QAudioOutput

        try:
            device = output_device(self._sounds.device)
        except EnvironmentFailed as error:
            log.info("The film plays silently: %s", error)
            self.silence = said(error)
            return
        self.silence = ""
        if self._audio is None:
            self._audio = QAudioOutput(device, self)
            media.setAudioOutput(self._audio)
        self._audio.setDevice(device)
        self._sound(self._sounds.volume)

    def _sound(self, volume: float) -> None:
        if self._audio is not None:
            self._audio.setVolume(linear(volume))
            self._audio.setMuted(self.muted)

    def _follow(self, status: "QMediaPlayer.MediaStatus") -> None:
        from PySide6.QtMultimedia import QMediaPlayer

        if self._media is None or not self._open:
            return
        if status is QMediaPlayer.MediaStatus.LoadedMedia and self._loading:
            self._loading = False
            if not self._media.hasVideo():
                self._give_up()
                return
            self._go_to(self._media, self._start)
        elif status is QMediaPlayer.MediaStatus.EndOfMedia:
            self.ended.emit()

    def _go_to(self, media: "QMediaPlayer", seconds: float) -> None:
        """Stand there until its frame comes."""
        self._aim = seconds
        self._late.start()
        media.setPosition(_milliseconds(seconds))
        media.pause()

    def _begin(self) -> None:
        """The frame of the start is there, or none will be."""
        self._late.stop()
        self._aim = None
        if self._media is not None and self._open and self._goes_on:
            self._media.play()
        self.changed.emit()

    def _has_begun(self, media: "QMediaPlayer", time: float) -> bool:
        """Whether a frame of this second can be the first one.

        Files without an index, as camcorders write them, come to the next keyframe, too late: then
        they begin at the one before.
        """
        if self._aim is None:
            return True
        late = time - self._start
        if late <= _MISSED or self._aim <= 0:
            self._begin()
            return True
        self._inexact = True
        self._go_to(media, max(self._aim - 2 * max(late, _MISSED), 0.0))
        return False

    def _is_over(self) -> bool:
        from PySide6.QtMultimedia import QMediaPlayer

        over = QMediaPlayer.MediaStatus.EndOfMedia
        return self._media is not None and self._media.mediaStatus() is over

    def _move(self, position: int) -> None:
        if self._open and not self._loading and self._aim is None:
            self.moved.emit(position / 1000)

    @Slot("QVideoFrame")
    def _arrive(self, _frame: "QVideoFrame") -> None:
        """Only the newest of those that came meanwhile is drawn."""
        if not self._soon.isActive():
            self._soon.start()

    def _show(self) -> None:
        if self._media is None or self._sink is None or not self._open or self._loading:
            return
        frame = self._sink.videoFrame()
        if frame.isValid() and self._has_begun(self._media, frame.startTime() / 1e6):
            clock = QElapsedTimer()
            clock.start()
            image = frame.toImage()
            if not image.isNull():
                self.shown.emit(image)
            # Without a graphics card large frames take long: half of the time is the window's.
            self._soon.setInterval(min(clock.elapsed(), _LONGEST_MS))

    def _fail(self, error: "QMediaPlayer.Error", text: str) -> None:
        if self._open:
            log.info("The film cannot be played: %s (%s)", text, error)
            self._give_up()

    def _give_up(self) -> None:
        self.close()
        self.failed.emit("")


def _milliseconds(seconds: float) -> int:
    return int(seconds * 1000) + _LEAST
