"""Sounds in the whole window, used as a person uses it: heard, sought, read, dragged, dropped."""

import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from helpers.cards import FakeCard
from helpers.libraries import House
from helpers.sounds import chirp, write
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QGuiApplication, QMouseEvent

from mmdesk.core.entities import Answer, Hit, Kind, Passage, Phrase
from mmdesk.core.errors import FileUnreadable
from mmdesk.core.paths import LibraryPaths
from mmdesk.gui.bridge import Bridge
from mmdesk.gui.finder import Results
from mmdesk.gui.main_window import MainWindow
from mmdesk.gui.player import listening
from mmdesk.gui.player.player import State
from mmdesk.gui.player.sound_tiles import sound_of
from mmdesk.gui.workspace import Workspace
from mmdesk.library import Library

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
PATIENCE = 20_000
SAID = (
    Phrase(0.5, 4.0, "The train to the coast leaves at nine."),
    Phrase(4.0, 9.0, "Nobody had told us about the storm,"),
    Phrase(9.0, 14.0, "and the lighthouse was dark."),
    Phrase(21.0, 26.0, "We slept in the station."),
)


@pytest.fixture(scope="session")
def recorded(tmp_path_factory) -> House:
    """Three sounds, indexed once without any model; what is said in the longest is known."""
    place = tmp_path_factory.mktemp("recorded")
    house = House(place / "library", place / "sounds")
    house.set(
        model="nobody/nothing",
        sound_model="nobody/nothing",
        speech_model="nobody/nothing",
        sentence_model="nobody/nothing",
    )
    house.photos.mkdir()
    for name, seconds in (("memo", 30.0), ("rain", 12.0), ("short", 1.0)):
        write(house.photos / f"{name}.wav", chirp(seconds, 8000), 8000)
    assert house.index().indexed == 3
    with house.open() as library:
        catalogue = library._catalogue
        item = next(iter(library.browsing.items_at([house.photos / "memo.wav"]).values()))
        with catalogue.writing():
            catalogue.transcripts.begin(item, "nobody", "en")
            catalogue.transcripts.add(item, SAID, 30.0)
            catalogue.transcripts.finish(item, [Passage(0.5, 14.0, SAID[0].text)])
    return house


@dataclass
class Desk:
    """A window on those sounds, with a sound card that no machine has."""

    space: Workspace
    library: Library
    card: FakeCard
    qtbot: object
    album: Path

    @property
    def grid(self):
        return self.space.results.grid

    @property
    def player(self):
        return self.space.listening.player

    def shows(self, condition) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def item(self, name: str) -> int:
        path = self.album / f"{name}.wav"
        return self.library.browsing.items_at([path])[path]

    def row(self, name: str) -> int:
        return self.space.results.model.row_of(self.item(name))

    def select(self, name: str) -> None:
        self.grid.select_item(self.item(name))
        self.grid.setFocus()

    def place(self, name: str, part: str = "wave"):
        return getattr(self.grid.sounds._places(self.row(name)), part)

    def find(self, name: str, start: float, end: float, text: str = "storm") -> None:
        """As if a search had found this part of a sound."""
        item = self.item(name)
        path = self.album / f"{name}.wav"
        hit = Hit(item, Kind.SOUND, path, 1.0, ('said: "…the storm…"',), start=start, end=end)
        finder = self.space.finder
        finder.query = self.library.query(text)
        listing = self.library.browsing.sorted([item], finder.order)
        finder._show(Results(finder.query, listing, {item: hit}, Answer(()).notes))
        self.shows(lambda: self.row(name) == 0 and self.space.results.model.tile(0))
        self.shows(lambda: self.grid.sounds._sound_at(self.place(name).center()) == 0)

    def plays(self, name: str) -> bool:
        return self.player.state is State.PLAYING and self.player.plays(self.item(name))

    def move(self, point: QPoint, buttons=Qt.MouseButton.NoButton) -> None:
        view = self.grid.viewport()
        at, seen = QPointF(point), QPointF(view.mapToGlobal(point))
        event = QMouseEvent(QEvent.Type.MouseMove, at, seen, Qt.MouseButton.NoButton, buttons, NONE)
        QGuiApplication.sendEvent(view, event)

    def click(self, point: QPoint) -> None:
        self.qtbot.mouseClick(self.grid.viewport(), LEFT, NONE, point)


