from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from mmdesk.core.entities import Filters, Query, RootState
from mmdesk.gui.finder import MOST
from mmdesk.gui.sidebar.sidebar_model import COUNT, NAME, SidebarModel
from mmdesk.gui.sidebar.sidebar_tree import Part, tree_of

TESTER = QAbstractItemModelTester.FailureReportingMode.Warning


@pytest.fixture
def model(qapp):
    made = SidebarModel()
    made.tester = QAbstractItemModelTester(made, TESTER)
    return made


@pytest.fixture
def tree(library):
    library.marking.save("By the sea", "sea")
    library.marking.remember("camera:lumen")
    return tree_of(library)


def texts(model, parent=QModelIndex()):  # noqa: B008
    rows = range(model.rowCount(parent))
    indexes = [model.index(row, NAME, parent) for row in rows]
    return {index.data(): texts(model, index) for index in indexes}


def root_index(model, house):
    return model.index_of((Part.FOLDER, str(house.photos)))


def with_root(tree, **changes):
    nodes = [node if node.root is None else changed(node, changes) for node in tree.nodes]
    return replace(tree, nodes=tuple(nodes))


def changed(node, changes):
    return replace(node, root=replace(node.root, **changes))


def test_everything_favourites_folders_and_searches_stand_one_below_the_other(model, tree, house):
    model.show(tree)
    shown = texts(model)
    sections = ["All photos", "Favourites", "Folders", "Saved searches", "Recent searches"]
    assert list(shown) == sections
    below = {path.name for path in house.photos.iterdir() if path.is_dir()}
    assert set(shown["Folders"][house.photos.name]) == below
    assert list(shown["Saved searches"]) == ["By the sea"]
    assert list(shown["Recent searches"]) == ["camera:lumen"]


def test_counts_are_those_of_the_library(model, tree, library, house):
    model.show(tree)
    photos = library.status().items["photo"]
    root = root_index(model, house)
    assert root.siblingAtColumn(COUNT).data() == str(photos)
    assert model.index_of((Part.ALL, "")).siblingAtColumn(COUNT).data() == str(photos)


def test_a_section_without_searches_is_not_there(model, library):
    model.show(tree_of(library))
    assert list(texts(model)) == ["All photos", "Favourites", "Folders"]


def test_what_is_asked_finds_its_line(model, tree, house):
    model.show(tree)
    folder = str(house.photos)
    index = model.index_asking(Query(filters=Filters(folders=(folder,)), limit=MOST))
    assert model.node(index).path == house.photos
    assert model.node(model.index_asking(Query(text="sea", limit=MOST))).text == "By the sea"
    assert not model.index_asking(Query(text="elsewhere", limit=MOST)).isValid()


def test_indexes_stay_valid_when_only_counts_change(model, tree, qtbot):
    model.show(tree)
    changed_tree = with_root(tree, state=RootState.OFFLINE)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show(changed_tree)


def test_a_thousand_new_counts_are_told_at_once(model, tree, qtbot):
    [root] = [node for node in tree.nodes if node.is_root]
    place = tree.nodes.index(root)
    first = len(tree.nodes)
    below = tuple(range(first, first + 1000))
    leaf = replace(root, parent=place, below=())
    many = [replace(leaf, key=(Part.FOLDER, str(n)), row=n) for n in range(1000)]
    nodes = [*tree.nodes, *many]
    nodes[place] = replace(root, below=below)
    model.show(replace(tree, nodes=tuple(nodes)))
    folder = QPersistentModelIndex(model.index_of((Part.FOLDER, "7")))
    later = tuple(replace(node, count=77) for node in nodes)
    with qtbot.waitSignal(model.layoutChanged), qtbot.assertNotEmitted(model.dataChanged):
        model.show(replace(tree, nodes=later))
    assert model.node(folder).key == (Part.FOLDER, "7")
    assert folder.sibling(7, COUNT).data() == "77"


def test_an_absent_drive_is_said_greyed_and_drawn(model, tree, house):
    model.show(tree)
    index = root_index(model, house)
    before = index.data(Qt.ItemDataRole.DecorationRole).pixmap(16).toImage()
    assert index.data(Qt.ItemDataRole.ForegroundRole) is None
    model.show(with_root(tree, state=RootState.OFFLINE))
    assert "not connected" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert index.data(Qt.ItemDataRole.ForegroundRole) is not None
    assert index.data(Qt.ItemDataRole.DecorationRole).pixmap(16).toImage() != before


def test_missing_files_show_a_badge(model, tree, house):
    model.show(with_root(tree, state=RootState.ASKS, gone=12))
    index = root_index(model, house)
    assert index.siblingAtColumn(COUNT).data(Qt.ItemDataRole.DecorationRole) is not None
    assert "12" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_a_root_in_which_files_are_indexed_is_marked_and_its_folders_are_not(model, library, house):
    item = library.search(library.query("", limit=1)).hits[0].item
    tree = tree_of(library, touched=[item])
    assert tree.active == {house.photos}
    model.show(tree)
    index = root_index(model, house)
    assert "Being indexed" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    below = model.index(0, COUNT, index)
    assert below.data(Qt.ItemDataRole.DecorationRole) is None


def test_only_saved_searches_can_be_renamed_and_a_taken_name_is_refused(model, library):
    for name in ("By the sea", "Boats"):
        library.marking.save(name, name)
    model.show(tree_of(library))
    renamed = []
    model.renamed.connect(lambda old, new: renamed.append((old, new)))
    boats = model.index_of((Part.SAVED, "Boats"))
    assert not model.setData(boats, "By the sea")
    assert not model.setData(boats, "  ")
    assert model.setData(boats, " Ships  at sea ")
    assert renamed == [("Boats", "Ships at sea")]
    editable = Qt.ItemFlag.ItemIsEditable
    assert boats.flags() & editable
    assert not model.index_of((Part.ALL, "")).flags() & editable


def test_a_saved_search_that_cannot_be_read_says_why(model, library):
    library.marking.save("Broken", "since:yesterday")
    model.show(tree_of(library))
    node = model.node(model.index_of((Part.SAVED, "Broken")))
    assert node.query is None
    assert "yesterday" in node.problem


def test_roots_of_the_same_name_are_told_apart_by_their_paths(library, tmp_path):
    for place in ("one", "two"):
        (tmp_path / place / "Pictures").mkdir(parents=True)
        library.add_root(tmp_path / place / "Pictures")
    names = [node.text for node in tree_of(library).nodes if node.is_root]
    assert str(tmp_path / "one" / "Pictures") in names
    assert str(tmp_path / "two" / "Pictures") in names
