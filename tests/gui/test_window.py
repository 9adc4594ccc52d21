"""The whole window, used as a person uses it."""

import gc
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytest
from helpers.libraries import House
from helpers.pictures import encoded, photo_like
from helpers.trash import home_trash
from helpers.watchdog import Watchdog
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QApplication, QPushButton

from mmdesk.core.listings import Order
from mmdesk.core.paths import LibraryPaths
from mmdesk.gui.bridge import Bridge
from mmdesk.gui.garbage import Garbage
from mmdesk.gui.main_window import MainWindow
from mmdesk.gui.turns import short_turns
from mmdesk.gui.workspace import Workspace
from mmdesk.library import Library

PATIENCE = 20_000


@dataclass
class Desk:
    """A window on an open library, and what a person sees and does there."""

    window: MainWindow
    library: Library
    qtbot: object

    @property
    def space(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def count(self) -> int:
        return len(self.space.results.model.items)

    @property
    def names(self) -> list[str]:
        """The file names in the grid, in order."""
        items = self.space.results.model.items
        tiles = self.library.browsing.tiles(items)
        return [tiles[item].path.name for item in items if item in tiles]

    def shows(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(self.space.search.field, text)

    def press(self, widget: object, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        chosen = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
        self.qtbot.keyClick(widget, key, chosen)

    def drop(self, mime: QMimeData, at: QPoint) -> None:
        """What Qt delivers when something is dropped on the window."""
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        copy = Qt.DropAction.CopyAction
        for event in (
            QDragEnterEvent(at, copy, mime, left, none),
            QDropEvent(QPointF(at), copy, mime, left, none),
        ):
            QApplication.sendEvent(self.window, event)


@pytest.fixture
def interpreter(qapp) -> Iterator[None]:
    """Python as the application sets it up: what was there before the window is never garbage."""
    gc.collect()
    gc.freeze()
    garbage = Garbage()
    with short_turns():
        yield
    garbage.stop()
    gc.unfreeze()


@pytest.fixture
def opened(qtbot, tasks, interpreter) -> Iterator[Callable[..., Desk]]:
    """Open a window on a library; all is closed in reverse with the test."""
    closing: list[Callable[[], object]] = []

    def open_window(house: House, *, roots: tuple[Path, ...] = (), watch: bool = True) -> Desk:
        bridge = Bridge()
        library = Library(house.library, indexing=True, emit=bridge.tell)
        window = MainWindow(LibraryPaths.under(house.library), tasks, bridge)
        closing.extend([library.close, window.deleteLater, tasks.stop, window.close])
        window.resize(1200, 800)
        window.show()
        for root in roots:
            library.add_root(root)
        if watch:
            library.watch()
        window.show_library(library)
        with qtbot.waitActive(window):
            window.activateWindow()
        return Desk(window, library, qtbot)

    yield open_window
    for close in reversed(closing):
        close()


@pytest.fixture
def desk(opened, house) -> Desk:
    """A window on the drawn pictures, all shown."""
    made = opened(house)
    made.shows(lambda: len(made.names) > 40)
    return made


@pytest.fixture
def own(tmp_path) -> House:
    """An empty library, and a folder of its own that a test may change."""
    made = House(tmp_path / "own library", tmp_path / "own photos")
    made.photos.mkdir()
    made.set(model="nobody/nothing")
    return made


def test_photos_appear_while_they_are_found(opened, own) -> None:
    own.photo_set("a.jpg", "b.jpg", "c.jpg")
    desk = opened(own, roots=(own.photos,))
    desk.shows(lambda: len(desk.names) == 3)
    own.photo("d.jpg")
    desk.shows(lambda: "d.jpg" in desk.names)
    (own.photos / "a.jpg").unlink()
    desk.shows(lambda: "a.jpg" not in desk.names)


def test_an_empty_library_asks_which_folders(opened, own) -> None:
    desk = opened(own)
    desk.shows(lambda: desk.space.welcome and desk.space.welcome.isVisible())
    own.photo_set("a.jpg")
    desk.space.welcome.folders_chosen.emit((own.photos,))
    desk.shows(lambda: desk.names == ["a.jpg"])
    assert desk.space.welcome is None


def test_a_folder_added_in_another_way_ends_the_welcome_too(opened, own) -> None:
    desk = opened(own)
    desk.shows(lambda: desk.space.welcome is not None)
    own.photo_set("a.jpg")
    desk.space.sidebar.folders_dropped.emit((own.photos,))
    desk.shows(lambda: desk.space.results.grid.isVisible() and desk.names == ["a.jpg"])


def test_typing_finds_and_escape_shows_all_again(desk) -> None:
    desk.type("lighthouse")
    desk.shows(lambda: desk.space.finder.results.searched and 0 < len(desk.names) < 10)
    assert "found" in desk.window.windowTitle()
    desk.press(desk.space.search.field, Qt.Key.Key_Escape)
    desk.shows(lambda: len(desk.names) > 40)


def test_a_picture_dropped_on_the_window_finds_pictures_like_it(desk, house) -> None:
    example = next(house.photos.rglob("*lighthouse*"), None) or next(house.photos.rglob("*.jpg"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(example))])
    desk.drop(mime, QPoint(300, 400))
    desk.shows(lambda: desk.space.finder.query.examples == (example,))
    desk.shows(lambda: desk.space.finder.results.searched and desk.names)
    assert example.name not in desk.names


def test_a_picture_in_the_clipboard_is_pasted_as_an_example(desk, house) -> None:
    photo = next(house.photos.rglob("*.jpg"))
    QGuiApplication.clipboard().setImage(QImage(str(photo)))
    desk.space.results.grid.setFocus()
    desk.space.search.paste()
    desk.shows(lambda: len(desk.space.finder.query.examples) == 1)
    desk.shows(lambda: desk.space.finder.results.searched and desk.names)
    assert photo.name in desk.names[:3]


def test_space_previews_arrows_go_on_and_escape_returns(desk) -> None:
    grid, preview = desk.space.results.grid, desk.space.preview
    first, second = desk.space.results.model.items[:2]
    grid.select_item(first)
    grid.setFocus()
    desk.press(grid, Qt.Key.Key_Space)
    desk.shows(lambda: preview.isVisible() and preview.item == first)
    desk.press(preview, Qt.Key.Key_Right)
    desk.shows(lambda: preview.item == second)
    assert grid.current_item() == second
    desk.press(preview, Qt.Key.Key_Escape)
    desk.shows(lambda: not preview.isVisible())


def test_many_are_tagged_and_found_by_their_tag(desk) -> None:
    grid = desk.space.results.grid
    grid.selectAll()
    desk.shows(lambda: len(grid.selected_items()) > 40)
    some = grid.selected_items()[:7]
    desk.library.marking.tag(some, "to print")
    desk.type('"to print"')
    desk.shows(lambda: set(desk.space.results.model.items) == set(some))


def test_a_favourite_is_marked_by_key_and_listed(desk) -> None:
    grid = desk.space.results.grid
    item = desk.space.results.model.items[5]
    grid.select_item(item)
    grid.setFocus()
    desk.press(grid, Qt.Key.Key_F)
    desk.shows(lambda: desk.library.browsing.tiles([item])[item].marks.favourite)
    desk.space.finder.ask_text("is:favourite")
    desk.shows(lambda: desk.space.results.model.items == (item,))


def test_results_are_dragged_out_as_files(desk) -> None:
    model = desk.space.results.model
    items = model.items[:3]
    desk.shows(lambda: all(model.tile(row) for row in range(3)))
    urls = model.mime_of(items).urls()
    assert [url.toLocalFile() for url in urls] == [
        str(desk.library.browsing.tiles([item])[item].path) for item in items
    ]


def test_order_and_size_are_remembered(opened, house) -> None:
    desk = opened(house)
    desk.shows(lambda: len(desk.names) > 40)
    by_date = desk.names
    desk.space.finder.sort(Order.NAME)
    desk.space.results.size_slider.setValue(288)
    desk.shows(lambda: desk.names != by_date)
    by_name = desk.names
    desk.window.show_library(desk.library)
    desk.shows(lambda: desk.names == by_name)
    assert desk.space.results.grid.tile_size == 288


def test_a_search_without_result_says_so_and_leads_back(desk) -> None:
    desk.type("zzzzqqq")
    state = desk.space.results.state
    desk.shows(state.isVisible)
    assert "Nothing found" in state.accessibleName()
    state.findChild(QPushButton).click()
    desk.shows(lambda: len(desk.names) > 40)


def test_a_file_dropped_that_is_no_picture_is_told(desk, tmp_path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(letter))])
    desk.drop(mime, QPoint(300, 400))
    desk.shows(desk.space.search.message.isVisible)


