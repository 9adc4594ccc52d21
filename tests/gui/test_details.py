import re
import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox

from mmdesk.core.entities import Filters, Query
from mmdesk.core.errors import LibraryBusy
from mmdesk.gui.details.detail_parts import Links
from mmdesk.gui.details.details import DetailsPanel
from mmdesk.gui.details.facts_text import facts_of, plain
from mmdesk.gui.grid.thumbnails import Thumbnails


@pytest.fixture
def thumbnails(library, qapp):
    made = Thumbnails(library)
    yield made
    made.stop()


@pytest.fixture
def panel(qtbot, finder, library, tasks, thumbnails):
    made = DetailsPanel(finder, library, tasks, thumbnails)
    qtbot.addWidget(made)
    made.resize(300, 900)
    made.show()
    return made


@pytest.fixture
def items(library):
    """A photo that has all the facts there are, and two more."""
    found = [hit.item for hit in library.search(library.query("", limit=100)).hits]
    full = next(item for item in found if complete(library.browsing.details(item).facts))
    return full, *[item for item in found if item != full][:2]


def complete(facts):
    return facts.latitude and facts.keywords and facts.title and facts.caption and facts.lens


def show(qtbot, panel, *items):
    panel.show_items(items)
    if len(items) == 1:
        qtbot.waitUntil(lambda: panel.item._details is not None)
    else:
        qtbot.waitUntil(lambda: panel._title.text().startswith(str(len(items))))


def told(signal):
    said = []
    signal.connect(said.append)
    return said


def facts(panel):
    texts = [plain(re.sub("<[^>]*>", "", label.text())) for label in panel.item.facts._lines]
    return dict(zip(texts[::2], texts[1::2], strict=True))


def test_nothing_selected_says_what_to_do(panel):
    assert panel._title.text() == "Nothing selected"
    assert panel.item.isHidden()
    assert panel.marks.isHidden()


def test_one_item_shows_all_that_is_known(qtbot, panel, library, items):
    show(qtbot, panel, items[0])
    details = library.browsing.details(items[0])
    assert plain(panel.item.name.text()) == details.tile.path.name
    assert panel.item.title.text() == details.facts.title
    assert panel.item.caption.text() == details.facts.caption
    assert facts(panel)["Camera"] == details.facts.camera
    assert set(facts(panel)) == {"Taken", "Camera", "Lens", "Pixels", "Size"}
    for keyword in details.facts.keywords:
        assert keyword in panel.item.keywords.text()


def test_the_picture_comes_and_becomes_sharp(qtbot, panel, items):
    show(qtbot, panel, items[0])
    qtbot.waitUntil(lambda: panel.item.picture._pixmap is not None)
    qtbot.waitUntil(lambda: panel.item._is_sharp, timeout=20_000)
    assert panel.item.picture._pixmap.height() >= panel.item.picture.side


def test_it_leaves_room_to_the_photos_in_a_small_window(qtbot, panel, items):
    panel.resize(208, 900)
    assert panel.width() == 208
    show(qtbot, panel, items[0])
    qtbot.waitUntil(lambda: panel.widget().width() <= panel.viewport().width())


def test_a_file_deleted_before_the_click_is_said_to_be_gone(qtbot, panel):
    panel.show_items((987_654,))
    qtbot.waitUntil(lambda: panel._title.text() == "This file is no longer there.")
    assert panel.marks.isHidden()
    panel.show_items((987_654, 987_655))
    qtbot.waitUntil(lambda: panel._title.text() == "These files are no longer there.")


def test_a_file_deleted_unnoticed_says_why_it_cannot_be_read(qtbot, panel, library, tmp_path):
    photos = tmp_path / "more"
    photos.mkdir()
    source = library.search(library.query("", limit=1)).hits[0].path
    shutil.copy(source, photos / "copy.jpg")
    with (photos / "copy.jpg").open("ab") as file:
        file.write(b"another one")
    library.index([photos])
    (photos / "copy.jpg").unlink()
    [item] = library.browsing.items_at([photos / "copy.jpg"]).values()
    show(qtbot, panel, item)
    qtbot.waitUntil(lambda: panel.item.trouble.text() != "", timeout=20_000)
    assert not panel.item.trouble.isHidden()


def test_only_the_last_of_many_quick_selections_is_shown(qtbot, panel, library, items):
    for item in items:
        panel.show_items((item,))
    qtbot.waitUntil(lambda: panel.item._details is not None)
    name = library.browsing.details(items[-1]).tile.path.name
    assert plain(panel.item.name.text()) == name


