"""Where the Tab key leads, in the window as it is used."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mmdesk.core.paths import LibraryPaths
from mmdesk.gui.bridge import Bridge
from mmdesk.gui.main_window import MainWindow

PATIENCE = 20_000


@pytest.fixture
def space(house, tasks, qtbot):
    """The panels of a shown window, the first photo selected."""
    with house.open(indexing=True) as library:
        window = MainWindow(LibraryPaths.under(house.library), tasks, Bridge())
        qtbot.addWidget(window)
        window.resize(1200, 800)
        window.show()
        window.show_library(library)
        made = window.workspace
        qtbot.waitUntil(lambda: bool(made.results.model.items), timeout=PATIENCE)
        made.results.grid.select_item(made.results.model.items[0])
        qtbot.waitUntil(made.details.marks.isVisible, timeout=PATIENCE)
        with qtbot.waitActive(window):
            window.activateWindow()
        made.search.focus()
        yield made
        window.close()
        tasks.stop()


def way(space, key: Qt.Key) -> list[QWidget]:
    """Each widget that has the focus, from the search field until it is there again."""
    stops = [space.search.field]
    while (key_press := QTest.keyClick(stops[-1], key)) is None and len(stops) < 99:
        stops.append(QApplication.focusWidget())
        if stops[-1] is stops[0]:
            break
    assert key_press is None
    return stops


def panel_of(space, widget: QWidget) -> str:
    names = ("search", "sidebar", "results", "details", "indexing")
    return next(name for name in names if getattr(space, name).isAncestorOf(widget))


def test_tab_goes_through_the_panels_from_top_to_bottom(space) -> None:
    stops = way(space, Qt.Key.Key_Tab)
    results = space.results
    there = stops.index(results.order)
    assert stops[1] is space.search.filter_button
    assert panel_of(space, stops[stops.index(space.sidebar.view) - 1]) == "search"
    assert stops[there : there + 3] == [results.order, results.size_slider, results.grid]
    panels = list(dict.fromkeys(panel_of(space, stop) for stop in stops))
    assert panels == ["search", "sidebar", "results", "details", "indexing"]
    assert all(stop.isVisible() for stop in stops)
    assert panel_of(space, stops[-2]) == "indexing"


def test_backtab_goes_the_same_way_back(space) -> None:
    there, back = way(space, Qt.Key.Key_Tab), way(space, Qt.Key.Key_Backtab)
    # A label has its focus once for itself and once for its link.
    assert [*dict.fromkeys(back)] == [back[0], *dict.fromkeys(there[:0:-1][1:])]


def test_the_search_frame_is_painted_anew_when_its_field_loses_the_focus(space, qtbot) -> None:
    with qtbot.waitSignal(space.search.field.focus_changed):
        QTest.keyClick(space.search.field, Qt.Key.Key_Tab)
    assert not space.search.field.hasFocus()
