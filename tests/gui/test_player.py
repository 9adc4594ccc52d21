import threading
import time
from pathlib import Path

import pytest
from helpers.cards import RATE, FakeCard, Ramp, ramp
from PySide6.QtCore import QSettings
from shiboken6 import delete

from mmdesk.core.errors import FileUnreadable
from mmdesk.gui.player.memory import PlayerMemory
from mmdesk.gui.player.player import Player, Sound, State

RAIN = Sound(1, Path("/s/rain.wav"), 20.0)
WIND = Sound(2, Path("/s/wind.wav"), 20.0)


@pytest.fixture
def memory(tmp_path):
    return PlayerMemory(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def made(tasks, memory):
    """Players that are destroyed before the tasks are."""
    players = []

    def make(listen=None, card=None):
        players.append(Player(listen or Ramp(20.0), card or FakeCard(), memory, tasks))
        return players[-1]

    yield make
    for player in players:
        player.stop()
        delete(player)


@pytest.fixture
def card():
    return FakeCard()


@pytest.fixture
def player(made, card):
    return made(card=card)


def hear(qtbot, player, output, seconds):
    """Let so many seconds pass on the device."""
    for _ in range(round(seconds / 0.2)):
        output.now += 0.2
        wanted = output.now - 0.1
        qtbot.waitUntil(
            lambda wanted=wanted: not player.playing or output.heard() > wanted, timeout=5000
        )


def test_a_sound_is_heard_from_where_it_was_asked_for(qtbot, player, card):
    player.play(RAIN, 7.5)
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    assert bytes(card.last.samples[:200]) == ramp(round(7.5 * RATE), round(7.5 * RATE) + 100)
    assert player.at(1) == pytest.approx(7.5, abs=0.05)
    assert player.at(2) is None


def test_pieces_follow_each_other_without_a_gap_up_to_the_end(qtbot, made, card):
    player = made(Ramp(6.3), card)
    player.play(RAIN)
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    hear(qtbot, player, card.last, 7.0)
    qtbot.waitUntil(lambda: player.state is State.IDLE)
    assert bytes(card.last.samples) == ramp(0, round(6.3 * RATE))
    assert card.last.closed


def test_only_one_sound_is_heard_at_a_time(qtbot, player, card):
    player.play(RAIN)
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    player.play(WIND)
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    first, second = card.outputs
    assert first.closed
    assert not second.closed
    assert player.plays(2)
    assert not player.plays(1)


def test_a_paused_sound_goes_on_where_it_was(qtbot, player, card):
    player.play(RAIN)
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    hear(qtbot, player, card.last, 0.4)
    player.toggle(RAIN)
    assert card.last.paused
    assert player.at(1) == pytest.approx(0.4, abs=0.21)
    player.toggle(RAIN)
    assert not card.last.paused
    assert len(card.outputs) == 1


def test_seeking_plays_from_there(qtbot, player, card):
    player.play(RAIN)
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    player.seek(12.0)
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    assert bytes(card.last.samples[:20]) == ramp(12 * RATE, 12 * RATE + 10)
    player.seek(99.0)
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    assert player.at(1) == pytest.approx(20.0, abs=0.1)


def test_what_is_prepared_is_heard_within_150_ms(qtbot, made, card):
    ramp_, slow = Ramp(20.0), threading.Event()

    def listen(*asked):
        if len(ramp_.asked) == 1:
            slow.wait(10)  # no second piece comes before the test is over
        return ramp_(*asked)

    player = made(listen, card)
    player.prepare(RAIN, 7.5)
    qtbot.waitUntil(lambda: player._prepared is not None and player._prepared[2].ready)
    begun = time.perf_counter()
    player.play(RAIN, 7.5)
    assert card.last.first is not None
    assert card.last.first - begun < 0.150
    slow.set()


def test_what_is_still_being_prepared_is_not_asked_for_twice(qtbot, made, card):
    gate, source = threading.Event(), Ramp(0.5)

    def listen(*asked):
        gate.wait(10)
        return source(*asked)

    player = made(listen, card)
    player.prepare(RAIN)
    player.play(RAIN)
    assert player.state is State.WAITING
    gate.set()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    assert len(source.asked) == 1


def test_a_rate_that_the_device_does_not_take_is_decoded_at_another(qtbot, made):
    card, source = FakeCard(only=48000), Ramp(3.0)
    player = made(source, card)
    player.play(RAIN, 1.0)
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    assert card.last.rate == 48000
    assert (1.0, 1.0, 48000) in source.asked


def test_a_machine_without_a_sound_device_says_so(qtbot, made):
    player = made(card=FakeCard(absent=True))
    with qtbot.waitSignal(player.told) as told:
        player.play(RAIN)
    assert told.args == ["There is no sound device to play on. Connect one."]
    assert player.state is State.IDLE


def test_a_file_that_cannot_be_read_says_why(qtbot, made):
    def listen(*_):
        raise FileUnreadable("It is cut off.")

    player = made(listen)
    player.prepare(RAIN)  # silently: nobody has asked to hear it
    with qtbot.waitSignal(player.told) as told:
        player.play(RAIN)
    assert told.args == ["It is cut off."]


def test_a_device_that_is_pulled_while_it_plays_is_told(qtbot, player, card):
    player.play(RAIN)
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    card.last.trouble = "The sound device does not answer. Choose another one."
    with qtbot.waitSignal(player.told) as told:
        pass
    assert "does not answer" in told.args[0]
    assert player.state is State.IDLE


def test_volume_and_device_are_remembered(qtbot, made, card, memory):
    player = made(card=card)
    player.set_volume(0.35)
    player.use_device("two")
    player.play(RAIN)
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    assert (card.last.volume, card.keys) == (0.35, ["two"])
    again = made(card=card)
    assert (again.volume, again.device) == (0.35, "two")


def test_another_device_goes_on_with_the_sound(qtbot, player, card):
    player.play(RAIN)
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    hear(qtbot, player, card.last, 1.0)
    player.use_device("two")
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    assert card.keys == ["", "two"]
    assert player.at(1) == pytest.approx(1.0, abs=0.25)
