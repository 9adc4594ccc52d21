"""Python's threads take shorter turns while there is a window.

Every call from Qt into Python waits for the interpreter's lock, and a thread that computes keeps
it for a whole turn: 5 ms, unless told otherwise. A repaint is dozens of such calls.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

TURN = 0.0005
"""Seconds. The indexing thread, which mostly waits for others, is no slower for it."""


@contextmanager
def short_turns() -> Iterator[None]:
    """Let no thread keep the interpreter for longer than `TURN` while others wait for it."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
