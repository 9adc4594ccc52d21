"""What indexing is doing, as a strip at the bottom of the window that opens into a panel.

The strip says what, how far, how fast and how long still; the panel below it has the folders. What
the events mean is `indexing_work`'s business; here stands what a person sees and may do.
"""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mmdesk.core import events
from mmdesk.core.paths import printable
from mmdesk.core.reports import Status
from mmdesk.core.settings import Settings
from mmdesk.gui.bridge import Bridge
from mmdesk.gui.in_order import InOrder
from mmdesk.gui.indexing import progress_text
from mmdesk.gui.indexing.failures_dialog import FailuresDialog
from mmdesk.gui.indexing.indexing_work import Doing, Work
from mmdesk.gui.indexing.power import Power
from mmdesk.gui.indexing.roots_list import RootsList
from mmdesk.gui.parts.elided_label import ElidedLabel
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

REFRESH_MS = 3000
"""Between two looks at how much there is, while indexing works."""
_STEPS = 1000
_TALLEST = 240


class IndexingPanel(QWidget):
    """The strip, and the panel that opens above it."""

    undescribed_changed = Signal(str)
    """"12 % not described yet", to stand beside results; empty when that is not so."""
    looking_changed = Signal(bool)
    """Whether indexing is at work on folders, so that more may soon be found."""
    reveal_wanted = Signal(object)
    """A Path, to be shown in the file manager."""
    told = Signal(str)
    """A sentence about what was done."""
    became_idle = Signal()
    """All that can be done is done."""

    def __init__(
        self, library: "Library", bridge: Bridge, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library, self._tasks = library, tasks
        self._latest, self._changes = Latest(tasks, self), InOrder(tasks, self)
        self._changes.failed.connect(self.told)
        self.work = Work()
        self.paused = False if library.read_only else library.indexing.paused
        self.undescribed, self.looking = "", False
        self._rooted: bool | None = None
        self.power = Power(library, tasks, self)
        self._make_parts()
        self._arrange()
        self._stale = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._stale.timeout.connect(self.refresh)
        bridge.told.connect(self._hear)
        bridge.items_changed.connect(self._grow_stale)
        self._begin()

    def _begin(self) -> None:
        if not self._library.read_only:
            self.power.eased.connect(self.gently.setChecked)
            self.power.begin()
        self.refresh()
        self._show()

    def _make_parts(self) -> None:
        settings, idle = self._library.settings, self._library.read_only
        self._title = ElidedLabel()
        self._facts = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self._facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._why = QLabel()
        self._why.setWordWrap(True)
        self._why.setContentsMargins(12, 8, 12, 0)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(QSize(120, 8))
        self.bar.setRange(0, _STEPS)
        self.bar.setAccessibleName(self.tr("Indexing"))
        self.failures = QPushButton(icon("warning"), "")
        self.failures.setFlat(True)
        self.failures.hide()
        self.failures.clicked.connect(self.show_failures)
        self.again = QPushButton(self.tr("Try again"))
        self.again.clicked.connect(self._try_again)
        self.gently = self._tool("gently", self.tr("Gently: one thread, so nothing else is slowed"))
        self.gently.setCheckable(True)
        self.gently.setChecked(settings.gently)
        self.gently.clicked.connect(self._ease)
        self.pause = self._tool("pause", self.tr("Pause indexing"))
        self.pause.clicked.connect(self.toggle_pause)
        self.rescan = self._tool("rescan", self.tr("Look through all folders again"))
        self.rescan.clicked.connect(self._rescan)
        self.expand = self._tool("expand", self.tr("Folders and indexing"))
        self.expand.setCheckable(True)
        self.expand.toggled.connect(self.set_expanded)
        if idle:  # to show what has no parent yet would open a window of its own for a moment
            for button in (self.gently, self.pause, self.rescan):
                button.hide()

    def _tool(self, image: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setIcon(icon(image))
        button.setIconSize(QSize(20, 20))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _arrange(self) -> None:
        strip = QHBoxLayout()
        strip.setContentsMargins(12, 4, 8, 4)
        strip.setSpacing(8)
        strip.addWidget(self._title)
        strip.addWidget(self.bar)
        strip.addWidget(self._facts, 1)
        for widget in (
            self.again,
            self.failures,
            self.gently,
            self.rescan,
            self.pause,
            self.expand,
        ):
            strip.addWidget(widget)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setForegroundRole(QPalette.ColorRole.Mid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line)
        column.addWidget(self._why)
        column.addLayout(strip)
        self._column = column
        self.roots: RootsList | None = None

    def go_on_from(self, before: "IndexingPanel") -> None:
        """Know what that panel has heard: nothing is told twice."""
        self.work = before.work
        self._show()

    def follow(self, settings: Settings) -> None:
        """Show, and do, what was set elsewhere."""
        self.gently.setChecked(settings.gently)
        self.power.look()

    def set_expanded(self, expanded: bool) -> None:
        """Open the panel with the folders, or close it."""
        if expanded and self.roots is None:
            self.roots = RootsList(self._library, self._tasks)
            self.roots.told.connect(self.told)
            self.roots.setContentsMargins(12, 12, 12, 8)
            self.roots.setFixedHeight(_TALLEST)
            self._column.insertWidget(1, self.roots)
        if self.roots is not None:
            self.roots.setVisible(expanded)
        self.expand.setChecked(expanded)
        self.expand.setIcon(icon("collapse" if expanded else "expand"))

    def refresh(self) -> None:
        """Ask the library how much there is, and how much of it is still to do."""
        self._stale.stop()
        self._latest.run(self._library.status, self._count)

    def show_failures(self) -> None:
        """List the files that could not be indexed, or not wholly."""
        dialog = FailuresDialog(self._library, self._tasks, self)
        dialog.reveal_wanted.connect(self.reveal_wanted)
        dialog.retried.connect(self.refresh)
        self.became_idle.connect(dialog.hear_idle)
        dialog.open()

    def _hear(self, event: events.Event) -> None:
        self.work.note(event, time.monotonic())
        if isinstance(event, events.Idle):
            self.refresh()
            self.became_idle.emit()
        elif isinstance(event, events.Progress | events.FileFailed):
            self._grow_stale()
        elif isinstance(event, events.RootsChanged):
            self.refresh()
            if self.roots is not None:
                self.roots.refresh()
        self._show()

    def _grow_stale(self) -> None:
        if not self._stale.isActive():
            self._stale.start()

    def _count(self, status: Status) -> None:
        text = progress_text.undescribed(*progress_text.to_be_described(status))
        if text != self.undescribed:
            self.undescribed = text
            self.undescribed_changed.emit(text)
        troubled = status.failed + status.partly
        self.failures.setText(self.tr("%n file(s) with problems", "", troubled))
        self.failures.setVisible(troubled > 0)
        self._rooted = bool(status.roots)
        self._show()

    def toggle_pause(self) -> None:
        """Let indexing rest, or go on."""
        self.paused = not self.paused
        indexing = self._library.indexing
        self._changes.run(indexing.pause if self.paused else indexing.resume)
        self.work.rest()
        self._show()

    def _ease(self, gently: bool) -> None:
        library = self._library

        def work() -> None:
            library.change(gently=gently)
            library.indexing.gently(gently)  # on battery it may differ from what is kept

        self._changes.run(work)

    def _rescan(self) -> None:
        self._changes.run(self._library.indexing.rescan)

    def _try_again(self) -> None:
        self.work.begin()
        self._show()
        self._changes.run(self._library.indexing.restart)

    def _show(self) -> None:
        work, paused = self.work, self._halted
        self._title.setText(self._sentence())
        self._why.setText(work.message)
        failed = work.doing is Doing.FAILED
        self._why.setVisible(failed)
        self.again.setVisible(failed)
        self._facts.setText(" · ".join(self._list_facts(paused=paused)))
        self.bar.setVisible(work.total > 0 or (not paused and work.doing in _UNCOUNTED))
        self.bar.setRange(0, _STEPS if work.total else 0)
        self.bar.setValue(round(_STEPS * work.done / (work.total or 1)))
        self.bar.setEnabled(not paused)
        self.pause.setIcon(icon("play" if self.paused else "pause"))
        text = self.tr("Resume indexing") if self.paused else self.tr("Pause indexing")
        self.pause.setToolTip(text)
        self.pause.setAccessibleName(text)
        self.pause.setEnabled(not failed)
        looking = bool(self._rooted) and not paused and work.doing not in _AT_REST
        if looking is not self.looking:
            self.looking = looking
            self.looking_changed.emit(looking)

    @property
    def _halted(self) -> bool:
        return self.paused or self._library.read_only

    def _sentence(self) -> str:
        if self._library.read_only:
            return self.tr("Another mmdesk indexes this library; here it can be searched")
        if self.work.doing is Doing.FAILED:
            return self.tr("Indexing has stopped")
        if self._rooted is False and self.work.doing is Doing.IDLE:
            return self.tr("No folder is indexed yet")
        return self.tr("Paused") if self.paused else self._activity()

    def _activity(self) -> str:
        work = self.work
        folder = printable(work.folder.name or work.folder) if work.folder else ""
        describing = progress_text.short_name(self._library.settings.model)
        loading = progress_text.short_name(work.model)
        return {
            Doing.STARTING: self.tr("Getting ready"),
            Doing.SCANNING: self.tr("Looking through {}").format(folder),
            Doing.READING: self.tr("Reading files"),
            Doing.LOADING: self.tr("Loading the model {}").format(loading),
            Doing.WATCHING: self.tr("Looking through videos"),
            Doing.DESCRIBING: self.tr("Describing pictures with {}").format(describing),
            Doing.HEARING: self.tr("Hearing sounds"),
            Doing.TRANSCRIBING: self.tr("Writing down speech"),
            Doing.UNDERSTANDING: self.tr("Understanding speech"),
        }.get(work.doing, self.tr("Up to date"))

    def _list_facts(self, *, paused: bool) -> list[str]:
        work, facts = self.work, []
        if work.total:
            facts.append(progress_text.of(work.done, work.total))
        if paused:
            return facts
        if work.rate:
            facts.append(progress_text.files_per_second(work.rate))
        if work.seconds_left is not None:
            facts.append(progress_text.time_left(work.seconds_left))
        return facts


_AT_REST = {Doing.IDLE, Doing.FAILED}
_UNCOUNTED = {Doing.STARTING, Doing.SCANNING, Doing.LOADING}
