"""What a child process says of itself; imports nothing that would blur the answer."""

import signal
import sys
from multiprocessing.connection import Connection


def report(pipe: "Connection[object, object]") -> None:
    """Send whether Ctrl+C is blocked, and whether the program's main module was run again."""
    on_windows = sys.platform == "win32"
    blocked = set() if on_windows else signal.pthread_sigmask(signal.SIG_BLOCK, set())
    run_again = sys.modules["__mp_main__"] is not sys.modules["__main__"]
    pipe.send((signal.SIGINT in blocked, run_again))
    pipe.close()
