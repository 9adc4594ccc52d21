"""What a person does with a moment of a video: copy its frame, find similar ones, export it.

They work on what is chosen in the details, else on the best moment of the current video.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from mmdesk.core.entities import Kind, Query, Span
from mmdesk.core.errors import FileUnreadable, MmdeskError
from mmdesk.gui.actions import ActionGroup, Actions
from mmdesk.gui.film.exports import Exports
from mmdesk.gui.film.film_pane import FilmPane
from mmdesk.gui.film.footage import Footage
from mmdesk.gui.finder import Finder
from mmdesk.gui.grid.results_page import ResultsPage
from mmdesk.gui.parts.told import said
from mmdesk.gui.player.times import clock
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library


class FilmActions(QObject):
    """Made once for a window."""

    told = Signal(str)
    play_wanted = Signal(int, float)
    """As of FilmPane."""

    def __init__(
        self,
        library: "Library",
        tasks: Tasks,
        finder: Finder,
        pane: FilmPane,
        results: ResultsPage,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._library, self._tasks, self._finder = library, tasks, finder
        self._pane, self._results = pane, results
        self.exports = Exports(library, tasks, parent)
        self.exports.told.connect(self.told)
        self.exports.left.connect(results.grid.setFocus)
        self.play_wanted.connect(pane.play_wanted)
        pane.copy_wanted.connect(self.copy_frame)
        pane.similar_wanted.connect(self.find_similar)
        pane.export_wanted.connect(self.export)

    def register(self, actions: Actions) -> ActionGroup:
        """Make the actions."""
        group, add = actions.group(self.tr("Vi&deo")), actions.add
        self.playing = add(group, self.tr("Pla&y"), self.play, image="play")
        copy, similar = self.tr("Copy t&his frame"), self.tr("Fi&nd similar to this frame")
        self.copying = add(group, copy, self.copy_frame, ["Ctrl+Alt+F"], image="copy")
        self.looking = add(group, similar, self.find_similar, ["Ctrl+Alt+S"], image="similar")
        export = self.tr("E&xport this moment…")
        self.exporting = add(group, export, self.export, ["Ctrl+E"], image="export")
        return group

    @property
    def footage(self) -> Footage | None:
        """The current video at the chosen second; None where the current item is none."""
        grid, model = self._results.grid, self._results.model
        item, shown = grid.current_item(), self._pane.footage
        if shown is not None and (item is None or shown.item == item):
            return shown
        row = None if item is None else model.row_of(item)
        tile = None if row is None else model.tile(row)
        if row is None or tile is None or tile.kind is not Kind.VIDEO:
            return None
        return Footage.of(tile, model.hit(row))

    def has_frame(self) -> bool:
        """Whether a video is current."""
        footage = self.footage
        return footage is not None and footage.online

    def has_moment(self) -> bool:
        """Whether something was found in it."""
        footage = self.footage
        return footage is not None and footage.online and footage.moment is not None

    def play(self) -> None:
        """Play it from the chosen second."""
        if footage := self._wanted():
            self.play_wanted.emit(footage.item, footage.second)

    def copy_frame(self) -> None:
        """Put the frame into the clipboard, in full size."""
        if footage := self._wanted():
            browsing = self._library.browsing

            def work() -> QImage:
                image = QImage(str(browsing.frame_file(footage.path, footage.second)))
                if image.isNull():
                    raise FileUnreadable(self.tr("This frame cannot be shown."))
                return image

            self._pane.show_copying(True)
            self._tasks.run(work, partial(self._copied, footage), self._cannot_copy, owner=self)

    def _cannot_copy(self, error: MmdeskError) -> None:
        self._pane.show_copying(False)
        self.told.emit(said(error))

    def _copied(self, footage: Footage, image: QImage) -> None:
        self._pane.show_copying(False)
        QGuiApplication.clipboard().setImage(image)
        text = self.tr("The frame at {time} is in the clipboard.")
        self.told.emit(text.format(time=clock(footage.second)))

    def find_similar(self) -> None:
        """Look for what is like the frame, and for nothing else."""
        if footage := self._wanted():
            browsing = self._library.browsing
            self._tasks.run(
                lambda: browsing.frame_file(footage.path, footage.second),
                lambda file: self._finder.ask(Query(examples=(file,))),
                owner=self,
            )

    def export(self) -> None:
        """Write the moment to a file of its own."""
        footage = self._wanted()
        if footage is None:
            return
        if footage.moment is None:
            self.told.emit(self.tr("Search first: what is found in a video can be exported."))
        else:
            self.exports.ask(footage.path, Span(footage.moment.start, footage.moment.end))

    def _wanted(self) -> Footage | None:
        footage = self.footage
        if footage is None:
            self.told.emit(self.tr("Select a video first."))
        elif not footage.online:
            self.told.emit(self.tr("Its drive is not connected."))
            return None
        return footage
