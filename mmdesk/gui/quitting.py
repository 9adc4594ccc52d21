"""Signals that ask the program to end close the window in order.

A signal only writes to a socket, which Qt's loop hears: a handler of Python's own would close the
window between any two steps of the GUI thread, in the middle of whatever lock it holds.
"""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def quit_on_signals(application: QApplication) -> Iterator[None]:
    """Within the block Ctrl+C, SIGTERM and the end of a terminal close all windows."""
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    near, far = socket.socketpair()
    for end in (near, far):
        end.setblocking(False)
    notifier = QSocketNotifier(near.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: near.recv(16) and application.closeAllWindows())
    former = signal.set_wakeup_fd(far.fileno(), warn_on_full_buffer=False)
    before = {number: signal.signal(number, lambda *_: None) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(former)
        notifier.setEnabled(False)
        near.close()
        far.close()
