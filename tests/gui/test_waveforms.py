"""The peaks of sounds, asked for while the sounds change."""

from types import SimpleNamespace

import pytest

from mmdesk.core.errors import MmdeskError
from mmdesk.gui.player.waveforms import Waveforms


class Slow:
    """Stands for Tasks: work is done, and answered, when the test says so."""

    def __init__(self) -> None:
        self.asked: list = []

    def run(self, work, done, failed, owner) -> None:  # noqa: ARG002
        self.asked.append((work, done, failed))

    def answer(self) -> None:
        work, done, _ = self.asked.pop(0)
        done(work())


@pytest.fixture
def tasks():
    return Slow()


@pytest.fixture
def peaks():
    return {item: b"%d" % item for item in range(9)}


@pytest.fixture
def waveforms(qapp, tasks, peaks):
    return Waveforms(SimpleNamespace(browsing=SimpleNamespace(waveform=peaks.get)), tasks)


def ask(qapp, waveforms, *items):
    got = [waveforms.get(item) for item in items]
    qapp.processEvents()
    return got


def test_items_that_change_while_they_are_asked_for_are_asked_for_again(
    qapp, tasks, peaks, waveforms
):
    told = []
    waveforms.ready.connect(told.append)
    ask(qapp, waveforms, 1, 2)
    waveforms.forget([1, 2])
    ask(qapp, waveforms, 3, 4)
    peaks[1] = b"new"
    while tasks.asked:
        tasks.answer()
        qapp.processEvents()
    assert frozenset.union(*told) == {1, 2, 3, 4}
    assert ask(qapp, waveforms, 1, 2, 3, 4) == [None, None, b"3", b"4"]
    tasks.answer()
    assert ask(qapp, waveforms, 1, 2, 3, 4) == [b"new", b"2", b"3", b"4"]


def test_a_sound_without_peaks_is_asked_for_again_once_it_changed(qapp, tasks, peaks, waveforms):
    del peaks[1]
    ask(qapp, waveforms, 1)
    tasks.answer()
    assert ask(qapp, waveforms, 1) == [None]
    assert not tasks.asked
    peaks[1] = b"there"
    waveforms.forget([1])
    ask(qapp, waveforms, 1)
    tasks.answer()
    assert ask(qapp, waveforms, 1) == [b"there"]


def test_after_an_error_the_next_drawing_asks_again(qapp, tasks, waveforms):
    ask(qapp, waveforms, 1)
    tasks.asked.pop(0)[2](MmdeskError("The library is busy."))
    ask(qapp, waveforms, 1)
    tasks.answer()
    assert ask(qapp, waveforms, 1) == [b"1"]
