from pathlib import Path

import pytest
from helpers.albums import album, items_by_name
from helpers.trash import home_trash
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from mmdesk.gui.items.trashing import Trashing


@pytest.fixture(autouse=True)
def trash(tmp_path, monkeypatch) -> Path:
    """A trash of the test's own: nothing goes to the user's."""
    return home_trash(tmp_path / "data", monkeypatch) / "files"


@pytest.fixture
def house(tmp_path):
    return album(tmp_path, "a.jpg", "b.jpg", "c.jpg")


@pytest.fixture
def items(library) -> dict[str, int]:
    return items_by_name(library)


@pytest.fixture
def trashing(library, tasks, qtbot) -> Trashing:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = Trashing(library, tasks, window)
    made.sentences, made.offers, made.gone = [], [], []
    made.told.connect(made.sentences.append)
    made.offered.connect(lambda *offer: made.offers.append(offer))
    made.trashed.connect(made.gone.append)
    return made


def asked(trashing: Trashing, items, qtbot) -> QMessageBox:
    trashing.ask(items)
    qtbot.waitUntil(lambda: trashing.question is not None)
    return trashing.question


def test_it_asks_with_count_and_names(trashing, items, house, qtbot) -> None:
    box = asked(trashing, [items["a.jpg"], items["c.jpg"]], qtbot)
    assert "2" in box.text()
    assert box.informativeText().splitlines() == ["a.jpg", "c.jpg"]
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert len(list(house.photos.iterdir())) == 3


def test_enter_moves_them_and_undo_brings_them_back(trashing, items, house, trash, qtbot) -> None:
    before = (house.photos / "a.jpg").read_bytes()
    box = asked(trashing, [items["a.jpg"], items["b.jpg"]], qtbot)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(trashing.offers))
    assert [path.name for path in house.photos.iterdir()] == ["c.jpg"]
    assert sorted(path.name for path in trash.iterdir()) == ["a.jpg", "b.jpg"]
    assert [each.path.name for each in trashing.gone[0]] == ["a.jpg", "b.jpg"]
    sentence, label, undo = trashing.offers[0]
    assert "2" in sentence
    assert label == "&Undo"
    undo()
    qtbot.waitUntil(lambda: bool(trashing.sentences))
    assert (house.photos / "a.jpg").read_bytes() == before
    assert list(trash.iterdir()) == []


def test_the_last_move_is_undone_first_and_each_once(trashing, items, house, qtbot) -> None:
    undoable = []
    trashing.undoable.connect(undoable.append)
    for count, name in enumerate(("a.jpg", "b.jpg"), 1):
        trashing.question = None
        asked(trashing, [items[name]], qtbot).accept()
        qtbot.waitUntil(lambda count=count: len(trashing.offers) == count)
    trashing.undo()
    qtbot.waitUntil(lambda: len(trashing.sentences) == 1)
    assert {path.name for path in house.photos.iterdir()} == {"b.jpg", "c.jpg"}
    trashing.undo()
    qtbot.waitUntil(lambda: len(trashing.sentences) == 2)
    assert len(list(house.photos.iterdir())) == 3
    assert undoable == [True, True, True, False]
    trashing.undo()
    assert undoable[-1] is False


def test_what_cannot_be_moved_is_listed_with_its_reason(
    trashing, items, house, qtbot, monkeypatch
) -> None:
    box = asked(trashing, [items["a.jpg"], items["b.jpg"]], qtbot)
    (house.photos / "a.jpg").unlink()
    trashing.question = None
    box.accept()
    qtbot.waitUntil(lambda: trashing.question is not None)
    assert trashing.question.informativeText().startswith("a.jpg: ")
    assert [each.path.name for each in trashing.gone[0]] == ["b.jpg"]


def test_what_cannot_come_back_is_listed_too(trashing, items, house, qtbot) -> None:
    asked(trashing, [items["a.jpg"]], qtbot).accept()
    qtbot.waitUntil(lambda: bool(trashing.offers))
    (house.photos / "a.jpg").write_bytes(b"something else")
    trashing.question = None
    trashing.restore(trashing.gone[0])
    qtbot.waitUntil(lambda: trashing.question is not None)
    assert "a.jpg: Something else lies" in trashing.question.informativeText()
    assert (house.photos / "a.jpg").read_bytes() == b"something else"


def test_no_file_to_move_is_told_without_a_question(trashing, items, house, qtbot) -> None:
    (house.photos / "a.jpg").unlink()
    trashing.ask([items["a.jpg"]])
    qtbot.waitUntil(lambda: bool(trashing.sentences))
    assert trashing.question is None


def test_of_many_only_the_first_are_named_and_all_can_be_seen(
    trashing, house, library, qtbot
) -> None:
    box = trashing._box(QMessageBox.Icon.Question, "?", [f"{n}.jpg" for n in range(40)])
    assert len(box.informativeText().splitlines()) == 7
    assert len(box.detailedText().splitlines()) == 40
    box.deleteLater()


class TestCopies:
    """The same photo in two places."""

    @pytest.fixture
    def house(self, tmp_path):
        house = album(tmp_path, "a.jpg")
        house.photo("backup/a.jpg", 1000)
        house.index()
        return house

    @pytest.mark.parametrize("also", [False, True])
    def test_the_copy_goes_only_when_it_is_ticked(
        self, trashing, items, house, qtbot, also
    ) -> None:
        box = asked(trashing, [items["a.jpg"]], qtbot)
        assert not box.checkBox().isChecked()
        box.checkBox().setChecked(also)
        box.accept()
        qtbot.waitUntil(lambda: bool(trashing.offers))
        left = list(house.photos.rglob("*.jpg"))
        assert len(left) == (0 if also else 1)
