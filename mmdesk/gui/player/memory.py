"""What the player remembers from start to start: how loud, and on which device."""

from PySide6.QtCore import QSettings


class PlayerMemory:
    """Kept beside what the window remembers."""

    def __init__(self, kept: QSettings) -> None:
        self._kept = kept

    def volume(self, usual: float) -> float:
        """How loud it was, from 0 to 1."""
        try:
            volume = float(str(self._kept.value("volume", usual)))
        except ValueError:
            return usual
        return volume if 0 <= volume <= 1 else usual

    def keep_volume(self, volume: float) -> None:
        """Remember how loud it is."""
        self._kept.setValue("volume", volume)

    @property
    def device(self) -> str:
        """The device that was chosen; empty for the system's own choice."""
        return str(self._kept.value("sound_device", ""))

    @device.setter
    def device(self, key: str) -> None:
        self._kept.setValue("sound_device", key)
