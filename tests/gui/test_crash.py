import logging
import sys
import threading

import pytest
from helpers.desktop import applications
from PySide6.QtCore import QCoreApplication, QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from mmdesk.gui import crash
from mmdesk.gui.crash import Crashes


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def crashes(qtbot, window, tmp_path):
    made = Crashes(lambda: window, tmp_path / "mmdesk.log")
    made.install()
    yield made
    made.uninstall()


@pytest.fixture
def records(monkeypatch):
    """The log records of mmdesk: kept here, so that they go nowhere else."""
    kept: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = kept.append
    logger = logging.getLogger("mmdesk")
    logger.addHandler(handler)
    monkeypatch.setattr(logger, "propagate", False)
    yield kept
    logger.removeHandler(handler)


def fail() -> None:
    raise RuntimeError("the cat sat on the keyboard")


def test_an_exception_in_the_window_is_told_and_logged(crashes, records, qtbot) -> None:
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: crashes.dialog is not None)
    assert crashes.dialog.isVisible()
    assert records[0].levelno == logging.CRITICAL
    assert "the cat sat" in str(records[0].exc_info[1])


def test_the_window_lives_on(crashes, records, window, qtbot) -> None:
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: crashes.dialog is not None)
    crashes.dialog.reject()
    assert crashes.dialog is None
    assert window.isVisible()
    lived = []
    QTimer.singleShot(0, lambda: lived.append(True))
    qtbot.waitUntil(lambda: bool(lived))


def test_one_in_another_thread_is_told_too(crashes, records, qtbot) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: crashes.dialog is not None)


def test_repeated_ones_open_no_second_dialog(crashes, records, qtbot) -> None:
    def caught() -> int:
        return sum(record.levelno == logging.CRITICAL for record in records)

    for _ in range(3):
        QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: caught() == 3 and crashes.dialog is not None)
    crashes.dialog.reject()
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: caught() == 4)
    QCoreApplication.processEvents()
    assert crashes.dialog is None


def test_a_different_one_is_told_after_the_first(crashes, records, qtbot) -> None:
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: crashes.dialog is not None)
    crashes.dialog.reject()
    QTimer.singleShot(0, lambda: {}["missing"])
    qtbot.waitUntil(lambda: crashes.dialog is not None)


def test_the_details_are_copied_with_versions_and_trace(crashes, records, qtbot) -> None:
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: crashes.dialog is not None)
    crashes.dialog.copy_button.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("mmdesk ")
    assert "RuntimeError: the cat sat on the keyboard" in text
    assert "in fail" in text
    assert crashes.dialog.isVisible()


def test_a_log_file_that_nothing_opens_is_named(crashes, records, qtbot, tmp_path) -> None:
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: crashes.dialog is not None)
    crashes.dialog.log_button.click()
    assert any(str(tmp_path) in label.text() for label in crashes.dialog.findChildren(QLabel))


def test_the_log_file_is_opened(crashes, records, qtbot, tmp_path) -> None:
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: crashes.dialog is not None)
    with applications() as opened:
        crashes.dialog.log_button.click()
    assert opened == [tmp_path / "mmdesk.log"]


def test_the_dialog_opens_without_a_window_too(qtbot, tmp_path, records) -> None:
    crashes = Crashes(lambda: None, tmp_path / "mmdesk.log")
    crashes.install()
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: crashes.dialog is not None)
    crashes.dialog.reject()
    crashes.uninstall()


def test_messages_of_qt_come_into_the_log(crashes, records) -> None:
    qWarning("a layout is unhappy")
    assert [(r.name, r.levelno) for r in records] == [("mmdesk.qt", logging.WARNING)]
    assert "a layout is unhappy" in records[0].getMessage()


def test_uninstalling_puts_back_what_was_there(qtbot, tmp_path) -> None:
    before = sys.excepthook, threading.excepthook
    crashes = crash.Crashes(lambda: None, tmp_path / "mmdesk.log")
    crashes.install()
    assert sys.excepthook != before[0]
    crashes.uninstall()
    assert (sys.excepthook, threading.excepthook) == before
