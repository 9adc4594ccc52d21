"""What a child process says of itself."""

import signal
from multiprocessing.connection import Connection


def tell_whether_interrupts_are_blocked(pipe: "Connection[object, object]") -> None:
    """Send whether Ctrl+C and the end of the terminal are blocked in this process."""
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, set())
    pipe.send({signal.SIGINT, signal.SIGHUP} <= blocked)
