"""The window as a place to drop on."""

import pytest
from helpers.dragging import drop, files, hover, items, leave
from PySide6.QtCore import QByteArray, QLocale, QMimeData, QPoint, Qt, QUrl
from PySide6.QtWidgets import QApplication, QMessageBox, QVBoxLayout, QWidget
from shiboken6 import isValid

from mmdesk.core.entities import Filters
from mmdesk.core.listings import Order
from mmdesk.gui.search.drop_target import DropTarget
from mmdesk.gui.search.search_bar import SearchBar

LESS = QPoint(750, 300)


@pytest.fixture
def window(finder, library, tasks, qtbot):
    """A window with a search bar that takes what is dropped."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.bar = SearchBar(finder, library, tasks)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made.bar)
    column.addWidget(QWidget(), 1)
    made.target = DropTarget(made, made.bar, tasks)
    made.show()
    return made


@pytest.fixture
def pictures(house):
    return sorted(house.photos.rglob("*.jpg"))


@pytest.fixture
def to_index(window):
    folders = []
    window.bar.folders_to_index.connect(folders.append)
    return folders


def question(qtbot):
    """The question that stands open."""

    def box():
        return next((w for w in QApplication.topLevelWidgets() if _is_open(w)), None)

    qtbot.waitUntil(lambda: box() is not None)
    return box()


def _is_open(widget):
    return isinstance(widget, QMessageBox) and widget.isVisible()


def press(qtbot, box, text):
    button = next(each for each in box.buttons() if each.text().startswith(text))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_pictures_dropped_on_the_window_become_examples(qtbot, window, finder, pictures):
    assert drop(window, files(pictures[:2]))
    qtbot.waitUntil(lambda: finder.query.examples == tuple(pictures[:2]))
    assert [chip.text() for chip in window.bar.row.chips] == [each.name for each in pictures[:2]]
    assert window.target.veil.isHidden()


def test_words_and_a_dropped_picture_combine(qtbot, window, finder, pictures):
    qtbot.keyClicks(window.bar.field, "boat")
    drop(window, files(pictures[:1]))
    qtbot.waitUntil(lambda: finder.query.examples == (pictures[0],))
    assert finder.query.text == window.bar.field.text() == "boat"


def test_dropped_at_the_trailing_end_it_means_less_like_this(qtbot, window, finder, pictures):
    drop(window, files(pictures[:1]), LESS)
    qtbot.waitUntil(lambda: finder.query.without == (pictures[0],))
    assert finder.query.examples == ()


def test_the_veil_says_what_will_happen_and_goes(window, pictures):
    clear = window.grab().toImage()
    assert hover(window, files(pictures[:1]))
    more = window.grab().toImage()
    hover(window, files(pictures[:1]), LESS)
    assert clear != more != window.grab().toImage()
    leave(window)
    assert window.target.veil.isHidden()


def test_over_a_folder_the_veil_asks_index_or_search(qtbot, window, tmp_path, pictures):
    hover(window, files(pictures[:1]), LESS)
    picture = window.grab().toImage()
    leave(window)
    hover(window, files([tmp_path]), LESS)
    qtbot.waitUntil(lambda: window.target.veil._folders == 1)
    assert window.grab().toImage() != picture
    assert not window.target.veil.is_less(LESS)
    leave(window)
    hover(window, files([tmp_path, pictures[0]]), LESS)
    qtbot.waitUntil(lambda: not window.target._latest._task or window.target.veil._folders == 0)
    assert window.target.veil.is_less(LESS)


def test_text_is_not_taken_by_the_window_but_by_the_field(window):
    mime = QMimeData()
    mime.setText("boat")
    assert not hover(window, mime)
    assert hover(window.bar.field, mime)


def test_a_picture_over_the_field_is_the_windows(qtbot, window, finder, pictures):
    mime = files(pictures[:1])
    mime.setText(str(pictures[0]))
    assert drop(window.bar.field, mime)
    qtbot.waitUntil(lambda: finder.query.examples == (pictures[0],))
    assert window.bar.field.text() == ""


def test_what_the_grid_drags_is_taken_by_the_bar_only(qtbot, window, finder, library):
    item = library.browsing.listing(Filters(), Order.DATE).items[0]
    assert not drop(window, items([item]))
    assert window.target.veil.isHidden()
    assert drop(window, items([item]), QPoint(100, 20))
    path = library.browsing.tiles([item])[item].path
    qtbot.waitUntil(lambda: finder.query.examples == (path,))


def test_a_picture_from_a_browser_is_used_without_fetching_it(qtbot, window, finder, pictures):
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/cat.jpg")])
    mime.setData("image/jpeg", QByteArray(pictures[0].read_bytes()))
    drop(window, mime)
    qtbot.waitUntil(lambda: len(finder.query.examples) == 1)
    assert finder.query.examples[0].read_bytes() == pictures[0].read_bytes()


def test_a_mere_link_is_told_what_to_do_instead(qtbot, window, finder):
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/cat.jpg")])
    drop(window, mime)
    qtbot.waitUntil(window.bar.message.isVisible)
    assert "Drag the picture itself" in window.bar.message.label.text()
    assert finder.query.examples == ()


def test_once_the_bar_is_gone_nothing_is_taken(qtbot, window, pictures):
    window.target = None
    window.bar.deleteLater()
    qtbot.waitUntil(lambda: not isValid(window.bar))
    assert not hover(window, files(pictures[:1]))


# Too many


def test_of_2000_files_the_first_16_are_used_and_their_folder_is_offered(
    qtbot, window, finder, pictures, to_index, tmp_path
):
    folder = tmp_path / "many"
    folder.mkdir()
    paths = [folder / f"{number:04}.jpg" for number in range(2000)]
    for path in paths:
        path.hardlink_to(pictures[0])
    with qtbot.waitSignal(finder.found):
        drop(window, files(paths))
    assert finder.query.examples == tuple(paths[:16])
    message = window.bar.message
    assert f"16 of {QLocale().toString(2000)} are used" in message.label.text()
    qtbot.mouseClick(message.button, Qt.MouseButton.LeftButton)
    assert to_index == [(folder,)]
    assert message.isHidden()


def test_beyond_16_nothing_is_added(qtbot, window, finder, pictures):
    finder.add_examples(pictures[:16])
    drop(window, files(pictures[16:18]))
    qtbot.waitUntil(window.bar.message.isVisible)
    assert "Remove some" in window.bar.message.label.text()
    assert finder.query.examples == tuple(pictures[:16])


# Folders


def test_a_folder_asks_and_enter_indexes_it(qtbot, window, finder, to_index, tmp_path):
    drop(window, files([tmp_path]))
    box = question(qtbot)
    assert tmp_path.name in box.text()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert to_index == [(tmp_path,)]
    assert finder.query.examples == ()


def test_several_folders_are_one_question(qtbot, window, to_index, tmp_path):
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    drop(window, files(folders))
    press(qtbot, question(qtbot), "Index")
    assert to_index == [tuple(folders)]


def test_a_folders_pictures_can_be_searched_with(qtbot, window, finder, to_index, house):
    folder = house.photos / "Lisbon"
    drop(window, files([folder]))
    press(qtbot, question(qtbot), "Search with")
    qtbot.waitUntil(lambda: len(finder.query.examples) > 0)
    assert {path.parent for path in finder.query.examples} == {folder}
    assert to_index == []


def test_a_folder_without_pictures_says_so(qtbot, window, tmp_path):
    drop(window, files([tmp_path]))
    press(qtbot, question(qtbot), "Search with")
    qtbot.waitUntil(window.bar.message.isVisible)
    assert "no pictures" in window.bar.message.label.text()


def test_cancel_does_nothing(qtbot, window, finder, to_index, tmp_path):
    drop(window, files([tmp_path]))
    box = question(qtbot)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not _is_open_somewhere())
    assert (to_index, finder.query.examples) == ([], ())


def _is_open_somewhere():
    return any(_is_open(widget) for widget in QApplication.topLevelWidgets())
