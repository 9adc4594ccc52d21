"""The files that could not be indexed, or not wholly, with the reason of each, and the ways on."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mmdesk.core.errors import MmdeskError
from mmdesk.core.listings import Failure
from mmdesk.core.paths import printable
from mmdesk.gui.parts.told import said
from mmdesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from mmdesk.library import Library

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class FailuresModel(QAbstractTableModel):
    """One row for each file: its name and folder, and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._failures: list[Failure] = []

    def show(self, failures: list[Failure]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._failures = failures
        self.endResetModel()

    def path(self, row: int) -> Path:
        """The file of a row."""
        return self._failures[row].path

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._failures)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("File"), self.tr("Folder"), self.tr("Reason"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        failure = self._failures[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            path = failure.path
            cells = printable(path.name), printable(path.parent), said(failure.reason)
            return cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return said(failure.reason) if index.column() == 2 else printable(failure.path)
        return None


class _OneLine(QStyledItemDelegate):
    """A cell that is shortened rather than wrapped."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.WrapText


class _Table(QTableView):
    """Its rows in view are as high as their reasons; of thousands, only those are measured."""

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._fit_rows()

    def verticalScrollbarValueChanged(self, value: int) -> None:
        super().verticalScrollbarValueChanged(value)
        self._fit_rows()

    def _fit_rows(self) -> None:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        count = self.verticalHeader().count()
        for row in range(max(first, 0), (last if last >= 0 else count - 1) + 1):
            height = max(self.sizeHintForRow(row), self.verticalHeader().minimumSectionSize())
            if height != self.rowHeight(row):
                self.setRowHeight(row, height)


class FailuresDialog(QDialog):
    """Lists the failures; they can be shown in the file manager or all be tried again."""

    reveal_wanted = Signal(object)
    """A Path, to be shown in the file manager."""
    retried = Signal()

    def __init__(self, library: "Library", tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._library, self._tasks = library, tasks
        self._trying = False
        self.setWindowTitle(self.tr("Files with problems"))
        self.resize(960, 460)
        self._says = QLabel(self.tr("Looking…"))
        self._says.setWordWrap(True)
        self.model = FailuresModel(self)
        self.table = self._make_table()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.reveal = buttons.addButton(self.tr("Show in file manager"), role)
        self.retry = buttons.addButton(self.tr("Try all again"), role)
        self.reveal.clicked.connect(self._reveal)
        self.retry.clicked.connect(self._retry)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for widget in (self._says, self.table, buttons):
            column.addWidget(widget)
        self._select()
        self.refresh()

    def _make_table(self) -> QTableView:
        table = _Table()
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Files and reasons"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, 240)
        header.resizeSection(1, 240)
        one_line = _OneLine(table)
        for column in (0, 1):
            table.setItemDelegateForColumn(column, one_line)
        table.selectionModel().selectionChanged.connect(self._select)
        table.activated.connect(self._reveal)
        return table

    def hear_idle(self) -> None:
        """Indexing is done: list what failed again, if all was tried again.

        What is heard may be of before: the library knows better.
        """
        if self._trying and self._library.indexing.idle:
            self._trying = False
            self.refresh()

    def refresh(self) -> None:
        """Ask the library anew."""
        self._tasks.run(self._library.failures, self._show, self._fail, owner=self)

    def _show(self, failures: list[Failure]) -> None:
        self.model.show(failures)
        if failures:
            self._says.setText(
                self.tr(
                    "%n file(s) could not be indexed, or only in part. They stay where they are; "
                    "mmdesk tries each again when it changes.",
                    "",
                    len(failures),
                )
            )
            self.table.selectRow(0)
        else:
            self._says.setText(self.tr("Every file could be indexed."))
        self.retry.setEnabled(bool(failures))
        self._select()

    def _select(self) -> None:
        self.reveal.setEnabled(self.table.selectionModel().hasSelection())

    def _reveal(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        if rows:
            self.reveal_wanted.emit(self.model.path(rows[0].row()))

    def _retry(self) -> None:
        self.retry.setEnabled(False)
        self._says.setText(self.tr("These files are being tried again."))
        self._tasks.run(self._library.retry, self._retried, self._fail, owner=self)

    def _retried(self, _: object) -> None:
        self._trying = True
        self.model.show([])
        self._select()
        self.retried.emit()
        self.hear_idle()  # few files are done before anybody hears of it

    def _fail(self, error: MmdeskError) -> None:
        self._says.setText(said(error))
