"""The microphone at the search field: a button that listens, and a line that shows that it does."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from mmdesk.gui.finder import Finder
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.player.microphone import LONGEST, Recorder, SystemMicrophone
from mmdesk.gui.player.times import clock
from mmdesk.gui.search.message_line import Message, MessageLine
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

_BARS, _BAR, _GAP = 24, 3, 2


class RecordButton(QToolButton):
    """Begins to listen; pressed again, searches with what was heard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, autoRaise=True)
        self.setFixedSize(28, 28)
        self.setIconSize(QSize(18, 18))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.show_recording(False)

    def show_recording(self, recording: bool) -> None:
        """Say what a press does now."""
        text = self.tr("Stop, and search with it") if recording else self.tr("Search by a sound")
        self.setIcon(icon("stop" if recording else "microphone"))
        self.setAccessibleName(text)
        self.setToolTip(text)


class RecordingLine(QWidget):
    """Shown while the microphone listens."""

    def __init__(
        self, finder: Finder, library: "Library", tasks: Tasks, message: MessageLine
    ) -> None:
        super().__init__()
        self._finder, self._message = finder, message
        self.recorder = Recorder(library, tasks, SystemMicrophone(), self)
        self.button = RecordButton()
        self.level = _Level()
        self.label = QLabel()
        self.done = QPushButton(self.tr("Search with it"))
        self.cancel = QPushButton(self.tr("Cancel"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 4, 0)
        row.setSpacing(12)
        row.addWidget(self.level)
        row.addWidget(self.label, 1)
        row.addWidget(self.done)
        row.addWidget(self.cancel)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        recorder = self.recorder
        self.button.clicked.connect(recorder.toggle)
        self.done.clicked.connect(recorder.stop)
        self.cancel.clicked.connect(recorder.cancel)
        recorder.changed.connect(self._show)
        recorder.heard.connect(self._hear)
        recorder.recorded.connect(lambda path: self._finder.add_examples([path]))
        recorder.told.connect(lambda text: self._message.tell(Message(text)))

    def _show(self) -> None:
        recording = self.recorder.recording
        self.button.show_recording(recording)
        self.level.clear()
        self._hear(0.0, 0.0)
        self._message.clear()
        self.setVisible(recording)

    def _hear(self, loud: float, seconds: float) -> None:
        self.level.add(loud)
        text = self.tr("Listening… {seconds} of {most}")
        self.label.setText(text.format(seconds=clock(seconds), most=clock(LONGEST)))


class _Level(QWidget):
    """The last moments, as bars: nothing for a screen reader, the label beside it speaks."""

    def __init__(self) -> None:
        super().__init__()
        self._loud = [0.0] * _BARS
        self.setFixedSize(_BARS * (_BAR + _GAP), 20)

    def add(self, loud: float) -> None:
        self._loud = [*self._loud[1:], loud]
        self.update()

    def clear(self) -> None:
        self._loud = [0.0] * _BARS
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.palette().color(QPalette.ColorRole.Highlight)))
        for place, loud in enumerate(self._loud):
            high = max(loud * self.height(), _BAR)
            top = (self.height() - high) / 2
            painter.drawRoundedRect(QRectF(place * (_BAR + _GAP), top, _BAR, high), 1.5, 1.5)