def test_a_photo_deleted_between_result_and_click_is_told(opened, own) -> None:
    own.photo_set("a.jpg", "b.jpg")
    desk = opened(own, roots=(own.photos,))
    desk.shows(lambda: len(desk.names) == 2)
    item = desk.space.results.model.items[0]
    shutil.rmtree(own.photos)
    desk.space.preview.show_item(item)
    desk.shows(desk.space.preview.message.isVisible)


def test_a_folder_that_goes_and_comes_back_shows_on_what_was_found(opened, own) -> None:
    own.photo_set("a.jpg", "b.jpg")
    desk = opened(own, roots=(own.photos,))
    space = desk.space
    model, preview, details = space.results.model, space.preview, space.details.item
    desk.shows(lambda: desk.count == 2 and model.tile(0))
    space.results.grid.select_item(model.items[0])
    preview.show_item(model.items[0])
    desk.shows(details.name.text)
    away = own.photos.rename(own.photos.with_name("away"))
    desk.library.indexing.rescan()
    desk.shows(lambda: not model.tile(0).online)
    desk.shows(lambda: details.trouble.isVisible() and preview.message.isVisible())
    away.rename(own.photos)
    desk.library.indexing.rescan()
    desk.shows(lambda: model.tile(0).online)
    desk.shows(lambda: not details.trouble.isVisible() and not preview.message.isVisible())


