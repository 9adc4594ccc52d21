"""The parts that the details are put together from: headings, texts, lines of facts, links."""

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from mmdesk.gui.details.facts_text import Fact, breakable, plain
from mmdesk.gui.parts.alignment import align_with_window


class Text(QLabel):
    """Words that wrap and can be copied; hidden while there are none."""

    def __init__(self, text: str = "", *, faint: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        align_with_window(self)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(_as_wide_as_there_is_room())
        if faint:
            self.setForegroundRole(QPalette.ColorRole.PlaceholderText)

    def say(self, text: str | None) -> None:
        """Show this text, or nothing."""
        self.setText(text or "")
        self.setVisible(bool(text))


class Heading(QLabel):
    """What a section is called, or, larger, what all is about."""

    def __init__(self, text: str = "", *, size: float = 0.9) -> None:
        super().__init__(text)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        font.setPointSizeF(font.pointSizeF() * size)
        self.setFont(font)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        align_with_window(self)
        if size < 1:
            self.setForegroundRole(QPalette.ColorRole.PlaceholderText)


class Section(QWidget):
    """A heading with something below it; shown and hidden together."""

    def __init__(self, title: str, *contents: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Heading(title))
        for content in contents:
            column.addWidget(content)


class Links(QLabel):
    """Words or paths that can be clicked, one after the other or one below the other."""

    chosen = Signal(int)
    """Which of them."""

    def __init__(self, between: str) -> None:
        super().__init__()
        self._between = between
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        align_with_window(self)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setSizePolicy(_as_wide_as_there_is_room())
        self.linkActivated.connect(lambda place: self.chosen.emit(int(place)))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 (Qt's name for it)
        if next:
            return super().focusNextPrevChild(next)
        return QWidget.focusNextPrevChild(self, next)  # a QLabel keeps the focus on its last link

    def show_links(self, texts: Iterable[str], more: str = "") -> None:
        """Show these, and a last one that is no link."""
        links = [_link(place, breakable(text)) for place, text in enumerate(texts)]
        self.setText(self._between.join([*links, escape(more)] if more else links))


class FactLines(QWidget):
    """Facts, each on its line; those that can be filtered by are links."""

    filter_wanted = Signal(object)
    """Filters."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._lines: list[QLabel] = []
        self._facts: list[Fact] = []

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these instead of those before."""
        if list(facts) == self._facts:
            return
        self._facts = list(facts)
        for label in self._lines:
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._lines = []
        for row, fact in enumerate(facts):
            name, value = Text(fact.name, faint=True), self._value(fact)
            name.setWordWrap(False)
            name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(value, row, 1)
            self._lines += [name, value]

    def _value(self, fact: Fact) -> QLabel:
        if fact.filters is None:
            return Text(fact.value)
        link = Links("")
        link.setText(_link(0, fact.value))
        link.setToolTip(self.tr("Show only what has the same"))
        link.setAccessibleName(plain(fact.value))
        link.chosen.connect(lambda _: self.filter_wanted.emit(fact.filters))
        return link


def _link(place: int, text: str) -> str:
    return f'<a href="{place}" style="text-decoration: none">{escape(text)}</a>'


def _as_wide_as_there_is_room() -> QSizePolicy:
    """For text that wraps: no width of its own, and as high as the width that it gets asks for."""
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    return policy
