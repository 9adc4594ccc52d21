"""The clip that was filmed with a photo: plays once in the photo's place."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from mmdesk.core.errors import MmdeskError
from mmdesk.gui.film.film_player import FilmPlayer
from mmdesk.gui.parts.told import said
from mmdesk.gui.player.player import Player
from mmdesk.gui.preview.picture_view import PictureView
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library


class LiveClip(QObject):
    """Lends the view from a photo."""

    ended = Signal()
    """The photo is to be shown again."""
    told = Signal(str)
    """A sentence: why the clip does not play."""

    def __init__(self, library: "Library", tasks: Tasks, sounds: Player, view: PictureView) -> None:
        super().__init__(view)
        self._library, self._view = library, view
        self._finding = Latest(tasks, self)
        self._on = self._seen = False
        self.player = FilmPlayer(sounds, self)
        self.player.shown.connect(self._show)
        self.player.ended.connect(self._stop)
        self.player.failed.connect(self._fail)

    def toggle(self, item: int) -> None:
        """Play the clip of this photo, or end it."""
        if self._on:
            self._stop()
            return
        self._on, self._seen = True, False
        clip_of = self._library.browsing.clip_of
        self._finding.run(lambda: clip_of(item), self._play, self._cannot_find)

    def clear(self) -> None:
        """Let go of the clip; the view is somebody else's."""
        self._on = False
        self._finding.cancel()
        self.player.close()

    def _play(self, clip: Path | None) -> None:
        if clip is None:
            self._fail("")
        else:
            self.player.open(clip, 0.0)

    def _show(self, image: QImage) -> None:
        if self._seen:
            self._view.improve([image])
        else:
            self._seen = True
            self._view.show_picture(image.size(), [image])

    def _stop(self) -> None:
        self.clear()
        self.ended.emit()

    def _cannot_find(self, error: MmdeskError) -> None:
        self._fail(said(error))

    def _fail(self, reason: str) -> None:
        self._stop()
        sentence = self.tr("The clip of this photo cannot be played here.")
        self.told.emit(f"{sentence} {reason}".strip())
