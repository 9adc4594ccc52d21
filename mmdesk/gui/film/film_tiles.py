"""Videos in the grid: a tile shows its best moment's frame, and scrubs as the pointer crosses it.

Only frames that the library has cached are shown, fetched as thumbnails are; until one is there the
nearest that is, else the poster, stands for it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QMouseEvent, QPixmap

from mmdesk.core.entities import Hit, Kind
from mmdesk.core.listings import Shot, Tile
from mmdesk.gui.film.film_face import FilmLook
from mmdesk.gui.film.footage import Footage
from mmdesk.gui.film.shots import Frames, Shots, shot_at
from mmdesk.gui.grid.thumbnails import Thumbnails

if TYPE_CHECKING:
    from mmdesk.gui.grid.results_grid import ResultsGrid
    from mmdesk.gui.grid.results_model import ResultsModel

AHEAD = 24
"""Frames, spread over a video, that are fetched as the pointer comes upon it."""


class FilmTiles(QObject):
    """Belongs to one grid."""

    def __init__(
        self,
        grid: "ResultsGrid",
        model: "ResultsModel",
        posters: Thumbnails,
        shots: Shots,
        frames: Frames,
    ) -> None:
        super().__init__(grid)
        self._grid, self._model = grid, model
        self._posters, self._shots, self._frames = posters, shots, frames
        self._row: int | None = None
        """The video that the pointer is on."""
        self._pointed = 0.0
        self._last: tuple[int, QPixmap] | None = None
        """The segment and frame that were shown last while scrubbing."""
        grid.viewport().setMouseTracking(True)
        grid.viewport().installEventFilter(self)
        model.modelReset.connect(self._leave)
        shots.ready.connect(self._show_ready)
        frames.ready.connect(self._show_frames)

    # What the grid draws

    def look(self, row: int, tile: Tile | None, hit: Hit | None) -> FilmLook | None:
        """How a row looks; None for what is no video."""
        if tile is None or tile.kind is not Kind.VIDEO:
            return None
        if row == self._row and (shots := self._shots.get(tile.item)):
            return self._scrubbed(tile, shots)
        footage = Footage.of(tile, hit)
        if footage.at is None:
            return FilmLook(footage.duration)
        shot = shot_at(self._shots.get(tile.item) or (), footage.at)
        frame = self._frames.get(shot.segment, self._grid.picture_size) if shot else None
        return FilmLook(footage.duration, frame, footage.at)

    def _scrubbed(self, tile: Tile, shots: Sequence[Shot]) -> FilmLook:
        """The frame below the pointer, or what was there before it until it comes."""
        duration = tile.duration or shots[-1].span.end
        shot = shot_at(shots, self._pointed * duration)
        if shot is None:
            return FilmLook(duration)
        frame = self._frames.get(shot.segment, self._grid.picture_size)
        if frame is not None:
            self._last = tile.item, frame
        elif self._last is not None and self._last[0] == tile.item:
            frame = self._last[1]
        return FilmLook(duration, frame, self._pointed * duration, self._pointed)

    # What the pointer does

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseMove if isinstance(event, QMouseEvent) and not event.buttons():
                self._move(event.position().toPoint())
            case QEvent.Type.Leave | QEvent.Type.Wheel | QEvent.Type.MouseButtonPress:
                self._leave()
            case QEvent.Type.ToolTip if self._scrubs():
                return True  # it would hide what is looked for
        return super().eventFilter(watched, event)

    def _move(self, point: QPoint) -> None:
        row = self._video_at(point)
        if row != self._row:
            self._leave()
            self._row = row
            if row is not None:
                self._fetch_ahead(row)
        if row is not None:
            place = self._picture(row)
            self._pointed = min(max((point.x() - place.left()) / max(place.width(), 1), 0.0), 1.0)
            self._redraw(row)

    def _scrubs(self) -> bool:
        return self._row is not None and bool(self._shots.get(self._model.item_at(self._row)))

    def _leave(self) -> None:
        """What was shown before is shown again."""
        row, self._row, self._last = self._row, None, None
        if row is not None:
            self._redraw(row)

    def _fetch_ahead(self, row: int) -> None:
        shots = self._shots.get(self._model.item_at(row)) or ()
        step = max(len(shots) // AHEAD, 1)
        for shot in shots[::step]:
            self._frames.get(shot.segment, self._grid.picture_size)

    # Where things are

    def _video_at(self, point: QPoint) -> int | None:
        index = self._grid.indexAt(point)
        tile = self._model.tile(index.row()) if index.isValid() else None
        return index.row() if tile is not None and tile.kind is Kind.VIDEO else None

    def _picture(self, row: int) -> QRect:
        """Where the picture lies across the tile, in the viewport's pixels; frames are as wide."""
        poster = self._posters.size(self._model.item_at(row))
        side, ratio = self._grid.tile_size, self._grid.devicePixelRatioF()
        wide = min(round(poster.width() / ratio), side) or side
        left = self._grid.visualRect(self._model.index(row)).left()
        return QRect(left + (side - wide) // 2, 0, wide, side)

    def _show_ready(self, items: frozenset[int]) -> None:
        if self._row is not None and self._model.item_at(self._row) in items:
            self._fetch_ahead(self._row)
        for row in self._grid.rows_seen():
            if self._model.item_at(row) in items:
                self._redraw(row)

    def _show_frames(self, _segments: frozenset[int]) -> None:
        for row in self._grid.rows_seen():
            tile = self._model.tile(row)
            if tile is not None and tile.kind is Kind.VIDEO:
                self._redraw(row)

    def _redraw(self, row: int) -> None:
        if row in self._grid.rows_seen():
            self._grid.viewport().update(self._grid.framed(row))
