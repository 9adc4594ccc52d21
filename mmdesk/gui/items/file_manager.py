"""The system's file manager: files shown in their folder, selected.

A new system is one function that gives or does what it takes; none of them runs a shell.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

MOST_SHOWN = 20
"""Files that are shown at once; each folder of theirs may open a window."""
_SERVICE, _OBJECT = "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1"
_PATIENCE_MS = 5000


def url(path: Path) -> QUrl:
    """The path as a URL; names that are no valid text keep their bytes."""
    return QUrl.fromEncoded(path.as_uri().encode())


def reveal(paths: Sequence[Path]) -> bool:
    """Show files in the file manager; False where none answered. It may wait: not for the window.

    Linux: https://www.freedesktop.org/wiki/Specifications/file-manager-interface/
    """
    shown = list(paths)[:MOST_SHOWN]
    if sys.platform == "darwin":
        return _start(["/usr/bin/open", "-R", *map(str, shown)])
    if sys.platform == "win32":
        return _start(explorer(shown[0]))
    return _ask_over_bus(shown)


def explorer(path: Path) -> str:
    """The command line that shows a file in Windows.

    Explorer reads it by rules of its own: the comma stands outside the quotes, which keep commas
    and blanks of the name. No name can hold a quote there.
    """
    return f'"{os.environ.get("SYSTEMROOT", "C:/Windows")}\\explorer.exe" /select,"{path}"'


def _start(command: list[str] | str) -> bool:
    try:
        subprocess.Popen(command)  # noqa: S603 (no shell; a string only for Windows, see above)
    except OSError:
        return False
    return True


def _ask_over_bus(paths: Sequence[Path]) -> bool:
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    message = QDBusMessage.createMethodCall(_SERVICE, _OBJECT, _SERVICE, "ShowItems")
    message.setArguments([[path.as_uri() for path in paths], ""])
    answer = bus.call(message, QDBus.CallMode.Block, _PATIENCE_MS)
    return answer.type() is QDBusMessage.MessageType.ReplyMessage
