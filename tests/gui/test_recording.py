"""The microphone at the search field, with one that no machine has."""

import wave

import pytest
from helpers.cards import FakeMicrophone, tone
from PySide6.QtCore import Qt

from mmdesk.gui.player.microphone import LONGEST, level
from mmdesk.gui.search.dropping import is_sound, shown_name
from mmdesk.gui.search.search_bar import SearchBar

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bar(qtbot, finder, library, tasks):
    made = SearchBar(finder, library, tasks)
    qtbot.addWidget(made)
    made.resize(900, 120)
    made.show()
    return made


def listen_to(bar, microphone: FakeMicrophone) -> FakeMicrophone:
    bar.recording.recorder._microphone = microphone
    return microphone


def press(qtbot, bar) -> None:
    qtbot.mouseClick(bar.recording.button, LEFT)


def test_what_the_microphone_hears_becomes_an_example(qtbot, bar, finder):
    microphone = listen_to(bar, FakeMicrophone(tone(2.0, rate=48000)))
    press(qtbot, bar)
    assert bar.recording.isVisible()
    assert bar.recording.button.accessibleName() == "Stop, and search with it"
    qtbot.waitUntil(lambda: max(bar.recording.level._loud) > 0.5)
    qtbot.waitUntil(lambda: "0:01" in bar.recording.label.text())
    press(qtbot, bar)
    qtbot.waitUntil(lambda: len(finder.query.examples) == 1)
    assert microphone.input.closed
    assert not bar.recording.isVisible()
    [path] = finder.query.examples
    with wave.open(str(path)) as kept:
        assert (kept.getframerate(), kept.getnchannels()) == (48000, 1)
        assert 1.0 <= kept.getnframes() / 48000 <= 2.0
    assert shown_name(path.name) == "Recording"
    qtbot.waitUntil(lambda: bool(bar.row.chips and bar.row.chips[0]._peaks))


def test_it_ends_by_itself_after_ten_seconds(qtbot, bar, finder):
    listen_to(bar, FakeMicrophone(tone(12.0, rate=48000)))
    press(qtbot, bar)
    recorder = bar.recording.recorder
    while recorder.recording:
        recorder._read()
    qtbot.waitUntil(lambda: len(finder.query.examples) == 1)
    with wave.open(str(finder.query.examples[0])) as kept:
        assert kept.getnframes() / 48000 == pytest.approx(LONGEST, abs=0.3)


def test_escape_drops_what_was_heard(qtbot, bar, finder):
    microphone = listen_to(bar, FakeMicrophone(tone(2.0, rate=48000)))
    press(qtbot, bar)
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert microphone.input.closed
    assert not bar.recording.isVisible()
    assert finder.query.examples == ()


def test_a_machine_without_a_microphone_says_so(qtbot, bar):
    listen_to(bar, FakeMicrophone(absent=True))
    press(qtbot, bar)
    assert bar.message.label.text() == "There is no microphone. Connect one."
    assert not bar.recording.isVisible()


def test_a_microphone_that_may_not_be_used_is_told_with_the_way_to_allow_it(qtbot, bar):
    listen_to(bar, FakeMicrophone(forbidden=True))
    press(qtbot, bar)
    assert "privacy settings" in bar.message.label.text()


def test_a_mute_microphone_is_told(qtbot, bar, finder):
    listen_to(bar, FakeMicrophone(bytes(96000)))
    press(qtbot, bar)
    qtbot.waitUntil(lambda: "0:01" in bar.recording.label.text())
    press(qtbot, bar)
    assert "mute or blocked" in bar.message.label.text()
    assert finder.query.examples == ()


def test_the_level_is_that_of_the_ear():
    assert level(b"") == 0.0
    assert level(bytes(2000)) == 0.0
    assert 0.7 < level(tone(0.1)) < 0.9
    quiet = bytes(tone(0.1))
    assert level(quiet) > level(bytes([1, 0] * 400))


@pytest.mark.parametrize(
    ("name", "sound"),
    [("a.wav", True), ("a.MP3", True), ("a.opus", True), ("a.m4a", True), ("a.flac", True),
     ("a.aiff", True), ("a.wma", True), ("a.jpg", False), ("a.m3u", False), ("a.pls", False)],
)  # fmt: skip
def test_sounds_are_known_by_their_names_and_lists_of_them_are_none(name, sound, tmp_path):
    assert is_sound(tmp_path / name) is sound
