import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from mmdesk.gui.parts import toast
from mmdesk.gui.parts.toast import Toasts


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(640, 400)
    made.other = QPushButton("Other")
    QVBoxLayout(made).addWidget(made.other)
    made.show()
    made.activateWindow()
    made.other.setFocus()
    return made


@pytest.fixture
def toasts(window) -> Toasts:
    return Toasts(window)


def quick(monkeypatch) -> None:
    monkeypatch.setattr(toast, "SECONDS", 0.05)
    monkeypatch.setattr(toast, "SECONDS_WITH_BUTTON", 0.05)


def test_a_sentence_is_shown_and_goes_by_itself(toasts, qtbot, monkeypatch) -> None:
    quick(monkeypatch)
    toasts.tell("3 photos copied")
    assert toasts.isVisible()
    assert toasts.accessibleName() == "3 photos copied"
    assert toasts.button.isHidden()
    qtbot.waitUntil(toasts.isHidden)


def test_the_button_does_what_it_says_and_the_toast_goes(toasts, qtbot) -> None:
    done = []
    toasts.tell("Moved", "&Undo", lambda: done.append("undone"))
    qtbot.mouseClick(toasts.button, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert toasts.isHidden()


def test_the_button_is_reached_by_keys_and_gives_the_focus_back(window, toasts, qtbot) -> None:
    done = []
    toasts.tell("Moved", "&Undo", lambda: done.append("undone"))
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.other, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is toasts.button
    qtbot.keyClick(toasts.button, Qt.Key.Key_Space)
    assert done == ["undone"]
    assert QApplication.focusWidget() is window.other


def test_escape_on_it_dismisses_it(window, toasts, qtbot) -> None:
    toasts.tell("Moved", "&Undo", lambda: None)
    toasts.dismissal.setFocus()
    qtbot.keyClick(toasts.dismissal, Qt.Key.Key_Escape)
    assert toasts.isHidden()


def test_the_second_waits_for_the_first_and_is_not_said_twice(toasts) -> None:
    toasts.tell("One")
    toasts.tell("Two")
    toasts.tell("Two")
    assert toasts.text == "One"
    toasts.dismiss()
    assert toasts.text == "Two"
    toasts.dismiss()
    assert toasts.isHidden()


def test_it_stays_while_the_pointer_is_on_it(toasts, qtbot, monkeypatch) -> None:
    quick(monkeypatch)
    here = QPointF(4, 4)
    toasts.tell("Look at this")
    QApplication.sendEvent(toasts, QEnterEvent(here, here, here))
    assert not toasts.is_leaving
    QApplication.sendEvent(toasts, QEvent(QEvent.Type.Leave))
    assert toasts.is_leaving
    qtbot.waitUntil(toasts.isHidden)


def test_it_lies_over_one_part_and_leaves_the_others_to_be_read(window, qtbot) -> None:
    over, strip = QWidget(), QWidget()
    window.layout().insertWidget(0, over, 1)
    window.layout().addWidget(strip)
    strip.setMinimumHeight(60)
    toasts = Toasts(window, over)
    toasts.tell("Moved")
    for height in (400, 300):
        window.resize(640, height)
        qtbot.waitUntil(lambda: over.geometry().contains(toasts.geometry()))
    strip.setMinimumHeight(120)
    qtbot.waitUntil(lambda: not strip.geometry().intersects(toasts.geometry()))
    assert over.geometry().contains(toasts.geometry())


def test_it_stays_inside_a_narrow_window_and_follows_it(window, toasts) -> None:
    toasts.tell("A sentence that is much too long for one line of a window as narrow as this " * 2)
    for width in (640, 400, 900):
        window.resize(width, 400)
        QApplication.processEvents()
        assert window.rect().contains(toasts.geometry())
        middle = toasts.geometry().center().x()
        assert abs(middle - window.rect().center().x()) <= 1
