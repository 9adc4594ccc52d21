import threading

from PySide6.QtCore import QObject

from mmdesk.core.errors import LibraryBusy
from mmdesk.gui.in_order import InOrder


def test_what_was_asked_first_is_done_first_however_long_it_takes(qtbot, tasks):
    owner = QObject()
    work, done, gate = InOrder(tasks, owner), [], threading.Event()
    work.run(lambda: done.append("first") if gate.wait(10) else None)
    work.run(lambda: done.append("second"))
    assert work.busy
    assert done == []
    with qtbot.waitSignal(work.settled):
        gate.set()
    assert done == ["first", "second"]
    assert not work.busy


def test_a_failure_is_told_and_the_next_goes_on(qtbot, tasks):
    def fails():
        raise LibraryBusy("The catalogue is busy.")

    owner = QObject()
    work, said, answers = InOrder(tasks, owner), [], []
    work.failed.connect(said.append)
    with qtbot.waitSignal(work.settled):
        work.run(fails)
        work.run(lambda: 7, answers.append)
    assert said == ["The catalogue is busy."]
    assert answers == [7]
