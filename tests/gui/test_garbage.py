"""Garbage is collected in the GUI thread, and by nobody else."""

import gc
import threading
from weakref import ref

import pytest
from PySide6.QtCore import QObject

from mmdesk.gui.garbage import Garbage


class Cycle(QObject):
    """An object that only the collector can let go of."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def garbage(qapp):
    made = Garbage()
    yield made
    made.stop()


def test_a_cycle_is_collected_in_the_gui_thread(garbage, qtbot) -> None:
    ended_in: list[threading.Thread] = []
    lost = ref(Cycle(), lambda _: ended_in.append(threading.current_thread()))
    allocating = threading.Thread(target=lambda: [[] for _ in range(100_000)])
    allocating.start()
    allocating.join()
    assert lost() is not None
    kept = [[] for _ in range(2 * gc.get_threshold()[0])]
    garbage.collect()
    assert ended_in == [threading.main_thread()]
    assert kept


def test_everything_is_looked_through_seldom(garbage) -> None:
    def full() -> int:
        return gc.get_stats()[2]["collections"]

    before = full()
    kept = []
    for _ in range(300):
        kept += [[] for _ in range(gc.get_threshold()[0] + 1)]
        garbage.collect()
    assert full() - before <= 1


def test_afterwards_python_collects_by_itself_again(qapp) -> None:
    Garbage().stop()
    assert gc.isenabled()
