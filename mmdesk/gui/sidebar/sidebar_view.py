"""The sidebar's tree view: what is open and chosen stays so when the tree is read again."""

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QMouseEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from mmdesk.core.entities import Query
from mmdesk.gui.sidebar.sidebar_model import COUNT, NAME, Index, SidebarModel, asks
from mmdesk.gui.sidebar.sidebar_tree import Key, Node, Part, Tree

_OWN_DIRECTION = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"


class _Names(QStyledItemDelegate):
    """Shows each name as it is written, whatever the direction of the window."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.column() == NAME:
            option.text = _OWN_DIRECTION.format(option.text)


class SidebarView(QTreeView):
    """Tells which node the user chose, and where a menu is wanted."""

    chosen = Signal(object, bool)
    """A node, and whether the user goes through the tree by keys and may go on at once."""
    badge_clicked = Signal(object)
    menu_wanted = Signal(object, QPoint)
    """A node, and where on the screen."""

    def __init__(self, model: SidebarModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._opened: set[Key] = set()
        self._known: set[Key] = set()
        self._following = False
        self.setModel(model)
        self._set_up()
        self.expanded.connect(lambda index: self._opened.add(self._key(index)))
        self.collapsed.connect(lambda index: self._opened.discard(self._key(index)))
        self.selectionModel().currentChanged.connect(self._choose)
        self.clicked.connect(self._click)

    def _set_up(self) -> None:
        self.setAccessibleName(self.tr("Sidebar"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setIconSize(QSize(16, 16))
        self.setUniformRowHeights(True)
        self.setItemDelegate(_Names(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setAllColumnsShowFocus(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(0)
        header.setResizeContentsPrecision(0)  # as wide as the counts in view, not as all of them
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(COUNT, QHeaderView.ResizeMode.ResizeToContents)

    def show_tree(self, tree: Tree, query: Query) -> None:
        """Show another tree with the node chosen that asks for `query`."""
        place, self._following = self.verticalScrollBar().value(), True
        self._model.show(tree)
        keys = {node.key for node in tree.nodes}
        self._opened = (self._opened & keys) | self._open_at_first(tree)
        self._known |= keys
        for key in self._opened.copy():
            self.setExpanded(self._model.index_of(key), True)
        self._following = False
        self.follow(query)
        self.verticalScrollBar().setValue(place)

    def _open_at_first(self, tree: Tree) -> set[Key]:
        """Sections that are new, and a root that is the only one."""
        new = [node for node in tree.nodes if node.key not in self._known]
        roots = [node.key for node in tree.nodes if node.is_root]
        sections = {node.key for node in new if node.part is Part.SECTION}
        return sections | {node.key for node in new if roots == [node.key]}

    def follow(self, query: Query) -> None:
        """Choose the node that asks for this, without asking; none, where none does."""
        node = self._model.node(self.currentIndex())
        if node is not None and node.query == query:
            return
        self._following = True
        index = self._model.index_asking(query)
        self.setCurrentIndex(index)
        if not index.isValid():
            self.clearSelection()
        self._following = False

    def current(self) -> Node | None:
        """The node that is chosen."""
        return self._model.node(self.currentIndex())

    def is_editing(self) -> bool:
        """Whether the user is giving something another name."""
        return self.state() is QAbstractItemView.State.EditingState

    def _key(self, index: QModelIndex) -> Key:
        node = self._model.node(index)
        assert node is not None, "only what stands in the tree opens and closes"  # noqa: S101
        return node.key

    def _choose(self, current: QModelIndex) -> None:
        node = self._model.node(current)
        if node is not None and not self._following:
            by_keys = QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
            self.chosen.emit(node, by_keys)

    def _click(self, index: QModelIndex) -> None:
        node = self._model.node(index)
        if node is None:
            return
        if node.part is Part.SECTION:
            first = index.siblingAtColumn(NAME)
            self.setExpanded(first, not self.isExpanded(first))
        elif asks(node) and index.column() == COUNT:
            self.badge_clicked.emit(node)
        else:
            self.chosen.emit(node, False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.RightButton:  # a menu chooses nothing
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        node = self._model.node(index)
        if node is not None:
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu_wanted.emit(node, event.globalPos() if by_mouse else below)
