"""The list under F1: every action with its keys, and what the mouse can do."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mmdesk.gui.actions import ActionGroup
from mmdesk.gui.parts.key_caps import KEYS, KeyCaps

_MOST_KEYS = 3
"""Of a standard action that has more, the rest are keys that few keyboards have."""


class ShortcutsDialog(QDialog):
    """Lists `groups`, narrowed by what is typed."""

    def __init__(self, groups: Sequence[ActionGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys and gestures"))
        self.resize(600, 640)
        self.field, self.list, self._nothing = QLineEdit(), QTreeWidget(), QLabel()
        self._fill(groups)
        self._arrange()
        self.field.textChanged.connect(self._narrow)
        self.field.setFocus()

    def _fill(self, groups: Sequence[ActionGroup]) -> None:
        for group in groups:
            rows = [
                (_plain(each.text()), _keys(each)) for each in group.actions if each.shortcuts()
            ]
            self._add(_plain(group.title), rows)
        self._add(self.tr("Results"), [(what, [key]) for what, key in self._keys_of_results()])
        self._add(self.tr("Mouse"), [(what, [gesture]) for what, gesture in self._gestures()])

    def _keys_of_results(self) -> list[tuple[str, str]]:
        return [
            (
                self.tr("Play a sound from the match, or pause; show a photo or video large"),
                _key("Space"),
            ),
            (self.tr("Show a sound large, with what is said in it"), _key("Shift+Space")),
            (self.tr("Transcript: play from a line"), _key("Return")),
            (self.tr("Timeline of a video: the next mark"), self.tr("Arrow keys")),
        ]

    def _gestures(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Open a file"), self.tr("Double click")),
            (self.tr("What can be done with it"), self.tr("Right click")),
            (self.tr("Select several"), self.tr("Ctrl or Shift + click")),
            (self.tr("Use files as examples"), self.tr("Drag to the search field")),
            (self.tr("Search by a file from elsewhere"), self.tr("Drop it on the window")),
            (self.tr("Add a folder"), self.tr("Drop it on the window")),
            (self.tr("Give files to another program"), self.tr("Drag them there")),
            (self.tr("Play a sound from there"), self.tr("Click in its waveform")),
            (self.tr("Listen in, from the match"), self.tr("Rest on its waveform")),
            (
                self.tr("Give the matching part of a sound to another program"),
                self.tr("Drag the marked part of its waveform"),
            ),
            (self.tr("Play a video from there"), self.tr("Click in its timeline")),
            (self.tr("Preview: nearer, further"), self.tr("Wheel")),
            (self.tr("Preview: move the picture"), self.tr("Drag")),
            (self.tr("Preview: full size or whole picture"), self.tr("Double click")),
        ]

    def _add(self, title: str, rows: list[tuple[str, list[str]]]) -> None:
        if not rows:
            return
        heading = QTreeWidgetItem(self.list, [title])
        heading.setFirstColumnSpanned(True)
        heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = self.list.font()
        font.setBold(True)
        heading.setFont(0, font)
        for what, keys in rows:
            row = QTreeWidgetItem(heading, [what, ", ".join(keys)])
            row.setData(1, KEYS, keys)

    def _arrange(self) -> None:
        self.field.setPlaceholderText(self.tr("Find an action or a key"))
        self.field.setAccessibleName(self.tr("Find an action or a key"))
        self.field.setClearButtonEnabled(True)
        self._nothing.setText(self.tr("No action is called that, and no such key is used."))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setMinimumHeight(96)
        self._nothing.hide()
        self._arrange_list()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self._nothing)

    def _arrange_list(self) -> None:
        table = self.list
        table.setAccessibleName(self.tr("Actions and their keys"))
        table.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        table.setHeaderHidden(True)
        table.setRootIsDecorated(False)
        table.setItemsExpandable(False)
        table.setIndentation(12)
        table.setUniformRowHeights(True)
        table.setItemDelegate(KeyCaps(table))
        table.expandAll()
        table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        table.header().setStretchLastSection(False)

    def _narrow(self, typed: str) -> None:
        wanted = typed.casefold().strip()
        headings = _rows(self.list.invisibleRootItem())
        for heading in headings:
            for row in (rows := _rows(heading)):
                row.setHidden(wanted not in f"{row.text(0)} {row.text(1)}".casefold())
            heading.setHidden(all(row.isHidden() for row in rows))
        found = any(not heading.isHidden() for heading in headings)
        self.list.setVisible(found)
        self._nothing.setVisible(not found)


def _rows(heading: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    rows = (heading.child(place) for place in range(heading.childCount()))
    return [row for row in rows if row is not None]


def _key(name: str) -> str:
    return QKeySequence(name).toString(QKeySequence.SequenceFormat.NativeText)


def _plain(text: str) -> str:
    """A text of a menu without the marks of menus: accelerators and the dots of a question."""
    return re.sub("&(.)", r"\1", text).removesuffix("…")


def _keys(action: QAction) -> list[str]:
    native = QKeySequence.SequenceFormat.NativeText
    return [each.toString(native) for each in action.shortcuts()[:_MOST_KEYS]]
