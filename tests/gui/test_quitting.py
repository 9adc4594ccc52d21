"""Signals that ask the program to end."""

import os
import signal
import threading

import pytest
from PySide6.QtWidgets import QWidget

from mmdesk.gui.quitting import quit_on_signals


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_signal_closes_the_window_in_the_loop_and_never_in_the_middle_of_work(
    qapp, qtbot
) -> None:
    window = QWidget()
    window.show()
    with quit_on_signals(qapp):
        lock = threading.Lock()
        with lock:
            signal.raise_signal(signal.SIGTERM)
            assert window.isVisible()
        qtbot.waitUntil(lambda: not window.isVisible())
    window.deleteLater()


def test_afterwards_the_signals_are_what_they_were(qapp) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with quit_on_signals(qapp):
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before
