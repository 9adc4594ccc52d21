"""One log file per library, for questions that a message on the screen cannot answer.

What the watching library complains of goes there, too: Python would print it over the commands'
output.
"""

import logging
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOGGERS = ("mmdesk", "watchdog")
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _LogFile(RotatingFileHandler):
    """A log that cannot be written (full disk, read-only folder) takes nothing else down with it.

    What cannot be written there is told where it matters, by those who write the library's data.
    """

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's name)
        """Let the record go, instead of printing a traceback over the program's output."""

    def close(self) -> None:
        """Take no more records, and close the file, whether or not all can still be written."""
        for logger in map(logging.getLogger, LOGGERS):
            logger.removeHandler(self)
        with suppress(OSError):
            super().close()


def to_file(path: Path) -> logging.Handler:
    """Send log records to `path` (1 MB, three old ones kept); the caller closes it."""
    handler = _LogFile(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter(FORMAT))
    for logger in map(logging.getLogger, LOGGERS):
        logger.setLevel(logging.INFO)
        logger.propagate = False
        logger.addHandler(handler)
    return handler
