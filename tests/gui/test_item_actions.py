from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.albums import album
from helpers.desktop import activated, applications
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QMenu, QVBoxLayout, QWidget

from mmdesk.core.entities import Query
from mmdesk.gui.actions import Actions
from mmdesk.gui.finder import MOST, Finder
from mmdesk.gui.items.file_actions import MOST_OPENED
from mmdesk.gui.items.item_actions import MOST_EXAMPLES, ItemActions
from mmdesk.gui.items.tag_entry import TagEntry


class Stage(QWidget):
    """A grid with a selection, beside a field in which somebody may type."""

    def __init__(self) -> None:
        super().__init__()
        self.grid, self.field, self.sidebar = QWidget(), QLineEdit(), QListWidget()
        self.grid.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        for part in (self.grid, self.field, self.sidebar):
            column.addWidget(part)
        self.selected: tuple[int, ...] = ()


@pytest.fixture
def stage(qtbot) -> Stage:
    made = Stage()
    activated(qtbot, made, 600, 400)
    made.grid.setFocus()
    return made


@pytest.fixture
def acts(library, tasks, finder, stage, items) -> ItemActions:
    made = ItemActions(library, tasks, finder, Actions(stage), lambda: stage.selected, stage.grid)
    stage.selected = tuple(items[:2])
    made.sentences = []
    made.told.connect(made.sentences.append)
    return made


@pytest.fixture
def opened(acts) -> Iterator[list[Path]]:
    with applications() as paths:
        yield paths


def paths_of(library, items) -> list[Path]:
    tiles = library.browsing.tiles(items)
    return [tiles[item].path for item in items]


# Keys


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_the_photos(acts, stage, library, opened, qtbot, key) -> None:
    qtbot.keyClick(stage.grid, key)
    qtbot.waitUntil(lambda: len(opened) == 2)
    assert opened == paths_of(library, stage.selected)


def test_keys_typed_into_a_field_do_nothing_to_the_photos(acts, stage, library, qtbot) -> None:
    stage.field.setFocus()
    qtbot.keyClicks(stage.field, "FTS4")
    qtbot.keyClick(stage.field, Qt.Key.Key_Delete)
    assert stage.field.text() == "FTS4"
    assert acts.trashing.question is None
    assert not library.browsing.tiles([stage.selected[0]])[stage.selected[0]].marks.favourite


def test_keys_in_another_panel_do_nothing_to_the_photos(acts, stage, qtbot) -> None:
    done = []
    for action in (acts.moving, acts.opening, acts.favourite):
        action.triggered.connect(done.append)
    stage.sidebar.setFocus()
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_F):
        qtbot.keyClick(stage.sidebar, key)
    assert done == []


def test_f_makes_favourites_and_then_no_more(acts, stage, library, qtbot) -> None:
    def favourites() -> list[bool]:
        tiles = library.browsing.tiles(stage.selected)
        return [tile.marks.favourite for tile in tiles.values()]

    library.marking.favourite(stage.selected[:1], on=True)
    qtbot.keyClick(stage.grid, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: favourites() == [True, True])
    qtbot.keyClick(stage.grid, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: favourites() == [False, False])


def test_ctrl_and_a_number_rate(acts, stage, library, qtbot) -> None:
    def ratings() -> set[int]:
        return {tile.marks.rating for tile in library.browsing.tiles(stage.selected).values()}

    qtbot.keyClick(stage.grid, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: ratings() == {4})
    qtbot.keyClick(stage.grid, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: ratings() == {0})


def test_t_asks_for_tags(acts, stage, library, qtbot) -> None:
    def tags() -> list[tuple[str, ...]]:
        return [tile.marks.tags for tile in library.browsing.tiles(stage.selected).values()]

    qtbot.keyClick(stage.grid, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: stage.grid.findChild(TagEntry) is not None)
    entry = stage.grid.findChild(TagEntry)
    qtbot.keyClicks(entry.field, "harbour, Anna")
    with applications() as opened:
        qtbot.keyClick(entry.field, Qt.Key.Key_Return)
    assert opened == []
    qtbot.waitUntil(lambda: [set(each) for each in tags()] == [{"harbour", "Anna"}] * 2)


# Searching


def test_find_similar_asks_for_these_photos_only(acts, stage, library, finder, qtbot) -> None:
    finder.add_examples([Path("/elsewhere.jpg")])
    with_examples = paths_of(library, stage.selected)
    acts.similar.trigger()
    wait_for(finder, qtbot, Query(examples=tuple(with_examples), limit=MOST))


def wait_for(finder: Finder, qtbot, query: Query) -> None:
    qtbot.waitUntil(lambda: finder.query == query)


def test_more_and_less_like_this_add_to_what_is_asked(acts, stage, library, finder, qtbot) -> None:
    (liked,), (disliked,) = (paths_of(library, [item]) for item in stage.selected)
    stage.selected, other = stage.selected[:1], stage.selected[1:]
    acts.more.trigger()
    wait_for(finder, qtbot, Query(examples=(liked,), limit=MOST))
    stage.selected = other
    acts.less.trigger()
    wait_for(finder, qtbot, Query(examples=(liked,), without=(disliked,), limit=MOST))


