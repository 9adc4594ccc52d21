"""One item in the details: its picture and name, its facts and words, why it was found, its likes.

A new part is a section here and a line in `show_details`.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mmdesk.core.entities import Filters, Kind
from mmdesk.core.errors import FileUnreadable, MmdeskError
from mmdesk.core.listings import Details
from mmdesk.core.paths import printable
from mmdesk.gui.details.detail_parts import FactLines, Heading, Links, Section, Text
from mmdesk.gui.details.facts_text import breakable, facts_of
from mmdesk.gui.details.picture_pane import PicturePane
from mmdesk.gui.details.similar_strip import SimilarStrip
from mmdesk.gui.details.whereabouts import Whereabouts
from mmdesk.gui.details.why_text import why
from mmdesk.gui.film.film_pane import FilmPane
from mmdesk.gui.finder import Finder
from mmdesk.gui.grid.thumbnails import Thumbnails
from mmdesk.gui.parts.told import said
from mmdesk.gui.player.said_pane import lit_words
from mmdesk.gui.player.sound_pane import BESIDE, SoundPane, Sounds
from mmdesk.gui.player.sound_tiles import match_of
from mmdesk.gui.preview.pictures import image_of, load_frame
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

PAUSE_MS = 300
"""An item is shown for so long before its file is read for a sharper picture."""
MOST_PLACES = 5
_HEIGHT = 208


class ItemDetails(QWidget):
    """All about one item. `head` is what stands above its marks: picture, name and folder."""

    item_wanted = Signal(int)
    reveal_asked = Signal(object)
    word_wanted = Signal(str)
    """A keyword: the user wants to see what else has it."""
    filter_wanted = Signal(object)
    """Filters that the user wants to be asked for, too."""
    told = Signal(str)

    def __init__(
        self, finder: Finder, library: "Library", tasks: Tasks, thumbnails: Thumbnails
    ) -> None:
        super().__init__()
        self._finder, self._library, self._thumbnails = finder, library, thumbnails
        self._details: Details | None = None
        self._sharper = Latest(tasks, self)
        self._is_sharp = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._sharpen)
        self._make_parts(library, tasks)
        self._arrange()
        self._connect()

    def _make_parts(self, library: "Library", tasks: Tasks) -> None:
        self.picture, self.name = PicturePane(_HEIGHT), Heading(size=1.1)
        self.folder, self.copies = Links("<br>"), Links("<br>")
        self.trouble = Text()
        self.title, self.caption, self.keywords = Heading(size=1), Text(), Links(" · ")
        self.facts, self.place, self.why = FactLines(), Whereabouts(), Text()
        self.similar = SimilarStrip(library, tasks, self._thumbnails)
        self._keywords = Section(self.tr("Keywords"), self.keywords)
        self._place = Section(self.tr("Place"), self.place)
        self._copies = Section(self.tr("Also kept as"), self.copies)
        self._why = Section(self.tr("Why it was found"), self.why)
        self._similar = Section(self.tr("Similar"), self.similar)
        self.sound: SoundPane | None = None
        """What plays sounds, once there is a player."""
        self.film: FilmPane | None = None
        """The same for videos."""

    def _arrange(self) -> None:
        self.head = QWidget()
        column = QVBoxLayout(self.head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.picture)
        column.addSpacing(4)
        for label in (self.name, self.folder, self.trouble):
            column.addWidget(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        below: tuple[QWidget, ...] = (self.title, self.caption, self._why, self.facts)
        for part in (*below, self._keywords, self._place, self._copies, self._similar):
            column.addWidget(part)

    def _connect(self) -> None:
        self._finder.found.connect(self._found)
        self._thumbnails.ready.connect(self._draw_ready)
        self.folder.chosen.connect(self._choose_folder)
        self.facts.filter_wanted.connect(self.filter_wanted)
        self.copies.chosen.connect(lambda place: self._reveal(place + 1))
        self.keywords.chosen.connect(self._want_keyword)
        self.place.told.connect(self.told)
        self.similar.item_wanted.connect(self.item_wanted)

    def add_sounds(self, sounds: Sounds) -> None:
        """Show sounds with their waveform and transcript, below the name."""
        self.sound = SoundPane(sounds, BESIDE)
        self.similar.add_waveforms(sounds.waveforms)
        self._add_below_name(self.sound)

    def add_films(self, film: FilmPane) -> None:
        """Show videos along their time, below the name."""
        self.film = film
        film.turned.connect(self._pause.start)
        film.glimpsed.connect(self._show_glimpse)
        self._add_below_name(film)

    def _add_below_name(self, pane: QWidget) -> None:
        column = self.head.layout()
        if isinstance(column, QVBoxLayout):
            column.addSpacing(8)
            column.addWidget(pane)
        pane.hide()

    def clear(self) -> None:
        """Show nothing, and look for nothing."""
        self._details = None
        if self.sound is not None:
            self.sound.clear()
        if self.film is not None:
            self.film.clear()
        self._pause.stop()
        self._sharper.cancel()
        self.similar.show_like(None)

    def show_details(self, details: Details) -> None:
        """Show this item."""
        before, self._details = self._details, details
        facts, path = details.facts, details.tile.path
        self.name.setText(breakable(path.name))
        self.folder.show_links([printable(path.parent), self.tr("Show in file manager")])
        self._show_trouble(details.failure)
        self.title.setText(facts.title or "")
        self.title.setVisible(bool(facts.title))
        self.caption.say(facts.caption)
        self.keywords.show_links(facts.keywords)
        self._keywords.setVisible(bool(facts.keywords))
        self.facts.show_facts(list(facts_of(details)))
        self._place.setVisible(self.place.show_place(facts))
        self._show_copies(details.places[1:])
        self._say_why()
        self._show_sound(details)
        self._show_film(details)
        self.similar.show_like(path)
        if before is None or before.tile.path != path or before.size != details.size:
            self._show_picture(facts.width, facts.height)

    def _show_trouble(self, failure: str | None) -> None:
        away = self.tr("Its drive is not connected.")
        online = self._details is None or self._details.tile.online
        self.trouble.say(failure if online else away)

    def _show_copies(self, copies: tuple[Path, ...]) -> None:
        left = len(copies) - MOST_PLACES
        more = self.tr("and %n more", "", left) if left > 0 else ""
        self.copies.show_links([printable(path) for path in copies[:MOST_PLACES]], more)
        self._copies.setVisible(bool(copies))

    def _found(self) -> None:
        self._say_why()
        if self._details is not None:
            self._show_sound(self._details)
            self._show_film(self._details)

    def _say_why(self) -> None:
        details, results = self._details, self._finder.results
        hit = results.hits.get(details.tile.item) if details and results.searched else None
        if details is None or hit is None:
            self._why.hide()
            return
        self.why.say("\n".join(why(hit, results.query, details)))
        self._why.show()

    def _show_sound(self, details: Details) -> None:
        if self.sound is None:
            return
        sound = details.tile.kind is Kind.SOUND
        self.sound.setVisible(sound)
        if sound:
            results = self._finder.results
            match = match_of(results.hits.get(details.tile.item))
            self.sound.show_sound(details, match, lit_words(results.query))
        else:
            self.sound.clear()

    def _show_film(self, details: Details) -> None:
        if self.film is None:
            return
        video = details.tile.kind is Kind.VIDEO
        self.film.setVisible(video)
        if video:
            results = self._finder.results
            self.film.show_film(details, results.hits.get(details.tile.item), results.query)
        else:
            self.film.clear()

    def _show_picture(self, width: int | None, height: int | None) -> None:
        self.picture.expect(width, height)
        self._is_sharp = False
        self._sharper.cancel()
        self._draw()
        self._pause.start()

    def _draw(self) -> None:
        if self._details is not None and not self._is_sharp:
            item, photo = self._details.tile.item, self._details.tile.kind is not Kind.SOUND
            pixmap = self._thumbnails.image(item)
            self.picture.show_picture(pixmap)
            self.picture.setVisible(photo or pixmap is not None)  # many sounds have no cover

    def _show_glimpse(self, frame: QImage) -> None:
        self._sharper.cancel()
        self._pause.start()
        if frame.isNull():
            self._is_sharp = False
            self._draw()
        else:
            self._show_sharp(frame)

    def _draw_ready(self, items: frozenset[int]) -> None:
        if self._details is not None and self._details.tile.item in items:
            self._draw()

    def _sharpen(self) -> None:
        details, side = self._details, self.picture.side
        if details is None or not details.tile.online or details.tile.kind is Kind.SOUND:
            return
        at = self.film.footage.at if self.film and self.film.footage else None
        if details.tile.kind is Kind.VIDEO and at is None:
            return  # the frame that stands for all of it is shown already
        read = partial(_read, self._library, details.tile.path, side, at)
        self._sharper.run(read, self._show_sharp, self._cannot_sharpen)

    def _show_sharp(self, image: QImage) -> None:
        self._is_sharp = True
        self.picture.show_picture(QPixmap.fromImage(image))

    def _cannot_sharpen(self, error: MmdeskError) -> None:
        if isinstance(error, FileUnreadable):
            self._show_trouble(said(error))

    def _choose_folder(self, place: int) -> None:
        """The folder itself is a filter; the link below it shows the file there."""
        if place == 1:
            self._reveal(0)
        elif self._details is not None:
            self.filter_wanted.emit(Filters(folders=(str(self._details.tile.path.parent),)))

    def _reveal(self, place: int) -> None:
        if self._details is not None:
            self.reveal_asked.emit(self._details.places[place])

    def _want_keyword(self, place: int) -> None:
        if self._details is not None:
            self.word_wanted.emit(self._details.facts.keywords[place])


def _read(library: "Library", path: Path, side: int, at: float | None) -> QImage:
    """A photo, or the frame of a video at a second."""
    if at is not None:
        return load_frame(library, path, at, side)
    return image_of(library.browsing.picture(path, side))
