"""Everything that sounds, made once for a window and given to the panels that show sounds."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from mmdesk.core.errors import FileUnreadable
from mmdesk.core.listings import Details, Samples
from mmdesk.gui.actions import ActionGroup, Actions
from mmdesk.gui.finder import Finder
from mmdesk.gui.player.clips import Clips
from mmdesk.gui.player.memory import PlayerMemory
from mmdesk.gui.player.output import SoundCard
from mmdesk.gui.player.player import Player
from mmdesk.gui.player.player_bar import PlayerBar
from mmdesk.gui.player.said_pane import lit_words
from mmdesk.gui.player.sound_pane import SoundPane, Sounds
from mmdesk.gui.player.sound_tiles import SoundTiles, match_of, sound_of
from mmdesk.gui.player.time_slider import STEP
from mmdesk.gui.player.waveforms import Waveforms
from mmdesk.gui.preview.pictures import is_away
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.gui.details.details import DetailsPanel
    from mmdesk.gui.film.film_sheet import FilmSheet
    from mmdesk.gui.grid.results_page import ResultsPage
    from mmdesk.gui.grid.thumbnails import Thumbnails
    from mmdesk.gui.preview.preview import Preview
    from mmdesk.library import Library

_LOUDER = 0.1


class Listening(QObject):
    """The player, and what belongs to it."""

    told = Signal(str)

    def __init__(
        self, library: "Library", tasks: Tasks, finder: Finder, memory: PlayerMemory, over: QWidget
    ) -> None:
        super().__init__(over)
        self._finder = finder
        self.player = Player(partial(_listen, library), SoundCard(), memory, tasks, self)
        self.waveforms = Waveforms(library, tasks, self)
        self.clips = Clips(library, tasks, self)
        self.sounds = Sounds(library, tasks, self.player, self.waveforms, self.clips)
        self.bar = PlayerBar(self.player, self.waveforms, over)
        self._tiles: SoundTiles | None = None
        self.film: FilmSheet | None = None
        """What plays in the preview, once there is one: keys for sounds are for films as well."""
        self.player.told.connect(self.told)
        self.clips.told.connect(self.told)

    def attach(
        self,
        results: "ResultsPage",
        thumbnails: "Thumbnails",
        details: "DetailsPanel",
        preview: "Preview",
    ) -> None:
        """Let these panels show sounds, and play them."""
        from mmdesk.gui.preview.sound_sheet import SoundSheet

        grid = results.grid
        self._tiles = SoundTiles(grid, results.model, thumbnails, self.sounds)
        grid.sounds = self._tiles
        details.item.add_sounds(self.sounds)
        sheet = SoundSheet(self.sounds, preview)
        preview.add_sheet(sheet)
        sheet.wanted.connect(lambda shown: self._show_in(sheet.pane, shown))

    def _show_in(self, pane: SoundPane, details: Details) -> None:
        results = self._finder.results
        match = match_of(results.hits.get(details.tile.item))
        pane.show_sound(details, match, lit_words(results.query))
        player, sound = self.player, sound_of(details.tile)
        if player.playing and player.sound is not None and player.sound.item != sound.item:
            player.play(sound, pane.start)  # who goes on while one is heard wants to hear the next
        elif details.tile.online:
            player.prepare(sound, pane.start)

    def register(self, actions: Actions) -> ActionGroup:
        """Make the actions of the player."""
        group, add = actions.group(self.tr("Pla&ying")), actions.add
        add(group, self.tr("&Play or pause"), self._toggle, ["Ctrl+P", "Media Play"], image="play")
        add(group, self.tr("&Stop playing"), self._stop, ["Ctrl+."], image="stop")
        add(group, self.tr("Five seconds &back"), lambda: self._move(-STEP), ["Alt+Left"])
        add(group, self.tr("Five seconds &on"), lambda: self._move(STEP), ["Alt+Right"])
        add(group, self.tr("&Louder"), lambda: self._louder(_LOUDER), ["Alt+Up"])
        add(group, self.tr("&Quieter"), lambda: self._louder(-_LOUDER), ["Alt+Down"])
        copy = self.tr("Copy the matchin&g part")
        self.copying = add(group, copy, self.copy_match, ["Ctrl+Alt+C"], image="copy")
        return group

    def items_changed(self, items: frozenset[int]) -> None:
        """These items are no longer as they were."""
        self.waveforms.forget(items)

    def has_match(self) -> bool:
        """Whether a part of the current sound was found."""
        return self._tiles is not None and self._tiles.current_match() is not None

    def copy_match(self) -> None:
        """Put the matching part of the current sound into the clipboard, as a file."""
        part = self._tiles.current_match() if self._tiles else None
        if part is None:
            self.told.emit(self.tr("Select a sound of which a part was found."))
        else:
            self.clips.copy(*part)

    def _shown_film(self) -> "FilmSheet | None":
        return self.film if self.film is not None and self.film.item is not None else None

    def _stop(self) -> None:
        self.player.stop()
        if film := self._shown_film():
            film.player.pause()

    def _toggle(self) -> None:
        sound = self.player.sound
        if film := self._shown_film():
            film.toggle()
        elif sound is not None and self.player.at(sound.item) is not None:
            self.player.toggle(sound)
        elif self._tiles is None or not self._tiles.toggle_current():
            self.told.emit(self.tr("Select a sound to play it."))

    def _move(self, seconds: float) -> None:
        if film := self._shown_film():
            film.seek(film.position + seconds)
            return
        sound = self.player.sound
        at = self.player.at(sound.item) if sound else None
        if at is not None:
            self.player.seek(at + seconds)

    def _louder(self, by: float) -> None:
        self.player.set_volume(self.player.volume + by)


def _listen(
    library: "Library", path: Path, start: float, seconds: float, rate: int | None
) -> Samples:
    """The samples of a file; where it cannot be read since its drive is away, that is said."""
    try:
        return library.browsing.listen(path, start, seconds, rate)
    except FileUnreadable as error:
        if is_away(library, path):
            away = QCoreApplication.translate("Tile", "Its drive is not connected.")
            raise FileUnreadable(away) from error
        raise
