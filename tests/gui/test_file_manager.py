import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mmdesk.gui.items.file_manager import explorer, url

MANAGER = """
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusVirtualObject

class Manager(QDBusVirtualObject):
    def handleMessage(self, message, connection):
        print(message.member(), message.signature(), message.arguments()[0], flush=True)
        connection.send(message.createReply())
        return True

    def introspect(self, path):
        return ""

app = QCoreApplication([])
bus, manager = QDBusConnection.sessionBus(), Manager()
bus.registerVirtualObject("/org/freedesktop/FileManager1", manager)
bus.registerService("org.freedesktop.FileManager1")
print("ready", flush=True)
app.exec()
"""

CALLER = """
import subprocess, sys
from pathlib import Path
from mmdesk.gui.items.file_manager import reveal

manager = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE, text=True)
manager.stdout.readline()
print(reveal([Path("/photos/a b.jpg"), Path("/photos/caf\\udce9.jpg")]))
print(manager.stdout.readline())
manager.terminate()
manager.wait()
"""
ALONE = """
from pathlib import Path
from mmdesk.gui.items.file_manager import reveal
print(reveal([Path("/a")]))
"""

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus is Linux's")


def on_a_bus(*arguments: str) -> str:
    """What a program prints that runs on a message bus of its own."""
    name = "-".join(("dbus", "run", "session"))
    runner = shutil.which(name)
    if runner is None:
        pytest.skip(f"{name} is not installed")
    command = [runner, "--", sys.executable, "-c", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=True
    ).stdout.strip()


@linux
def test_the_file_manager_is_asked_for_all_files_by_their_bytes() -> None:
    said = on_a_bus(CALLER, MANAGER).split("\n")
    assert said[0] == "True"
    assert said[1] == "ShowItems ass ['file:///photos/a%20b.jpg', 'file:///photos/caf%E9.jpg']"


@linux
def test_no_file_manager_on_the_bus_is_no_answer() -> None:
    assert on_a_bus(ALONE) == "False"


@linux
def test_no_bus_is_no_answer() -> None:
    nowhere = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
    ran = subprocess.run(
        [sys.executable, "-c", ALONE], env=nowhere, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "False"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_url_keeps_names_that_are_no_text() -> None:
    assert bytes(url(Path("/p/caf\udce9 #1.jpg")).toEncoded()) == b"file:///p/caf%E9%20%231.jpg"


def test_explorer_gets_the_whole_name_between_quotes() -> None:
    command = explorer(Path("C:/My photos/a, b.jpg"))
    assert command.endswith(f'explorer.exe" /select,"{Path("C:/My photos/a, b.jpg")}"')
