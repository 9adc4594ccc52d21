import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from mmdesk.gui.details.tag_editor import TagChip, TagEditor


@pytest.fixture
def editor(qtbot):
    made = TagEditor()
    qtbot.addWidget(made)
    made.resize(240, 200)
    made.show()
    return made


def chips(editor):
    return [chip for chip in editor.findChildren(TagChip) if not chip.isHidden()]


def button(editor, name):
    found = [each for each in editor.findChildren(QToolButton) if each.accessibleName() == name]
    return found[-1]


def told(signal):
    said = []
    signal.connect(said.append)
    return said


def test_enter_adds_a_tag_without_needless_blanks(qtbot, editor):
    tagged = told(editor.tagged)
    qtbot.keyClicks(editor.entry, "  golden   hour ")
    qtbot.keyClick(editor.entry, Qt.Key.Key_Return)
    assert tagged == ["golden hour"]
    assert editor.entry.text() == ""


def test_an_empty_entry_adds_nothing(qtbot, editor):
    tagged = told(editor.tagged)
    qtbot.keyClicks(editor.entry, "   ")
    qtbot.keyClick(editor.entry, Qt.Key.Key_Return)
    assert tagged == []


def test_a_known_tag_is_offered_by_any_part_of_it_and_chosen_once(qtbot, editor):
    tagged = told(editor.tagged)
    editor.complete_from(["Aunt Ida", "golden hour"])
    editor.entry.setFocus()
    qtbot.keyClicks(editor.entry, "HOUR")
    popup = editor.entry.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tagged == ["golden hour"])
    qtbot.waitUntil(lambda: editor.entry.text() == "")
    assert tagged == ["golden hour"]


def test_a_cross_removes_and_a_name_finds(qtbot, editor):
    removed, wanted = told(editor.untagged), told(editor.tag_wanted)
    editor.show_tags({"sea": 1}, 1)
    qtbot.mouseClick(button(editor, "Remove the tag sea"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(editor, "sea"), Qt.MouseButton.LeftButton)
    assert (removed, wanted) == (["sea"], ["sea"])


def test_a_tag_that_only_some_have_says_so_and_can_be_given_to_all(qtbot, editor):
    tagged = told(editor.tagged)
    editor.show_tags({"sea": 2}, 5)
    assert button(editor, "sea (2 of 5)").text() == "sea (2 of 5)"
    qtbot.mouseClick(button(editor, "Give the tag sea to all"), Qt.MouseButton.LeftButton)
    assert tagged == ["sea"]


def test_a_very_long_tag_does_not_widen_the_panel_and_reads_whole(editor):
    long = "wedding of " + "very " * 40 + "dear friends"
    editor.show_tags({long: 1}, 1)
    assert chips(editor)[0].sizeHint().width() < 240
    assert button(editor, long).text() != long


def test_an_ampersand_is_no_shortcut(editor):
    editor.show_tags({"salt & pepper": 1}, 1)
    assert button(editor, "salt & pepper").text() == "salt && pepper"


def test_the_same_tags_again_leave_the_chips_and_the_focus(qtbot, editor):
    editor.show_tags({"sea": 1}, 1)
    before = chips(editor)
    editor.show_tags({"sea": 1}, 1)
    assert chips(editor) == before


def test_keys_go_on_in_the_entry_when_the_chip_under_them_is_removed(qtbot, editor):
    editor.show_tags({"sea": 1, "sun": 1}, 1)
    cross = button(editor, "Remove the tag sea")
    cross.setFocus()
    editor.show_tags({"sun": 1}, 1)
    assert editor.focusWidget() is editor.entry
    assert len(chips(editor)) == 1
