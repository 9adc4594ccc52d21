"""The large view over the grid: one item, its facts on demand, and the way to the next.

It asks nobody which photo is next: `moved` says that the user wants to go on, and whoever knows
the order calls `show_item` with it, and `preload` with its neighbours.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from mmdesk.core.entities import Kind
from mmdesk.core.errors import MmdeskError
from mmdesk.core.listings import Details
from mmdesk.core.paths import printable
from mmdesk.gui.actions import Actions
from mmdesk.gui.parts.told import said
from mmdesk.gui.preview.moving import Moving
from mmdesk.gui.preview.picture_view import PictureView
from mmdesk.gui.preview.pictures import Cache, Look, Presence, load, load_whole, look
from mmdesk.gui.preview.preview_keys import make_keys
from mmdesk.gui.preview.preview_parts import FactsCard, Header, Message, spoken
from mmdesk.gui.preview.sound_sheet import SoundSheet
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.gui.film.film_sheet import FilmSheet
    from mmdesk.gui.film.live_clip import LiveClip
    from mmdesk.library import Library

LOAD_AFTER_MS = 50
"""Who holds an arrow key sees thumbnails fly by; the photo at which they stop is decoded."""
_CENTRE = Qt.AlignmentFlag.AlignVCenter


class Preview(QWidget):
    """Lies over the whole of `parent` from `show_item` on, until the user closes it."""

    moved = Signal(int)
    """The user goes on by so many photos: -1 or 1."""
    closed = Signal()

    def __init__(self, library: "Library", tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._library, self._tasks, self._over = library, tasks, parent
        self._looking, self._loading = Latest(tasks, self), Latest(tasks, self)
        self._preloading = Latest(tasks, self)
        self.cache = Cache()
        """What is ready to be shown at once."""
        self._item: int | None = None
        self._look: Look | None = None
        self._whole = self._facts_wanted = False
        self._start: float | None = None
        """From which second a film plays; None for its best moment."""
        self._next: list[int] = []
        self._before: QWidget | None = None
        self._soon = QTimer(self, singleShot=True, interval=LOAD_AFTER_MS)
        self._soon.timeout.connect(self._load)
        self.keys = Actions(self)
        """What can be done here by key; for the list under F1."""
        self.view = PictureView(self)
        self.header = Header(self)
        self.card, self.message = FactsCard(self.view), Message(self.view)
        self.sheet: SoundSheet | None = None
        """What shows sounds, once there is a player."""
        self.moving = Moving()
        """What shows films, and the clips of photos."""
        self._layers = QGridLayout(self.view)
        self.play_clip = make_keys(self)
        self._arrange()
        self._connect()
        self.hide()

    @property
    def item(self) -> int | None:
        """The item that is shown; None while the preview is closed."""
        return self._item

    def show_item(self, item: int, start: float | None = None) -> None:
        """Show this item, opening the preview if need be; a film plays, from `start` if given."""
        self._open()
        self._item, self._look, self._whole, self._start = item, None, False, start
        self._soon.stop()
        self._loading.cancel()
        self.moving.stop()
        if kept := self.cache.get(item):
            self._looking.cancel()
            self._show(kept)
        else:
            self._looking.run(partial(look, self._library, item), self._show, self._cannot_look)

    def play_at(self, item: int, seconds: float) -> None:
        """Play a film from this second, whatever is shown now."""
        if not self.moving.seek(item, seconds):
            self.show_item(item, seconds)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def preload(self, items: Iterable[int]) -> None:
        """Have these ready soon, the first first."""
        self._next = list(items)
        if not self._soon.isActive() and self._look is not None:
            self._preload()

    def refresh(self, items: frozenset[int] | None = None) -> None:
        """These items, or all, are no longer as they were."""
        if items is None:
            self.cache.clear()
        else:
            self.cache.drop(items)
        if self._item is not None and (items is None or self._item in items):
            work = partial(look, self._library, self._item)
            self._looking.run(work, self._show_again, self._cannot_look)

    def dismiss(self) -> None:
        """Close, and give the focus back to what had it."""
        if self._item is None:
            return
        had_focus = self.hasFocus()
        self._item, self._look, self._next = None, None, []
        self._soon.stop()
        for latest in (self._looking, self._loading, self._preloading):
            latest.cancel()
        self.hide()
        self.moving.stop()
        self.view.clear()
        if self.sheet is not None:
            self.sheet.clear()
        self.cache.clear()
        self._return_focus(had_focus)
        self.closed.emit()

    def _open(self) -> None:
        if self.isVisible():
            return
        focused = QApplication.focusWidget()
        inside = focused is not None and self._over.isAncestorOf(focused)
        self._before = focused if inside else self._over
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _return_focus(self, had_focus: bool) -> None:
        if had_focus and self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    # What is shown

    def _show(self, found: Look) -> None:
        self._look = found
        self.cache.put(found)
        self.message.hide()
        self._describe(found.details)
        if not self._show_sound(found) and not self.moving.show(found, self._start):
            self.view.show_picture(found.size, found.images)
        if found.presence is Presence.HERE:
            self._load_soon(found)
            return
        if found.presence is Presence.AWAY:
            self._say("folder-offline", self.tr("This drive is not connected."))
        else:
            self._say("warning", self.tr("This file is no longer there: it was deleted or moved."))
        self._preload()

    def _show_sound(self, found: Look) -> bool:
        """Show the sheet in place of the picture; False for what is no sound."""
        sound = found.details.tile.kind is Kind.SOUND and self.sheet is not None
        if self.sheet is not None:
            if sound:
                self.view.clear()
                self.sheet.show_details(found.details, found.thumbnail)
            else:
                self.sheet.clear()
            self.sheet.setVisible(sound)
        return sound

    def add_sheet(self, sheet: SoundSheet) -> None:
        """Show sounds so."""
        self.sheet = sheet
        self._layers.addWidget(sheet, 0, 0)
        sheet.stackUnder(self.card)
        sheet.hide()

    def add_films(self, film: "FilmSheet", clip: "LiveClip") -> None:
        """Show films, and the clips of photos, so."""
        self.moving.film, self.moving.clip = film, clip
        self._column.addWidget(film)
        clip.ended.connect(self._return_photo)
        for each in (film, clip):
            each.told.connect(partial(self._say, "warning"))

    def press_space(self) -> None:
        """Play a sound or film, or pause; close the preview of anything else."""
        if self.sheet is not None and not self.sheet.isHidden():
            self.sheet.pane.toggle()
        elif not self.moving.toggle():
            self.dismiss()

    def toggle_clip(self) -> None:
        """Play what was filmed with the photo, or go back to the photo."""
        if self.moving.clip is not None and self._look is not None:
            self.message.hide()
            self.moving.clip.toggle(self._look.item)

    def _return_photo(self) -> None:
        if self._look is not None:
            self.view.show_picture(self._look.size, self._look.images)

    def _show_again(self, found: Look) -> None:
        """The same item after a change: a mark changes the line above, a new file the picture."""
        before = self._look
        film = self.moving.item == found.item
        kept = before is not None and (film or before.picture is not None)
        if before is None or not kept or before.place != found.place:
            self._show(found)
            return
        self._look = replace(found, picture=before.picture)
        self.cache.put(self._look)
        self._describe(found.details)

    def _describe(self, details: Details) -> None:
        self.header.show_details(details)
        self.card.show_details(details)
        self._show_facts()
        self.play_clip.setVisible(details.tile.live and details.tile.online)
        name = printable(details.tile.path.name)
        self.setAccessibleName(self.tr("Preview of {name}").format(name=name))
        self.setAccessibleDescription(spoken(details))

    def _cannot_look(self, error: MmdeskError) -> None:
        self._look = None
        self.moving.stop()
        self.play_clip.setVisible(False)
        self.header.clear()
        self.view.clear()
        if self.sheet is not None:
            self.sheet.clear()
            self.sheet.hide()
        self._show_facts()
        self.setAccessibleName(self.tr("Preview"))
        self._say("warning", said(error))

    def _say(self, image: str, text: str) -> None:
        """A sentence in place of the picture; above it, where there is a small one to see.

        Below are the facts, and what the window tells in passing. An empty one ends what was said.
        """
        if not text:
            self.message.hide()
            return
        above = self.moving.item is not None or self.view.has_picture
        vertical = Qt.AlignmentFlag.AlignTop if above else _CENTRE
        self._layers.setAlignment(self.message, vertical | Qt.AlignmentFlag.AlignHCenter)
        self.message.say(image, text)
        self.setAccessibleDescription(text)

    # What is loaded

    def _load_soon(self, found: Look) -> None:
        kind = found.details.tile.kind
        if kind is Kind.VIDEO:
            self._soon.start()
        elif kind is not Kind.PHOTO:
            self._preload()
        elif found.picture is None or self._is_small(found.picture):
            self._soon.start()
        else:
            self._preload()

    def _is_small(self, picture: QImage) -> bool:
        """Whether the view has grown so much that there is more to see in the file."""
        wanted = self._wanted(self._look)
        return picture.width() < 0.9 * wanted.width()

    def _wanted(self, found: Look | None) -> QSize:
        """The size at which a photo is shown, in pixels of the screen."""
        room = self.view.size() * self.devicePixelRatioF()
        if found is None or found.size.isEmpty():
            return room
        shown = found.size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        return shown.boundedTo(found.size)

    def _load(self) -> None:
        found = self._look
        if found is None or found.presence is not Presence.HERE or not self.isVisible():
            return
        if found.details.tile.kind is Kind.VIDEO:
            self._preload()
            self.moving.begin()
        else:
            work = partial(load, self._library, found.path, self._wanted(found))
            self._loading.run(work, self._loaded, self._cannot_load)

    def _loaded(self, picture: QImage) -> None:
        if self._look is None:
            return
        before, self._look = self._look, replace(self._look, picture=picture)
        self.cache.put(self._look)
        if before.size == self._look.size:
            self.view.improve(self._look.images)
        else:
            self.view.show_picture(self._look.size, self._look.images)
        self._preload()

    def _cannot_load(self, error: MmdeskError) -> None:
        self.view.clear()
        self.header.show_scale(None)
        reason = self.tr("This picture cannot be shown. {reason}").format(reason=said(error))
        self._say("warning", reason)
        self._preload()

    def _load_whole(self) -> None:
        found = self._look
        if found is None or found.picture is None or self._whole:
            return
        self._whole = True
        work = partial(load_whole, self._library, found.path, found.size)
        self._loading.run(work, self._loaded_whole, self._cannot_load)

    def _loaded_whole(self, images: list[QImage]) -> None:
        if self._look is not None:
            self.view.improve([*self._look.images, *images])

    def _preload(self) -> None:
        while self._next:
            kept = self.cache.get(item := self._next.pop(0))
            if kept is None or kept.picture is None:
                self._preloading.run(partial(self._fetch, item), self._keep, lambda _: None)
                return

    def _fetch(self, item: int) -> Look:
        """A photo with its picture, if it has one; in a task."""
        found = look(self._library, item)
        if found.presence is not Presence.HERE or found.details.tile.kind is not Kind.PHOTO:
            return found
        return replace(found, picture=load(self._library, found.path, self._wanted(found)))

    def _keep(self, found: Look) -> None:
        if self._item is not None:
            self.cache.put(found)
            self._preload()

    # What the user does

    def go_across(self, step: int) -> None:
        """To what lies beside; in a film with several moments to the moment before or after."""
        if not self.moving.step(step):  # time runs from left to right in every language
            self.moved.emit(-step if self.isRightToLeft() else step)

    def toggle_facts(self) -> None:
        """Show the facts, or hide them."""
        self._facts_wanted = not self._facts_wanted
        self._show_facts()

    def _show_facts(self) -> None:
        self.card.setVisible(self._facts_wanted and self._look is not None)

    def _zoomed(self) -> None:
        self.header.show_scale(self.view.scale if self.view.has_picture else None)

    def _connect(self) -> None:
        self.view.zoomed.connect(self._zoomed)
        self.view.wanted_more.connect(self._load_whole)
        self._over.installEventFilter(self)

    def _arrange(self) -> None:
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.view, 1)
        below = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading
        self._layers.setContentsMargins(16, 16, 16, 16)
        self._layers.addWidget(self.card, 0, 0, below)
        self._layers.addWidget(self.message, 0, 0)
        self.card.hide()
        self.message.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep keys that mean nothing here from the grid behind."""
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._look is not None and self._look.picture is not None:
            self._load_soon(self._look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)