@pytest.fixture
def desk(qtbot, recorded, tasks, tmp_path):
    import shutil

    shutil.copytree(recorded.library, tmp_path / "library")
    house = House(tmp_path / "library", recorded.photos)
    bridge = Bridge()
    window = MainWindow(LibraryPaths.under(house.library), tasks, bridge)
    qtbot.addWidget(window)
    window.resize(1100, 700)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with Library(house.library, indexing=True, emit=bridge.tell) as library:
        window.show_library(library)
        space, card = window.workspace, FakeCard()
        space.listening.player._card = card
        made = Desk(space, library, card, qtbot, recorded.photos)
        made.shows(lambda: len(space.results.model.items) == 3)
        made.shows(lambda: all(space.results.model.tile(row) for row in range(3)))
        made.shows(
            lambda: all(space.listening.waveforms.get(made.item(n)) for n in ("memo", "rain"))
        )
        yield made
        window.close()


def test_space_plays_the_selected_sound_and_pauses_it(qtbot, desk):
    desk.select("rain")
    qtbot.keyClick(desk.grid, Qt.Key.Key_Space)
    desk.shows(lambda: desk.plays("rain"))
    assert desk.space.listening.bar.isVisible()
    assert desk.space.preview.item is None
    qtbot.keyClick(desk.grid, Qt.Key.Key_Space)
    assert desk.player.state is State.PAUSED


def test_space_plays_from_the_match_with_what_was_prepared(qtbot, desk):
    desk.find("memo", 9.0, 14.0)
    desk.select("memo")
    desk.shows(lambda: desk.player._prepared and desk.player._prepared[2].ready)
    qtbot.keyClick(desk.grid, Qt.Key.Key_Space)
    assert desk.plays("memo")  # at once: nothing was waited for
    assert desk.player.at(desk.item("memo")) == pytest.approx(9.0, abs=0.1)
    given = np.frombuffer(bytes(desk.card.last.samples[:4000]), "<i2")
    heard = chirp(30.0, 8000)[72000 : 72000 + len(given), 0] * 32767
    assert given == pytest.approx(heard, abs=40)


def test_the_waveform_of_a_sound_that_changed_is_asked_for_again(desk):
    waveforms, item = desk.space.listening.waveforms, desk.item("rain")
    waveforms._kept[item] = None  # it was in sight before it was read
    assert waveforms.get(item) is None
    desk.library.marking.favourite([item], on=True)
    desk.shows(lambda: waveforms.get(item))


def test_a_sound_on_an_absent_drive_says_so(qtbot, desk, monkeypatch):
    def vanished(*_):
        raise FileUnreadable("The file vanished before it was read.")

    monkeypatch.setattr(desk.library.browsing, "listen", vanished)
    monkeypatch.setattr(listening, "is_away", lambda *_: True)
    desk.select("rain")
    with qtbot.waitSignal(desk.player.told) as told:
        qtbot.keyClick(desk.grid, Qt.Key.Key_Space)
    assert told.args == ["Its drive is not connected."]


def test_similar_sounds_are_told_apart_by_waveform_and_name(desk):
    strip = desk.space.details.item.similar
    hits = [
        Hit(desk.item(name), Kind.SOUND, desk.album / f"{name}.wav", 1.0, ())
        for name in ("memo", "rain")
    ]
    strip._show(Answer(tuple(hits)))
    memo, rain = strip.buttons
    assert memo.toolTip() == memo.text() == "memo.wav"
    assert memo._peaks
    assert memo._peaks == desk.space.listening.waveforms.get(memo.item)
    drawn = memo.grab().toImage()
    assert drawn != rain.grab().toImage()
    memo.show_peaks(None)
    assert drawn != memo.grab().toImage()


