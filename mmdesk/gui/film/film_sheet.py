"""A film in the preview: it plays in the place of the picture, above a line to steer it by.

What Qt cannot play is shown by single frames that the library decodes, at the same times.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from mmdesk.core.entities import Moment
from mmdesk.core.errors import MmdeskError
from mmdesk.core.paths import printable
from mmdesk.gui.film.film_player import FilmPlayer
from mmdesk.gui.film.film_slider import FilmSlider
from mmdesk.gui.film.shots import shot_at
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.parts.told import said
from mmdesk.gui.player.player import Player
from mmdesk.gui.player.times import clock, length
from mmdesk.gui.preview.picture_view import PictureView
from mmdesk.gui.preview.pictures import Look, load_frame
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

_ICON = 24
_VOLUME = 88
_SLIDER = 160
"""What the slider needs, so that a place can be found on it."""
_NEAR = 0.25
"""Seconds: a moment so near is where the film is."""
_JUST_BEGUN = 1.0
"""Who goes back so soon after a moment began wants the one before."""

Moments = Callable[[int], tuple[Moment, ...]]
"""What was found of an item, the best first."""


class FilmSheet(QWidget):
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
        self._moments: tuple[Moment, ...] = ()
        self._at = 0.0
        self._size = QSize()
        self._by_frames = False
        """Whether single frames stand for what cannot be played."""
        self._brief = False
        """Whether there is no room to say how long it is."""
        self.player = FilmPlayer(sounds, self)
        self._make_parts()
        self._arrange()
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

    @property
    def steps_moments(self) -> bool:
        """Whether there are moments to step through."""
        return len(self._moments) > 1

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
        self._moments = tuple(sorted(found, key=lambda moment: moment.at))
        self.slider.show_moments(self._moments)
        for each in (self.earlier, self.later):
            each.setVisible(self.steps_moments)
        self._show_state()
        self._fit()

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
        playing = self.player.playing
        text = self.tr("Pause") if playing else self.tr("Play")
        if self.button.accessibleName() != text:
            self.button.setIcon(icon("pause" if playing else "play"))
            self.button.setAccessibleName(text)
            self.button.setToolTip(text)
        whole = self.slider.duration
        if whole is None and self.player.duration is not None:
            self.slider.show_duration(whole := self.player.duration)
        self.slider.show_position(self._at)
        self._show_time()
        self._show_which()
        self._show_sound()

    def _show_time(self) -> None:
        at, whole = clock(self._at), self.slider.duration
        of = self.tr("{position} of {duration}")
        brief = self._brief or not whole
        self.time.setText(at if brief else of.format(position=at, duration=length(whole or 0.0)))

    def _show_which(self) -> None:
        before, after = self._beside(-1), self._beside(1)
        self.earlier.setEnabled(before is not None)
        self.later.setEnabled(after is not None)
        self.which.setText(self._name_of(self._moment_here()))
        self.earlier.setToolTip(_lines(self.tr("Earlier moment"), self._name_of(before)))
        self.later.setToolTip(_lines(self.tr("Later moment"), self._name_of(after)))

    def _moment_here(self) -> Moment | None:
        here = (each for each in self._moments if each.start <= self._at + _NEAR)
        latest = max(here, key=lambda each: each.start, default=None)
        return latest if latest is not None and self._at < latest.end else None

    def _name_of(self, moment: Moment | None) -> str:
        if moment is None:
            return ""
        number, count = self._moments.index(moment) + 1, len(self._moments)
        return self.tr("Moment {number} of {count}").format(number=number, count=count)

    def _show_sound(self) -> None:
        muted, silence = self.player.muted, self.player.silence
        text = self.tr("Sound on") if muted else self.tr("Mute")
        if (self.mute.accessibleName(), self.mute.accessibleDescription()) != (text, silence):
            self.mute.setIcon(icon("muted" if muted or silence else "speaker"))
            self.mute.setAccessibleName(text)
            self.mute.setAccessibleDescription(silence)
            self.mute.setToolTip(silence or text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out what a narrow line has no room for, the least needed first."""
        self.volume.show()
        self.which.setVisible(self.steps_moments)
        self.which.setMinimumWidth(self._widest())
        self._shorten(brief=False)
        for leave in (self.volume.hide, self.which.hide, partial(self._shorten, brief=True)):
            if self._row.minimumSize().width() <= self.width():
                return
            leave()

    def _widest(self) -> int:
        """The room for the number of a moment is kept where there is none."""
        last = self._name_of(self._moments[-1] if self._moments else None)
        return self.which.fontMetrics().horizontalAdvance(last)

    def _shorten(self, *, brief: bool) -> None:
        self._brief = brief
        self._show_time()

    def hideEvent(self, event: QHideEvent) -> None:
        """A film that nobody sees stands still."""
        super().hideEvent(event)
        self.player.pause()

    # How it is made

    def _make_parts(self) -> None:
        self.button, self.mute = self._tool(""), self._tool("")
        self.earlier = self._tool("back", self.tr("Earlier moment"))
        self.later = self._tool("forward", self.tr("Later moment"))
        self.slider = FilmSlider()
        self.slider.setMinimumWidth(_SLIDER)
        self.time, self.which = QLabel(), QLabel()
        for label in (self.time, self.which):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, 100)
        self.volume.setPageStep(10)
        self.volume.setFixedWidth(_VOLUME)
        self.volume.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.volume.setValue(round(self._sounds.volume * 100))
        self.volume.setAccessibleName(self.tr("Volume"))
        self.volume.setToolTip(self.tr("Volume"))

    def _tool(self, image: str, text: str = "") -> QToolButton:
        button = QToolButton(autoRaise=True)
        button.setIconSize(QSize(_ICON, _ICON))
        # Each works by a key of the preview, which would be taken from a button with the focus.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if image:
            button.setIcon(icon(image))
        button.setToolTip(text)
        button.setAccessibleName(text)
        return button

    def _arrange(self) -> None:
        # Time runs from left to right in every language, and so do the buttons that move in it.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.slider, 1)
        for widget in (self.time, self.earlier, self.which, self.later, self.mute, self.volume):
            row.addWidget(widget)

    def _connect(self) -> None:
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


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))
