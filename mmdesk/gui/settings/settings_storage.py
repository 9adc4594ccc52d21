"""The page of what the library keeps: where it lies, how much it takes, how much memory it may."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QWidget,
)

from mmdesk.core.errors import EnvironmentFailed, MmdeskError
from mmdesk.core.settings import Settings
from mmdesk.gui.indexing import progress_text
from mmdesk.gui.parts.elided_label import ElidedLabel, path_text
from mmdesk.gui.settings.settings_page import SettingsPage, explained
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

_SMALLEST, _LARGEST, _STEP = 64, 8192, 64
_PAUSE_MS = 400
"""After the last turn of the memory's wheel; then it is wanted."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes on disk."""

    thumbnails: int
    vectors: int


class StoragePage(SettingsPage):
    """The library's folder, the caches', and their sizes."""

    reveal_wanted = Signal(object)
    """A Path, to be shown in the file manager."""

    def __init__(self, library: "Library", tasks: Tasks) -> None:
        super().__init__("storage", self.tr("Storage"))
        self._library, self._tasks = library, tasks
        self._chosen = library.settings.cache_folder
        self.place = ElidedLabel()
        self.sizes = QLabel(self.tr("Counting…"))
        self.later = explained("")
        self.later.hide()
        self.memory = self._make_memory()
        self.change = self._button(self.tr("Change…"), self._choose)
        self.back = self._button(self.tr("With the library"), lambda: self._want(""))
        self.fill(self._form(), self.later)
        self.shown()

    def _form(self) -> QFormLayout:
        folder = self._library.folder
        show = self._button(self.tr("Show"), lambda: self.reveal_wanted.emit(folder))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Library"), _row(ElidedLabel(path_text(folder)), show))
        form.addRow(
            "", explained(self.tr("Its catalogue, your marks and the models."), wrapped=False)
        )
        form.addRow(self.tr("Caches"), _row(self.place, self.change, self.back))
        form.addRow("", self.sizes)
        form.addRow("", explained(self.tr("They may be lost: they are made anew."), wrapped=False))
        form.addRow(self.tr("Memory for thumbnails"), self.memory)
        return form

    def _make_memory(self) -> QSpinBox:
        memory = QSpinBox()
        memory.setRange(_SMALLEST, _LARGEST)
        memory.setSingleStep(_STEP)
        memory.setSuffix(self.tr(" MB"))
        memory.setMaximumWidth(120)
        pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        pause.timeout.connect(lambda: self.wanted.emit({"thumbnail_megabytes": memory.value()}))
        memory.valueChanged.connect(lambda _: pause.start())
        return memory

    def _button(self, text: str, pressed: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(pressed)
        return button

    def shown(self) -> None:
        """Measure the caches."""
        place = self._library.caches
        self._tasks.run(lambda: _measure(place), self._show_sizes, owner=self)

    def show_settings(self, settings: Settings) -> None:
        """Show these."""
        with QSignalBlocker(self.memory):
            self.memory.setValue(settings.thumbnail_megabytes)
        place = settings.cache_folder or self._library.folder
        self.place.setText(path_text(place))
        self.back.setEnabled(bool(settings.cache_folder))
        self.later.setText(self.tr("The caches move there when mmdesk starts the next time."))
        self.later.setVisible(settings.cache_folder != self._chosen)

    def _show_sizes(self, sizes: Sizes) -> None:
        self.sizes.setText(
            self.tr("Thumbnails {thumbnails}, vectors {vectors}").format(
                thumbnails=progress_text.size(sizes.thumbnails),
                vectors=progress_text.size(sizes.vectors),
            )
        )

    def _choose(self) -> None:
        title = self.tr("A folder for the caches")
        folder = QFileDialog.getExistingDirectory(self, title, str(self._library.folder))
        if folder:
            self._tasks.run(lambda: _writable(folder), self._want, self._fail, owner=self)

    def _want(self, folder: str) -> None:
        self.refuse("")
        self.wanted.emit({"cache_folder": folder})

    def _fail(self, error: MmdeskError) -> None:
        self.refuse(str(error))


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, int(place == 0))
    return row


def _writable(folder: str) -> str:
    """The folder, if caches can be written there; raises EnvironmentFailed."""
    if not os.access(folder, os.W_OK):
        sentence = QCoreApplication.translate(
            "StoragePage",
            "The caches cannot be kept in {folder}, as nothing may be written there. Choose "
            "another folder.",
        )
        raise EnvironmentFailed(sentence.format(folder=folder))
    return folder


def _measure(place: Path) -> Sizes:
    return Sizes(_bytes_below(place / "thumbnails"), _bytes_below(place / "vectors"))


def _bytes_below(folder: Path) -> int:
    return sum(
        (Path(place) / name).stat().st_size
        for place, _, names in os.walk(folder)
        for name in names
        if (Path(place) / name).exists()
    )
