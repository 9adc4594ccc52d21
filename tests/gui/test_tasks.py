"""Work off the GUI thread: answered there, droppable."""

import threading

import pytest

from mmdesk.core.errors import FileUnreadable
from mmdesk.gui.tasks import Latest


def test_an_answer_comes_back_in_the_gui_thread(tasks, qtbot) -> None:
    came: list[tuple[int, bool]] = []

    def done(worked_in: int) -> None:
        came.append((worked_in, threading.current_thread() is threading.main_thread()))

    tasks.run(threading.get_ident, done)
    qtbot.waitUntil(lambda: came != [])
    worked_in, answered_in_main = came[0]
    assert worked_in != threading.get_ident()
    assert answered_in_main


def test_a_failure_of_the_environment_goes_to_whoever_asked(tasks, qtbot) -> None:
    errors: list[str] = []
    tasks.run(_fail, failed=lambda error: errors.append(str(error)))
    qtbot.waitUntil(lambda: errors == ["It is gone."])


def test_a_failure_that_nobody_wants_is_told_to_all(tasks, qtbot, caplog) -> None:
    with qtbot.waitSignal(tasks.failed) as told:
        tasks.run(_fail)
    assert told.args == ["It is gone."]


def test_a_mistake_of_ours_is_raised_where_it_is_seen(tasks, qtbot) -> None:
    with qtbot.captureExceptions() as raised:
        tasks.run(lambda: 1 // 0)
        qtbot.waitUntil(lambda: len(raised) == 1)
    assert raised[0][0] is ZeroDivisionError


def test_a_cancelled_task_answers_nobody(tasks, qtbot) -> None:
    begun, go_on, answers = threading.Event(), threading.Event(), list[str]()

    def slow() -> str:
        begun.set()
        go_on.wait(10)
        return "late"

    late = tasks.run(slow, answers.append)
    assert begun.wait(10)
    late.cancel()
    go_on.set()
    tasks.run(lambda: "next", answers.append)
    qtbot.waitUntil(lambda: "next" in answers)
    assert answers == ["next"]


def test_only_the_newest_of_one_kind_is_answered(tasks, qtbot) -> None:
    latest, go_on, answers = Latest(tasks, tasks), threading.Event(), list[int]()
    latest.run(lambda: go_on.wait(10) and 1, answers.append)
    latest.run(lambda: 2, answers.append)
    go_on.set()
    qtbot.waitUntil(lambda: answers != [])
    qtbot.wait(20)
    assert answers == [2]


def test_an_answer_to_a_panel_that_is_gone_is_dropped(tasks, qtbot) -> None:
    from PySide6.QtCore import QObject

    panel, go_on, answers = QObject(), threading.Event(), list[str]()
    tasks.run(lambda: go_on.wait(10) and "late", answers.append, owner=panel)
    panel.deleteLater()
    del panel
    qtbot.wait(10)
    go_on.set()
    tasks.run(lambda: "next", answers.append)
    qtbot.waitUntil(lambda: "next" in answers)
    assert answers == ["next"]


def test_what_is_asked_while_the_window_closes_is_dropped(tasks, qtbot) -> None:
    answers: list[int] = []
    tasks.stop()
    assert tasks.run(lambda: 1, answers.append).cancelled
    Latest(tasks, tasks).run(lambda: 2, answers.append)
    qtbot.wait(10)
    assert answers == []


def _fail() -> None:
    raise FileUnreadable("It is gone.")


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", "mmdesk.gui.tasks")


def test_the_newest_answer_too_is_dropped_once_its_panel_is_gone(tasks, qtbot) -> None:
    from PySide6.QtCore import QObject

    panel, go_on, answers = QObject(), threading.Event(), list[str]()
    latest = Latest(tasks, panel)
    latest.run(lambda: go_on.wait(10) and "late", answers.append)
    panel.deleteLater()
    del panel
    qtbot.wait(10)
    go_on.set()
    tasks.run(lambda: "next", answers.append)
    qtbot.waitUntil(lambda: "next" in answers)
    assert answers == ["next"]
