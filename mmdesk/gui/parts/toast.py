"""Toasts: a sentence at the bottom of the window, perhaps with a button, that goes by itself.

One at a time; the others wait. A toast stays while the pointer or the focus is on it.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QKeyEvent,
    QPalette,
)
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from mmdesk.gui.parts.card import Card
from mmdesk.gui.parts.icons import icon

SECONDS, SECONDS_WITH_BUTTON = 5, 10
_MARGIN, _WIDEST = 24, 560

_PLACING = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide}


@dataclass(frozen=True, slots=True)
class Toast:
    """A sentence; `act` is what the button labelled `label` does, if there is one."""

    text: str
    label: str = ""
    act: Callable[[], object] | None = None


class Toasts(Card):
    """Lies over the bottom of `over`, a part of `parent` or all of it, while it has a word."""

    def __init__(self, parent: QWidget, over: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parent, self._over = parent, over or parent
        self._waiting: deque[Toast] = deque()
        self._toast = Toast("")
        self._before: QWidget | None = None
        self._below: list[QWidget] = []
        self._text, self.button, self.dismissal = QLabel(), QPushButton(), QToolButton()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.dismiss)
        self._arrange()
        self.button.clicked.connect(self._act)
        self.dismissal.clicked.connect(self.dismiss)
        for part in (self._over, self.button, self.dismissal):
            part.installEventFilter(self)
        self.hide()

    def keep_off(self, below: QWidget) -> None:
        """Stand above this part while it is shown: it is steered by what a toast would hide."""
        self._below.append(below)
        below.installEventFilter(self)

    def _arrange(self) -> None:
        shadow = QGraphicsDropShadowEffect(self, blurRadius=24)
        shadow.setOffset(0, 4)
        shadow.setColor(self.palette().color(QPalette.ColorRole.Shadow))
        self.setGraphicsEffect(shadow)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setMinimumHeight(32)
        self.dismissal.setIcon(icon("close"))
        self.dismissal.setIconSize(QSize(16, 16))
        self.dismissal.setAutoRaise(True)
        self.dismissal.setAccessibleName(self.tr("Dismiss"))
        self.dismissal.setToolTip(self.tr("Dismiss"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        row.addWidget(self.dismissal)

    @property
    def text(self) -> str:
        """What is said now; empty when nothing is."""
        return self._toast.text

    @property
    def is_leaving(self) -> bool:
        """Whether it goes by itself soon: not while the pointer or the focus is on it."""
        return self._timer.isActive()

    def tell(self, text: str, label: str = "", act: Callable[[], object] | None = None) -> None:
        """Say this, after what is being said; a button labelled `label` does `act`."""
        toast = Toast(text, label, act)
        if act is None and toast in (self._toast, *self._waiting):
            return
        self._waiting.append(toast)
        if not self._toast.text:
            self._next()

    def dismiss(self) -> None:
        """Say what waits next, or nothing."""
        if self._has_focus() and self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._toast = Toast("")
        if self._waiting:
            self._next()
        else:
            self._timer.stop()
            self.hide()

    def _act(self) -> None:
        act = self._toast.act
        self.dismiss()
        if act is not None:
            act()

    def _next(self) -> None:
        self._toast = self._waiting.popleft()
        self._text.setText(self._toast.text)
        self.button.setText(self._toast.label)
        self.button.setVisible(self._toast.act is not None)
        self.setAccessibleName(self._toast.text)
        self._before = _focused()
        self._place()
        self.show()
        self.raise_()
        self._go_by_itself()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._toast.text))

    def _go_by_itself(self) -> None:
        seconds = SECONDS if self._toast.act is None else SECONDS_WITH_BUTTON
        self._timer.start(round(seconds * 1000))

    def _place(self) -> None:
        over = self._over
        widest = max(0, min(_WIDEST, over.width() - 2 * _MARGIN))
        self._text.setWordWrap(False)
        if self.sizeHint().width() > widest:
            self._text.setWordWrap(True)
        width = min(self.sizeHint().width(), widest) if not self._text.wordWrap() else widest
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        bottom = min([over.height(), *(_top(each, over) for each in self._below)])
        corner = QPoint((over.width() - width) // 2, bottom - height - _MARGIN)
        place = self._parent.mapFromGlobal(over.mapToGlobal(corner))
        self.setGeometry(QRect(place, QSize(width, height)))

    def _has_focus(self) -> bool:
        focused = _focused()
        return focused is not None and self.isAncestorOf(focused)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._toast.text and not self._has_focus():
            self._go_by_itself()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case kind if kind in _PLACING and watched in (self._over, *self._below):
                if self._toast.text:
                    self._place()
            case QEvent.Type.FocusIn:
                self._timer.stop()
            case QEvent.Type.FocusOut if self._toast.text and not self.underMouse():
                self._go_by_itself()
        return super().eventFilter(watched, event)


def _focused() -> QWidget | None:
    return QApplication.focusWidget()


def _top(part: QWidget, over: QWidget) -> int:
    """Where it begins; below everything while it is hidden."""
    return over.mapFromGlobal(part.mapToGlobal(QPoint())).y() if part.isVisible() else over.height()