def test_too_many_examples_are_told(acts, stage, items, finder, qtbot) -> None:
    stage.selected = tuple(items[: MOST_EXAMPLES + 1])
    acts.similar.trigger()
    qtbot.waitUntil(lambda: bool(acts.sentences))
    assert str(MOST_EXAMPLES) in acts.sentences[0]
    assert finder.query == Query(limit=MOST)


# Files


def test_too_many_are_not_opened(acts, stage, items, opened) -> None:
    stage.selected = tuple(items[: MOST_OPENED + 1])
    acts.opening.trigger()
    assert str(MOST_OPENED) in acts.sentences[0]
    assert opened == []


def test_one_item_is_opened_whatever_is_selected(acts, items, library, opened, qtbot) -> None:
    acts.open(items[5])
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == paths_of(library, [items[5]])


def test_a_file_that_nothing_opens_is_named(acts, stage, library, qtbot) -> None:
    stage.selected = stage.selected[:1]
    acts.opening.trigger()
    qtbot.waitUntil(lambda: bool(acts.sentences))
    assert paths_of(library, stage.selected)[0].name in acts.sentences[0]


def test_the_folder_is_opened_where_no_file_manager_answers(
    acts, stage, library, opened, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr("mmdesk.gui.items.file_actions.reveal", lambda _paths: False)
    acts.revealing.trigger()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == [paths_of(library, stage.selected)[0].parent]


def test_files_are_copied_as_files(acts, stage, library, qtbot) -> None:
    acts.copying.trigger()
    qtbot.waitUntil(lambda: bool(acts.sentences))
    data = QGuiApplication.clipboard().mimeData()
    wanted = [QUrl.fromLocalFile(str(path)) for path in paths_of(library, stage.selected)]
    assert data.urls() == wanted
    assert not data.hasImage()


def test_one_photo_is_copied_as_a_picture_too(acts, stage, library, qtbot) -> None:
    stage.selected = stage.selected[:1]
    acts.copying.trigger()
    qtbot.waitUntil(lambda: bool(acts.sentences))
    tile = library.browsing.tiles(stage.selected)[stage.selected[0]]
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (tile.width, tile.height)


def test_paths_are_copied_one_on_each_line(acts, stage, library, qtbot) -> None:
    acts.copying_path.trigger()
    qtbot.waitUntil(lambda: bool(acts.sentences))
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines == [str(path) for path in paths_of(library, stage.selected)]


# The menu


def test_the_menu_offers_everything_for_a_selection(acts, qtbot) -> None:
    menu = acts.menu()
    offered = [action for action in menu.actions() if not action.isSeparator()]
    assert all(action.isEnabled() for action in offered)
    assert acts.moving in offered
    menu.deleteLater()


def test_nothing_selected_is_nothing_to_do(acts, stage, qtbot) -> None:
    stage.selected = ()
    acts.look()
    assert not acts.opening.isEnabled()
    assert not acts.moving.isEnabled()
    assert not any(action.isEnabled() for action in acts.rates)


def test_the_marks_of_the_selection_are_ticked(acts, stage, library, qtbot) -> None:
    library.marking.rate(stage.selected, 3)
    library.marking.favourite(stage.selected, on=True)
    acts.look(stage.selected)
    qtbot.waitUntil(acts.favourite.isChecked)
    assert [action.isChecked() for action in acts.rates] == [
        False,
        False,
        False,
        True,
        False,
        False,
    ]


def test_the_menu_pops_up_and_goes(acts, stage, qtbot) -> None:
    acts.popup(stage.mapToGlobal(QPoint(10, 10)))
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not stage.grid.findChildren(QMenu))


class TestAway:
    """Of a drive that is not connected, or a file that is gone."""

    @pytest.fixture
    def house(self, tmp_path):
        return album(tmp_path, "a.jpg", "b.jpg")

    def test_files_that_are_gone_are_told(self, acts, house, opened, qtbot) -> None:
        for photo in house.photos.iterdir():
            photo.unlink()
        acts.opening.trigger()
        qtbot.waitUntil(lambda: bool(acts.sentences))
        assert acts.sentences == ["The file is no longer there: it was deleted or moved."]
        assert opened == []

    def test_what_is_offline_can_be_searched_for_but_not_opened(
        self, acts, library, house, qtbot
    ) -> None:
        house.photos.rename(house.photos.with_name("pulled"))
        library.indexing.rescan()
        library.indexing.start(watch=False)
        library.indexing.wait_until_idle()
        acts.look()
        qtbot.waitUntil(lambda: not acts.opening.isEnabled())
        assert not acts.moving.isEnabled()
        assert acts.similar.isEnabled()


def test_ctrl_z_undoes_the_last_move_to_the_trash(qtbot, acts, stage) -> None:
    assert not acts.undoing.isEnabled()
    acts.trashing.undoable.emit(True)
    with qtbot.waitSignal(acts.undoing.triggered):
        qtbot.keyClick(stage.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
