"""Where the lines of a label begin."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def align_with_window(label: QLabel) -> None:
    """Begin at the window's leading edge: by itself a label goes by the direction of its words."""
    edge = Qt.AlignmentFlag.AlignRight if label.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop)