def test_a_click_on_a_keyword_searches_for_it(qtbot, panel, finder, library, items):
    show(qtbot, panel, items[0])
    keyword = library.browsing.details(items[0]).facts.keywords[0]
    panel.item.keywords.linkActivated.emit("0")
    assert finder.query.text.strip('"') == keyword
    with qtbot.waitSignal(finder.found):
        pass
    assert items[0] in finder.results.hits


def test_why_it_was_found_follows_the_search(qtbot, panel, finder, library, items):
    show(qtbot, panel, items[0])
    assert panel.item._why.isHidden()
    word = library.browsing.details(items[0]).facts.keywords[0]
    with qtbot.waitSignal(finder.found):
        finder.ask(Query(text=word))
    assert not panel.item._why.isHidden()
    assert word in panel.item.why.text()
    with qtbot.waitSignal(finder.found):
        finder.browse()
    assert panel.item._why.isHidden()


def test_the_folder_can_be_opened(qtbot, panel, library, items):
    show(qtbot, panel, items[0])
    asked = told(panel.reveal_asked)
    panel.item.folder.linkActivated.emit("1")
    assert asked == [library.browsing.details(items[0]).tile.path]


def test_date_camera_and_folder_become_filters_beside_those_there_are(
    qtbot, panel, library, items, finder
):
    finder.narrow(Filters(favourites=True))
    show(qtbot, panel, items[0])
    details = library.browsing.details(items[0])
    for link in panel.item.facts.findChildren(Links):
        link.linkActivated.emit("0")
    panel.item.folder.linkActivated.emit("0")
    day = details.tile.moment.date()
    assert finder.query.filters == Filters(
        since=day,
        until=day,
        cameras=(details.facts.camera,),
        folders=(str(details.tile.path.parent),),
        favourites=True,
    )
    with qtbot.waitSignal(finder.found, timeout=20_000):
        finder.narrow(Filters())
        finder.ask(replace(finder.query, filters=replace(finder.query.filters, favourites=False)))
    assert items[0] in finder.results.listing.items


def test_a_link_says_what_a_line_would(qtbot, panel, library, items):
    show(qtbot, panel, items[0])
    said = {plain(fact.value) for fact in facts_of(library.browsing.details(items[0]))}
    assert set(facts(panel).values()) == said


def test_similar_ones_come_after_a_pause_and_lead_on(qtbot, panel, items):
    show(qtbot, panel, items[0])
    strip = panel.item.similar
    qtbot.waitUntil(lambda: len(strip.buttons) == 8, timeout=20_000)
    assert items[0] not in [button.item for button in strip.buttons]
    assert all(button.text() for button in strip.buttons)
    wanted = told(panel.item_wanted)
    qtbot.mouseClick(strip.buttons[0], Qt.MouseButton.LeftButton)
    assert wanted == [strip.buttons[0].item]


