"""The small pages of the settings: folders, speed and device, language."""

import os
import platform
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel

from mmdesk.core.settings import Settings
from mmdesk.gui.indexing.roots_list import RootsList
from mmdesk.gui.language import LANGUAGES
from mmdesk.gui.settings.settings_page import SettingsPage, explained
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library


class FoldersPage(SettingsPage):
    """Which folders are kept indexed."""

    def __init__(self, library: "Library", tasks: Tasks) -> None:
        super().__init__("folder", self.tr("Folders"))
        self.roots = RootsList(library, tasks)
        self.roots.told.connect(lambda _: self.refuse(""))
        about = explained(self.tr("mmdesk keeps these folders indexed. Your files are only read."))
        self.fill(about, 4, self.roots, stretch=False)

    def shown(self) -> None:
        """Ask the library anew."""
        self.roots.refresh()


class SpeedPage(SettingsPage):
    """How hard mmdesk may work, and on what."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("speed", self.tr("Speed"))
        self.gently = QCheckBox(self.tr("Index gently"))
        self.gently.toggled.connect(lambda on: self.wanted.emit({"gently": on}))
        self.battery = QCheckBox(self.tr("Index gently on battery"))
        self.battery.toggled.connect(lambda on: self.wanted.emit({"gently_on_battery": on}))
        self.device = self._devices()
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.addRow(self.tr("Run the model on"), self.device)
        self.fill(
            self.gently,
            explained(self.tr("One thread at low priority: slower, and nothing else notices.")),
            8,
            self.battery,
            explained(self.tr("By itself, while the machine is not plugged in.")),
            16,
            form,
            explained(self.tr("What this machine does not have cannot be chosen.")),
        )
        tasks.run(present_devices, self._allow, owner=self)

    def _devices(self) -> QComboBox:
        choice = QComboBox()
        names = {
            "auto": self.tr("The best there is"),
            "cuda": self.tr("NVIDIA graphics card (CUDA)"),
            "mps": self.tr("Apple graphics (Metal)"),
            "cpu": self.tr("Processor (CPU)"),
        }
        for device, name in names.items():
            choice.addItem(name, device)
        choice.activated.connect(lambda row: self.wanted.emit({"device": choice.itemData(row)}))
        return choice

    def _allow(self, devices: frozenset[str]) -> None:
        model = self.device.model()
        if isinstance(model, QStandardItemModel):
            for row in range(model.rowCount()):
                item = model.item(row)
                item.setEnabled(item.data(Qt.ItemDataRole.UserRole) in devices | {"auto"})

    def show_settings(self, settings: Settings) -> None:
        """Show these."""
        for box, on in ((self.gently, settings.gently), (self.battery, settings.gently_on_battery)):
            with QSignalBlocker(box):
                box.setChecked(on)
        self.device.setCurrentIndex(self.device.findData(settings.device))


class LanguagePage(SettingsPage):
    """Which language the window speaks."""

    def __init__(self) -> None:
        super().__init__("language", self.tr("Language"))
        self.choice = QComboBox()
        self.choice.addItem(self.tr("As the system"), "")
        for code, name in LANGUAGES.items():
            self.choice.addItem(name, code)
        self.choice.activated.connect(
            lambda row: self.wanted.emit({"language": self.choice.itemData(row)})
        )
        label = QLabel(self.tr("The window speaks"))
        label.setBuddy(self.choice)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.addRow(label, self.choice)
        self.fill(form)

    def show_settings(self, settings: Settings) -> None:
        """Show these."""
        self.choice.setCurrentIndex(max(self.choice.findData(settings.language), 0))


def present_devices() -> frozenset[str]:
    """The devices that this machine seems to have, without asking torch, which takes seconds."""
    devices = {"cpu"}
    if sys.platform == "darwin":
        if platform.machine() == "arm64":
            devices.add("mps")
    elif _has_nvidia():
        devices.add("cuda")
    return frozenset(devices)


def _has_nvidia() -> bool:
    if sys.platform == "win32":
        system = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"))
        return (system / "System32" / "nvcuda.dll").exists()
    return Path("/proc/driver/nvidia/version").exists() or shutil.which("nvidia-smi") is not None
