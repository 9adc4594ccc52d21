from collections.abc import Iterator

import pytest
from helpers.desktop import activated
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from mmdesk.gui.preview.preview import Preview


class Grid(QWidget):
    """Stands where the grid stands: under the preview, with the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = QWidget()
        self.inner.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        for each in (QPushButton("Before"), self.inner, QPushButton("After")):
            column.addWidget(each)
        self.pressed: list[int] = []

    def keyPressEvent(self, event) -> None:  # noqa: N802
        self.pressed.append(event.key())


@pytest.fixture
def grid(qtbot) -> Grid:
    made = Grid()
    activated(qtbot, made, 800, 600)
    made.inner.setFocus()
    return made


@pytest.fixture
def preview(library, tasks, grid) -> Iterator[Preview]:
    made = Preview(library, tasks, grid)
    yield made
    made.dismiss()


def is_ready(preview: Preview, item: int | None) -> bool:
    """Whether the photo itself is there, not only its thumbnail."""
    found = preview.cache.get(item or 0)
    return found is not None and found.picture is not None


def is_loaded(preview: Preview) -> bool:
    return is_ready(preview, preview.item)


def show(preview: Preview, item: int, qtbot) -> None:
    preview.show_item(item)
    qtbot.waitUntil(lambda: is_loaded(preview))


def test_it_covers_the_grid_and_follows_its_size(preview, grid, items, qtbot) -> None:
    show(preview, items[0], qtbot)
    assert preview.isVisible()
    assert not preview.isWindow()
    grid.resize(640, 480)
    assert preview.geometry() == grid.rect()


def test_the_thumbnail_is_there_before_the_photo(preview, items, qtbot) -> None:
    preview.show_item(items[0])
    qtbot.waitUntil(lambda: preview.view.has_picture)
    assert not is_loaded(preview)
    place = preview.view.place
    qtbot.waitUntil(lambda: is_loaded(preview))
    assert preview.view.place == place


def test_the_photo_is_loaded_for_every_pixel_of_the_screen(preview, items, qtbot) -> None:
    show(preview, items[0], qtbot)
    assert preview.view.place.width() == pytest.approx(preview.view.largest.width(), abs=1.5)


@pytest.mark.parametrize(
    ("key", "step"),
    [
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_Left, -1),
        (Qt.Key.Key_Up, -1),
        (Qt.Key.Key_PageUp, -1),
    ],
)
def test_keys_go_on_and_back(preview, items, qtbot, key, step) -> None:
    show(preview, items[0], qtbot)
    with qtbot.waitSignal(preview.moved) as moved:
        qtbot.keyClick(preview, key)
    assert moved.args == [step]


def test_left_goes_on_where_people_read_from_right_to_left(preview, items, qtbot) -> None:
    preview.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show(preview, items[0], qtbot)
    with qtbot.waitSignal(preview.moved) as moved:
        qtbot.keyClick(preview, Qt.Key.Key_Left)
    assert moved.args == [1]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_space_and_escape_close_it_and_the_grid_has_the_focus(
    preview, grid, items, qtbot, key
) -> None:
    show(preview, items[0], qtbot)
    assert QApplication.focusWidget() is preview
    with qtbot.waitSignal(preview.closed):
        qtbot.keyClick(preview, key)
    assert preview.isHidden()
    assert preview.item is None
    assert QApplication.focusWidget() is grid.inner


def test_other_keys_do_not_reach_the_grid_behind(preview, grid, items, qtbot) -> None:
    show(preview, items[0], qtbot)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_X):
        qtbot.keyClick(preview, key)
    assert grid.pressed == []


def test_keys_zoom_and_the_whole_photo_is_loaded_once(
    preview, library, items, qtbot, monkeypatch
) -> None:
    show(preview, items[0], qtbot)
    loads, picture = [], library.browsing.picture
    monkeypatch.setattr(
        library.browsing, "picture", lambda *of: (loads.append(of), picture(*of))[1]
    )
    whole = preview.view.scale
    qtbot.keyClick(preview, Qt.Key.Key_Plus)
    assert preview.view.scale == pytest.approx(whole * 1.25)
    qtbot.keyClick(preview, Qt.Key.Key_1)
    assert preview.view.scale == 1.0
    size = preview.cache.get(items[0]).size
    qtbot.waitUntil(lambda: preview.view.largest == size)
    qtbot.keyClick(preview, Qt.Key.Key_Plus)
    qtbot.keyClick(preview, Qt.Key.Key_Plus)
    assert len(loads) == 1
    qtbot.keyClick(preview, Qt.Key.Key_0)
    assert preview.view.fitted
    qtbot.keyClick(preview, Qt.Key.Key_Minus)
    assert preview.view.fitted


def test_the_line_above_names_the_photo_and_its_scale(preview, library, items, qtbot) -> None:
    show(preview, items[0], qtbot)
    details = library.browsing.details(items[0])
    assert details.tile.path.name in preview.header.name.text()
    assert preview.header.scale.text() == f"{round(preview.view.scale * 100)} %"


def test_it_says_its_name_and_facts_to_those_who_listen(preview, library, items, qtbot) -> None:
    show(preview, items[0], qtbot)
    details = library.browsing.details(items[0])
    assert details.tile.path.name in preview.accessibleName()
    assert details.facts.camera in preview.accessibleDescription()


def test_facts_come_on_demand_and_stay_for_the_next(preview, items, qtbot) -> None:
    show(preview, items[0], qtbot)
    assert preview.card.isHidden()
    qtbot.keyClick(preview, Qt.Key.Key_I)
    assert preview.card.isVisible()
    show(preview, items[1], qtbot)
    assert preview.card.isVisible()
    qtbot.keyClick(preview, Qt.Key.Key_I)
    assert preview.card.isHidden()


def test_a_mark_is_shown_without_losing_the_zoom(preview, library, items, qtbot) -> None:
    show(preview, items[0], qtbot)
    preview.view.zoom_to(1.0)
    library.marking.favourite([items[0]], True)
    preview.refresh(frozenset({items[0]}))
    qtbot.waitUntil(lambda: "\N{BLACK HEART SUIT}" in preview.header.marks.text())
    assert preview.view.scale == 1.0
    assert is_loaded(preview)


def test_preloaded_photos_are_there_at_once(preview, items, qtbot) -> None:
    preview.show_item(items[0])
    preview.preload([items[1], items[2]])
    qtbot.waitUntil(lambda: is_ready(preview, items[1]) and is_ready(preview, items[2]))
    preview.show_item(items[1])
    assert is_loaded(preview)


def test_who_goes_on_quickly_sees_the_last_one(preview, items, qtbot) -> None:
    for item in items[:10]:
        preview.show_item(item)
    qtbot.waitUntil(lambda: is_loaded(preview))
    assert preview.item == items[9]
    assert preview.header.name.text()
    assert not is_ready(preview, items[3])


def test_an_item_that_is_no_longer_there_is_told(preview, items, qtbot) -> None:
    preview.show_item(10**9)
    qtbot.waitUntil(preview.message.isVisible)
    assert "no longer in the library" in preview.message.text
    show(preview, items[0], qtbot)
    assert preview.message.isHidden()
