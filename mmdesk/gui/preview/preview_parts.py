"""What surrounds the picture in the preview: the line above, the facts, a calm sentence."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QWidget,
)

from mmdesk.core.listings import Details, Marks
from mmdesk.core.paths import printable
from mmdesk.gui.details.facts_text import Fact, breakable, coordinates, facts_of, moment
from mmdesk.gui.parts.card import Card
from mmdesk.gui.parts.elided_label import ElidedLabel
from mmdesk.gui.parts.icons import icon

_VALUE_WIDTH = 320
_LEFT_TO_RIGHT = "\u2066{}\u2069"
"""A name keeps its order in a text that is read from right to left."""
_STAR = "\N{BLACK STAR}"
_HEART = "\N{BLACK HEART SUIT}"

translate = QCoreApplication.translate


def all_facts(details: Details) -> Iterable[Fact]:
    """What the preview tells of a photo: its facts, its place and its file."""
    yield from facts_of(details)
    if place := coordinates(details.facts):
        yield Fact(translate("Preview", "Place"), place)
    yield Fact(translate("Preview", "File"), breakable(details.tile.path))


def spoken(details: Details) -> str:
    """The same for those who listen."""
    line = translate("Preview", "{name}: {value}")
    facts = [line.format(name=each.name, value=each.value) for each in all_facts(details)]
    return QLocale().createSeparatedList(facts)


class Header(QWidget):
    """The photo's name, day and marks, how large it is shown, and buttons."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name, self._day, self.marks = ElidedLabel(), QLabel(), QLabel()
        self.scale = QLabel()
        font = self.name.font()
        font.setBold(True)
        self.name.setFont(font)
        for label in (self._day, self.scale):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.scale.setAccessibleName(self.tr("Shown size"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 8, 8)
        self._row.setSpacing(16)
        for label in (self.name, self._day, self.marks):
            self._row.addWidget(label)
        self._row.addStretch(1)
        self._row.addWidget(self.scale)

    def add_buttons(self, *actions: QAction) -> None:
        """Buttons at the end; each works by its own key, so that Tab need not stop there."""
        group = QHBoxLayout()
        group.setSpacing(4)
        for action in actions:
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            button.setIconSize(QSize(20, 20))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            action.visibleChanged.connect(partial(_follow, button, action))
            _follow(button, action)
            group.addWidget(button)
        self._row.addLayout(group)

    def show_details(self, details: Details) -> None:
        """Name this photo."""
        self.name.setText(_LEFT_TO_RIGHT.format(printable(details.tile.path.name)))
        self._day.setText(moment(details.facts.taken_at or details.tile.moment))
        self.marks.setText(_marks(details.tile.marks))
        self.marks.setAccessibleName(self._spoken(details.tile.marks))

    def _spoken(self, marks: Marks) -> str:
        parts = [self.tr("Favourite")] if marks.favourite else []
        if marks.rating:
            parts.append(self.tr("%n star(s)", "", marks.rating))
        return QLocale().createSeparatedList(parts)

    def show_scale(self, scale: float | None) -> None:
        """Say how many of the screen's pixels show one of the photo's; nothing for None."""
        percent = "" if scale is None else translate("Preview", "{number} %")
        self.scale.setText(percent.format(number=QLocale().toString(round((scale or 0) * 100))))

    def clear(self) -> None:
        """Name nothing."""
        for label in (self.name, self._day, self.marks, self.scale):
            label.setText("")


class FactsCard(Card):
    """The facts of one photo, over the picture."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(16, 12, 16, 12)
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading)

    def show_details(self, details: Details) -> None:
        """Tell about this photo."""
        while self._form.rowCount():
            self._form.removeRow(0)
        for fact in all_facts(details):
            name, value = QLabel(fact.name), QLabel(fact.value)
            name.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setAlignment(self._leading())
            value.setWordWrap(True)
            value.setFixedWidth(_VALUE_WIDTH)
            # Layouts that align a widget ask no label how high it is at its width.
            value.setFixedHeight(value.heightForWidth(_VALUE_WIDTH))
            self._form.addRow(name, value)

    def _leading(self) -> Qt.AlignmentFlag:
        """Where lines begin in this layout, whichever way the value itself is read."""
        right = self.isRightToLeft()
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop


class Message(Card):
    """A sentence with its sign, over the picture or in its place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sign, self._text = QLabel(), QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setFixedWidth(_VALUE_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._text, 1)

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def say(self, image: str, text: str) -> None:
        """Say `text` beside the icon `image`."""
        self._sign.setPixmap(icon(image).pixmap(QSize(24, 24), self.devicePixelRatioF()))
        self._text.setText(text)
        self._text.setFixedHeight(max(24, self._text.heightForWidth(_VALUE_WIDTH)))
        self.setAccessibleName(text)
        self.show()


def _follow(button: QToolButton, action: QAction) -> None:
    button.setVisible(action.isVisible())


def _marks(marks: Marks) -> str:
    parts = [_HEART] * marks.favourite + [_STAR * marks.rating] * bool(marks.rating)
    return "  ".join(parts)
