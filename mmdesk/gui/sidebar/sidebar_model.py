"""The sidebar's tree as Qt wants it: names in the first column, counts and badges in the second."""

from dataclasses import replace

from PySide6.QtCore import (
    QAbstractItemModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from mmdesk.core.entities import Query, RootState
from mmdesk.gui.parts.icons import icon
from mmdesk.gui.sidebar.sidebar_tree import TOP, Key, Node, Part, Tree

NAME, COUNT = 0, 1
FEW = 20
"""So many changed lines a view is told one by one; telling it thousands takes it seconds."""
_ICONS = {
    Part.ALL: "photos",
    Part.FAVOURITES: "heart",
    Part.FOLDER: "folder",
    Part.RECENT: "recent",
    Part.SAVED: "bookmark",
}
_AIR = 9
"""Pixels above and below a line's text, together: a line is easily hit."""
Index = QModelIndex | QPersistentModelIndex


class SidebarModel(QAbstractItemModel):
    """Shows a Tree. An index's internal id is the node's place in the tree."""

    renamed = Signal(str, str)
    """The user gave a saved search another name: the old one, the new one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tree = Tree()
        self._places: dict[Key, int] = {}
        self._asking: dict[Query, int] = {}

    def show(self, tree: Tree) -> None:
        """Show another tree; where the same nodes stand, indexes stay valid."""
        if [node.key for node in tree.nodes] == [node.key for node in self._tree.nodes]:
            before, self._tree = self._tree, tree
            self._note_places()
            self._tell_changes(before)
            return
        self.beginResetModel()
        self._tree = tree
        self._note_places()
        self.endResetModel()

    def _note_places(self) -> None:
        nodes = self._tree.nodes
        self._places = {node.key: place for place, node in enumerate(nodes)}
        places = reversed(range(len(nodes)))
        self._asking = {query: place for place in places if (query := nodes[place].query)}

    def _tell_changes(self, before: Tree) -> None:
        if before.active == self._tree.active:
            pairs = enumerate(zip(before.nodes, self._tree.nodes, strict=True))
            changed = [place for place, (old, new) in pairs if _shown(old) != _shown(new)]
        else:
            changed = list(range(len(before.nodes)))
        if len(changed) > FEW:
            self.layoutAboutToBeChanged.emit()
            self.layoutChanged.emit()
            return
        for place in changed:
            self.dataChanged.emit(self._index(place), self._index(place, COUNT))

    def node(self, index: Index) -> Node | None:
        """What stands there; None for no index."""
        return self._tree.nodes[index.internalId()] if index.isValid() else None

    def index_of(self, key: Key) -> QModelIndex:
        """Where the node of this key stands."""
        return self._index(self._places.get(key, TOP))

    def index_asking(self, query: Query) -> QModelIndex:
        """Where the first node stands that asks for this."""
        return self._index(self._asking.get(query, TOP))

    def saved_names(self) -> frozenset[str]:
        """The names of the saved searches."""
        return frozenset(name for part, name in self._places if part is Part.SAVED)

    def _index(self, place: int, column: int = NAME) -> QModelIndex:
        if place == TOP:
            return QModelIndex()
        return self.createIndex(self._tree.nodes[place].row, column, place)

    def _below(self, parent: Index) -> tuple[int, ...]:
        node = self.node(parent)
        return self._tree.top if node is None else node.below

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        below = self._below(parent)
        if 0 <= row < len(below) and column in {NAME, COUNT} and parent.column() <= NAME:
            return self._index(below[row], column)
        return QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        node = self.node(index)
        return QModelIndex() if node is None else self._index(node.parent)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._below(parent)) if parent.column() <= NAME else 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        node = self.node(index)
        if node is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled
        if node.part is not Part.SECTION:
            flags |= Qt.ItemFlag.ItemIsSelectable
        if node.part is Part.SAVED and index.column() == NAME:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        node, name = self.node(index), " ".join(str(value).split())
        if node is None or role != Qt.ItemDataRole.EditRole or name in {"", node.text}:
            return False
        if (Part.SAVED, name) in self._places:
            return False
        nodes, place = self._tree.nodes, index.internalId()
        named = replace(node, text=name, key=(Part.SAVED, name))
        self._tree = replace(self._tree, nodes=(*nodes[:place], named, *nodes[place + 1 :]))
        self._note_places()
        self.dataChanged.emit(index, index)
        self.renamed.emit(node.key[1], name)
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hint(node)
        if index.column() == COUNT:
            return self._count(node, role)
        return _line_size() if role == Qt.ItemDataRole.SizeHintRole else self._name(node, role)

    def _name(self, node: Node, role: int) -> object:
        section = node.part is Part.SECTION
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return node.text
            case Qt.ItemDataRole.DecorationRole:
                return _icon(node)
            case Qt.ItemDataRole.ForegroundRole:
                return _faint() if section or _offline(node) else None
            case Qt.ItemDataRole.FontRole:
                return _section_font() if section else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(node)
        return None

    def _count(self, node: Node, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return None if node.count is None else QLocale().toString(node.count)
            case Qt.ItemDataRole.DecorationRole:
                return self._badge(node)
            case Qt.ItemDataRole.ForegroundRole:
                return _faint()
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        return None

    def _badge(self, node: Node) -> QIcon | None:
        if asks(node):
            return icon("warning")
        return icon("working") if self._active(node) else None

    def _active(self, node: Node) -> bool:
        return node.is_root and node.path in self._tree.active

    def _hint(self, node: Node) -> str:
        """The whole path or name, and what is to be said about it."""
        name = node.key[1] if node.part is not Part.SECTION else ""
        return "\n".join(part for part in (name, self._state(node)) if part)

    def _state(self, node: Node) -> str:
        if node.problem:
            return node.problem
        if asks(node) and node.root:
            return self.tr(
                "%n file(s) are no longer there. Click the sign to say what becomes of them.",
                "",
                node.root.gone,
            )
        if _offline(node):
            return self.tr("Its drive is not connected. What is in it can still be found.")
        return self.tr("Being indexed") if self._active(node) else ""

    def _spoken(self, node: Node) -> str:
        count = "" if node.count is None else self.tr("%n file(s)", "", node.count)
        return ", ".join(part for part in (node.text, count, self._state(node)) if part)


def _shown(node: Node) -> tuple[object, ...]:
    """What of a node can change while it stays where it is."""
    return node.text, node.count, node.root, node.problem


def asks(node: Node) -> bool:
    """Whether files of this root are missing and the user is asked what becomes of them."""
    return node.is_root and node.root is not None and node.root.state is RootState.ASKS


def _offline(node: Node) -> bool:
    return node.root is not None and node.root.state is RootState.OFFLINE


def _icon(node: Node) -> QIcon | None:
    if node.is_root and _offline(node):
        return icon("folder-offline")
    name = _ICONS.get(node.part)
    return icon(name) if name else None


def _line_size() -> QSize:
    return QSize(0, QFontMetrics(QApplication.font()).height() + _AIR)


def _faint() -> QBrush:
    return QApplication.palette().brush(QPalette.ColorRole.PlaceholderText)


def _section_font() -> QFont:
    font = QFont(QApplication.font())
    font.setWeight(QFont.Weight.DemiBold)
    font.setPointSizeF(font.pointSizeF() * 0.9)
    return font
