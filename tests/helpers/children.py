"""What a child process says of itself."""

import signal
from multiprocessing.connection import Connection


def tell_whether_interrupts_are_blocked(pipe: "Connection[object, object]") -> None:
    """Send whether Ctrl+C is blocked in this process."""
    pipe.send(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, set()))
