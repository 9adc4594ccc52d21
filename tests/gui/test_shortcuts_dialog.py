import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from mmdesk.gui.actions import Actions
from mmdesk.gui.parts.key_caps import KEYS
from mmdesk.gui.parts.shortcuts_dialog import ShortcutsDialog


@pytest.fixture
def dialog(qtbot) -> ShortcutsDialog:
    window = QWidget()
    qtbot.addWidget(window)
    actions = Actions(window)
    photos = actions.group("&Photos")
    actions.add(photos, "&Open", lambda: None, ["Return", "Enter"])
    actions.add(photos, "Copy", lambda: None, QKeySequence.StandardKey.Copy)
    actions.add(photos, "Without keys", lambda: None)
    marks = actions.group("Marks")
    actions.add(marks, "T&ag…", lambda: None, "T")
    actions.group("Nothing here")
    made = ShortcutsDialog(actions.groups)
    qtbot.addWidget(made)
    made.show()
    return made


def rows(dialog: ShortcutsDialog) -> dict[str, list[str]]:
    """What is to be seen, by heading."""

    def seen(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
        children = [item.child(place) for place in range(item.childCount())]
        return [child for child in children if not child.isHidden()]

    headings = seen(dialog.list.invisibleRootItem())
    return {each.text(0): [row.text(0) for row in seen(each)] for each in headings}


def test_every_action_with_keys_stands_under_its_group(dialog) -> None:
    shown = rows(dialog)
    assert shown["Photos"] == ["Open", "Copy"]
    assert shown["Marks"] == ["Tag"]
    assert "Nothing here" not in shown


def test_what_the_mouse_does_is_listed_too(dialog) -> None:
    assert "Add a folder" in rows(dialog)["Mouse"]


def test_keys_are_written_as_on_this_system(dialog) -> None:
    first = dialog.list.topLevelItem(0).child(0)
    native = QKeySequence.SequenceFormat.NativeText
    assert first.data(1, KEYS) == [QKeySequence(k).toString(native) for k in ("Return", "Enter")]


def test_typing_narrows_by_action_and_by_key(dialog, qtbot) -> None:
    assert dialog.focusWidget() is dialog.field
    qtbot.keyClicks(dialog.field, "tAg")
    assert rows(dialog) == {"Marks": ["Tag"]}
    dialog.field.clear()
    qtbot.keyClicks(dialog.field, "ctrl+c")
    assert rows(dialog) == {"Photos": ["Copy"]}


def test_nothing_found_is_said(dialog, qtbot) -> None:
    qtbot.keyClicks(dialog.field, "xyzzy")
    assert dialog.list.isHidden()
    dialog.field.clear()
    assert dialog.list.isVisible()


def test_it_is_drawn_in_both_directions(dialog) -> None:
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        dialog.setLayoutDirection(direction)
        assert not dialog.grab().isNull()


def test_escape_closes_it(dialog, qtbot) -> None:
    qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert dialog.isHidden()
