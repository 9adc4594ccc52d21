"""The settings: pages beside a list of them. Whatever is chosen applies at once.

A new page is a SettingsPage, named in `_make_pages`.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mmdesk.gui.in_order import InOrder
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.settings.settings_models import ModelsPage
from mmdesk.gui.settings.settings_page import SettingsPage
from mmdesk.gui.settings.settings_pages import FoldersPage, LanguagePage, SpeedPage
from mmdesk.gui.settings.settings_speech import SpeechPage
from mmdesk.gui.settings.settings_storage import StoragePage
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library


class SettingsDialog(QDialog):
    """All that a person may set."""

    language_changed = Signal(str)
    """The code of the language that the window shall speak; empty for the system's."""
    changed = Signal(object)
    """The settings as they are now."""
    reveal_wanted = Signal(object)
    """A Path, to be shown in the file manager."""

    def __init__(self, library: "Library", tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings"))
        self.resize(760, 520)
        self._library, self._changes = library, InOrder(tasks, self)
        self._changes.failed.connect(self._refuse)
        self._make_pages(library, tasks)
        self._arrange()
        self._show()

    def _make_pages(self, library: "Library", tasks: Tasks) -> None:
        self.folders, self.models = FoldersPage(library, tasks), ModelsPage(library, tasks)
        self.speed, self.storage = SpeedPage(tasks), StoragePage(library, tasks)
        self.speech, self.language = SpeechPage(library, tasks), LanguagePage()
        self.pages: list[SettingsPage] = [
            self.folders,
            self.models,
            self.speech,
            self.speed,
            self.storage,
            self.language,
        ]
        for page in self.pages:
            page.wanted.connect(self._change)
        self.models.used.connect(self._show)
        self.speech.model_wanted.connect(lambda: self.open_page(self.pages.index(self.models)))
        self.storage.reveal_wanted.connect(self.reveal_wanted)

    def _arrange(self) -> None:
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.setIconSize(QSize(20, 20))
        self.list.setFixedWidth(168)
        self.list.setSpacing(2)
        self._stack = QStackedWidget()
        for page in self.pages:
            self.list.addItem(QListWidgetItem(icon(page.image), page.title))
            self._stack.addWidget(page)
        self.list.currentRowChanged.connect(self.open_page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.list)
        row.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        column.addLayout(row, 1)
        column.addWidget(buttons)
        self.list.setCurrentRow(0)

    def open_page(self, row: int) -> None:
        """Show the page of this number."""
        self.list.setCurrentRow(row)
        self._stack.setCurrentIndex(row)
        self.pages[row].shown()

    def _change(self, values: dict[str, object]) -> None:
        for page in self.pages:
            page.refuse("")
        self._changes.run(lambda: self._library.change(**values), lambda _: self._changed(values))

    def _changed(self, values: dict[str, object]) -> None:
        self._show()
        self.changed.emit(self._library.settings)
        if "language" in values:
            self.language_changed.emit(self._library.settings.language)

    def _show(self) -> None:
        for page in self.pages:
            page.show_settings(self._library.settings)

    def _refuse(self, sentence: str) -> None:
        self._show()
        self.pages[self._stack.currentIndex()].refuse(sentence)