def test_a_click_in_the_waveform_plays_from_there(desk):
    wave = desk.place("memo")
    desk.click(QPoint(wave.left() + wave.width() // 2, wave.center().y()))
    desk.shows(lambda: desk.plays("memo"))
    assert desk.player.at(desk.item("memo")) == pytest.approx(15.0, abs=0.5)


def test_a_click_beside_the_waveform_only_selects(desk):
    desk.click(desk.place("rain", "foot").center())
    assert desk.grid.selected_items() == (desk.item("rain"),)
    assert desk.player.state is State.IDLE


def test_the_button_pauses_what_it_played(desk):
    desk.move(desk.place("rain", "button").center())
    desk.click(desk.place("rain", "button").center())
    desk.shows(lambda: desk.plays("rain"))
    desk.click(desk.place("rain", "button").center())
    assert desk.player.state is State.PAUSED


def test_resting_on_a_waveform_listens_in_and_leaving_ends_it(qtbot, desk, monkeypatch):
    monkeypatch.setattr(desk.grid, "isActiveWindow", lambda: True)
    desk.move(desk.place("rain").center())
    assert desk.player.state is State.IDLE
    desk.shows(lambda: desk.plays("rain"))
    desk.move(desk.place("memo").center())
    assert not desk.player.plays(desk.item("rain"))
    desk.move(QPoint(2, 2))
    assert desk.player.state is State.IDLE


def test_what_is_played_on_purpose_goes_on_when_the_pointer_leaves(desk, monkeypatch):
    monkeypatch.setattr(desk.grid, "isActiveWindow", lambda: True)
    desk.click(desk.place("rain").center())
    desk.shows(lambda: desk.plays("rain"))
    desk.move(desk.place("memo").center())
    desk.move(QPoint(2, 2))
    assert desk.plays("rain")


def test_the_played_part_of_a_tile_looks_different(desk):
    def drawn():
        return desk.grid.viewport().grab(desk.place("rain")).toImage()

    desk.select("rain")
    before = drawn()
    desk.click(desk.place("rain").center())
    desk.shows(lambda: desk.plays("rain"))
    assert drawn() != before
    desk.player.stop()
    desk.move(QPoint(2, 2))
    assert drawn() == before


def test_the_match_is_marked_on_the_tile(desk):
    wave = desk.place("memo")
    before = desk.grid.viewport().grab(wave).toImage()
    desk.find("memo", 15.0, 25.0)
    wave, image = desk.place("memo"), desk.grid.viewport().grab(desk.place("memo")).toImage()
    ratio = desk.grid.devicePixelRatioF()
    inside, outside = round(wave.width() * ratio * 0.66), round(wave.width() * ratio * 0.2)
    foot = image.height() - 1
    assert image.pixelColor(inside, foot) != image.pixelColor(outside, foot)
    assert before.pixelColor(outside, foot) == image.pixelColor(outside, foot)


def test_the_details_read_the_transcript_and_light_the_words(desk):
    desk.find("memo", 4.0, 14.0, text='storm "lighthouse was"')
    desk.select("memo")
    pane = desk.space.details.item.sound
    desk.shows(lambda: pane.lines.lines.phrases == SAID)
    assert "0:04" in pane.found.text()
    lines = pane.lines
    assert [lines.lines.is_match(row) for row in range(4)] == [False, True, True, False]
    assert set(lines.lines.words) == {"storm", "lighthouse was"}


def test_a_line_of_the_transcript_plays_from_there(qtbot, desk):
    desk.select("memo")
    lines = desk.space.details.item.sound.lines
    desk.shows(lines.isVisible)
    lines.setFocus()
    lines.setCurrentIndex(lines.lines.index(3))
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    desk.shows(lambda: desk.plays("memo"))
    assert desk.player.at(desk.item("memo")) == pytest.approx(21.0, abs=0.1)
    assert lines.lines.spoken == 3
    place = lines.visualRect(lines.lines.index(1)).center()
    qtbot.mouseClick(lines.viewport(), LEFT, NONE, place)
    desk.shows(lambda: desk.player.at(desk.item("memo")) == pytest.approx(4.0, abs=0.1))


def test_the_preview_shows_a_sound_large_and_its_transcript_goes_along(qtbot, desk):
    desk.select("memo")
    qtbot.keyClick(desk.grid, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    preview = desk.space.preview
    desk.shows(lambda: preview.sheet.isVisible() and preview.sheet.pane.lines.isVisible())
    assert preview.sheet.pane.button.accessibleName() == "Play"
    assert "0:30" in preview.sheet.pane.time.text()
    qtbot.keyClick(preview, Qt.Key.Key_Space)
    desk.shows(lambda: desk.plays("memo"))
    pane = preview.sheet.pane
    assert pane.lines.lines.spoken == -1
    for _ in range(26):
        desk.card.last.now += 0.2
        desk.shows(lambda: desk.card.last.heard() > desk.card.last.now - 0.2)
    desk.shows(lambda: pane.lines.lines.spoken == 1)
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert preview.item is None


def test_going_on_in_the_preview_plays_the_next_while_one_is_heard(qtbot, desk):
    desk.grid.select_item(desk.space.results.model.items[0])
    desk.space._preview(desk.space.results.model.items[0])
    preview = desk.space.preview
    desk.shows(preview.sheet.isVisible)
    qtbot.keyClick(preview, Qt.Key.Key_Space)
    desk.shows(lambda: desk.player.state is State.PLAYING)
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    desk.shows(lambda: desk.player.plays(desk.space.results.model.items[1]))


def test_the_matching_part_is_copied_as_a_wav_file(qtbot, desk):
    desk.find("memo", 9.0, 14.0)
    desk.select("memo")
    desk.shows(desk.space.details.item.sound.clip.isVisible)
    with qtbot.waitSignal(desk.space.listening.told) as told:
        desk.space.listening.copy_match()
    assert "0:09" in told.args[0]
    [url] = QGuiApplication.clipboard().mimeData().urls()
    with wave.open(url.toLocalFile()) as clip:
        assert clip.getnframes() / clip.getframerate() == pytest.approx(5.0, abs=0.01)


def test_only_the_marked_part_is_grabbed_to_be_dragged(desk):
    desk.find("memo", 15.0, 25.0)
    place, tiles = desk.place("memo"), desk.grid.sounds
    inside = QPoint(place.left() + round(place.width() * 0.66), place.center().y())
    desk.qtbot.mousePress(desk.grid.viewport(), LEFT, NONE, inside)
    assert tiles._grabbed[1].start == 15.0
    desk.qtbot.mouseRelease(desk.grid.viewport(), LEFT, NONE, inside)
    outside = QPoint(place.left() + round(place.width() * 0.2), place.center().y())
    desk.qtbot.mousePress(desk.grid.viewport(), LEFT, NONE, outside)
    assert tiles._grabbed is None
    assert not tiles.drag_match()


def test_a_dropped_sound_is_an_example_with_its_waveform(qtbot, desk, tmp_path):
    write(tmp_path / "found.wav", chirp(2.0, 8000), 8000)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "found.wav"))])
    assert desk.space.search.take(mime)
    desk.shows(lambda: desk.space.finder.query.examples == (tmp_path / "found.wav",))
    desk.shows(lambda: desk.space.search.row.chips and desk.space.search.row.chips[0]._peaks)
    assert not desk.space.search.row.chips[0].fault


