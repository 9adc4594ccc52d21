"""Videos in the whole window, used as a person uses it: scrubbed, played, stepped through."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from helpers.cards import FakeCard
from helpers.films import film, tone
from helpers.libraries import House
from helpers.live import live_photo, motion_photo, mp4
from helpers.sounds import chirp, write
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from mmdesk.core.entities import Answer, Evidence, Hit, Kind, Lane, Moment, Span
from mmdesk.core.errors import EnvironmentFailed
from mmdesk.core.paths import LibraryPaths
from mmdesk.gui.bridge import Bridge
from mmdesk.gui.film import film_face, film_player
from mmdesk.gui.finder import Results
from mmdesk.gui.grid import tile_painter
from mmdesk.gui.main_window import MainWindow
from mmdesk.gui.player.times import clock
from mmdesk.gui.workspace import Workspace
from mmdesk.library import Library

NONE = Qt.KeyboardModifier.NoModifier
RED, GREEN, BLUE = (200, 30, 30), (30, 160, 30), (30, 30, 200)
POSTER = GREEN
"""Of plain colours the brightest is taken."""
SHOWN = 5
QUIET = 0 * tone(9.0)
"""Tests may run where there are loudspeakers."""
MOMENTS = ((6.5, 8.5), (3.2, 4.0))
THREE = ((3.2, 4.0), (6.5, 8.5), (1.2, 2.0))
"""The best first, which is neither their order in time nor its reverse."""


@pytest.fixture(scope="session")
def filmed(tmp_path_factory) -> House:
    """Two films, a sound and two photos with clips, indexed once without any model."""
    place = tmp_path_factory.mktemp("filmed")
    house = House(place / "library", place / "films")
    house.set(
        model="nobody/nothing",
        sound_model="nobody/nothing",
        speech_model="nobody/nothing",
        sentence_model="nobody/nothing",
    )
    house.photos.mkdir()
    film(house.photos / "garden.mp4", [(3, RED), (3, GREEN), (3, BLUE)], QUIET, gop=25)
    upright = {"size": (160, 120), "rotate": 90}
    film(house.photos / "upright.mp4", [(2, GREEN), (2, BLUE)], **upright)
    write(house.photos / "rain.wav", chirp(12.0, 8000), 8000)
    live_photo(house.photos)
    motion_photo(house.photos / "motion.jpg", mp4(house.photos))
    assert house.index().indexed == SHOWN
    return house


@dataclass
class Desk:
    """A window on those."""

    space: Workspace
    library: Library
    qtbot: object
    album: Path

    @property
    def grid(self):
        return self.space.results.grid

    @property
    def sheet(self):
        return self.space.preview.moving.film

    @property
    def view(self):
        return self.space.preview.view

    def shows(self, condition) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()))

    def item(self, name: str) -> int:
        path = self.album / name
        return self.library.browsing.items_at([path])[path]

    def row(self, name: str) -> int:
        return self.space.results.model.row_of(self.item(name))

    def select(self, name: str) -> None:
        self.grid.select_item(self.item(name))
        self.grid.setFocus()

    def find(self, name: str, *spans: tuple[float, float]) -> None:
        """As if a search had found these stretches of a film, the best first."""
        item, path = self.item(name), self.album / name
        seen = "seen: description (0.31)"
        moments = tuple(
            Moment(start, end, start, 1.0, (Evidence(Lane.SEEN, Span(start, end), seen),))
            for start, end in spans
        )
        start, end = spans[0]
        hit = Hit(item, Kind.VIDEO, path, 1.0, (seen,), start=start, end=end, moments=moments)
        finder = self.space.finder
        finder.query = self.library.query("blue")
        listing = self.library.browsing.sorted([item], finder.order)
        finder._show(Results(finder.query, listing, {item: hit}, Answer(()).notes))
        self.shows(lambda: self.row(name) == 0 and self.space.results.model.tile(0))

    def place(self, name: str):
        """Where the picture of a tile is."""
        return self.grid.visualRect(self.space.results.model.index(self.row(name)))

    def move(self, point: QPoint) -> None:
        view = self.grid.viewport()
        at, seen = QPointF(point), QPointF(view.mapToGlobal(point))
        none = Qt.MouseButton.NoButton
        event = QMouseEvent(QEvent.Type.MouseMove, at, seen, none, none, NONE)
        QGuiApplication.sendEvent(view, event)

    def leave(self) -> None:
        QGuiApplication.sendEvent(self.grid.viewport(), QEvent(QEvent.Type.Leave))

    def colour(self, name: str) -> QColor:
        """What a tile shows a little above its middle, beside the line of the pointer."""
        place = self.place(name)
        image = self.grid.viewport().grab(place).toImage()
        ratio = image.devicePixelRatio()
        side = self.grid.tile_size
        return image.pixelColor(round(side * 0.46 * ratio), round(side * 0.4 * ratio))

    def scrub(self, name: str, share: float) -> None:
        place, side = self.place(name), self.grid.tile_size
        self.move(QPoint(place.left() + round(side * share), place.top() + side // 2))

    def open(self, name: str, key: Qt.Key = Qt.Key.Key_Space) -> None:
        self.select(name)
        self.qtbot.keyClick(self.grid, key)
        self.shows(lambda: self.sheet.item == self.item(name) and self.sheet.isVisible())

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.space.preview, key)

    def seen(self) -> QColor:
        """What is in the middle of the preview."""
        image = self.view.grab().toImage()
        return image.pixelColor(image.width() // 2, image.height() // 2)


def is_like(colour: QColor, wanted: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(colour.getRgb()[:3], wanted, strict=True))


class Silent(QObject):
    """Stands for the player of sounds."""

    volume_changed = Signal(float)
    volume, device = 0.5, ""


@pytest.fixture
def desk(qtbot, filmed, tasks, tmp_path):
    shutil.copytree(filmed.library, tmp_path / "library")
    house = House(tmp_path / "library", filmed.photos)
    bridge = Bridge()
    window = MainWindow(LibraryPaths.under(house.library), tasks, bridge)
    qtbot.addWidget(window)
    window.resize(1200, 760)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with Library(house.library, indexing=True, emit=bridge.tell) as library:
        window.show_library(library)
        space = window.workspace
        space.listening.player._card = FakeCard()
        space.preview.moving.clip.player.muted = True
        made = Desk(space, library, qtbot, filmed.photos)
        made.shows(lambda: len(space.results.model.items) == SHOWN)
        made.shows(lambda: all(space.results.model.tile(row) for row in range(SHOWN)))
        made.shows(lambda: not space.thumbnails.size(made.item("garden.mp4")).isEmpty())
        yield made
        window.close()


# On tiles


def test_a_tile_shows_the_frame_of_the_best_moment(desk):
    desk.find("garden.mp4", *MOMENTS)
    desk.shows(lambda: is_like(desk.colour("garden.mp4"), BLUE))
    look = desk.grid._cell(desk.row("garden.mp4")).film
    assert (look.at, look.duration) == (6.5, 9.0)


def test_a_tile_that_nothing_was_found_in_shows_the_poster_and_how_long_it_is(desk):
    assert is_like(desk.colour("garden.mp4"), POSTER)
    look = desk.grid._cell(desk.row("garden.mp4")).film
    assert (look.at, look.frame, look.duration) == (None, None, 9.0)


def test_a_film_of_less_than_a_second_is_not_said_to_last_none():
    assert film_face._texts(film_face.FilmLook(0.6)) == [clock(1.0)]


def test_moving_across_a_tile_scrubs_and_leaving_ends_it(desk):
    for share, colour in ((0.1, RED), (0.5, GREEN), (0.9, BLUE), (0.2, RED)):
        desk.scrub("garden.mp4", share)
        desk.shows(lambda colour=colour: is_like(desk.colour("garden.mp4"), colour))
    desk.scrub("garden.mp4", 0.9)
    desk.shows(lambda: is_like(desk.colour("garden.mp4"), BLUE))
    desk.leave()
    assert is_like(desk.colour("garden.mp4"), POSTER)


def test_a_line_shows_where_the_pointer_scrubs(desk):
    desk.scrub("garden.mp4", 0.25)
    desk.shows(lambda: desk.grid._cell(desk.row("garden.mp4")).film.pointed is not None)
    place = desk.place("garden.mp4")
    image = desk.grid.viewport().grab(place).toImage()
    side, ratio = desk.grid.tile_size, image.devicePixelRatio()
    at = round(side * 0.4 * ratio)
    across = [image.pixelColor(x, at).lightness() for x in range(round(side * ratio))]
    darkest = min(range(round(side * 0.1), round(side * 0.9)), key=across.__getitem__)
    assert darkest / ratio == pytest.approx(side * 0.25, abs=2)


def test_no_tooltip_hides_what_is_scrubbed(desk):
    place, view = desk.place("garden.mp4").center(), desk.grid.viewport()
    help_ = QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place))
    desk.scrub("garden.mp4", 0.5)
    desk.shows(lambda: desk.grid._cell(desk.row("garden.mp4")).film.pointed is not None)
    assert desk.grid.films.eventFilter(view, help_)
    desk.scrub("rain.wav", 0.5)
    assert not desk.grid.films.eventFilter(view, help_)


def test_scrubbing_decodes_nothing(desk, monkeypatch):
    def decoded(*_):
        raise AssertionError("a tile has had something decoded")

    for name in ("frame_at", "picture", "listen"):
        monkeypatch.setattr(desk.library.browsing, name, decoded)
    desk.scrub("garden.mp4", 0.9)
    desk.shows(lambda: is_like(desk.colour("garden.mp4"), BLUE))


def test_a_video_that_was_not_watched_yet_keeps_its_poster(desk, monkeypatch):
    monkeypatch.setattr(desk.library.browsing, "shots", lambda _: ())
    desk.scrub("garden.mp4", 0.9)
    desk.shows(lambda: desk.space.watching.shots.get(desk.item("garden.mp4")) == ())
    assert is_like(desk.colour("garden.mp4"), POSTER)


def test_what_becomes_known_of_a_video_is_asked_for_again(desk):
    shots, item = desk.space.watching.shots, desk.item("garden.mp4")
    shots._kept[item] = ()
    desk.library.marking.favourite([item], on=True)
    desk.shows(lambda: shots.get(item))


# In the preview


def test_space_plays_in_place_from_the_best_moment(desk):
    desk.find("garden.mp4", *MOMENTS)
    passed = []
    desk.sheet.stands.connect(lambda _, seconds: passed.append(seconds))
    desk.open("garden.mp4")
    desk.shows(lambda: desk.sheet.player.playing and desk.sheet.position > 6.6)
    assert min(passed) >= 6.4
    assert is_like(desk.seen(), BLUE)
    assert desk.sheet.button.accessibleName() == "Pause"
    assert desk.space.details.item is not None
    desk.press(Qt.Key.Key_Space)
    desk.shows(lambda: not desk.sheet.player.playing)
    stood = desk.sheet.position
    assert 6.5 < stood < 9.0
    desk.press(Qt.Key.Key_Space)
    desk.shows(lambda: desk.sheet.position > stood)


def test_arrows_step_through_the_moments_and_others_through_the_items(qtbot, desk):
    desk.find("garden.mp4", *MOMENTS)
    desk.open("garden.mp4")
    desk.shows(lambda: desk.sheet.position > 6.5)
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_Left)
    desk.shows(lambda: is_like(desk.seen(), GREEN))
    assert desk.sheet.position == pytest.approx(3.2, abs=0.05)
    assert desk.sheet.which.text() == "Moment 1 of 2"
    assert not desk.sheet.player.playing
    desk.press(Qt.Key.Key_Right)
    desk.shows(lambda: is_like(desk.seen(), BLUE))
    assert desk.sheet.position == pytest.approx(6.5, abs=0.05)
    assert not desk.sheet.later.isEnabled()
    with qtbot.waitSignal(desk.space.preview.moved) as moved:
        desk.press(Qt.Key.Key_PageDown)
    assert moved.args == [1]


def test_arrows_step_in_the_order_of_time(desk):
    desk.find("garden.mp4", *THREE)
    desk.open("garden.mp4")
    desk.shows(lambda: desk.sheet.position > 3.2)
    desk.press(Qt.Key.Key_Space)
    for key, start, number in (("Right", 6.5, 3), ("Left", 3.2, 2), ("Left", 1.2, 1)):
        desk.press(Qt.Key[f"Key_{key}"])
        assert desk.sheet.position == pytest.approx(start, abs=0.05)
        assert desk.sheet.which.text() == f"Moment {number} of 3"
    assert desk.sheet.later.toolTip() == "Later moment\nMoment 2 of 3"
    desk.sheet.seek(5.0)
    assert not desk.sheet.which.text()  # between two moments


def test_a_narrow_line_leaves_out_what_is_needed_least(desk):
    desk.find("garden.mp4", *MOMENTS)
    desk.open("garden.mp4")
    sheet = desk.sheet
    left = []
    for width in (900, 560, 470, 330):
        desk.space.preview.resize(width, 500)
        QApplication.sendPostedEvents()
        assert sheet.slider.width() >= 160
        last = sheet.mute if sheet.volume.isHidden() else sheet.volume
        assert last.geometry().right() < sheet.width() == width
        long = clock(9.0) in sheet.time.text()
        left.append((not sheet.volume.isHidden(), not sheet.which.isHidden(), long))
    assert left[0] == (True, True, True)
    assert left[-1] == (False, False, False)
    assert left == sorted(left, reverse=True)


def test_another_search_closes_the_preview(desk):
    desk.find("garden.mp4", *MOMENTS)
    desk.open("garden.mp4")
    desk.space.finder.ask(desk.library.query("green"))
    assert desk.space.preview.item is None
    assert not desk.sheet.player.playing


def test_what_is_found_meanwhile_can_be_stepped_to(desk):
    desk.open("garden.mp4")
    desk.find("garden.mp4", *MOMENTS)
    assert desk.sheet.item is not None
    assert desk.sheet.steps_moments
    assert desk.sheet.later.isVisible()


def test_after_a_click_in_the_details_keys_are_for_the_preview(qtbot, desk):
    desk.find("garden.mp4", *MOMENTS)
    desk.open("garden.mp4")
    pane = desk.space.film
    desk.shows(lambda: pane.footage and pane.play.isVisible() and pane.play.isEnabled())
    pane.play.setFocus()
    qtbot.mouseClick(pane.play, Qt.MouseButton.LeftButton)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert desk.space.preview.item is None


def test_a_toast_lies_above_the_line_of_a_film(desk):
    toasts = desk.space.toasts
    toasts.tell("The frame is in the clipboard.")
    bottom = toasts.geometry().bottom()
    desk.open("garden.mp4")
    top = desk.sheet.mapTo(desk.space, QPoint()).y()
    desk.shows(lambda: toasts.geometry().bottom() < top)
    desk.press(Qt.Key.Key_Escape)
    desk.shows(lambda: toasts.geometry().bottom() == bottom)


def test_arrows_lead_to_other_items_where_there_are_no_moments(qtbot, desk):
    desk.open("garden.mp4")
    with qtbot.waitSignal(desk.space.preview.moved) as moved:
        desk.press(Qt.Key.Key_Right)
    assert moved.args == [1]
    assert desk.sheet.which.isHidden()


def test_a_film_plays_at_the_second_that_the_details_ask_for(desk):
    item = desk.item("garden.mp4")
    desk.select("garden.mp4")
    desk.space.film.play_wanted.emit(item, 3.5)
    desk.shows(lambda: desk.sheet.player.playing and desk.sheet.position >= 3.5)
    desk.shows(lambda: is_like(desk.seen(), GREEN))
    desk.space.film.play_wanted.emit(item, 7.0)
    desk.shows(lambda: desk.sheet.position >= 7.0 and is_like(desk.seen(), BLUE))
    assert desk.sheet.item == item


def test_the_details_follow_what_plays(desk):
    desk.select("garden.mp4")
    desk.shows(lambda: desk.space.film.footage)
    desk.open("garden.mp4")
    desk.shows(lambda: (desk.space.film.footage.at or 0.0) > 0.2)


def test_the_slider_seeks_and_tells_where_it_is(desk):
    desk.find("garden.mp4", *MOMENTS)
    desk.open("garden.mp4")
    desk.shows(lambda: desk.sheet.position > 6.5)
    desk.press(Qt.Key.Key_Space)
    slider = desk.sheet.slider
    middle = QPoint(round(slider.width() * 0.17), slider.height() // 2)
    desk.qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, NONE, middle)
    desk.shows(lambda: is_like(desk.seen(), RED))
    assert desk.sheet.position == pytest.approx(1.5, abs=0.2)
    told = QAccessible.queryAccessibleInterface(slider)
    assert told.text(QAccessible.Text.Name) == "Position in garden.mp4"
    assert told.valueInterface().currentValue() == pytest.approx(15, abs=2)
    slider.setFocus()
    desk.qtbot.keyClick(slider, Qt.Key.Key_Right)
    desk.shows(lambda: desk.sheet.position == pytest.approx(6.5, abs=0.3))


def test_a_film_stands_upright(desk):
    desk.open("upright.mp4")
    desk.shows(lambda: desk.sheet.position > 0.1)
    desk.shows(lambda: is_like(desk.seen(), GREEN))
    place = desk.view.place
    assert place.height() / place.width() == pytest.approx(160 / 120, abs=0.02)
    largest = desk.view.largest
    assert largest.height() > largest.width()


def test_after_the_end_space_plays_from_the_moment_again(desk):
    desk.find("garden.mp4", (8.6, 8.9), (8.2, 8.4))
    desk.open("garden.mp4")
    with desk.qtbot.waitSignal(desk.sheet.player.ended):
        pass
    assert desk.sheet.button.accessibleName() == "Play"
    assert is_like(desk.seen(), BLUE)
    with desk.qtbot.waitSignal(desk.sheet.player.ended):
        desk.press(Qt.Key.Key_Space)
        assert desk.sheet.player.playing


def test_closing_after_the_end_stays_where_it_ended(desk):
    desk.find("garden.mp4", (8.6, 8.9), (8.2, 8.4))
    desk.open("garden.mp4")
    with desk.qtbot.waitSignal(desk.sheet.player.ended):
        pass
    desk.press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert desk.space.film.footage.at > 8.0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc tells of open files")
def test_the_file_is_let_go_of_when_the_preview_closes(desk):
    def is_open() -> bool:
        held = (os.path.realpath(each) for each in Path("/proc/self/fd").iterdir())
        return str(desk.album / "garden.mp4") in held

    desk.open("garden.mp4")
    desk.shows(lambda: desk.sheet.player.playing and is_open())
    desk.press(Qt.Key.Key_Escape)
    assert desk.space.preview.item is None
    assert not desk.sheet.player.playing
    desk.shows(lambda: not is_open())


def test_the_file_is_let_go_of_before_it_goes_to_the_trash(desk):
    desk.open("garden.mp4")
    desk.shows(lambda: desk.sheet.position > 0.2)
    desk.space.items.trashing.moving.emit()
    assert not desk.sheet.player.is_open
    stood = desk.sheet.position
    desk.press(Qt.Key.Key_Space)
    desk.shows(lambda: desk.sheet.position > stood)


def test_a_film_that_nobody_sees_stands_still(desk):
    desk.open("garden.mp4")
    desk.shows(lambda: desk.sheet.position > 0.1)
    desk.space.window().hide()
    desk.shows(lambda: not desk.sheet.player.playing)
    desk.space.window().show()
    assert not desk.sheet.player.playing


def test_one_thing_is_heard_at_a_time(desk):
    player = desk.space.listening.player
    desk.select("rain.wav")
    desk.qtbot.keyClick(desk.grid, Qt.Key.Key_Space)
    desk.shows(lambda: player.plays(desk.item("rain.wav")))
    desk.open("garden.mp4")
    desk.shows(lambda: desk.sheet.player.playing)
    assert not player.playing
    desk.space.listening.bar.button.click()
    desk.shows(lambda: player.playing)
    assert not desk.sheet.player.playing


def test_keys_for_sounds_are_for_films_too(desk):
    desk.open("garden.mp4")
    desk.shows(lambda: desk.sheet.player.playing)
    listening = desk.space.listening
    listening._toggle()
    desk.shows(lambda: not desk.sheet.player.playing)
    listening._move(5.0)
    assert desk.sheet.position == pytest.approx(5.0, abs=1.5)
    before = listening.player.volume
    listening._louder(-0.2)
    assert desk.sheet.volume.value() == round((before - 0.2) * 100)
    assert listening.bar.volume.value() == desk.sheet.volume.value()
    desk.press(Qt.Key.Key_M)
    assert desk.sheet.player.muted
    assert desk.sheet.mute.accessibleName() == "Sound on"


def test_where_there_is_no_sound_device_the_sign_says_so(desk, monkeypatch):
    def lacks(_: str) -> None:
        raise EnvironmentFailed("There is no sound device to play on. Connect one.")

    monkeypatch.setattr(film_player, "output_device", lacks)
    desk.open("garden.mp4")
    desk.shows(lambda: desk.sheet.player.playing)
    assert desk.sheet.mute.toolTip() == "There is no sound device to play on. Connect one."


def test_what_cannot_be_played_is_shown_by_single_frames(desk, monkeypatch):
    def lacks() -> None:
        raise EnvironmentFailed("Playing needs a library that this system lacks: libx. Install it.")

    monkeypatch.setattr(film_player, "import_multimedia", lacks)
    desk.find("garden.mp4", *MOMENTS)
    desk.open("garden.mp4")
    message = desk.space.preview.message
    desk.shows(lambda: "libx. Install it. This video cannot be played here" in message.text)
    desk.shows(lambda: is_like(desk.seen(), BLUE))
    desk.press(Qt.Key.Key_Left)
    desk.shows(lambda: is_like(desk.seen(), GREEN))
    assert desk.sheet.position == 3.2
    monkeypatch.undo()
    desk.press(Qt.Key.Key_Space)
    desk.shows(lambda: desk.sheet.position > 3.3)
    assert message.isHidden()


def test_a_file_that_was_damaged_meanwhile_says_so(desk):
    path = desk.album / "garden.mp4"
    whole = path.read_bytes()
    path.write_bytes(whole[:64] + bytes(len(whole) - 64))
    try:
        desk.open("garden.mp4")
        message = desk.space.preview.message
        desk.shows(lambda: message.text.startswith("This video cannot be shown."))
        assert not desk.sheet.player.playing
    finally:
        path.write_bytes(whole)


def test_marks_that_change_do_not_begin_the_film_anew(desk):
    item = desk.item("garden.mp4")
    desk.open("garden.mp4")
    desk.shows(lambda: desk.sheet.position > 0.3)
    desk.library.marking.favourite([item], on=True)
    desk.shows(desk.space.preview.header.marks.text)
    assert desk.sheet.player.playing
    assert desk.sheet.position > 0.3


def test_a_file_without_an_index_begins_at_the_moment_or_a_little_before(qtbot, tmp_path):
    path = film(tmp_path / "camcorder.mts", [(3, RED), (3, GREEN)], QUIET, gop=10)
    made = film_player.FilmPlayer(Silent())
    shown = []
    made.shown.connect(lambda image: shown.append(image.pixelColor(80, 60)))
    made.open(path, 4.9, playing=False)
    qtbot.waitUntil(lambda: bool(shown))
    assert is_like(shown[0], GREEN)
    assert 4.2 < made._sink.videoFrame().startTime() / 1e6 < 5.0
    made.seek(1.3)
    qtbot.waitUntil(lambda: is_like(shown[-1], RED))
    made.close()
    delete(made)


# Photos with clips


@pytest.mark.parametrize("name", ["IMG_0001.HEIC", "motion.jpg"])
def test_the_clip_of_a_live_photo_plays_in_its_place_and_then_the_photo_is_back(desk, name):
    preview = desk.space.preview
    desk.select(name)
    assert desk.space.results.model.tile(desk.row(name)).live
    desk.qtbot.keyClick(desk.grid, Qt.Key.Key_Space)
    desk.shows(lambda: (kept := preview.cache.get(desk.item(name))) and kept.picture)
    assert preview.play_clip.isVisible()
    assert (desk.view.largest.width(), desk.view.largest.height()) == (96, 64)
    with desk.qtbot.waitSignal(preview.moving.clip.ended):
        desk.press(Qt.Key.Key_P)
        desk.shows(lambda: (desk.view.largest.width(), desk.view.largest.height()) == (160, 120))
    assert (desk.view.largest.width(), desk.view.largest.height()) == (96, 64)
    assert not preview.moving.clip.player.playing


def test_a_clip_ends_with_the_preview_and_others_have_none(desk):
    preview = desk.space.preview
    desk.select("motion.jpg")
    desk.qtbot.keyClick(desk.grid, Qt.Key.Key_Space)
    desk.shows(preview.play_clip.isVisible)
    desk.press(Qt.Key.Key_P)
    desk.shows(lambda: preview.moving.clip.player.playing)
    desk.press(Qt.Key.Key_Escape)
    assert not preview.moving.clip.player.playing
    desk.open("garden.mp4")
    assert not preview.play_clip.isVisible()


def test_a_photo_with_a_clip_has_a_badge(desk):
    cell = desk.grid._cell(desk.row("motion.jpg"))
    assert "live" in tile_painter._badges(cell)
    assert "live" not in tile_painter._badges(desk.grid._cell(desk.row("garden.mp4")))
