"""The way of the Tab key through panels: one after the other, inside each from top to bottom.

Panels make and drop widgets all the time, so that the way is laid when the key is pressed.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget


def lay(first: QWidget, panels: Sequence[QWidget]) -> None:
    """The stops in `first` as they are, then those in each of `panels` by their places."""
    way = [*_stops(first)]
    for panel in panels:
        way += sorted(_stops(panel), key=partial(_place, panel))
    for one, next_ in pairwise(way):
        QWidget.setTabOrder(one, next_)


def _stops(panel: QWidget) -> Iterator[QWidget]:
    """What can be seen in a panel and takes the focus by Tab, in the order of the focus chain."""
    widget = panel.nextInFocusChain()
    while widget is not None and widget is not panel:
        by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if by_tab and widget.isVisible() and panel.isAncestorOf(widget):
            yield widget
        widget = widget.nextInFocusChain()


def _place(panel: QWidget, stop: QWidget) -> tuple[int, int]:
    place = stop.mapTo(panel, QPoint(0, 0))
    mirrored = panel.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return place.y(), -place.x() if mirrored else place.x()