class MapApplication(QObject):
    """Stands for the system's application that opens geo: URIs."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def open(self, url):
        self.opened.append(url.toString())


def test_the_place_can_be_copied_and_opened_without_any_network(qtbot, panel, library, items):
    show(qtbot, panel, items[0])
    here = library.browsing.details(items[0]).facts
    qtbot.mouseClick(panel.item.place.copy_button, Qt.MouseButton.LeftButton)
    assert f"{abs(here.latitude):.4f}°" in QGuiApplication.clipboard().text()
    application = MapApplication()
    QDesktopServices.setUrlHandler("geo", application, "open")
    try:
        qtbot.mouseClick(panel.item.place.map_button, Qt.MouseButton.LeftButton)
    finally:
        QDesktopServices.unsetUrlHandler("geo")
    assert application.opened == [f"geo:{here.latitude:.6f},{here.longitude:.6f}"]


def test_a_mark_shows_at_once_and_reaches_the_catalogue(qtbot, panel, library, items):
    show(qtbot, panel, items[0])
    with qtbot.waitSignal(panel.marks.settled):
        qtbot.keyClick(panel.marks.stars, "5")
        assert panel.marks.stars.value() == 5
    assert library.browsing.tiles(items)[items[0]].marks.rating == 5


def test_quick_marks_arrive_in_their_order(qtbot, panel, library, items):
    show(qtbot, panel, items[0])
    with qtbot.waitSignal(panel.marks.settled):
        for key in "12345432":
            qtbot.keyClick(panel.marks.stars, key)
    assert library.browsing.tiles(items)[items[0]].marks.rating == 2


def test_what_differs_among_many_is_said_and_one_click_makes_it_alike(qtbot, panel, library, items):
    library.marking.favourite(items[:1], True)
    library.marking.rate(items[:1], 4)
    library.marking.tag(items[:2], "holiday")
    show(qtbot, panel, *items)
    assert panel.marks.favourite.checkState() is Qt.CheckState.PartiallyChecked
    assert not panel.marks._differ.isHidden()
    with qtbot.waitSignal(panel.marks.settled):
        qtbot.mouseClick(panel.marks.favourite, Qt.MouseButton.LeftButton)
        panel.marks.tags.tagged.emit("holiday")
    marks = [tile.marks for tile in library.browsing.tiles(items).values()]
    assert all(each.favourite and each.tags == ("holiday",) for each in marks)


def test_marks_made_elsewhere_come_with_the_news(qtbot, panel, library, items):
    show(qtbot, panel, items[0])
    library.marking.rate(items[:1], 1)
    panel.refresh(frozenset(items[1:]))
    assert panel.marks.stars.value() != 1
    panel.refresh(frozenset(items[:1]))
    qtbot.waitUntil(lambda: panel.marks.stars.value() == 1)


def test_a_mark_that_cannot_be_written_is_taken_back_and_told(
    qtbot, panel, library, items, monkeypatch
):
    def busy(*_):
        raise LibraryBusy("The catalogue is busy. Try again.")

    library.marking.rate(items[:1], 3)
    show(qtbot, panel, items[0])
    monkeypatch.setattr(library.marking, "rate", busy)
    said = told(panel.told)
    qtbot.keyClick(panel.marks.stars, "5")
    assert panel.marks.stars.value() == 5
    qtbot.waitUntil(lambda: panel.marks.stars.value() == 3)
    assert said == ["The catalogue is busy. Try again."]


def answer(panel, text):
    [box] = panel.findChildren(QMessageBox)
    assert "never changed" in box.informativeText()
    next(button for button in box.buttons() if button.text() == text).click()


def test_sidecars_are_written_after_a_yes_and_counted(qtbot, panel, library, tmp_path, items):
    photos = tmp_path / "mine"
    photos.mkdir()
    source = library.browsing.details(items[0]).tile.path
    copy = photos / "mine.jpg"
    copy.write_bytes(source.read_bytes() + b"mine")
    library.index([photos])
    [item] = library.browsing.items_at([copy]).values()
    library.marking.rate([item], 5)
    before = copy.read_bytes()
    show(qtbot, panel, item)
    qtbot.mouseClick(panel.marks.sidecar_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.told) as said:
        answer(panel, "Write")
    assert said.args[0].startswith("1 ")
    assert [path.suffix for path in photos.iterdir() if path != copy] == [".xmp"]
    assert copy.read_bytes() == before


def test_the_catalogue_in_trouble_says_so_instead_of_showing_nothing(
    qtbot, panel, library, items, monkeypatch
):
    def busy(_):
        raise LibraryBusy("The catalogue is busy. Try again.")

    monkeypatch.setattr(library.browsing, "details", busy)
    panel.show_items(items[:1])
    qtbot.waitUntil(lambda: panel._sentence.text() == "The catalogue is busy. Try again.")


def test_a_hidden_panel_reads_nothing_until_it_is_shown(qtbot, panel, library, items, monkeypatch):
    read, real = [], library.browsing.details
    monkeypatch.setattr(library.browsing, "details", lambda item: read.append(item) or real(item))
    panel.hide()
    panel.show_items(items[:1])
    qtbot.wait(20)
    assert read == []
    panel.show()
    qtbot.waitUntil(lambda: read == list(items[:1]))


def test_known_tags_are_offered_when_one_is_about_to_be_typed(qtbot, panel, library, items):
    library.marking.tag(items[1:], "grandparents")
    show(qtbot, panel, items[0])
    panel.marks.tags.entry.entered.emit()
    completer = panel.marks.tags.entry.completer()
    qtbot.waitUntil(lambda: completer.completionModel().rowCount() == 1)


def test_the_panel_never_scrolls_sideways(qtbot, panel, library, items):
    library.marking.tag(items, "a tag of quite some length that will not fit")
    panel.resize(panel.minimumWidth(), 600)
    for chosen in (items, items[:1]):
        show(qtbot, panel, *chosen)
        qtbot.waitUntil(lambda: panel.widget().width() == panel.viewport().width())
