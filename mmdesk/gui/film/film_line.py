"""The line below a film that plays: what steers it, and how far it is.

It shows what it is told, and leaves out what it has no room for; FilmSheet knows the film.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from mmdesk.core.entities import Moment
from mmdesk.gui.film.film_slider import FilmSlider
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.player.times import clock, length

_ICON = 24
_VOLUME = 88
_SLIDER = 160
"""What the slider needs, so that a place can be found on it."""


class FilmLine(QWidget):
    """Buttons, a slider with the moments of a film, and words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moments: tuple[Moment, ...] = ()
        self._at = 0.0
        self._brief = False
        """Whether there is no room to say how long it is."""
        self._make_parts()
        self._arrange()

    @property
    def steps_moments(self) -> bool:
        """Whether there are moments to step through."""
        return len(self._moments) > 1

    def _mark_moments(self, found: Sequence[Moment]) -> None:
        self._moments = tuple(sorted(found, key=lambda moment: moment.at))
        self.slider.show_moments(self._moments)
        for each in (self.earlier, self.later):
            each.setVisible(self.steps_moments)
        self._fit()

    def _show_playing(self, *, playing: bool) -> None:
        text = self.tr("Pause") if playing else self.tr("Play")
        if self.button.accessibleName() != text:
            self.button.setIcon(icon("pause" if playing else "play"))
            self.button.setAccessibleName(text)
            self.button.setToolTip(text)

    def _show_time(self) -> None:
        at, whole = clock(self._at), self.slider.duration
        of = self.tr("{position} of {duration}")
        brief = self._brief or not whole
        self.time.setText(at if brief else of.format(position=at, duration=length(whole or 0.0)))

    def _show_ways(self, before: Moment | None, here: Moment | None, after: Moment | None) -> None:
        """In which moment it is, and where the arrows lead."""
        self.earlier.setEnabled(before is not None)
        self.later.setEnabled(after is not None)
        self.which.setText(self._name_of(here))
        self.earlier.setToolTip(_lines(self.tr("Earlier moment"), self._name_of(before)))
        self.later.setToolTip(_lines(self.tr("Later moment"), self._name_of(after)))

    def _name_of(self, moment: Moment | None) -> str:
        if moment is None:
            return ""
        number, count = self._moments.index(moment) + 1, len(self._moments)
        return self.tr("Moment {number} of {count}").format(number=number, count=count)

    def _show_sound(self, *, muted: bool, silence: str) -> None:
        text = self.tr("Sound on") if muted else self.tr("Mute")
        if (self.mute.accessibleName(), self.mute.accessibleDescription()) != (text, silence):
            self.mute.setIcon(icon("muted" if muted or silence else "speaker"))
            self.mute.setAccessibleName(text)
            self.mute.setAccessibleDescription(silence)
            self.mute.setToolTip(silence or text)

    # How it fits

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


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))
