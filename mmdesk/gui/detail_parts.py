"""The parts that the details are put together from: headings, texts, lines of facts, links."""

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QFormLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from mmdesk.gui.facts_text import Fact, breakable


class Text(QLabel):
    """Words that wrap and can be copied; hidden while there are none."""

    def __init__(self, text: str = "", *, faint: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
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
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.linkActivated.connect(lambda place: self.chosen.emit(int(place)))

    def show_links(self, texts: Iterable[str], more: str = "") -> None:
        """Show these, and a last one that is no link."""
        links = [
            f'<a href="{place}" style="text-decoration: none">{escape(breakable(text))}</a>'
            for place, text in enumerate(texts)
        ]
        self.setText(self._between.join([*links, escape(more)] if more else links))


class FactLines(QWidget):
    """Facts, each on its line."""

    def __init__(self) -> None:
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(4)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._facts: list[Fact] = []

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these instead of those before."""
        if list(facts) == self._facts:
            return
        self._facts = list(facts)
        while self._form.rowCount():
            self._form.removeRow(0)
        for fact in facts:
            name = QLabel(fact.name)
            name.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            self._form.addRow(name, Text(fact.value))
