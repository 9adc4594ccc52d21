"""The desktop around the window, for tests: which one is active, what others are given to open."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def activated(qtbot: QtBot, window: QWidget, width: int, height: int) -> None:
    """Show a window of this size, and wait until the keyboard is its own."""
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


class Applications(QObject):
    """Takes every file that is opened, as the system's applications would."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.paths.append(Path(url.toLocalFile()))


@contextmanager
def applications() -> Iterator[list[Path]]:
    """The files that are opened in other applications meanwhile, in this order."""
    takes = Applications()
    QDesktopServices.setUrlHandler("file", takes, "take")
    try:
        yield takes.paths
    finally:
        QDesktopServices.unsetUrlHandler("file")
