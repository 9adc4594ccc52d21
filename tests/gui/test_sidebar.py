import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from mmdesk.core import events
from mmdesk.core.entities import Filters, RootState
from mmdesk.gui.actions import Actions
from mmdesk.gui.sidebar.sidebar import Sidebar
from mmdesk.gui.sidebar.sidebar_model import COUNT
from mmdesk.gui.sidebar.sidebar_tree import Part


@pytest.fixture
def sidebar(qtbot, finder, library, tasks):
    library.marking.save("By the sea", "sea")
    made = Sidebar(finder, library, tasks)
    qtbot.addWidget(made)
    made.resize(240, 600)
    made.show()
    qtbot.waitUntil(lambda: made.view.model().rowCount() > 0)
    return made


def index(sidebar, part, name=""):
    return sidebar.view.model().index_of((part, str(name)))


def click(qtbot, sidebar, index):
    sidebar.view.scrollTo(index)
    place = sidebar.view.visualRect(index).center()
    qtbot.mouseClick(sidebar.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def told(signal):
    said = []
    signal.connect(said.append)
    return said


def entries(sidebar, node_index):
    menu = sidebar.menu(sidebar.view.model().node(node_index))
    return {action.text(): action for action in menu.actions() if action.text()}


def shown(sidebar, part):
    nodes = sidebar.view.model()._tree.nodes
    return [node.text for node in nodes if node.part is part]


def test_a_click_on_a_folder_shows_what_is_in_it(qtbot, sidebar, finder, house):
    folder = next(path for path in sorted(house.photos.iterdir()) if path.is_dir())
    with qtbot.waitSignal(finder.found):
        click(qtbot, sidebar, index(sidebar, Part.FOLDER, folder))
    assert finder.query.filters == Filters(folders=(str(folder),))
    assert 0 < len(finder.results.listing.items) < 45


def test_a_click_on_favourites_shows_them_alone(qtbot, sidebar, finder, library):
    item = library.search(library.query("", limit=1)).hits[0].item
    library.marking.favourite([item], True)
    with qtbot.waitSignal(finder.found):
        click(qtbot, sidebar, index(sidebar, Part.FAVOURITES))
    assert finder.results.listing.items == (item,)


def test_a_saved_search_asks_again_with_one_click(qtbot, sidebar, finder):
    with qtbot.waitSignal(finder.found):
        click(qtbot, sidebar, index(sidebar, Part.SAVED, "By the sea"))
    assert finder.query.text == "sea"
    assert finder.results.hits


def test_recent_searches_name_their_examples_without_folders(qtbot, sidebar, library, house):
    example = next(house.photos.rglob("*.jpg"))
    text = library.text_of(library.query(f'like:"{example}" sea'))
    library.marking.remember(text)
    sidebar.refresh()
    qtbot.waitUntil(lambda: bool(shown(sidebar, Part.RECENT)))
    [said] = shown(sidebar, Part.RECENT)
    assert example.name in said
    assert str(example.parent) not in said
    assert index(sidebar, Part.RECENT, text).isValid()


def test_arrow_keys_go_through_what_there_is(qtbot, sidebar, finder):
    click(qtbot, sidebar, index(sidebar, Part.ALL))
    with qtbot.waitSignal(finder.found):
        qtbot.keyClick(sidebar.view, Qt.Key.Key_Down)
    assert finder.query.filters == Filters(favourites=True)


def test_what_is_asked_elsewhere_is_chosen_here_without_asking_twice(sidebar, finder, house):
    asked = told(finder.asked)
    finder.browse(Filters(folders=(str(house.photos),)))
    assert sidebar.view.current().path == house.photos
    finder.ask_text("nothing of the kind")
    assert sidebar.view.current() is None
    assert not sidebar.view.selectedIndexes()
    assert len(asked) == 2


def test_reading_anew_keeps_what_is_open_and_chosen(qtbot, sidebar, finder, library, house):
    folders = sidebar.view.model().index(2, 0)
    sidebar.view.collapse(folders)
    click(qtbot, sidebar, index(sidebar, Part.SAVED, "By the sea"))
    library.marking.save("Another", "boat")
    sidebar.refresh()
    qtbot.waitUntil(lambda: "Another" in shown(sidebar, Part.SAVED))
    assert not sidebar.view.isExpanded(sidebar.view.model().index(2, 0))
    assert sidebar.view.current().text == "By the sea"


def test_changed_searches_and_marks_are_read_when_they_are_told(qtbot, sidebar, library):
    library.marking.remember("boats")
    sidebar.hear(events.SearchesChanged())
    qtbot.waitUntil(lambda: shown(sidebar, Part.RECENT) == ["boats"])
    item = library.search(library.query("", limit=1)).hits[0].item
    library.marking.favourite([item], True)
    sidebar.items_changed(frozenset({item}))
    count = index(sidebar, Part.FAVOURITES).siblingAtColumn(COUNT)
    qtbot.waitUntil(lambda: count.data() == "1")


def test_a_folder_that_is_looked_through_is_marked_until_all_is_idle(qtbot, sidebar, house):
    root = index(sidebar, Part.FOLDER, house.photos).siblingAtColumn(COUNT)
    badge = Qt.ItemDataRole.DecorationRole
    sidebar.hear(events.Scanning(house.photos))
    qtbot.waitUntil(lambda: root.data(badge) is not None)
    sidebar.hear(events.Idle())
    qtbot.waitUntil(lambda: root.data(badge) is None)


def test_the_badge_of_missing_files_asks_what_becomes_of_them(qtbot, sidebar, library, house):
    [root] = library.roots()
    library._catalogue.roots.set_state(root, RootState.ASKS, 12)
    sidebar.hear(events.RootsChanged())
    where = index(sidebar, Part.FOLDER, house.photos)
    badge = where.siblingAtColumn(COUNT)
    qtbot.waitUntil(lambda: badge.data(Qt.ItemDataRole.DecorationRole) is not None)
    asked = told(sidebar.forget_asked)
    click(qtbot, sidebar, badge)
    entries(sidebar, where)["Missing files…"].trigger()
    assert [(each.state, each.gone) for each in asked] == [(RootState.ASKS, 12)] * 2


def test_the_menu_of_a_root_asks_for_what_others_do(sidebar, house):
    said = {}
    for name in ("rescan_asked", "remove_asked", "reveal_asked"):
        getattr(sidebar, name).connect(lambda path, name=name: said.update({name: path}))
    for action in entries(sidebar, index(sidebar, Part.FOLDER, house.photos)).values():
        action.trigger()
    assert said == dict.fromkeys(("rescan_asked", "remove_asked", "reveal_asked"), house.photos)


def test_a_folder_below_a_root_can_be_shown_but_not_removed(sidebar, house):
    folder = next(path for path in house.photos.iterdir() if path.is_dir())
    assert list(entries(sidebar, index(sidebar, Part.FOLDER, folder))) == ["Show in file manager"]


def test_the_right_button_opens_a_menu_and_chooses_nothing(qtbot, sidebar, finder, house):
    asked, wanted = told(finder.asked), told(sidebar.view.menu_wanted)
    sidebar.view.menu_wanted.disconnect()
    sidebar.view.menu_wanted.connect(lambda node, _: wanted.append(node))
    where = sidebar.view.visualRect(index(sidebar, Part.FOLDER, house.photos)).center()
    qtbot.mouseClick(sidebar.view.viewport(), Qt.MouseButton.RightButton, pos=where)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, QPoint())
    QApplication.sendEvent(sidebar.view.viewport(), event)
    assert [node.path for node in wanted] == [house.photos]
    assert asked == []


