"""What goes to the clipboard: files as files, and one photo also as a picture."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize
from PySide6.QtGui import QImage

from mmdesk.core.errors import FileUnreadable
from mmdesk.core.paths import printable
from mmdesk.gui.items.file_manager import url
from mmdesk.gui.preview.pictures import load

if TYPE_CHECKING:
    from mmdesk.library import Library

SIDE = 3000
"""The short side of a picture in the clipboard, at most, in pixels."""


def picture_in(library: "Library", path: Path) -> QImage | None:
    """The photo for pasting into a document; None where it cannot be read. In a task."""
    try:
        return load(library, path, QSize(SIDE, SIDE))
    except FileUnreadable:
        return None


def files(paths: Sequence[Path], picture: QImage | None = None) -> QMimeData:
    """These files, as file managers, editors and painting programs take them."""
    data = QMimeData()
    data.setUrls([url(path) for path in paths])
    data.setText("\n".join(printable(path) for path in paths))
    if sys.platform.startswith("linux"):
        lines = ["copy", *(path.as_uri() for path in paths)]
        data.setData("x-special/gnome-copied-files", "\n".join(lines).encode())
    if picture is not None:
        data.setImageData(picture)
    return data
