"""The line that shows what is heard: pause, name, waveform, time, how loud and on which device."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mmdesk.core.errors import EnvironmentFailed
from mmdesk.core.paths import printable
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.parts.told import said
from mmdesk.gui.player.output import Device
from mmdesk.gui.player.player import Player, Sound, State
from mmdesk.gui.player.times import clock
from mmdesk.gui.player.wave_slider import WaveSlider
from mmdesk.gui.player.waveform import Wave
from mmdesk.gui.player.waveforms import Waveforms

_WAVE = 32
_NAME = 220


class PlayerBar(QFrame):
    """Hidden until something is heard; its cross ends that."""

    item_wanted = Signal(int)
    """The user wants to see the item that is heard."""

    def __init__(self, player: Player, waveforms: Waveforms, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player, self._waveforms = player, waveforms
        self._sound: Sound | None = None
        self._make_parts()
        self._arrange()
        player.changed.connect(self._show)
        player.volume_changed.connect(lambda volume: self.volume.setValue(round(volume * 100)))
        player.moved.connect(self._move)
        waveforms.ready.connect(self._draw_ready)
        self.hide()

    def _make_parts(self) -> None:
        self.button = self._tool("pause", self.tr("Pause"), self._toggle)
        self.close_button = self._tool("close", self.tr("Stop playing"), self._close)
        self.name = QToolButton(autoRaise=True)
        self.name.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.name.clicked.connect(self._want)
        self.wave = WaveSlider(_WAVE)
        self.wave.sought.connect(self._player.seek)
        self.time = QLabel()
        self.time.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, 100)
        self.volume.setPageStep(10)
        self.volume.setFixedWidth(88)
        self.volume.setValue(round(self._player.volume * 100))
        self.volume.setAccessibleName(self.tr("Volume"))
        self.volume.setToolTip(self.tr("Volume"))
        self.volume.valueChanged.connect(lambda value: self._player.set_volume(value / 100))
        self.device = self._tool("speaker", self.tr("Sound device"), self._offer_devices)

    def _tool(self, image: str, text: str, pressed: object) -> QToolButton:
        button = QToolButton(autoRaise=True)
        button.setIcon(icon(image))
        button.setIconSize(QSize(20, 20))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(pressed)
        return button

    def _arrange(self) -> None:
        self.setAccessibleName(self.tr("Player"))
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setForegroundRole(QPalette.ColorRole.Mid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line)
        row = QHBoxLayout()
        column.addLayout(row)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.name)
        row.addWidget(self.wave, 1)
        for widget in (self.time, self.device, self.volume, self.close_button):
            row.addWidget(widget)

    def _show(self) -> None:
        player, before = self._player, self._sound
        self._sound = player.sound
        if player.state is not State.IDLE:
            self.show()
        if self._sound is None:
            return
        if self._sound != before:
            self._name(self._sound.path)
            self._draw()
        text = self.tr("Pause") if player.playing else self.tr("Play")
        self.button.setIcon(icon("pause" if player.playing else "play"))
        self.button.setToolTip(text)
        self.button.setAccessibleName(text)
        self._move(player.at(self._sound.item) or 0.0)

    def _name(self, path: Path) -> None:
        shown = printable(path.name)
        metrics = self.name.fontMetrics()
        elided = metrics.elidedText(shown, Qt.TextElideMode.ElideMiddle, _NAME)
        self.name.setText(elided.replace("&", "&&"))
        self.name.setToolTip(shown)
        self.name.setAccessibleName(self.tr("Show {name}").format(name=shown))
        self.wave.setAccessibleName(self.tr("Position in {name}").format(name=shown))

    def _draw(self) -> None:
        if self._sound is not None:
            peaks = self._waveforms.get(self._sound.item)
            self.wave.show_wave(Wave(peaks or b"", self._sound.duration))

    def _draw_ready(self, items: frozenset[int]) -> None:
        if self._sound is not None and self._sound.item in items:
            self._draw()

    def _move(self, position: float) -> None:
        if self._sound is not None and self.isVisible():
            on = self._player.state is not State.IDLE
            self.wave.show_position(position if on else None)
            of = self.tr("{position} of {duration}")
            whole = clock(self._sound.duration)
            text = of.format(position=clock(position if on else 0.0), duration=whole)
            self.time.setText(text)

    def _want(self) -> None:
        if self._sound is not None:
            self.item_wanted.emit(self._sound.item)

    def _toggle(self) -> None:
        if self._sound is not None:
            self._player.toggle(self._sound)

    def _close(self) -> None:
        self._player.stop()
        self.hide()

    def _offer_devices(self) -> None:
        menu = self.devices()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.device.mapToGlobal(self.device.rect().topLeft()))

    def devices(self) -> QMenu:
        """The devices to choose from; the caller shows it."""
        menu, chosen = QMenu(self), QActionGroup(self)
        try:
            found = [Device("", self.tr("As the system")), *self._player.devices()]
        except EnvironmentFailed as error:
            menu.addAction(said(error)).setEnabled(False)
            return menu
        for device in found:
            action = menu.addAction(device.name)
            action.setCheckable(True)
            action.setChecked(device.key == self._player.device)
            action.triggered.connect(partial(self._use, device.key))
            chosen.addAction(action)
        if len(found) == 1:
            menu.addAction(self.tr("No sound device is connected.")).setEnabled(False)
        return menu

    def _use(self, key: str, _checked: bool = False) -> None:
        self._player.use_device(key)
