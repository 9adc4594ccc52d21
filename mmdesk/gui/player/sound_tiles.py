"""Sounds in the grid: what their tiles show, and what the pointer and Space do on them.

A click in a waveform plays from there; on the button it plays from the match, or pauses. So does
the pointer that rests on a waveform; what rest began, leaving ends.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent

from mmdesk.core.entities import Hit, Kind, Span
from mmdesk.core.listings import Tile
from mmdesk.gui.player.player import Sound
from mmdesk.gui.player.sound_pane import Sounds
from mmdesk.gui.player.tile_face import Look, Places
from mmdesk.gui.player.waveform import Wave

if TYPE_CHECKING:
    from mmdesk.gui.grid.results_grid import ResultsGrid
    from mmdesk.gui.grid.results_model import ResultsModel
    from mmdesk.gui.grid.thumbnails import Thumbnails

REST_MS = 450
"""The pointer rests for so long on a waveform before that is heard."""
PREPARE_MS = 80
"""Who holds an arrow key passes sounds by; the one at which they stop is prepared."""


def sound_of(tile: Tile) -> Sound:
    """What the player is to play."""
    return Sound(tile.item, tile.path, tile.duration or 0.0)


def match_of(hit: Hit | None) -> Span | None:
    """What was found of a sound."""
    if hit is None or hit.start is None or hit.end is None:
        return None
    return Span(hit.start, hit.end)


class SoundTiles(QObject):
    """Belongs to one grid."""

    def __init__(
        self,
        grid: "ResultsGrid",
        model: "ResultsModel",
        thumbnails: "Thumbnails",
        sounds: Sounds,
    ) -> None:
        super().__init__(grid)
        self._grid, self._model, self._thumbnails = grid, model, thumbnails
        self._player, self._waveforms, self._clips = sounds.player, sounds.waveforms, sounds.clips
        self._row: int | None = None
        """The sound that the pointer is on."""
        self._pointed: float | None = None
        self._pressed: QPoint | None = None
        self._grabbed: tuple[Path, Span] | None = None
        """The matching part that the pointer was pressed on."""
        self._rested: int | None = None
        """The item that is heard because the pointer rests on it."""
        self._on: int | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._play_rested)
        self._settled = QTimer(self, singleShot=True, interval=PREPARE_MS)
        self._settled.timeout.connect(self._prepare)
        grid.current_changed.connect(lambda _: self._settled.start())
        grid.viewport().setMouseTracking(True)
        grid.viewport().installEventFilter(self)
        self._player.changed.connect(self._redraw)
        self._player.moved.connect(self._redraw)
        self._waveforms.ready.connect(self._show_ready)

    # What the grid draws

    def look(self, row: int, tile: Tile | None, hit: Hit | None) -> Look | None:
        """How a row looks; None for what is no sound, or not yet known."""
        if tile is None or tile.kind is not Kind.SOUND:
            return None
        peaks = self._waveforms.get(tile.item)
        if peaks is None:
            return None
        hovered = row == self._row
        return Look(
            Wave(peaks, tile.duration or 0.0, match_of(hit)),
            tile.marks.favourite,
            self._player.at(tile.item),
            playing=self._player.plays(tile.item),
            pointed=self._pointed if hovered else None,
            hovered=hovered,
        )

    # What is asked by keys

    def toggle(self, item: int) -> bool:
        """Play a sound from its match, or pause it; False when the item is none."""
        row = self._model.row_of(item)
        tile = None if row is None else self._model.tile(row)
        if row is None or tile is None or tile.kind is not Kind.SOUND:
            return False
        self._rested = None
        self._player.toggle(sound_of(tile), self._start(row))
        return True

    def toggle_current(self) -> bool:
        """The same for the current item."""
        item = self._grid.current_item()
        return item is not None and self.toggle(item)

    def current_match(self) -> tuple[Path, Span] | None:
        """What was found of the current sound, and in which file."""
        item = self._grid.current_item()
        row = None if item is None else self._model.row_of(item)
        return None if row is None else self._match(row)

    def _match(self, row: int) -> tuple[Path, Span] | None:
        tile, match = self._model.tile(row), match_of(self._model.hit(row))
        return (tile.path, match) if tile and match and tile.online else None

    def drag_match(self) -> bool:
        """Drag the matching part, where it was pressed on, in place of the whole file."""
        if self._grabbed is None:
            return False
        self._clips.drag(*self._grabbed, self._grid)
        return True

    def _start(self, row: int) -> float:
        match = match_of(self._model.hit(row))
        return match.start if match else 0.0

    def _prepare(self) -> None:
        """The current sound is likely to be played next."""
        item = self._grid.current_item()
        row = None if item is None else self._model.row_of(item)
        tile = None if row is None else self._model.tile(row)
        if row is not None and tile and tile.kind is Kind.SOUND and tile.online:
            self._player.prepare(sound_of(tile), self._start(row))

    # What the pointer does

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseMove if isinstance(event, QMouseEvent):
                self._move(event)
            case QEvent.Type.Leave | QEvent.Type.Wheel:
                self._leave()
            case QEvent.Type.MouseButtonPress if isinstance(event, QMouseEvent):
                self._press(event)
            case QEvent.Type.MouseButtonRelease if isinstance(event, QMouseEvent):
                self._release(event)
            case QEvent.Type.MouseButtonDblClick if isinstance(event, QMouseEvent):
                return self._hits(event.position().toPoint())  # it was two clicks, to play
        return super().eventFilter(watched, event)

    def _move(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        row = self._sound_at(point)
        if row != self._row:
            self._leave()
            self._row = row
        if row is None:
            return
        places = self._places(row)
        self._pointed = _share(places.wave, point) if places.wave.contains(point) else None
        hand = self._pointed is not None or places.button.contains(point)
        self._show_hand(hand)
        if self._pointed is not None and not event.buttons():
            self._rest.start()
        else:
            self._rest.stop()
        self._redraw_row(row)

    def _leave(self) -> None:
        row, self._row, self._pointed = self._row, None, None
        self._rest.stop()
        self._show_hand(False)
        if self._rested is not None and self._player.plays(self._rested):
            self._player.stop()
        self._rested = None
        if row is not None:
            self._redraw_row(row)

    def _press(self, event: QMouseEvent) -> None:
        self._rest.stop()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        left = event.button() is Qt.MouseButton.LeftButton
        point = event.position().toPoint()
        self._pressed = point if plain and left and self._hits(point) else None
        self._grabbed = self._grab(point) if self._pressed else None
        if self._grabbed is not None:
            self._clips.prepare(*self._grabbed)

    def _grab(self, point: QPoint) -> tuple[Path, Span] | None:
        row = self._sound_at(point)
        tile, part = (None, None) if row is None else (self._model.tile(row), self._match(row))
        if row is None or tile is None or part is None or not tile.duration:
            return None
        wave = self._places(row).wave
        at = _share(wave, point) * tile.duration
        return part if wave.contains(point) and part[1].start <= at <= part[1].end else None

    def _release(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        point = event.position().toPoint()
        far = QGuiApplication.styleHints().startDragDistance()
        row = self._sound_at(point)
        if pressed is None or row is None or (point - pressed).manhattanLength() >= far:
            return
        tile, places = self._model.tile(row), self._places(row)
        if tile is None:
            return
        rested, self._rested = self._rested, None
        if places.wave.contains(point):
            share = _share(places.wave, point)
            self._player.play(sound_of(tile), share * (tile.duration or 0.0))
        elif places.button.contains(point) and rested != tile.item:
            self._player.toggle(sound_of(tile), self._start(row))

    def _play_rested(self) -> None:
        row = self._row
        tile = None if row is None else self._model.tile(row)
        if row is None or tile is None or self._player.playing or not self._grid.isActiveWindow():
            return
        self._rested = tile.item
        self._player.play(sound_of(tile), self._start(row))

    # Where things are

    def _sound_at(self, point: QPoint) -> int | None:
        index = self._grid.indexAt(point)
        if not index.isValid():
            return None
        tile = self._model.tile(index.row())
        known = tile is not None and tile.kind is Kind.SOUND
        return index.row() if known and tile and self._waveforms.get(tile.item) else None

    def _places(self, row: int) -> Places:
        """Where its parts are, in the viewport's pixels."""
        grid = self._grid
        corner = grid.visualRect(self._model.index(row)).topLeft()
        cover = not self._thumbnails.size(self._model.item_at(row)).isEmpty()
        at = Places.of(grid.tile_size, 1.0, cover=cover, mirrored=grid.isRightToLeft())
        parts = (at.cover, at.wave, at.button, at.foot)
        return Places(*(each.translated(corner) for each in parts))

    def _hits(self, point: QPoint) -> bool:
        row = self._sound_at(point)
        if row is None:
            return False
        places = self._places(row)
        return places.wave.contains(point) or places.button.contains(point)

    def _show_hand(self, hand: bool) -> None:
        if hand:
            self._grid.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self._grid.viewport().unsetCursor()

    def _redraw(self, _position: float = 0.0) -> None:
        """The sound that is on, and the one that was."""
        sound = self._player.sound
        now = sound.item if sound else None
        for item in {now, self._on} - {None}:
            row = self._model.row_of(item) if item is not None else None
            if row is not None:
                self._redraw_row(row)
        self._on = now

    def _show_ready(self, items: frozenset[int]) -> None:
        for row in self._grid.rows_seen():
            if self._model.item_at(row) in items:
                self._redraw_row(row)

    def _redraw_row(self, row: int) -> None:
        if row in self._grid.rows_seen():
            self._grid.viewport().update(self._grid.framed(row))


def _share(place: QRect, point: QPoint) -> float:
    return (point.x() - place.left()) / max(place.width(), 1)
