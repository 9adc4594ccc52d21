"""What nobody expected: written to the log, told calmly, and the window lives on.

Catches what Python code in any thread lets through, and brings Qt's own messages into the log.
"""

import logging
import platform
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    QUrl,
    Signal,
    Slot,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QDesktopServices, QFont, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mmdesk.gui.parts.icons import icon

QUIET_SECONDS = 60
"""What was told is not told again for so long: an error in painting comes with every frame."""
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

log = logging.getLogger(__name__)
qt_log = logging.getLogger("mmdesk.qt")


class Crashes(QObject):
    """Takes what was not caught from `install` on. `window` gives the dialog's parent."""

    _crashed = Signal(object)

    def __init__(self, window: Callable[[], QWidget | None], log_path: Path) -> None:
        super().__init__()
        self._window, self._log_path = window, log_path
        self._told: dict[str, float] = {}
        self.dialog: CrashDialog | None = None
        # Queued, so that no dialog opens in another thread or in the middle of painting.
        self._crashed.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from here on; `uninstall` puts back what was there."""
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook, threading.excepthook = self._take, self._take_from_thread
        self._qt_before = qInstallMessageHandler(log_qt)

    def uninstall(self) -> None:
        """Leave everything as it was before `install`."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(self._qt_before)

    def _take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("Not caught", exc_info=(kind, error, trace))
        self._crashed.emit(error.with_traceback(trace))

    def _take_from_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None and caught.exc_type is not SystemExit:
            self._take(caught.exc_type, caught.exc_value, caught.exc_traceback)

    @Slot(object)
    def _tell(self, error: BaseException) -> None:
        where, now = _where(error), time.monotonic()
        if self.dialog is not None or now - self._told.get(where, -QUIET_SECONDS) < QUIET_SECONDS:
            return
        self._told[where] = now
        self.dialog = CrashDialog(details(error), self._log_path, self._window())
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self._told = dict.fromkeys(self._told, time.monotonic())
            self.dialog.deleteLater()
            self.dialog = None


class CrashDialog(QDialog):
    """Says that something went wrong, that nothing is lost, and how it can be reported."""

    def __init__(self, text: str, log_path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details, self._log_path = text, log_path
        self.setWindowTitle(self.tr("Something went wrong"))
        self._sentence, self._note = QLabel(), QLabel()
        self.copy_button = QPushButton(icon("copy"), self.tr("&Copy details"))
        self.log_button = QPushButton(self.tr("Show &log file"))
        self.copy_button.clicked.connect(self._copy)
        self.log_button.clicked.connect(self._show_log)
        self._arrange()

    def _arrange(self) -> None:
        heading, image = QLabel(self.tr("Something went wrong in mmdesk")), QLabel()
        heading.setFont(_larger(heading.font()))
        image.setPixmap(icon("warning").pixmap(48, 48))
        self._sentence.setText(
            self.tr(
                "Your photos are safe: mmdesk only reads them. What you did last may not have "
                "worked; everything else goes on. If it happens again, the details help "
                "to find out why."
            )
        )
        self._note.hide()
        for label in (self._sentence, self._note):
            label.setWordWrap(True)
            label.setFixedWidth(416)
        texts = QVBoxLayout()
        texts.setSpacing(8)
        for label in (heading, self._sentence, self._note):
            texts.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(image, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(24)
        column.addLayout(row)
        column.addWidget(self._make_buttons())

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in (self.copy_button, self.log_button):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()
        return buttons

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self._say(self.tr("The details are in the clipboard."))

    def _show_log(self) -> None:
        shown = QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_path)))
        if not shown:
            self._say(self.tr("The log file is {path}.").format(path=self._log_path))

    def _say(self, text: str) -> None:
        self._note.setText(text)
        self._note.show()


def details(error: BaseException) -> str:
    """What a report needs: the versions, and how it came to `error`."""
    from importlib import metadata  # with the parser of e-mails; the window would wait for it

    versions = (
        f"mmdesk {metadata.version('mmdesk')}, Python {platform.python_version()}, "
        f"Qt {qVersion()}, {platform.platform()}"
    )
    return f"{versions}\n\n{''.join(traceback.format_exception(error))}"


def log_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Write one of Qt's own messages to the log."""
    qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category, text)


def _where(error: BaseException) -> str:
    """The kind of an error and the place that raised it: the same for its repetitions."""
    frames = traceback.extract_tb(error.__traceback__)
    last = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__} {last}"


def _larger(font: QFont) -> QFont:
    font.setPointSizeF(font.pointSizeF() * 1.25)
    font.setWeight(QFont.Weight.DemiBold)
    return font