def test_the_player_is_told_to_those_who_listen(qtbot, desk):
    desk.click(desk.place("memo").center())
    desk.shows(lambda: desk.plays("memo"))
    bar = desk.space.listening.bar
    position = QAccessible.queryAccessibleInterface(bar.wave)
    assert position.role() == QAccessible.Role.Slider
    assert "memo.wav" in position.text(QAccessible.Text.Name)
    assert position.valueInterface().currentValue() == pytest.approx(150, abs=6)
    assert QAccessible.queryAccessibleInterface(bar.button).text(QAccessible.Text.Name) == "Pause"
    desk.select("memo")
    lines = desk.space.details.item.sound.lines
    desk.shows(lambda: lines.lines.phrases)
    line = lines.lines.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "storm" in line
    assert "play from here" in line


def test_keys_seek_and_change_the_volume(qtbot, desk):
    desk.click(desk.place("memo").center())
    desk.shows(lambda: desk.plays("memo"))
    desk.space.listening._move(5.0)
    desk.shows(lambda: desk.plays("memo") and len(desk.card.outputs) == 2)
    assert desk.player.at(desk.item("memo")) == pytest.approx(20.0, abs=0.5)
    before = desk.player.volume
    desk.space.listening._louder(-0.1)
    assert desk.player.volume == pytest.approx(before - 0.1, abs=0.011)
    assert desk.card.last.volume == desk.player.volume


def test_the_cross_of_the_player_ends_it(desk):
    desk.click(desk.place("rain").center())
    desk.shows(lambda: desk.plays("rain"))
    desk.space.listening.bar.close_button.click()
    assert desk.player.state is State.IDLE
    assert desk.space.listening.bar.isHidden()


def test_a_sound_is_what_the_player_needs_to_know(desk):
    tile = desk.space.results.model.tile(desk.row("memo"))
    sound = sound_of(tile)
    assert (sound.item, round(sound.duration)) == (desk.item("memo"), 30)
