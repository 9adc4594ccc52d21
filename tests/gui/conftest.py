"""Fixtures for tests of the window: a library of drawn pictures, the parts that panels stand on.

Qt runs without a screen. Threads that a test leaves behind fail it, with their names.
"""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.albums import items_by_name
from helpers.libraries import PATIENCE, House
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PATIENCE_MS = round(PATIENCE * 1000)


class PatientBot(QtBot):
    """Waits as long as a busy machine may take: pytest-qt's five seconds are no measure of it."""

    def waitUntil(self, callback, *, timeout=PATIENCE_MS):  # noqa: N802
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=PATIENCE_MS, **options):  # noqa: N802
        return super().waitSignal(signal, timeout=timeout, **options)

    def waitSignals(self, signals, *, timeout=PATIENCE_MS, **options):  # noqa: N802
        return super().waitSignals(signals, timeout=timeout, **options)


@pytest.fixture
def qtbot(qapp, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's, with patience."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The sample pictures, indexed once without any model; never to be changed."""
    from mmdesk.samples.library import draw

    place = tmp_path_factory.mktemp("drawn")
    house = House(place / "library", place / "pictures")
    house.set(model="nobody/nothing")
    draw(house.photos)
    house.index()
    return house


@pytest.fixture
def house(drawn: House, tmp_path: Path) -> House:
    """A library of its own over the drawn pictures (which stay where they are: read only)."""
    shutil.copytree(drawn.library, tmp_path / "library")
    return House(tmp_path / "library", drawn.photos)


@pytest.fixture
def library(house: House):
    """That library, open for indexing but with the indexing thread not started."""
    with house.open() as opened:
        yield opened


@pytest.fixture
def items(library) -> list[int]:
    """Its items, by name."""
    return list(items_by_name(library).values())


@pytest.fixture
def tasks(qapp) -> Iterator:
    from mmdesk.gui.tasks import Tasks

    made = Tasks()
    yield made
    made.stop()


@pytest.fixture
def finder(library, tasks):
    from shiboken6 import delete

    from mmdesk.gui.finder import Finder

    made = Finder(library, tasks)
    yield made
    delete(made)  # its timers must not go off once the tasks have stopped


@pytest.fixture(autouse=True)
def _no_threads_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in set(threading.enumerate()) - before if not thread.daemon]
    assert not left, f"threads left behind: {left}"
