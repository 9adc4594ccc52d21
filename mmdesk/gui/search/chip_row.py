"""Keeps the chips before the search field in step with a query, and gets the examples' pictures."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from mmdesk.core.entities import Filters, Query
from mmdesk.core.errors import MmdeskError
from mmdesk.gui.parts.flow_layout import FlowLayout
from mmdesk.gui.parts.told import said
from mmdesk.gui.player.waveform import peaks_of
from mmdesk.gui.preview import pictures
from mmdesk.gui.search.chips import HEIGHT, PICTURE, Chip, ExampleChip, FilterChip
from mmdesk.gui.search.dropping import is_sound, is_video, shown_name
from mmdesk.gui.search.filter_parts import FilterPart, filter_parts
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

SHOWN = 8
"""Example chips; the others stand in a menu behind the last one."""
_SIDE = 2 * PICTURE
"""Pixels of an example's picture: enough for a screen at 200 %."""
_SHOWN_SECONDS = 30.0
_SHOWN_AT = 1.0
"""Seconds: few videos show anything before."""
"""Of a sound from elsewhere; its chip has room for no more."""


class ChipRow(QWidget):
    """Chips, then the field; on as many rows as they need."""

    edited = Signal(object)
    """A FilterPart that the user wants to have as text."""
    removed = Signal(object)
    """A FilterPart."""
    toggled = Signal(object, bool)
    """An example's path; whether results should now be less like it."""
    example_removed = Signal(object)
    faulty = Signal(str)
    """A sentence: why an example cannot be used."""

    def __init__(
        self, field: QWidget, library: "Library", tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._field, self._library, self._tasks = field, library, tasks
        self._chips: dict[Filters | Path, Chip] = {}
        self._shown: tuple[object, ...] = Filters(), (), ()
        self._more, self.menu = self._make_more(), QMenu(self)
        self._flow = FlowLayout(self)
        self._flow.addWidget(field)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def chips(self) -> list[Chip]:
        """The chips, from first to last."""
        return list(self._chips.values())

    @property
    def more(self) -> QToolButton:
        """The button before whose menu lists the examples that have no chip."""
        return self._more

    @property
    def faults(self) -> list[Path]:
        """The examples that cannot be used."""
        chips = (chip for chip in self._chips.values() if isinstance(chip, ExampleChip))
        return [chip.path for chip in chips if chip.fault]

    def show_query(self, query: Query) -> None:
        """Show its filters and examples; chips that stay are the same ones."""
        shown = query.filters, query.examples, query.without
        if shown == self._shown:
            return
        self._shown = shown
        before, self._chips = self._chips, {}
        for part in filter_parts(query.filters):
            self._chips[part.alone] = self._filter_chip(before.get(part.alone), part)
        examples = [(path, False) for path in query.examples]
        examples += [(path, True) for path in query.without]
        for path, without in examples[:SHOWN]:
            self._chips[path] = self._example_chip(before.get(path), path, without)
        self._fill_more([path for path, _ in examples[SHOWN:]])
        self._retire([chip for key, chip in before.items() if key not in self._chips])
        self._lay_out(list(before.values()))

    def _lay_out(self, before: Sequence[Chip]) -> None:
        for chip in before:
            self._flow.removeWidget(chip)
        self._flow.removeWidget(self._more)
        more = [] if self._more.isHidden() else [self._more]
        widgets: list[QWidget] = [*self._chips.values(), *more]
        for place, widget in enumerate(widgets):
            self._flow.insert(place, widget)
            widget.show()
        for first, second in pairwise([*widgets, self._field]):
            QWidget.setTabOrder(first, second)
        self.updateGeometry()

    def _retire(self, chips: Sequence[Chip]) -> None:
        for chip in chips:
            if chip.hasFocus():
                self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            chip.hide()
            chip.deleteLater()

    def _filter_chip(self, chip: Chip | None, part: FilterPart) -> FilterChip:
        if isinstance(chip, FilterChip):
            chip.part = part
            return chip
        made = FilterChip(part, self)
        made.clicked.connect(lambda: self.edited.emit(made.part))
        made.removed.connect(lambda: self.removed.emit(made.part))
        return made

    def _example_chip(self, chip: Chip | None, path: Path, without: bool) -> ExampleChip:
        if isinstance(chip, ExampleChip):
            chip.set_without(without)
            return chip
        made = ExampleChip(path, without=without, parent=self)
        made.clicked.connect(lambda: self._press(made))
        made.removed.connect(lambda: self.example_removed.emit(path))
        work = partial(_picture, self._library, path)
        self._tasks.run(work, made.show_example, partial(self._fault, made), owner=made)
        return made

    def _press(self, chip: ExampleChip) -> None:
        if not chip.fault:
            self.toggled.emit(chip.path, not chip.without)

    def _fault(self, chip: ExampleChip, error: MmdeskError) -> None:
        chip.set_fault(said(error))
        told = self.tr("{name} cannot be an example: {reason}")
        self.faulty.emit(told.format(name=shown_name(chip.path.name), reason=said(error)))

    def _make_more(self) -> QToolButton:
        more = QToolButton(self, autoRaise=True)
        more.setFixedHeight(HEIGHT)
        more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        more.clicked.connect(self._show_menu)
        more.hide()
        return more

    def _fill_more(self, paths: Sequence[Path]) -> None:
        self._more.setVisible(bool(paths))
        self._more.setText(self.tr("+%n more", "", len(paths)))
        self._more.setAccessibleName(self.tr("%n more example(s)", "", len(paths)))
        self.menu.clear()
        for path in paths:
            text = self.tr("Remove {name}").format(name=shown_name(path.name).replace("&", "&&"))
            self.menu.addAction(text).triggered.connect(partial(self._remove, path))

    def _show_menu(self) -> None:
        self.menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _remove(self, path: Path, _checked: bool = False) -> None:
        self.example_removed.emit(path)


def _picture(library: "Library", path: Path) -> QImage | bytes:
    """A picture in a small size: the thumbnail where there is one, for drives that are away.

    Of a sound its peaks.
    """
    item = library.browsing.items_at([path]).get(path)
    if is_sound(path):
        known = None if item is None else library.browsing.waveform(item)
        return known or peaks_of(library.browsing.listen(path, 0.0, _SHOWN_SECONDS))
    data = None if item is None else library.browsing.thumbnail(item)
    image = QImage() if data is None else QImage.fromData(QByteArray(data))
    if image.isNull() and is_video(path):
        image = pictures.load_frame(library, path, _SHOWN_AT, _SIDE)
    elif image.isNull():
        image = pictures.load(library, path, QSize(_SIDE, _SIDE))
    return image.scaled(
        _SIDE,
        _SIDE,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
