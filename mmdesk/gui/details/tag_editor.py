"""Tags as chips with an entry that completes; for many items also tags that only some have."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from mmdesk.gui.parts.flow_layout import FlowLayout
from mmdesk.gui.parts.icons import icon

_WIDEST = 104
_ICON = QSize(12, 12)


class TagChip(QFrame):
    """One tag: its name finds what else has it, a cross removes it, a plus gives it to all."""

    wanted = Signal()
    removed = Signal()
    completed = Signal()

    def __init__(self, tag: str, have: int, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.setStyleSheet(
            "#chip { background: palette(button); border: 1px %s palette(mid);"
            " border-radius: 11px; }" % ("solid" if have == count else "dashed")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 2, 0)
        row.setSpacing(0)
        row.addWidget(self._name(tag, have, count))
        if have < count:
            give = self.tr("Give the tag {tag} to all").format(tag=tag)
            row.addWidget(self._button("plus", give, self.completed))
        remove = self.tr("Remove the tag {tag}").format(tag=tag)
        row.addWidget(self._button("close", remove, self.removed))

    def _name(self, tag: str, have: int, count: int) -> QToolButton:
        part = self.tr("{tag} ({have} of {count})").format(tag=tag, have=have, count=count)
        text = tag if have == count else part
        button = QToolButton(autoRaise=True)
        elided = button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _WIDEST)
        button.setText(elided.replace("&", "&&"))
        button.setAccessibleName(text)
        button.setToolTip(self.tr("Find everything tagged {tag}").format(tag=tag))
        button.clicked.connect(self.wanted)
        return button

    def _button(self, image: str, text: str, clicked: SignalInstance) -> QToolButton:
        button = QToolButton(autoRaise=True)
        button.setIcon(icon(image))
        button.setIconSize(_ICON)
        button.setAccessibleName(text)
        button.setToolTip(text)
        button.clicked.connect(clicked)
        return button


class TagEntry(QLineEdit):
    """Where a tag is typed."""

    entered = Signal()
    """The user is about to type."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class TagEditor(QWidget):
    """Shows tags and takes the user's changes to them; it changes nothing by itself."""

    tagged = Signal(str)
    untagged = Signal(str)
    tag_wanted = Signal(str)
    """The user wants to see what else has this tag."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = QStringListModel(self)
        self._chips: list[TagChip] = []
        self._shown: tuple[dict[str, int], int] = {}, 0
        self._flow = FlowLayout(self)
        self.entry = self._make_entry()
        self._flow.addWidget(self.entry)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _make_entry(self) -> TagEntry:
        entry = TagEntry()
        entry.setPlaceholderText(self.tr("Add a tag…"))
        entry.setMaxLength(100)
        entry.setAccessibleName(self.tr("Add a tag"))
        entry.setMinimumWidth(112)
        completer = QCompleter(self._known, entry)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        # The completer writes its choice into the entry after this signal.
        completer.activated.connect(self._add_entered, Qt.ConnectionType.QueuedConnection)
        entry.setCompleter(completer)
        entry.returnPressed.connect(self._enter)
        return entry

    def show_tags(self, tags: Mapping[str, int], count: int) -> None:
        """Show how many of `count` items have each tag."""
        if (dict(tags), count) == self._shown:
            return
        self._shown = dict(tags), count
        if any(chip.isAncestorOf(self.focusWidget() or self) for chip in self._chips):
            self.entry.setFocus()
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(tag, have, count) for tag, have in tags.items()]
        for place, chip in enumerate(self._chips):
            self._flow.insert(place, chip)
            chip.show()
        for before, after in pairwise([*self._chips, self.entry]):
            QWidget.setTabOrder(before, after)

    def complete_from(self, known: Iterable[str]) -> None:
        """Offer these tags while the user types."""
        self._known.setStringList(list(known))

    def _chip(self, tag: str, have: int, count: int) -> TagChip:
        chip = TagChip(tag, have, count, self)
        chip.wanted.connect(lambda: self.tag_wanted.emit(tag))
        chip.removed.connect(lambda: self.untagged.emit(tag))
        chip.completed.connect(lambda: self.tagged.emit(tag))
        return chip

    def _enter(self) -> None:
        popup = self.entry.completer().popup()
        chosen = popup is not None and popup.isVisible() and popup.currentIndex().isValid()
        if not chosen:  # else the completer tells what was chosen
            self._add_entered()

    def _add_entered(self) -> None:
        tag = " ".join(self.entry.text().split())
        self.entry.clear()
        if tag:
            self.tagged.emit(tag)
