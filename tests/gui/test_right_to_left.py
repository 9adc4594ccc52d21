"""The window for languages that are read from right to left: mirrored, and nothing overlaps."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLayout, QStyleOptionViewItem, QWidget

from mmdesk.core.paths import LibraryPaths
from mmdesk.gui.bridge import Bridge
from mmdesk.gui.details.detail_parts import FactLines
from mmdesk.gui.main_window import MainWindow
from mmdesk.gui.settings.settings_dialog import SettingsDialog


@pytest.fixture
def _mirrored(qapp) -> Iterator[None]:
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(before)


@pytest.fixture
def window(qtbot, library, tasks, _mirrored) -> Iterator[MainWindow]:
    window = MainWindow(LibraryPaths.under(library.folder), tasks, Bridge())
    window.resize(1200, 800)
    window.show()
    window.show_library(library)
    space = window.workspace
    qtbot.waitUntil(lambda: len(space.results.model.items) > 40, timeout=20_000)
    qtbot.waitUntil(lambda: space.sidebar.view.model().rowCount() > 2, timeout=20_000)
    yield window
    window.close()
    tasks.stop()
    window.deleteLater()


def overlaps(root: QWidget) -> list[tuple[str, str]]:
    """Pairs of visible neighbours in one layout that cover each other."""
    found = []
    for layout in root.findChildren(QLayout):
        places = (layout.itemAt(each) for each in range(layout.count()))
        widgets = [item.widget() for item in places if item and item.widget()]
        shown = [widget for widget in widgets if widget.isVisible()]
        for one, other in combinations(shown, 2):
            if one.geometry().intersects(other.geometry()):
                found.append((type(one).__name__, type(other).__name__))
    return found


def facts(details: QWidget) -> list[FactLines]:
    return details.findChildren(FactLines)


def place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def test_the_panels_are_mirrored_and_nothing_overlaps(qtbot, window):
    space = window.workspace
    space.indexing.set_expanded(True)
    space.finder.ask_text("lighthouse since:2019 kind:photo")
    qtbot.waitUntil(lambda: space.finder.results.searched, timeout=20_000)
    space.results.grid.select_item(space.results.model.items[0])
    qtbot.waitUntil(lambda: any(map(QWidget.isVisible, facts(space.details))), timeout=20_000)
    details, results, sidebar = map(place, (space.details, space.results, space.sidebar))
    assert details.right() < results.left()
    assert results.right() < sidebar.left()
    assert overlaps(window) == []


@pytest.mark.usefixtures("_mirrored")
def test_the_settings_do_not_overlap(qtbot, library, tasks):
    dialog = SettingsDialog(library, tasks)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    for page in range(len(dialog.pages)):
        dialog.open_page(page)
        assert overlaps(dialog) == []


def test_a_folder_that_begins_with_a_number_reads_as_it_is_written(window):
    """By itself it would be shown as `Scotland 2019`."""
    view = window.workspace.sidebar.view
    index, option = view.model().index(0, 0), QStyleOptionViewItem()
    view.itemDelegate().initStyleOption(option, index)
    name = index.data()
    assert option.text == f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"
