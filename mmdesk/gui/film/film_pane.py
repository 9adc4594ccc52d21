"""One video beside the results: its timeline, what can be done with a moment, what is said in it.

A mark, a line or a place that is pressed is played from there, and is what the buttons work on.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from mmdesk.core.entities import Hit, Moment, Query, Span
from mmdesk.core.errors import MmdeskError
from mmdesk.core.listings import Details, Shot
from mmdesk.core.paths import printable
from mmdesk.gui.details.detail_parts import Text
from mmdesk.gui.film.footage import Footage
from mmdesk.gui.film.lanes import Track
from mmdesk.gui.film.mark import Found
from mmdesk.gui.film.seen import Seen, image_of, seen
from mmdesk.gui.film.shots import shot_at
from mmdesk.gui.film.timeline import Timeline
from mmdesk.gui.parts.flow_layout import FlowLayout
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.player.said_pane import SaidPane, lit_words
from mmdesk.gui.player.times import clock
from mmdesk.gui.player.waveforms import Waveforms
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

_TALLEST = 560
_BUTTON = 20


class FilmPane(QWidget):
    """Shows one video; `footage` is what the user has chosen of it."""

    play_wanted = Signal(int, float)
    """An item, to be played from this second."""
    pause_wanted = Signal()
    turned = Signal()
    """Another frame is meant."""
    glimpsed = Signal(QImage)
    """A small picture of the frame that was chosen, at hand at once; a null one for none."""
    copy_wanted = Signal()
    similar_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, library: "Library", tasks: Tasks, waveforms: Waveforms) -> None:
        super().__init__()
        self._library, self._waveforms = library, waveforms
        self._looking, self._asking = Latest(tasks, self), Latest(tasks, self)
        self._glimpsing = Latest(tasks, self)
        self._query, self._shots = Query(), tuple[Shot, ...]()
        self._playing: int | None = None
        self.footage: Footage | None = None
        self.timeline = Timeline()
        self.said = SaidPane(library, tasks, tallest=_TALLEST)
        self.play, self.time, self.note = QToolButton(autoRaise=True), QLabel(), Text(faint=True)
        self.copy = self._button("copy", self.tr("Copy frame"), self.tr("Copy this frame"))
        self.similar = self._button(
            "similar", self.tr("Find similar"), self.tr("Find what is similar to this frame")
        )
        self.export = self._button(
            "export", self.tr("Export moment…"), self._export_hint(found=True)
        )
        self._arrange()
        self._connect()

    def _button(self, image: str, text: str, says: str) -> QPushButton:
        button = QPushButton(icon(image), text)
        button.setAccessibleDescription(says)
        button.setToolTip(says)
        return button

    def _arrange(self) -> None:
        self.play.setIcon(icon("play"))
        self.play.setIconSize(QSize(_BUTTON, _BUTTON))
        self.play.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.time.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.play)
        row.addWidget(self.time)
        row.addStretch()
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.copy, self.similar, self.export):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.timeline)
        column.addLayout(row)
        column.addWidget(buttons)
        column.addWidget(self.note)
        column.addSpacing(4)
        column.addWidget(self.said)

    def _connect(self) -> None:
        self.timeline.chosen.connect(self._choose)
        self.timeline.sought.connect(self._seek)
        self.said.lines.wanted.connect(self._seek)
        self.said.filled.connect(self._draw)
        self._waveforms.ready.connect(self._draw_ready)
        self.play.clicked.connect(self._toggle)
        self.copy.clicked.connect(self.copy_wanted)
        self.similar.clicked.connect(self.similar_wanted)
        self.export.clicked.connect(self.export_wanted)

    def show_film(self, details: Details, hit: Hit | None, query: Query) -> None:
        """Show this video, with what the search has found of it."""
        tile, before = details.tile, self.footage
        again = before is not None and before.item == tile.item
        asked_anew = not again or query != self._query
        self._query = query
        footage = Footage.of(tile, hit)
        if again and before is not None and not asked_anew:
            footage = replace(footage, at=before.at, moment=before.moment)
        self.footage = footage
        name = printable(tile.path.name)
        self.timeline.setAccessibleName(self.tr("Timeline of {name}").format(name=name))
        if not again:
            self._shots = ()
            self.timeline.show_track(Track(footage.duration))
        if asked_anew or hit is None:
            self.timeline.show_moments(hit.moments if hit else ())
        self._ask(hit)
        self._look()
        if asked_anew:
            self._glimpse()
        best = hit.moments[0] if hit and hit.moments else None
        match = Span(best.start, best.end) if best else None
        self.said.show_item(tile.item, match, lit_words(query))
        self._show_choice()

    def clear(self) -> None:
        """Show no video."""
        for latest in (self._looking, self._asking, self._glimpsing):
            latest.cancel()
        self.said.clear()
        self.footage = None

    def follow(self, item: int, seconds: float) -> None:
        """A video is played and has come to this second."""
        footage = self.footage
        if footage is None or footage.item != item:
            return
        before = None if footage.at is None else shot_at(self._shots, footage.at)
        self._stand(seconds, self._moment_at(seconds))
        if shot_at(self._shots, seconds) != before:
            self._glimpse()

    def show_playing(self, item: int | None) -> None:
        """This video plays now, or none does."""
        self._playing = item
        self._show_choice()

    def show_copying(self, copying: bool) -> None:
        """A frame is on its way to the clipboard, or there."""
        self.copy.setText(self.tr("Copying…") if copying else self.tr("Copy frame"))

    # What is read

    def _ask(self, hit: Hit | None) -> None:
        """All that was found of it: the answer of the search has only the best."""
        footage, query, library = self.footage, self._query, self._library
        if footage is None or hit is None or not hit.moments:
            self._asking.cancel()
            return
        path = footage.path
        self._asking.run(lambda: library.moments(path, query).found, self._show_moments, _stay)

    def _show_moments(self, moments: tuple[Moment, ...]) -> None:
        self.timeline.show_moments(moments)
        self._show_choice()
        self._look()

    def _look(self) -> None:
        footage, library, moments = self.footage, self._library, self.timeline.moments
        if footage is not None:
            item, duration = footage.item, footage.duration
            self._looking.run(lambda: seen(library, item, duration, moments), self._show_seen)

    def _show_seen(self, found: Seen) -> None:
        if self.footage is None:
            return
        self._shots = found.shots
        silent, wordless = found.silent, found.wordless
        track = replace(self.timeline.track, silent=silent, wordless=wordless)
        self.timeline.show_track(replace(track, frames=found.frames))
        self.note.say("" if found.shots else self.tr("It was not looked through yet."))
        self._draw()

    def _glimpse(self) -> None:
        """Show the frame of the shot that is chosen, until the frame itself is decoded."""
        footage, browsing = self.footage, self._library.browsing
        if footage is None or footage.at is None:
            self._glimpsing.cancel()
            self.glimpsed.emit(QImage())
            return
        item, at = footage.item, footage.at

        def work() -> QImage:
            shot = shot_at(browsing.shots(item), at)
            return image_of(None if shot is None else browsing.frame(shot.segment))

        self._glimpsing.run(work, self.glimpsed.emit)

    def _draw_ready(self, items: frozenset[int]) -> None:
        if self.footage is not None and self.footage.item in items:
            self._draw()

    def _draw(self) -> None:
        if self.footage is not None:
            peaks, phrases = self._waveforms.get(self.footage.item), self.said.phrases
            self.timeline.show_track(replace(self.timeline.track, peaks=peaks, phrases=phrases))

    # What is chosen

    def _choose(self, found: Found) -> None:
        self._stand(found.span.start, found.moment)
        self._glimpse()
        self._play()

    def _seek(self, seconds: float) -> None:
        self._stand(seconds, self._moment_at(seconds))
        self._glimpse()
        self._play()

    def _moment_at(self, seconds: float) -> Moment | None:
        """The moment that a second lies in; else the one that was chosen."""
        shown = self.timeline.moments
        there = next((each for each in shown if each.start <= seconds < each.end), None)
        return there or (self.footage.moment if self.footage else None)

    def _stand(self, seconds: float, moment: Moment | None) -> None:
        if self.footage is not None:
            self.footage = replace(self.footage, at=seconds, moment=moment)
            self.turned.emit()
            self._show_choice()

    def _play(self) -> None:
        if self.footage is not None:
            self.play_wanted.emit(self.footage.item, self.footage.second)

    def _toggle(self) -> None:
        if self.footage is not None and self.footage.item == self._playing:
            self.pause_wanted.emit()
        else:
            self._play()

    def _show_choice(self) -> None:
        footage = self.footage
        if footage is None:
            return
        at = clock(footage.second)
        playing = footage.item == self._playing
        text = self.tr("Pause") if playing else self.tr("Play from {time}").format(time=at)
        if self.play.accessibleName() != text:
            self.play.setIcon(icon("pause" if playing else "play"))
            self.play.setAccessibleName(text)
            self.play.setToolTip(text)
        of = self.tr("{position} of {duration}")
        self.time.setText(of.format(position=at, duration=clock(footage.duration)))
        self.timeline.show_chosen(footage.moment)
        self.timeline.show_position(footage.at)
        self.said.lines.follow(footage.at)
        for button in (self.play, self.copy, self.similar):
            button.setEnabled(footage.online)
        found = footage.moment is not None
        self.export.setEnabled(footage.online and found)
        self.export.setToolTip(self._export_hint(found=found))

    def _export_hint(self, *, found: bool) -> str:
        if found:
            return self.tr("Export this moment as a file of its own")
        return self.tr("Search first: what is found in a video can be exported.")


def _stay(_error: MmdeskError) -> None:
    """What the search found is shown already; why there is no more, the search itself says."""
