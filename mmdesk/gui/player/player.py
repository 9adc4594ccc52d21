"""Plays one sound at a time, from a position: decoding, the device and the clock come together.

A sound that is about to be played is prepared: its first second is decoded and waits. Whoever
shows sounds follows `changed` and `moved`, and asks `at` how far an item is.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from mmdesk.core.errors import EnvironmentFailed, MmdeskError
from mmdesk.core.listings import Samples
from mmdesk.gui.parts.told import said
from mmdesk.gui.player.memory import PlayerMemory
from mmdesk.gui.player.output import Card, Device, Output
from mmdesk.gui.player.stream import Listen, Stream
from mmdesk.gui.tasks import Latest, Tasks

EVERY_MS = 30
"""Between two looks at the device while a sound is heard."""
USUAL_VOLUME = 0.8


@dataclass(frozen=True, slots=True)
class Sound:
    """What is to be heard. `duration` is in seconds, 0 while nobody knows."""

    item: int
    path: Path
    duration: float = 0.0


class State(StrEnum):
    """What the player is doing."""

    IDLE = "idle"
    WAITING = "waiting"
    """For the first samples."""
    PLAYING = "playing"
    PAUSED = "paused"


class Player(QObject):
    """The one player of a window."""

    changed = Signal()
    """Another sound, or its state."""
    moved = Signal(float)
    """Seconds from the beginning of the sound that is heard."""
    volume_changed = Signal(float)
    told = Signal(str)
    """A sentence: why nothing is heard."""

    def __init__(
        self,
        listen: Listen,
        card: Card,
        memory: PlayerMemory,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._listen, self._card, self._memory, self._tasks = listen, card, memory, tasks
        self._reading, self._preparing = Latest(tasks, self), Latest(tasks, self)
        self.sound: Sound | None = None
        """The one that is heard, or was last."""
        self.state = State.IDLE
        self.volume = memory.volume(USUAL_VOLUME)
        self.device = memory.device
        self._position = 0.0
        self._stream: Stream | None = None
        self._output: Output | None = None
        self._fetching = False
        self._prepared: tuple[Sound, float, Stream] | None = None
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._feed)

    # What is asked

    @property
    def playing(self) -> bool:
        """Whether a sound is heard, or about to be."""
        return self.state in {State.PLAYING, State.WAITING}

    def plays(self, item: int) -> bool:
        """Whether this item is heard, or about to be."""
        return self.playing and self.sound is not None and self.sound.item == item

    def at(self, item: int) -> float | None:
        """How far this item is, in seconds; None when it is not the one that is on."""
        on = self.state is not State.IDLE and self.sound is not None and self.sound.item == item
        return self._position if on else None

    def devices(self) -> list[Device]:
        """What can be played on; raises EnvironmentFailed."""
        return self._card.devices()

    # What is wanted

    def prepare(self, sound: Sound, start: float = 0.0) -> None:
        """Have the first second ready: this is likely to be played soon."""
        prepared = self._prepared is not None and self._prepared[:2] == (sound, start)
        if prepared or self.state is State.WAITING:
            return
        stream = Stream(sound.path, start)
        self._prepared = sound, start, stream
        card, listen = self._card, self._listen

        def work() -> Samples:
            card.prepare()
            return listen(sound.path, start, stream.next_length, None)

        self._preparing.run(work, partial(self._keep, stream), lambda _: self._forget(stream))

    def play(self, sound: Sound, start: float = 0.0) -> None:
        """Play from here on, in place of what is heard."""
        self._silence()
        self.sound, self._position = sound, start
        kept = self._prepared
        ready = kept is not None and kept[:2] == (sound, start)
        self._stream = kept[2] if kept and ready else Stream(sound.path, start)
        self._prepared = None
        if not ready:
            self._preparing.cancel()
        self._become(State.WAITING)
        if self._stream.ready:
            self._begin(self._stream)
        elif not ready:
            self._fetch()

    def toggle(self, sound: Sound, start: float = 0.0) -> None:
        """Pause this sound, go on with it, or play it from `start` when it is another one."""
        same = self.sound is not None and self.sound.item == sound.item
        if same and self.playing:
            self.pause()
        elif same and self.state is State.PAUSED:
            self.resume()
        else:
            self.play(sound, start)

    def pause(self) -> None:
        """Fall silent, and remember where."""
        if self.state is State.WAITING:
            self.stop()
        elif self.state is State.PLAYING and self._output is not None:
            self._output.pause()
            self._timer.stop()
            self._become(State.PAUSED)

    def resume(self) -> None:
        """Go on from there."""
        if self.state is State.PAUSED and self._output is not None:
            self._output.resume()
            self._timer.start()
            self._become(State.PLAYING)

    def seek(self, position: float) -> None:
        """Play on from this second of the sound that is on, or was last."""
        if self.sound is None:
            return
        position = max(position, 0.0)
        if self.sound.duration:
            position = min(position, max(self.sound.duration - 0.05, 0.0))
        self.play(self.sound, position)

    def stop(self) -> None:
        """Fall silent; the sound is no longer on."""
        self._silence()
        self._reading.cancel()
        self._become(State.IDLE)

    def set_volume(self, volume: float) -> None:
        """From 0 to 1; remembered."""
        self.volume = min(max(volume, 0.0), 1.0)
        self._memory.keep_volume(self.volume)
        if self._output is not None:
            self._output.set_volume(self.volume)
        self.volume_changed.emit(self.volume)

    def use_device(self, key: str) -> None:
        """Play on this device from now on, the usual one for an empty key; remembered."""
        self.device = key
        self._memory.device = key
        if self.playing and self.sound is not None:
            self.play(self.sound, self._position)

    # What comes of it

    def _keep(self, stream: Stream, samples: Samples) -> None:
        stream.take(samples)
        if stream is self._stream and self.state is State.WAITING:
            self._begin(stream)

    def _forget(self, stream: Stream) -> None:
        """What could not be prepared is tried again, and told, when it is wanted."""
        self._prepared = None
        if stream is self._stream and self.state is State.WAITING:
            self._fetch()

    def _fetch(self) -> None:
        stream, listen = self._stream, self._listen
        if stream is not None:
            self._fetching = True
            work = partial(listen, stream.path, stream.next_start, stream.next_length, stream.rate)
            self._reading.run(work, partial(self._arrived, stream), self._fail)

    def _arrived(self, stream: Stream, samples: Samples) -> None:
        self._fetching = False
        if stream is not self._stream:
            return
        stream.take(samples)
        if self.state is State.WAITING:
            self._begin(stream)

    def _begin(self, stream: Stream) -> None:
        """The first samples are here: open the device at a rate that it takes."""
        try:
            rate = self._card.rate(self.device, stream.rate or 0, stream.channels)
            if rate != stream.rate:
                self._stream = Stream(stream.path, stream.start, rate)
                self._fetch()
                return
            self._output = self._card.open(self.device, rate, stream.channels)
        except EnvironmentFailed as error:
            self._fail(error)
            return
        self._output.set_volume(self.volume)
        self._become(State.PLAYING)
        self._timer.start()
        self._feed()

    def _feed(self) -> None:
        """Hand on what the device has room for, ask for more, and say how far it is."""
        stream, output = self._stream, self._output
        if stream is None or output is None:
            return
        while stream.give(output.write):
            pass
        if stream.hungry and not self._fetching:
            self._fetch()
        if failure := output.failure():
            self._fail(EnvironmentFailed(failure))
            return
        heard = output.heard()
        self._position = stream.start + min(heard, stream.seconds)
        self.moved.emit(self._position)
        if stream.given and heard >= stream.seconds - EVERY_MS / 1000:
            self.stop()

    def _fail(self, error: MmdeskError) -> None:
        self._fetching = False
        self.stop()
        self.told.emit(said(error))

    def _silence(self) -> None:
        self._timer.stop()
        self._reading.cancel()
        self._stream, self._fetching = None, False
        if self._output is not None:
            self._output.close()
            self._output = None

    def _become(self, state: State) -> None:
        self.state = state
        self.changed.emit()
