"""Moments on their way into files: asked for, followed, given up, told of when they fail."""

from pathlib import Path

import av
import pytest
from helpers.films import film, moving, tone
from helpers.libraries import House
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from mmdesk.core.entities import Span
from mmdesk.gui.film.exports import Exports

PART = Span(1.0, 2.0)


@pytest.fixture(scope="session")
def clip(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("films") / "holiday.mp4"
    return film(path, [(4.0, moving())], tone(4.0), gop=25)


@pytest.fixture
def library(tmp_path):
    house = House(tmp_path / "library", tmp_path / "films")
    house.set(model="nobody/nothing")
    with house.open() as opened:
        yield opened


@pytest.fixture
def exports(qtbot, library, tasks):
    window = QWidget()
    qtbot.addWidget(window)
    made = Exports(library, tasks, window)
    QVBoxLayout(window).addWidget(made)
    window.resize(700, 200)
    window.show()
    yield made
    window.close()


@pytest.fixture
def answer(monkeypatch):
    """What the person answers to the question where it shall go; gives what was suggested."""
    asked = []

    def answered(path: str):
        def ask(_parent, _title, suggested, **_options):
            asked.append(Path(suggested))
            return path, ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
        return asked

    return answered


def seconds(path: Path) -> float:
    with av.open(str(path)) as container:
        return container.duration / 1e6


def test_a_moment_becomes_a_file_and_is_shown_in_its_folder(qtbot, exports, clip, tmp_path, answer):
    target = tmp_path / "moment.mp4"
    asked = answer(str(target))
    with qtbot.waitSignal(exports.offered) as offered:
        exports.ask(clip, PART)
        qtbot.waitUntil(exports.isVisible)
    assert asked[0].name == "holiday 0.01-0.02.mp4"
    assert 0.9 <= seconds(target) <= 2.2
    text, label, act = offered.args
    assert "moment.mp4" in text
    assert label == "Show in folder"
    with qtbot.waitSignal(exports.reveal_wanted) as revealed:
        act()
    assert revealed.args == [target]
    assert exports.isHidden()
    assert exports.lines == []


def test_its_line_says_which_and_how_far(qtbot, exports, clip, tmp_path):
    exports.begin(clip, PART, tmp_path / "moment.mp4")
    qtbot.waitUntil(lambda: len(exports.lines) == 1)
    line, shares = exports.lines[0], []
    assert "moment.mp4" in line.title.text()
    assert "moment.mp4" in line.button.accessibleName()
    line.bar.valueChanged.connect(shares.append)
    with qtbot.waitSignal(exports.offered):
        pass
    assert shares[-1] == 1000


def test_it_can_be_given_up_and_nothing_of_it_stays(qtbot, exports, clip, tmp_path, monkeypatch):
    long = film(tmp_path / "long.webm", [(40.0, moving())])  # coded anew, which takes a while
    told, left = [], []
    exports.told.connect(told.append)
    exports.left.connect(lambda: left.append(True))
    exports.begin(long, Span(0.5, 39.5), tmp_path / "moment.mp4")
    qtbot.waitUntil(lambda: len(exports.lines) == 1)
    exports.lines[0].button.click()
    assert not exports.lines[0].button.isEnabled()
    qtbot.waitUntil(lambda: exports.lines == [])
    assert told == left == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "long.webm"]


@pytest.mark.parametrize("cancels", [True, False])
def test_a_button_that_had_the_focus_gives_it_back(qtbot, exports, clip, tmp_path, cancels):
    exports.begin(clip, PART, tmp_path / "moment.mp4")
    qtbot.waitUntil(lambda: len(exports.lines) == 1)
    button = exports.lines[0].button
    exports.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    with qtbot.waitSignal(exports.left):
        if cancels:
            button.click()
    qtbot.waitUntil(lambda: exports.lines == [])


def test_what_is_there_already_stays_as_it_is(qtbot, exports, clip, tmp_path):
    target = tmp_path / "moment.mp4"
    target.write_bytes(b"mine")
    with qtbot.waitSignal(exports.told) as told:
        exports.begin(clip, PART, target)
    assert told.args == ["A file of that name is there already. Choose another name."]
    assert target.read_bytes() == b"mine"


def test_what_goes_wrong_is_told_as_a_sentence(qtbot, exports, tmp_path):
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no film at all")
    with qtbot.waitSignal(exports.told) as told:
        exports.begin(broken, PART, tmp_path / "moment.mp4")
    assert told.args[0].endswith(".")
    assert exports.isHidden() or not exports.lines


def test_a_name_without_an_ending_gets_one(qtbot, exports, clip, tmp_path, answer):
    answer(str(tmp_path / "holiday 0.01-0.02"))
    with qtbot.waitSignal(exports.offered):
        exports.ask(clip, PART)
    assert (tmp_path / "holiday 0.01-0.02.mp4").exists()


def test_the_folder_chosen_last_is_offered_next(qtbot, exports, clip, tmp_path, answer):
    asked = answer(str(tmp_path / "one.mp4"))
    with qtbot.waitSignal(exports.offered):
        exports.ask(clip, PART)
    answer("")
    exports.ask(clip, PART)
    assert asked[0].parent != asked[1].parent == tmp_path


def test_nothing_is_written_when_no_name_is_given(exports, clip, answer):
    answer("")
    exports.ask(clip, PART)
    assert exports.lines == []
