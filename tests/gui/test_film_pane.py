"""A video in the details, in the whole window: its timeline filled by a real search, and used."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import av
import pytest
from helpers.films import film, tone
from helpers.libraries import House
from PIL import Image, ImageDraw
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from mmdesk.core.entities import (
    Evidence,
    Filters,
    Kind,
    Lane,
    Moment,
    Passage,
    Phrase,
    Query,
    Span,
)
from mmdesk.core.paths import LibraryPaths
from mmdesk.gui.bridge import Bridge
from mmdesk.gui.film import lanes
from mmdesk.gui.main_window import MainWindow
from mmdesk.gui.search.chips import ExampleChip
from mmdesk.gui.search.filter_menu import offered
from mmdesk.gui.workspace import Workspace
from mmdesk.library import Library

LEFT = Qt.MouseButton.LeftButton
SAID = (
    Phrase(0.5, 2.5, "First there is a disc."),
    Phrase(3.2, 5.5, "Then the lighthouse comes into sight,"),
    Phrase(6.5, 8.5, "and in the end there are stripes."),
)


def disc() -> Image.Image:
    image = Image.new("RGB", (320, 240), "navy")
    ImageDraw.Draw(image).ellipse((80, 40, 240, 200), fill="yellow")
    return image


def stripes() -> Image.Image:
    image = Image.new("RGB", (320, 240), "white")
    for left in range(0, 320, 40):
        ImageDraw.Draw(image).rectangle((left, 0, left + 20, 240), fill="darkgreen")
    return image


@pytest.fixture(scope="session")
def filmed(tmp_path_factory) -> House:
    """Two films and a photo like a part of one, indexed once without any model."""
    place = tmp_path_factory.mktemp("filmed")
    house = House(place / "library", place / "album")
    house.set(
        model="nobody/nothing",
        sound_model="nobody/nothing",
        speech_model="nobody/nothing",
        sentence_model="nobody/nothing",
    )
    house.photos.mkdir()
    shots = [(3.0, disc()), (3.0, "darkred"), (3.0, stripes())]
    film(house.photos / "holiday.mp4", shots, tone(9.0), size=(320, 240), gop=25)
    film(house.photos / "other.mp4", [(2.0, "grey")], size=(320, 240))
    stripes().save(place / "stripes.png")
    house.photo("photo.jpg")
    assert house.index().indexed == 3
    with house.open() as library:
        catalogue = library._catalogue
        item = next(iter(library.browsing.items_at([house.photos / "holiday.mp4"]).values()))
        with catalogue.writing():
            catalogue.transcripts.begin(item, "nobody", "en")
            catalogue.transcripts.add(item, SAID, 9.0)
            catalogue.transcripts.finish(item, [Passage(3.2, 5.5, SAID[1].text)])
    return house


@dataclass
class Desk:
    """A window on those films."""

    space: Workspace
    library: Library
    qtbot: object
    album: Path

    @property
    def pane(self):
        return self.space.film

    @property
    def marks(self):
        return self.pane.timeline.marks

    def shows(self, condition) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()))

    def item(self, name: str) -> int:
        return self.library.browsing.items_at([self.album / name])[self.album / name]

    def ask(self, query: Query) -> None:
        with self.qtbot.waitSignal(self.space.finder.found):
            self.space.finder.ask(query)

    def find(self) -> None:
        """Look for what is like the stripes, and select the film that has them."""
        self.ask(Query(examples=(self.album.parent / "stripes.png",)))
        self.select("holiday.mp4")
        self.shows(lambda: self.marks)

    def select(self, name: str) -> None:
        self.space.results.grid.select_item(self.item(name))
        item = self.item(name)
        self.shows(lambda: self.pane.footage is not None and self.pane.footage.item == item)


@pytest.fixture
def desk(qtbot, filmed, tasks, tmp_path):
    shutil.copytree(filmed.library, tmp_path / "library")
    house = House(tmp_path / "library", filmed.photos)
    bridge = Bridge()
    window = MainWindow(LibraryPaths.under(house.library), tasks, bridge)
    qtbot.addWidget(window)
    window.resize(1200, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with Library(house.library, indexing=True, emit=bridge.tell) as library:
        window.show_library(library)
        made = Desk(window.workspace, library, qtbot, filmed.photos)
        made.shows(lambda: len(made.space.results.model.items) == 3)
        yield made
        window.close()


@pytest.fixture
def played(desk, monkeypatch):
    """What the preview was asked to play; no test needs to hear it."""
    asked = []
    monkeypatch.setattr(desk.space.preview, "play_at", lambda *what: asked.append(what))
    return asked


def test_a_film_shows_its_frames_its_sound_and_its_words(desk):
    desk.select("holiday.mp4")
    track = desk.pane.timeline.track
    desk.shows(lambda: desk.pane.timeline.track.frames and desk.pane.timeline.track.peaks)
    track = desk.pane.timeline.track
    assert track.duration == pytest.approx(9.0, abs=0.1)
    assert track.frames[0].at == 0.0
    desk.shows(lambda: desk.pane.timeline.track.phrases == SAID)
    assert desk.pane.isVisible()
    assert desk.marks == []
    assert not desk.pane.export.isEnabled()


def test_lanes_of_a_film_without_sound_say_so(desk):
    desk.select("other.mp4")
    desk.shows(lambda: desk.pane.timeline.track.silent and desk.pane.timeline.track.wordless)
    desk.select("holiday.mp4")
    desk.shows(lambda: desk.pane.timeline.track.frames)
    track = desk.pane.timeline.track
    assert (track.silent, track.wordless) == (False, False)


def test_what_is_no_film_has_no_timeline(desk):
    desk.select("holiday.mp4")
    desk.space.results.grid.select_item(desk.item("photo.jpg"))
    desk.shows(lambda: not desk.pane.isVisible())
    assert desk.pane.footage is None


def test_a_search_marks_the_moment_and_says_which_lane_found_it(desk):
    desk.find()
    [mark] = desk.marks
    assert mark.found.lane is Lane.SEEN
    assert mark.found.span.start == pytest.approx(6.0, abs=0.05)
    assert mark.accessibleName().startswith("\u20660:06")
    assert "Seen: colours and shapes like those of stripes.png." in mark.toolTip()
    assert desk.pane.footage.at == pytest.approx(6.0, abs=0.05)
    assert desk.pane.export.isEnabled()
    desk.shows(lambda: "Seen:" in desk.space.details.item.why.text())


def test_words_that_are_said_are_marked_in_their_lane_and_lit(desk):
    desk.ask(Query(text="lighthouse"))
    desk.select("holiday.mp4")
    desk.shows(lambda: desk.marks)
    assert {mark.found.lane for mark in desk.marks} == {Lane.SAID}
    desk.shows(lambda: desk.pane.said.lines.lines.words == ("lighthouse",))
    assert desk.pane.said.lines.lines.is_match(1)


def test_a_mark_plays_from_there(desk, played, qtbot):
    desk.find()
    qtbot.mouseClick(desk.marks[0], LEFT)
    assert played == [(desk.item("holiday.mp4"), pytest.approx(6.0, abs=0.05))]


def test_a_mark_plays_from_where_it_begins_not_from_its_best(desk, played, qtbot):
    desk.select("holiday.mp4")
    heard = [Evidence(Lane.HEARD, Span(at, at + 4.0), "sounds like rain") for at in (4.0, 1.0)]
    desk.pane.timeline.show_moments((Moment(1.0, 8.0, 1.0, 1.0, tuple(heard)),))
    qtbot.mouseClick(desk.marks[0], LEFT)
    assert played == [(desk.item("holiday.mp4"), 1.0)]


def test_keys_reach_a_mark_and_play_from_it(desk, played, qtbot):
    desk.find()
    desk.space.details.item.folder.setFocus()
    for _ in range(20):
        if desk.marks[0].hasFocus():
            break
        qtbot.keyClick(desk.space.window().focusWidget(), Qt.Key.Key_Tab)
    assert desk.marks[0].hasFocus()
    qtbot.keyClick(desk.marks[0], Qt.Key.Key_Return)
    assert [second for _, second in played] == [pytest.approx(6.0, abs=0.05)]


def test_a_line_of_the_transcript_plays_from_there(desk, played, qtbot):
    desk.select("holiday.mp4")
    lines = desk.pane.said.lines
    desk.shows(lambda: lines.lines.phrases == SAID)
    lines.setCurrentIndex(lines.lines.index(1))
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    assert played == [(desk.item("holiday.mp4"), 3.2)]
    assert lines.lines.spoken == 1


def test_any_place_of_the_timeline_plays_from_there(desk, played, qtbot):
    desk.select("holiday.mp4")
    timeline = desk.pane.timeline
    place = lanes.place_of(Lane.HEARD, timeline.width())
    qtbot.mouseClick(timeline, LEFT, pos=place.center())
    [(_, second)] = played
    assert second == pytest.approx(4.5, abs=0.2)


def test_what_is_played_moves_the_line(desk):
    desk.select("holiday.mp4")
    desk.pane.follow(desk.item("holiday.mp4"), 7.0)
    assert desk.pane.footage.at == 7.0
    assert "0:07" in desk.pane.time.text()
    desk.shows(lambda: desk.pane.said.phrases == SAID)
    desk.pane.follow(desk.item("other.mp4"), 1.0)
    assert desk.pane.footage.at == 7.0


def test_the_picture_is_the_frame_that_is_chosen(desk, qtbot):
    desk.find()
    picture = desk.space.details.item.picture

    def colour():
        pixmap = picture._pixmap
        return pixmap.toImage().pixelColor(QPoint(pixmap.width() // 2, 10)) if pixmap else None

    desk.shows(lambda: colour() and colour().green() > 90 and colour().blue() < 240)
    desk.pane.follow(desk.item("holiday.mp4"), 4.0)
    desk.shows(lambda: colour().red() > 100 and colour().green() < 40)
    desk.ask(Query())  # the frame that stands for all of it
    desk.shows(lambda: colour().blue() > 100)


def test_the_picture_goes_along_while_it_plays(desk, qtbot):
    desk.select("holiday.mp4")
    desk.shows(lambda: desk.pane.timeline.track.frames)
    item, glimpses, ticks = desk.item("holiday.mp4"), [], iter(range(300, 600))
    desk.pane.glimpsed.connect(glimpses.append)
    timer = QTimer(desk.pane, interval=20)
    timer.timeout.connect(lambda: desk.pane.follow(item, next(ticks) / 100))
    timer.start()
    picture = desk.space.details.item.picture
    qtbot.waitUntil(lambda: bool(glimpses), timeout=3000)
    shown = picture._pixmap.toImage()
    timer.stop()
    assert shown.pixelColor(20, 20).red() > 100
    assert shown.pixelColor(20, 20).green() < 40
    assert len(glimpses) == 1


def test_the_button_that_plays_it_stops_it_meanwhile(desk, qtbot):
    desk.select("holiday.mp4")
    qtbot.mouseClick(desk.pane.play, LEFT)
    desk.shows(lambda: desk.pane.play.accessibleName() == "Pause")
    desk.shows(lambda: desk.space.preview.moving.film.player.is_open)
    qtbot.mouseClick(desk.pane.play, LEFT)
    desk.shows(lambda: desk.pane.play.accessibleName().startswith("Play from"))
    assert desk.space.preview.item == desk.item("holiday.mp4")


def test_a_frame_is_copied_in_full_size(desk, qtbot):
    desk.find()
    told = []
    desk.space.films.told.connect(told.append)
    QGuiApplication.clipboard().clear()
    qtbot.mouseClick(desk.pane.copy, LEFT)
    assert desk.pane.copy.text() == "Copying…"
    desk.shows(lambda: told)
    assert desk.pane.copy.text() == "Copy frame"
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (320, 240)
    assert image.pixelColor(10, 120).green() > image.pixelColor(10, 120).red() + 50
    assert "0:06" in told[0]


def test_similar_ones_are_found_by_a_frame(desk, qtbot):
    desk.find()
    desk.pane.follow(desk.item("holiday.mp4"), 1.0)
    with qtbot.waitSignal(desk.space.finder.found):
        qtbot.mouseClick(desk.pane.similar, LEFT)
    [example] = desk.space.finder.query.examples
    assert example.suffix == ".png"
    hit = desk.space.finder.results.hits[desk.item("holiday.mp4")]
    assert hit.start == 0.0


def test_what_is_like_a_passing_frame_is_not_kept(desk, qtbot):
    library, button = desk.library, desk.space.sidebar.save_search.button
    desk.find()
    assert button.isEnabled()
    with qtbot.waitSignal(desk.space.finder.found):
        qtbot.mouseClick(desk.pane.similar, LEFT)
    desk.space.search.remember()
    assert not button.isEnabled()
    assert button.toolTip()
    desk.ask(Query(text="lighthouse"))
    desk.space.search.remember()
    desk.shows(lambda: "lighthouse" in library.marking.recent())
    assert not [text for text in library.marking.recent() if "holiday" in text]


def test_a_moment_is_exported(desk, qtbot, tmp_path, monkeypatch):
    target = tmp_path / "moment.mp4"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    desk.find()
    qtbot.mouseClick(desk.pane.export, LEFT)
    desk.shows(lambda: "moment.mp4" in desk.space.toasts.text)
    assert desk.space.toasts.button.text() == "Show in folder"
    start, seconds = begins(target)
    assert start == pytest.approx(stripes().getpixel((5, 120)), abs=10)
    assert seconds == pytest.approx(3.0, abs=0.1)


def test_the_moment_that_was_chosen_is_exported(desk, qtbot, tmp_path, monkeypatch, played):
    target = tmp_path / "moment.mp4"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    desk.select("holiday.mp4")
    found = [(Span(6.0, 9.0), "best"), (Span(3.0, 6.0), "second"), (Span(0.0, 3.0), "third")]
    desk.pane.timeline.show_moments(
        [
            Moment(span.start, span.end, span.start, 1.0, (Evidence(Lane.SEEN, span, why),))
            for span, why in found
        ]
    )
    for mark in (desk.marks[0], desk.marks[1]):
        qtbot.mouseClick(mark, LEFT)
    qtbot.mouseClick(desk.pane.export, LEFT)
    desk.shows(lambda: "moment.mp4" in desk.space.toasts.text)
    (red, green, blue), seconds = begins(target)
    assert red > 100
    assert max(green, blue) < 30
    assert seconds == pytest.approx(3.0, abs=0.1)


def begins(path: Path) -> tuple[tuple[int, ...], float]:
    """The colour that its first frame has at the left, and how long it is."""
    with av.open(str(path)) as container:
        image = next(container.decode(video=0)).to_image()
        return image.getpixel((5, 120)), container.duration / 1e6


def test_who_cancels_an_export_by_key_is_in_the_results_again(desk):
    desk.space.search.focus()
    desk.space.films.exports.left.emit()
    grid = desk.space.results.grid
    desk.shows(lambda: grid.hasFocus() or grid.isAncestorOf(desk.space.window().focusWidget()))


def menu_texts(desk) -> set[str]:
    return {action.text().replace("&", "") for action in desk.space.items.menu().actions()}


def test_the_menu_of_a_tile_offers_what_fits(desk):
    desk.find()
    mine = {"Play", "Copy this frame", "Find similar to this frame", "Export this moment…"}
    assert mine <= menu_texts(desk)
    desk.ask(Query())
    desk.select("other.mp4")
    assert menu_texts(desk) & mine == mine - {"Export this moment…"}
    desk.space.results.grid.select_item(desk.item("photo.jpg"))
    desk.shows(lambda: desk.pane.footage is None)
    assert not menu_texts(desk) & mine


def test_each_entry_of_the_menu_has_a_letter_of_its_own(desk):
    desk.find()
    texts = [action.text() for action in desk.space.items.menu().actions()]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert sorted(letters) == sorted(set(letters))


def test_the_menu_plays_from_the_best_moment(desk, played):
    desk.find()
    desk.space.films.playing.trigger()
    assert played == [(desk.item("holiday.mp4"), pytest.approx(6.0, abs=0.05))]


def test_without_the_details_the_best_moment_is_meant(desk, qtbot):
    desk.space.details.hide()
    desk.ask(Query(examples=(desk.album.parent / "stripes.png",)))
    desk.space.results.grid.select_item(desk.item("holiday.mp4"))
    row = desk.space.results.model.row_of(desk.item("holiday.mp4"))
    desk.shows(lambda: desk.space.results.model.tile(row))
    footage = desk.space.films.footage
    assert footage.second == pytest.approx(6.0, abs=0.05)
    assert footage.moment is not None


def test_nothing_to_export_is_told(desk):
    told = []
    desk.space.films.told.connect(told.append)
    desk.space.films.export()
    desk.select("other.mp4")
    desk.space.films.export()
    assert told == [
        "Select a video first.",
        "Search first: what is found in a video can be exported.",
    ]


def test_another_search_chooses_anew_the_same_one_leaves_the_choice(desk):
    desk.find()
    desk.pane.follow(desk.item("holiday.mp4"), 1.0)
    with desk.qtbot.waitSignal(desk.space.finder.found):
        desk.space.finder.refresh()
    assert desk.pane.footage.at == 1.0
    desk.ask(Query(text="lighthouse"))
    desk.shows(lambda: desk.pane.footage.at != 1.0)
    assert desk.pane.footage.at == pytest.approx(3.2, abs=0.05)


def test_a_film_from_elsewhere_is_an_example_with_its_picture(desk, tmp_path):
    elsewhere = film(tmp_path / "elsewhere.mp4", [(3.0, stripes())], size=(320, 240))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(elsewhere))])
    with desk.qtbot.waitSignal(desk.space.finder.found):
        assert desk.space.search.take(mime)
    [chip] = desk.space.findChildren(ExampleChip)
    desk.shows(lambda: chip._picture is not None)
    assert chip.fault == ""
    hit = desk.space.finder.results.hits[desk.item("holiday.mp4")]
    assert hit.start == pytest.approx(6.0, abs=0.05)


def test_only_videos_are_a_filter_that_is_offered(desk):
    offers = {offer.name: offer for offer in offered(desk.library, date(2026, 1, 1))}
    assert Filters(kinds=frozenset({Kind.VIDEO})) in offers["kind"].filters
    headings = []
    desk.space.heading_changed.connect(headings.append)
    desk.ask(Query(filters=Filters(kinds=frozenset({Kind.VIDEO}))))
    assert headings[-1] == "2 video(s)"