def test_photos_go_to_the_trash_one_after_the_other_and_come_back(
    opened, own, tmp_path, monkeypatch
) -> None:
    home_trash(tmp_path / "data", monkeypatch)
    own.photo_set(*(f"{number}.jpg" for number in range(12)))
    desk = opened(own, roots=(own.photos,))
    grid, trashing = desk.space.results.grid, desk.space.items.trashing
    desk.shows(lambda: desk.count == 12)
    first, second, third = desk.space.results.model.items[:3]
    grid.setFocus()
    grid.select_item(first)
    for following in (second, third):
        trashing.question = None
        desk.space.items.moving.trigger()
        desk.shows(lambda: trashing.question)
        trashing.question.accept()
        desk.shows(lambda following=following: grid.selected_items() == (following,))
    desk.shows(lambda: desk.count == 10)
    assert grid.selected_items() == (third,)
    undoing = desk.space.items.undoing
    assert QKeySequence("Ctrl+Z") in undoing.shortcuts()
    undoing.trigger()
    undoing.trigger()
    desk.shows(lambda: desk.count == 12)
    assert not undoing.isEnabled()


def test_a_preview_makes_what_was_typed_a_recent_search(desk) -> None:
    desk.type("lighthouse")
    desk.shows(lambda: desk.space.finder.results.searched)
    grid = desk.space.results.grid
    grid.previewed.emit(desk.space.results.model.items[0])
    desk.shows(lambda: desk.library.marking.recent() == ["lighthouse"])


def many_photos(own: House, count: int) -> None:
    """Photos of a few pictures; bytes behind the end of the picture make each a file of its own."""
    pictures = [encoded(photo_like(640, 480, seed), "JPEG") for seed in range(40)]
    for number in range(count):
        folder = own.photos / f"{number // 100:02}"
        folder.mkdir(exist_ok=True)
        content = pictures[number % len(pictures)] + number.to_bytes(4, "big")
        (folder / f"{number % 100:03}.jpg").write_bytes(content)


def index_all(desk: Desk, own: House) -> None:
    desk.library.add_root(own.photos)
    desk.library.watch()
    indexing = desk.library.indexing
    desk.qtbot.waitUntil(lambda: indexing.wait_until_idle(0), timeout=200_000)


MOST = 0.05
"""Seconds for which the window may stand still."""
BUSY = 0.2
"""Where other programs take more of the processors, a long gap need not be ours."""


def judge(watchdog: Watchdog) -> None:
    if watchdog.longest >= MOST and watchdog.others > BUSY:
        pytest.skip(f"other programs took {watchdog.others:.0%} of the processors")
    assert watchdog.longest < MOST, watchdog.gaps[:5]


def test_the_gui_thread_is_never_blocked_while_5000_photos_are_indexed(opened, own) -> None:
    many_photos(own, 5000)
    desk = opened(own, watch=False)
    with Watchdog() as watchdog:
        index_all(desk, own)
        desk.shows(lambda: desk.count == 5000)
    judge(watchdog)


def test_the_gui_thread_is_not_blocked_by_typing_while_photos_are_indexed(opened, own) -> None:
    many_photos(own, 1000)
    desk = opened(own, watch=False)
    keys = cycle("photo in:03")
    typing = QTimer(desk.window, interval=120)
    typing.timeout.connect(lambda: desk.type(next(keys)))
    with Watchdog() as watchdog:
        typing.start()
        index_all(desk, own)
        typing.stop()
    judge(watchdog)


def test_the_watchdog_barks_when_something_blocks_the_gui_thread(qtbot) -> None:
    with Watchdog() as watchdog:
        qtbot.wait(20)
        QTimer.singleShot(0, lambda: time.sleep(0.08))
        qtbot.wait(150)
    assert watchdog.longest > MOST
