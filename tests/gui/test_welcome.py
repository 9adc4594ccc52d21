"""The first start: ticked, chosen and dropped folders, or later."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from mmdesk.gui.settings.welcome import Welcome


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    home = tmp_path / "home"
    for name in ("Pictures", "Music", "Videos"):
        (home / name).mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("USERPROFILE", str(home))
    return home


@pytest.fixture
def welcome(qtbot, home, library, tasks) -> Welcome:
    welcome = Welcome(library, tasks)
    qtbot.addWidget(welcome)
    welcome.resize(800, 600)
    welcome.show()
    qtbot.waitUntil(lambda: len(welcome.cards) == 3)
    return welcome


def dropped(welcome: Welcome, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, button, none)
    QApplication.sendEvent(welcome, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, button, none)
    QApplication.sendEvent(welcome, drop)


def test_what_exists_is_suggested_and_ticked(welcome, home):
    suggested = (home / "Pictures", home / "Music", home / "Videos")
    assert tuple(card.folder for card in welcome.cards) == suggested
    assert welcome.chosen == suggested


def test_it_says_what_is_found_and_that_nothing_leaves(welcome):
    words = " ".join(label.text() for label in welcome.findChildren(QLabel))
    assert "photos, sounds and videos: describe" in words
    assert "not indexed" not in words
    assert "Nothing leaves this machine" in words


@pytest.mark.parametrize("width", [800, 320])
def test_what_it_promises_can_be_read_whole_in_a_narrow_window(qtbot, welcome, width):
    welcome.resize(width, 900)
    [words] = [w for w in welcome.findChildren(QLabel) if w.text().startswith("Nothing leaves")]
    qtbot.waitUntil(lambda: words.width() <= width)
    assert words.height() >= words.heightForWidth(words.width())
    left = words.mapTo(welcome, words.rect().topLeft()).x()
    assert left >= 0
    assert left + words.width() <= welcome.width()


def test_start_tells_which_folders(qtbot, welcome, home):
    qtbot.mouseClick(welcome.cards[2], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(welcome.folders_chosen) as chosen:
        qtbot.mouseClick(welcome.start, Qt.MouseButton.LeftButton)
    assert chosen.args == [(home / "Pictures", home / "Music")]


def test_it_works_by_keyboard(qtbot, welcome, home):
    qtbot.keyClick(welcome.cards[0].tick, Qt.Key.Key_Space)
    qtbot.keyClick(welcome.cards[2].tick, Qt.Key.Key_Space)
    assert welcome.chosen == (home / "Music",)


def test_without_any_folder_there_is_nothing_to_start(qtbot, welcome):
    for card in welcome.cards:
        card.tick.click()
    assert not welcome.start.isEnabled()


def test_dropped_folders_are_offered_ticked_and_once(qtbot, welcome, home, tmp_path):
    (tmp_path / "camera").mkdir()
    welcome.cards[0].tick.setChecked(False)
    dropped(welcome, tmp_path / "camera", home / "Pictures")
    qtbot.waitUntil(lambda: len(welcome.cards) == 4)
    assert welcome.chosen == tuple(card.folder for card in welcome.cards)
    assert welcome.cards[3].folder == tmp_path / "camera"


def test_a_dropped_file_is_answered(qtbot, welcome, tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"")
    dropped(welcome, tmp_path / "photo.jpg")
    qtbot.waitUntil(lambda: "no folder" in welcome.hint.text())
    assert len(welcome.cards) == 3


def test_a_folder_can_be_chosen(qtbot, welcome, tmp_path, monkeypatch):
    (tmp_path / "camera").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "camera"))
    qtbot.mouseClick(welcome.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tmp_path / "camera" in welcome.chosen)


def test_later_is_an_answer(qtbot, welcome):
    with qtbot.waitSignal(welcome.skipped):
        qtbot.mouseClick(welcome.later, Qt.MouseButton.LeftButton)
