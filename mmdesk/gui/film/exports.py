"""Moments on their way into files of their own: a line each, with how far it is and a way to stop.

It lies at the bottom of the window, so that it goes on in sight whatever else is looked at.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QStandardPaths, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mmdesk.core.entities import Span
from mmdesk.core.errors import MmdeskError
from mmdesk.core.paths import printable
from mmdesk.gui.parts.elided_label import ElidedLabel
from mmdesk.gui.parts.told import said
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library
    from mmdesk.library.exporting import Export

LOOK_MS = 200
"""Between two looks at how far it is."""
_STEPS = 1000
_BAR = 160
_Place = QStandardPaths.StandardLocation


class Exports(QWidget):
    """Hidden while nothing is exported."""

    told = Signal(str)
    offered = Signal(str, str, object)
    """A sentence, and what a button beside it says and does."""
    reveal_wanted = Signal(object)
    """A path to show in the file manager."""
    left = Signal()
    """The button that had the focus can no longer be pressed."""

    def __init__(self, library: "Library", tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._library, self._tasks = library, tasks
        self._folder = QStandardPaths.writableLocation(_Place.MoviesLocation)
        self.lines: list[ExportLine] = []
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setForegroundRole(QPalette.ColorRole.Mid)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(line)
        self.hide()

    def ask(self, path: Path, span: Span) -> None:
        """Ask where this part of a video shall go, and write it there."""
        suggested = Path(self._folder, self._library.exporting.suggested(path, span))
        # What is there already is never written over, so that nobody has to allow it.
        chosen, _ = QFileDialog.getSaveFileName(
            self.window(),
            self.tr("Export this moment"),
            str(suggested),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not chosen:
            return
        target = Path(chosen)
        if not target.suffix or target.suffix[1:].isdecimal():  # 0.12-0.19 is no name's end
            target = target.with_name(target.name + suggested.suffix)
        self._folder = str(target.parent)
        self.begin(path, span, target)

    def begin(self, path: Path, span: Span, target: Path) -> None:
        """Write this part of a video to a new file."""
        exporting = self._library.exporting
        work = partial(exporting.start, path, span, target)
        self._tasks.run(work, partial(self._begin, target), owner=self)

    def _begin(self, target: Path, export: "Export") -> None:
        line = ExportLine(target.name, export, self._tasks, self)
        line.ended.connect(partial(self._end, line))
        line.left.connect(self.left)
        line.failed.connect(self.told)
        line.written.connect(self._tell)
        self.lines.append(line)
        self._column.addWidget(line)
        self.show()

    def _end(self, line: "ExportLine") -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.setVisible(bool(self.lines))

    def _tell(self, file: Path) -> None:
        text = self.tr("{name} was written.").format(name=printable(file.name))
        reveal = partial(self.reveal_wanted.emit, file)
        self.offered.emit(text, self.tr("Show in folder"), reveal)

    def stop(self) -> None:
        """The window closes: what is not finished is given up."""
        for line in self.lines:
            line.cancel()


class ExportLine(QWidget):
    """One of them: its name, how far it is, and a button that gives it up."""

    written = Signal(object)
    """The path of the new file."""
    failed = Signal(str)
    ended = Signal()
    """It was written, has failed or was given up."""
    left = Signal()
    """As of Exports."""

    def __init__(self, name: str, export: "Export", tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._export, self._tasks, self._latest = export, tasks, Latest(tasks, self)
        self.cancelled = False
        self.title = ElidedLabel(self.tr("Exporting {name}").format(name=printable(name)))
        self.bar, self.share = QProgressBar(), QLabel()
        self.button = QPushButton(self.tr("Cancel"))
        self._arrange(printable(name))
        self.button.clicked.connect(self.cancel)
        self._soon = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._soon.timeout.connect(self._look)
        self._look()

    def _arrange(self, name: str) -> None:
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(_BAR, 8)
        self.bar.setRange(0, _STEPS)
        self.bar.setAccessibleName(self.title.text())
        self.share.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.button.setAccessibleName(self.tr("Cancel the export of {name}").format(name=name))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.bar)
        row.addWidget(self.share)
        row.addStretch(1)
        row.addWidget(self.button)

    def cancel(self) -> None:
        """Give it up; nothing of it stays."""
        self.cancelled = True
        self._leave()
        self._tasks.run(self._export.cancel)

    def _leave(self) -> None:
        """Where the focus goes from a button that is gone, Qt would choose by itself."""
        if self.button.hasFocus():
            self.left.emit()
        self.button.setEnabled(False)

    def _look(self) -> None:
        export = self._export
        self._latest.run(lambda: (export.progress, export.done), self._show)

    def _show(self, how_far: tuple[float, bool]) -> None:
        progress, done = how_far
        self.bar.setValue(round(_STEPS * progress))
        self.share.setText(self.tr("{} %").format(QLocale().toString(round(100 * progress))))
        if done:
            self._latest.run(self._export.result, self._succeed, self._fail)
        else:
            self._soon.start()

    def _succeed(self, file: Path) -> None:
        self._leave()
        self.written.emit(file)
        self.ended.emit()

    def _fail(self, error: MmdeskError) -> None:
        self._leave()
        if not self.cancelled:
            self.failed.emit(said(error))
        self.ended.emit()
