"""Everything that shows videos moving, made once for a window: on tiles, and in the preview.

One thing is heard at a time: a sound falls silent for a film, and a film for a sound.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mmdesk.core.entities import Moment
from mmdesk.gui.film.film_player import FilmPlayer
from mmdesk.gui.film.film_sheet import FilmSheet
from mmdesk.gui.film.film_tiles import FilmTiles
from mmdesk.gui.film.live_clip import LiveClip
from mmdesk.gui.film.shots import Frames, Shots
from mmdesk.gui.finder import Finder
from mmdesk.gui.player.listening import Listening
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.gui.film.film_pane import FilmPane
    from mmdesk.gui.grid.results_page import ResultsPage
    from mmdesk.gui.grid.thumbnails import Thumbnails
    from mmdesk.gui.preview.preview import Preview
    from mmdesk.library import Library


class Watching(QObject):
    """The films of a window, and what belongs to them."""

    def __init__(
        self, library: "Library", tasks: Tasks, finder: Finder, listening: Listening, over: QWidget
    ) -> None:
        super().__init__(over)
        self._library, self._tasks, self._finder = library, tasks, finder
        self._listening = listening
        self.shots, self.frames = Shots(library, tasks, self), Frames(library, self)

    def attach(
        self, results: "ResultsPage", thumbnails: "Thumbnails", pane: "FilmPane", preview: "Preview"
    ) -> None:
        """Let these panels show films, and play them."""
        grid, sounds = results.grid, self._listening.player
        grid.films = FilmTiles(grid, results.model, thumbnails, self.shots, self.frames)
        library, tasks, view = self._library, self._tasks, preview.view
        sheet = FilmSheet(library, tasks, sounds, self._moments_of, view, preview)
        clip = LiveClip(library, tasks, sounds, view)
        preview.add_films(sheet, clip)
        self._listening.film = sheet
        sheet.stands.connect(pane.follow)
        pane.pause_wanted.connect(sheet.player.pause)
        sheet.player.changed.connect(
            lambda: pane.show_playing(sheet.item if sheet.player.playing else None)
        )
        self._finder.found.connect(lambda _: self._show_found(sheet))
        for player in (sheet.player, clip.player):
            self._take_turns(player)

    def items_changed(self, items: frozenset[int]) -> None:
        """These items are no longer as they were."""
        self.shots.forget(items)

    def stop(self) -> None:
        """Fetch no more, and wait for what is under way."""
        self.frames.stop()

    def _moments_of(self, item: int) -> tuple[Moment, ...]:
        hit = self._finder.results.hits.get(item)
        return hit.moments if hit else ()

    def _show_found(self, sheet: FilmSheet) -> None:
        """The whole answer may come while what came first plays already."""
        if sheet.item is not None:
            sheet.show_moments(self._moments_of(sheet.item))

    def _take_turns(self, film: FilmPlayer) -> None:
        sounds = self._listening.player

        def film_changed() -> None:
            if film.playing:
                sounds.pause()

        def sound_changed() -> None:
            if sounds.playing:
                film.pause()

        film.changed.connect(film_changed)
        sounds.changed.connect(sound_changed)
