"""What the window remembers between two starts: its place, its panels, sort and size."""

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter

from mmdesk.core.listings import Order
from mmdesk.gui.player.memory import PlayerMemory


class WindowMemory:
    """Kept in `window.ini` in the library's folder; what cannot be written is forgotten."""

    def __init__(self, folder: Path) -> None:
        self._kept = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    @property
    def player(self) -> PlayerMemory:
        """What the player remembers."""
        return PlayerMemory(self._kept)

    def restore_window(self, window: QMainWindow) -> None:
        """The size and place of last time, or most of the screen."""
        geometry = self._kept.value("geometry")
        if not (geometry and window.restoreGeometry(geometry)):
            free = window.screen().availableSize()
            window.resize(min(1280, free.width() * 9 // 10), min(840, free.height() * 9 // 10))

    def keep_window(self, window: QMainWindow) -> None:
        """Remember size and place."""
        self._kept.setValue("geometry", window.saveGeometry())

    def restore_splitter(self, splitter: QSplitter, usual: list[int]) -> None:
        """The widths of the panels of last time."""
        state = self._kept.value("panels")
        if not (state and splitter.restoreState(state)):
            splitter.setSizes(usual)

    def keep_splitter(self, splitter: QSplitter) -> None:
        """Remember the widths of the panels."""
        self._kept.setValue("panels", splitter.saveState())

    @property
    def order(self) -> Order:
        """How results were sorted."""
        value = str(self._kept.value("order", Order.RELEVANCE.value))
        return Order(value) if value in set(Order) else Order.RELEVANCE

    @order.setter
    def order(self, order: Order) -> None:
        self._kept.setValue("order", order.value)

    def tile_size(self, usual: int) -> int:
        """How large the pictures were."""
        value = str(self._kept.value("tile_size", usual))
        return int(value) if value.isdecimal() else usual

    def keep_tile_size(self, size: int) -> None:
        """Remember how large the pictures are."""
        self._kept.setValue("tile_size", size)

    def shown(self, panel: str) -> bool:
        """Whether a panel was shown."""
        return str(self._kept.value(f"shown/{panel}", "true")).lower() != "false"

    def keep_shown(self, panel: str, *, shown: bool) -> None:
        """Remember whether a panel is shown."""
        self._kept.setValue(f"shown/{panel}", "true" if shown else "false")
