"""The button that offers filters to whoever does not type them: kind, date, camera, folder.

What there is is asked of the library when the button is pressed. A new filter is a part of
`offered` and its title in `_titles`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from mmdesk.core.entities import Filters
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.search.filter_parts import filter_parts
from mmdesk.gui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

MOST = 20
"""Cameras, and folders; who has more types the beginning of a name."""
_YEARS = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """One submenu."""

    name: str
    filters: tuple[Filters, ...]


class FilterButton(QToolButton):
    """Shows a menu; what is chosen there is told."""

    chosen = Signal(object)
    """Filters to be added to those that are asked for."""

    def __init__(self, library: "Library", tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library, self._latest = library, Latest(tasks, self)
        self.menu_shown = QMenu(self)
        self.setAutoRaise(True)
        self.setIcon(icon("filter"))
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Filter"))
        self.setToolTip(self.tr("Filter by kind, date, camera or folder"))
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        library, today = self._library, date.today()  # noqa: DTZ011 (filters are local days)
        self._latest.run(lambda: list(offered(library, today)), self._show)

    def _show(self, offers: list[Offer]) -> None:
        menu, titles = self.menu_shown, self._titles()
        menu.clear()
        for offer in offers:
            image, title = titles[offer.name]
            below = menu.addMenu(icon(image), title)
            for filters in offer.filters:
                self._add(below, filters)
        self._add(menu, Filters(favourites=True))
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _add(self, menu: QMenu, filters: Filters) -> None:
        part = next(filter_parts(filters))
        action = menu.addAction(icon(part.icon), part.text.replace("&", "&&"))
        action.triggered.connect(partial(self._choose, filters))

    def _choose(self, filters: Filters, _checked: bool = False) -> None:
        self.chosen.emit(filters)

    def _titles(self) -> dict[str, tuple[str, str]]:
        return {
            "kind": ("photos", self.tr("Kind")),
            "date": ("calendar", self.tr("Date")),
            "camera": ("camera", self.tr("Camera")),
            "in": ("folder", self.tr("Folder")),
        }


def offered(library: "Library", today: date) -> Iterator[Offer]:
    """What one may filter by; in a task."""
    for name in ("kind", "date", "camera", "in"):
        filters = tuple(dates(today)) if name == "date" else tuple(_known(library, name))
        if filters:
            yield Offer(name, filters)


def _known(library: "Library", name: str) -> Iterator[Filters]:
    for suggestion in library.browsing.suggestions(f"{name}:", MOST):
        yield library.query(suggestion.text).filters


def dates(today: date) -> Iterator[Filters]:
    """This month and the last one, this year and those before it."""
    first = today.replace(day=1)
    last = first - timedelta(days=1)
    following = (first + timedelta(days=32)).replace(day=1)
    yield Filters(since=first, until=following - timedelta(days=1))
    yield Filters(since=last.replace(day=1), until=last)
    for year in range(today.year, today.year - _YEARS, -1):
        yield Filters(since=date(year, 1, 1), until=date(year, 12, 31))
