"""A film in the preview: it plays in the place of the picture, above a line to steer it by.

What Qt cannot play is shown by single frames that the library decodes, at the same times.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QWidget

from mmdesk.core.entities import Moment
from mmdesk.core.errors import MmdeskError
from mmdesk.core.paths import printable
from mmdesk.gui.film.film_line import FilmLine
from mmdesk.gui.film.film_player import FilmPlayer
from mmdesk.gui.film.shots import shot_at
from mmdesk.gui.parts.told import said
from mmdesk.gui.player.player import Player
from mmdesk.gui.preview.picture_view import PictureView
from mmdesk.gui.preview.pictures import Look, load_frame
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

_NEAR = 0.25
"""Seconds: a moment so near is where the film is."""
_JUST_BEGUN = 1.0
"""Who goes back so soon after a moment began wants the one before."""

Moments = Callable[[int], tuple[Moment, ...]]
"""What was found of an item, the best first."""


class FilmSheet(FilmLine):
    """The line below; frames go to `view`, which it shares with the pictures."""

    stands = Signal(int, float)
    """An item, and the second at which it is now."""
    told = Signal(str)
    """A sentence in place of the film, or above single frames of it; empty when all is well."""

    def __init__(
        self,
        library: "Library",
        tasks: Tasks,
        sounds: Player,
        moments_of: Moments,
        view: PictureView,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._view, self._moments_of = library, view, moments_of
        self._sounds = sounds
        self._first, self._single = Latest(tasks, self), Latest(tasks, self)
        self._film: Look | None = None
        self._size = QSize()
        self._by_frames = False
        """Whether single frames stand for what cannot be played."""
        self.player = FilmPlayer(sounds, self)
        self._connect()
        self.hide()

    # What is shown

    @property
    def item(self) -> int | None:
        """The film that is shown."""
        return self._film.item if self._film else None

    @property
    def position(self) -> float:
        """Seconds."""
        return self._at

    def show_film(self, film: Look, start: float | None = None) -> None:
        """Show where it begins to play; `begin` opens the file. From the best moment by itself."""
        self.clear()
        self._view.clear()
        self._film, self._size = film, film.size
        found = self._moments_of(film.item)
        self._at = start if start is not None else found[0].at if found else 0.0
        self.slider.show_duration(film.details.tile.duration)
        name = printable(film.path.name)
        self.slider.setAccessibleName(self.tr("Position in {name}").format(name=name))
        self.show_moments(found)
        work = partial(_cached, self._library, film.item, self._at)
        self._first.run(work, self._show_first, lambda _: self._show_first(None))
        self.show()

    def show_moments(self, found: Sequence[Moment]) -> None:
        """Step through these."""
        self._mark_moments(found)
        self._show_state()

    def begin(self) -> None:
        """Play; the file is opened only now."""
        if self._film is not None:
            self._by_frames = False
            self.told.emit("")
            self.player.open(self._film.path, self._at)

    def clear(self) -> None:
        """Let go of the film."""
        for latest in (self._first, self._single):
            latest.cancel()
        self._film, self._moments, self._by_frames = None, (), False
        self.player.close()
        self.slider.show_duration(None)
        self.hide()

    # What the user does

    def toggle(self) -> None:
        """Play, or pause."""
        if self.player.is_open:
            self.player.toggle()
        else:
            self.begin()

    def seek(self, seconds: float, *, play: bool = False) -> None:
        """Be at this second."""
        whole = self.player.duration or self.slider.duration
        self._at = min(max(seconds, 0.0), whole) if whole else max(seconds, 0.0)
        if self._by_frames:
            self._show_single()
        elif play and not self.player.is_open:
            self.begin()
        else:
            self.player.seek(self._at, play=play)
        self._show_state()

    def step(self, by: int) -> None:
        """On to the next moment, in the order of time, or back to the one before."""
        moment = self._beside(by)
        if moment is not None:
            self.seek(moment.at)

    def _beside(self, by: int) -> Moment | None:
        if by > 0:
            after = (each for each in self._moments if each.at > self._at + _NEAR)
            return next(after, None)
        since = _JUST_BEGUN if self.player.playing else _NEAR
        before = (each for each in reversed(self._moments) if each.at < self._at - since)
        return next(before, None)

    def set_muted(self, muted: bool) -> None:
        """Silent, or no longer."""
        self.player.set_muted(muted)

    # What comes of it

    def _show_first(self, image: QImage | None) -> None:
        """What is at hand, until the film itself is there."""
        film = self._film
        if film is not None and not self._view.has_picture:
            at_hand = image or film.thumbnail
            self._show_frame(at_hand) if at_hand else self._view.clear()

    def _show_frame(self, image: QImage) -> None:
        """Another frame in the same place: whoever looks closely goes on looking there."""
        size = self._size if not self._size.isEmpty() else image.size()
        if self._view.has_picture:
            self._view.improve([image])
        else:
            self._view.show_picture(size, [image])

    def _play_frame(self, image: QImage) -> None:
        if self._size.isEmpty():
            self._size = image.size()
            self._view.show_picture(self._size, [image])
        else:
            self._show_frame(image)

    def _cannot_play(self, reason: str) -> None:
        """Single frames instead; Space tries again."""
        self._by_frames = True
        sentence = self.tr("This video cannot be played here: single frames of it are shown.")
        self.told.emit(f"{reason} {sentence}".strip() if reason else sentence)
        self._show_single()
        self._show_state()

    def _show_single(self) -> None:
        film = self._film
        if film is None:
            return
        side = min(self._view.width(), self._view.height()) * self._view.devicePixelRatioF()
        work = partial(load_frame, self._library, film.path, self._at, max(round(side), 1))
        self._single.run(work, self._show_frame, self._cannot_show)

    def _cannot_show(self, error: MmdeskError) -> None:
        reason = self.tr("This video cannot be shown. {reason}").format(reason=said(error))
        self.told.emit(reason)

    def _move(self, seconds: float) -> None:
        self._at = seconds
        self._show_state()
        if self._film is not None:
            self.stands.emit(self._film.item, seconds)

    def _show_state(self) -> None:
        self._show_playing(playing=self.player.playing)
        if self.slider.duration is None and self.player.duration is not None:
            self.slider.show_duration(self.player.duration)
        self.slider.show_position(self._at)
        self._show_time()
        self._show_ways(self._beside(-1), self._moment_here(), self._beside(1))
        self._show_sound(muted=self.player.muted, silence=self.player.silence)

    def _moment_here(self) -> Moment | None:
        here = (each for each in self._moments if each.start <= self._at + _NEAR)
        latest = max(here, key=lambda each: each.start, default=None)
        return latest if latest is not None and self._at < latest.end else None

    def hideEvent(self, event: QHideEvent) -> None:
        """A film that nobody sees stands still."""
        super().hideEvent(event)
        self.player.pause()

    def _connect(self) -> None:
        self.volume.setValue(round(self._sounds.volume * 100))
        self.button.clicked.connect(self.toggle)
        self.earlier.clicked.connect(partial(self.step, -1))
        self.later.clicked.connect(partial(self.step, 1))
        self.mute.clicked.connect(lambda: self.set_muted(not self.player.muted))
        self.slider.sought.connect(self.seek)
        self.volume.valueChanged.connect(lambda value: self._sounds.set_volume(value / 100))
        self._sounds.volume_changed.connect(
            lambda volume: self.volume.setValue(round(volume * 100))
        )
        self.player.changed.connect(self._show_state)
        self.player.moved.connect(self._move)
        self.player.shown.connect(self._play_frame)
        self.player.failed.connect(self._cannot_play)


def _cached(library: "Library", item: int, seconds: float) -> QImage | None:
    """For a task: the small frame of what is shown at a second, if there is one already."""
    shot = shot_at(library.browsing.shots(item), seconds)
    data = None if shot is None else library.browsing.frame(shot.segment)
    image = None if data is None else QImage.fromData(QByteArray(data))
    return None if image is None or image.isNull() else image
