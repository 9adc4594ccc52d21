"""One sound to be heard, seen and read: beside the results, and large in the preview."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from mmdesk.core.entities import Span
from mmdesk.core.listings import Details
from mmdesk.core.paths import printable
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.player.clips import ClipHandle, Clips
from mmdesk.gui.player.player import Player, Sound
from mmdesk.gui.player.said_pane import SaidPane
from mmdesk.gui.player.times import clock, stretch
from mmdesk.gui.player.wave_slider import WaveSlider
from mmdesk.gui.player.waveform import Wave
from mmdesk.gui.player.waveforms import Waveforms
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library


@dataclass(frozen=True, slots=True)
class Sounds:
    """What everything that shows sounds works with."""

    library: "Library"
    tasks: Tasks
    player: Player
    waveforms: Waveforms
    clips: Clips


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the parts are: pixels, and the share of the usual size of text."""

    wave: int
    button: int
    text: float
    tallest: int | None
    """Of the transcript: all lines of a usual sound; None for all that there is room for."""


BESIDE, LARGE = Sizes(64, 20, 1.0, 560), Sizes(168, 28, 1.15, None)


class SoundPane(QWidget):
    """Shows one sound, and plays it."""

    def __init__(self, sounds: Sounds, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player, self._waveforms = sounds.player, sounds.waveforms
        self._sizes = sizes
        self._sound: Sound | None = None
        self._match: Span | None = None
        self.button = QToolButton(autoRaise=True)
        self.wave = WaveSlider(sizes.wave)
        self.time, self.found = QLabel(), QLabel()
        self.clip = ClipHandle(sounds.clips)
        self.said = SaidPane(sounds.library, sounds.tasks, size=sizes.text, tallest=sizes.tallest)
        self.lines = self.said.lines
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        side = self._sizes.button
        self.button.setIconSize(QSize(side, side))
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.time.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        below = QHBoxLayout()
        below.setSpacing(8)
        for widget in (self.button, self.time):
            below.addWidget(widget)
        below.addStretch()
        part = below if self._sizes.tallest is None else QHBoxLayout()
        part.setSpacing(8)
        part.addWidget(self.found)
        if part is not below:
            part.addStretch()
        part.addWidget(self.clip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.wave)
        column.addLayout(below)
        if part is not below:
            column.addLayout(part)
        column.addWidget(self.said, 1)

    def _connect(self) -> None:
        self.button.clicked.connect(self.toggle)
        self.wave.sought.connect(self._seek)
        self.lines.wanted.connect(self._seek)
        self._player.changed.connect(self._show_state)
        self._player.moved.connect(lambda _: self._show_state())
        self._waveforms.ready.connect(self._draw_ready)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_state()  # which is let be while nobody sees it

    @property
    def start(self) -> float:
        """Where playing begins: at the match."""
        return self._match.start if self._match else 0.0

    def show_sound(self, details: Details, match: Span | None, words: Sequence[str] = ()) -> None:
        """Show this sound, with what was found of it and the words to be lit."""
        tile = details.tile
        self._sound = Sound(tile.item, tile.path, tile.duration or 0.0)
        self._match = match
        name = printable(tile.path.name)
        self.wave.setAccessibleName(self.tr("Position in {name}").format(name=name))
        self._draw()
        self.found.setText(
            self.tr("Found at {part}").format(part=stretch(match.start, match.end)) if match else ""
        )
        self.found.setVisible(match is not None)
        self.clip.show_part(tile.path, match if tile.online else None)
        self.button.setEnabled(tile.online)
        self._show_state()
        self.said.show_item(tile.item, match, words)

    def clear(self) -> None:
        """Show no sound."""
        self.said.clear()
        self._sound = None
        self.wave.show_wave(None)

    def toggle(self) -> None:
        """Play from the match, or pause."""
        if self._sound is not None:
            self._player.toggle(self._sound, self.start)

    def _seek(self, position: float) -> None:
        if self._sound is not None:
            self._player.play(self._sound, position)

    def _draw(self) -> None:
        if self._sound is not None:
            peaks = self._waveforms.get(self._sound.item)
            self.wave.show_wave(Wave(peaks or b"", self._sound.duration, self._match))

    def _draw_ready(self, items: frozenset[int]) -> None:
        if self._sound is not None and self._sound.item in items:
            self._draw()

    def _show_state(self) -> None:
        sound = self._sound
        if sound is None or not self.isVisibleTo(self.window()):
            return
        position, playing = self._player.at(sound.item), self._player.plays(sound.item)
        text = self.tr("Pause") if playing else self.tr("Play")
        if self.button.accessibleName() != text:
            self.button.setIcon(icon("pause" if playing else "play"))
            self.button.setAccessibleName(text)
            self.button.setToolTip(text)
        self.wave.show_position(position)
        of = self.tr("{position} of {duration}")
        at = of.format(position=clock(position or 0.0), duration=clock(sound.duration))
        self.time.setText(clock(sound.duration) if position is None else at)
        self.lines.follow(position)
