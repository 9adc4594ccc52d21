"""The installed program, started as a person starts it: on a screen, with a keyboard."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from helpers.libraries import House, arguments, eventually

from mmdesk.samples.library import draw


@dataclass
class Screen:
    """A virtual screen and what can be seen and done on it."""

    display: str

    def run(self, *command: str) -> str:
        ran = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=30
        )
        return ran.stdout.strip()

    @property
    def environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
        return {**kept, "DISPLAY": self.display, "LC_ALL": "C.UTF-8"}

    @property
    def windows(self) -> list[str]:
        return self.run("xdotool", "search", "--onlyvisible", "--name", "mmdesk").split()

    def title(self, window: str) -> str:
        return self.run("xdotool", "getwindowname", window)

    def type(self, window: str, text: str) -> None:
        self.run("xdotool", "windowfocus", "--sync", window)
        self.run("xdotool", "type", "--delay", "40", text)


@pytest.fixture
def screen() -> Iterator[Screen]:
    missing = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    if missing or not sys.platform.startswith("linux"):
        pytest.skip(f"there is no virtual screen: {', '.join(missing)} not installed")
    reading, writing = os.pipe()
    # Without -noreset the server starts anew, deaf for a moment, whenever its last client leaves.
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-noreset"]
    with subprocess.Popen(
        command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        os.close(writing)
        with os.fdopen(reading) as told:  # open while the server lives: it ends with its reader
            yield Screen(f":{told.readline().strip()}")
        server.terminate()


@pytest.fixture
def start(screen: Screen, house: House) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Start the program on the screen; it is ended with the test."""
    begun: list[subprocess.Popen[str]] = []

    def run() -> subprocess.Popen[str]:
        begun.append(
            subprocess.Popen(
                arguments(house.library), env=screen.environment, stderr=subprocess.PIPE, text=True
            )
        )
        return begun[-1]

    yield run
    for each in begun:
        each.kill()
        each.communicate()


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A library with the drawn pictures as a root, not indexed yet."""
    made = House(tmp_path / "library", tmp_path / "pictures")
    made.set(model="nobody/nothing")
    draw(made.photos)
    with made.open() as library:
        library.add_root(made.photos)
    return made


def test_typing_into_the_window_finds(
    start: Callable[[], subprocess.Popen[str]], screen: Screen, house: House
) -> None:
    start()
    eventually(lambda: screen.windows)
    window = screen.windows[0]
    eventually(lambda: screen.title(window).startswith("43 photo"))
    screen.type(window, "lighthouse")
    eventually(lambda: "found" in screen.title(window))
    assert "0 found" not in screen.title(window)


def test_told_to_end_while_indexing_it_closes_in_order(
    start: Callable[[], subprocess.Popen[str]], screen: Screen, house: House
) -> None:
    program = start()
    eventually(lambda: screen.windows)
    eventually(lambda: house.asked("SELECT count(*) FROM items")[0][0] > 3)
    program.send_signal(signal.SIGTERM)
    _, said = program.communicate(timeout=30)
    assert program.returncode == 0
    assert "Traceback" not in said
    assert house.asked("PRAGMA integrity_check") == [("ok",)]


def test_a_second_start_raises_the_first_window_and_ends(
    start: Callable[[], subprocess.Popen[str]], screen: Screen
) -> None:
    start()
    eventually(lambda: screen.windows)
    second = start()
    assert second.wait(timeout=30) == 0
    assert len(screen.windows) == 1