def test_a_search_is_saved_under_a_name_and_then_stands_there(qtbot, sidebar, finder, library):
    assert not sidebar.save_search.button.isEnabled()
    finder.ask_text("boat until:2020")
    qtbot.mouseClick(sidebar.save_search.button, Qt.MouseButton.LeftButton)
    sidebar.save_search.entry.clear()
    qtbot.keyClicks(sidebar.save_search.entry, "Old boats")
    qtbot.keyClick(sidebar.save_search.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Old boats" in shown(sidebar, Part.SAVED))
    [saved] = [each for each in library.marking.saved() if each.name == "Old boats"]
    assert library.query(saved.text, limit=finder.query.limit) == finder.query
    assert sidebar.view.current().text == "Old boats"


def test_keys_rename_and_remove_a_saved_search(qtbot, sidebar, library):
    actions = Actions(sidebar)
    sidebar.register(actions)
    by_text = {action.text(): action for group in actions.groups for action in group.actions}
    click(qtbot, sidebar, index(sidebar, Part.SAVED, "By the sea"))
    by_text["Rename the saved search"].trigger()
    editor = sidebar.view.findChild(QLineEdit)
    editor.setText("At the coast")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [each.name for each in library.marking.saved()] == ["At the coast"])
    qtbot.waitUntil(lambda: shown(sidebar, Part.SAVED) == ["At the coast"])
    by_text["Remove the saved search"].trigger()
    qtbot.waitUntil(lambda: library.marking.saved() == [])
    qtbot.waitUntil(lambda: shown(sidebar, Part.SAVED) == [])


def test_what_comes_meanwhile_does_not_take_the_name_from_under_the_fingers(
    qtbot, sidebar, library
):
    where = index(sidebar, Part.SAVED, "By the sea")
    sidebar.view.setCurrentIndex(where)
    sidebar.view.edit(where)
    editor = sidebar.view.findChild(QLineEdit)
    library.marking.save("Another", "boat")
    sidebar.refresh()
    qtbot.waitUntil(lambda: not sidebar._loading)
    assert sidebar.view.findChild(QLineEdit) is editor
    assert shown(sidebar, Part.SAVED) == ["By the sea"]


def drop(sidebar, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, left, none)
    sidebar.dragEnterEvent(enter)
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none)
    sidebar.dropEvent(event)
    return enter.isAccepted()


def test_folders_dropped_are_told_and_files_among_them_are_left(qtbot, sidebar, tmp_path):
    folder, file = tmp_path / "new", tmp_path / "a.txt"
    folder.mkdir()
    file.touch()
    with qtbot.waitSignal(sidebar.folders_dropped) as dropped:
        assert drop(sidebar, folder, file)
    assert dropped.args == [(folder,)]
    with qtbot.waitSignal(sidebar.told):
        drop(sidebar, file)


def test_a_search_that_cannot_be_read_any_more_says_so_when_clicked(qtbot, sidebar, library):
    library.marking.save("Broken", "since:yesterday")
    sidebar.refresh()
    qtbot.waitUntil(lambda: "Broken" in shown(sidebar, Part.SAVED))
    said = told(sidebar.told)
    click(qtbot, sidebar, index(sidebar, Part.SAVED, "Broken"))
    assert "yesterday" in said[0]


def test_every_control_can_be_named(sidebar):
    assert sidebar.view.accessibleName() == "Sidebar"
    assert sidebar.save_search.entry.accessibleName()
