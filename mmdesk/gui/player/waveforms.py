"""The peaks of sounds, as panels draw them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mmdesk.gui.fetched import Fetched
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

KEPT = 4096
"""Sounds; their peaks take 2 kB each."""
_AT_ONCE = 32


class Waveforms(Fetched[bytes | None]):
    """Those of one library."""

    def __init__(self, library: "Library", tasks: Tasks, parent: QObject | None = None) -> None:
        def read(item: int) -> bytes | None:
            return library.browsing.waveform(item)

        super().__init__(read, tasks, parent, most=KEPT, at_once=_AT_ONCE)
