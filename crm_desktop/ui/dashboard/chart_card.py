"""One chart on the dashboard: its name, the figure, and the same numbers as a table."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QStackedWidget, QTableView, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.charts.declare import Chart
from crm_desktop.charts.series import Number, Series
from crm_desktop.ui.dashboard.canvas import ChartCanvas
from crm_desktop.ui.look.controls import icon_button, label
from crm_desktop.ui.look.tooltip import plain_tooltip

FIGURE, TABLE = 0, 1


class ChartCard(QFrame):
    """A card whose header switches between the figure and its numbers, which can be copied."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.chart = chart
        self._series: Series | None = None
        self._build()

    def _build(self) -> None:
        self.canvas = ChartCanvas(self.chart)
        self.table = QTableView()
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(28)
        self.table.setShowGrid(False)
        self.table.setAccessibleName(_(self.chart.label))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.canvas)
        framed = QWidget()
        inside = QVBoxLayout(framed)
        inside.setContentsMargins(12, 0, 12, 0)
        inside.addWidget(self.table)
        self._stack.addWidget(framed)
        self.copy = icon_button("copy", _("Copy the numbers"), self._copy, size="row")
        self.toggle = icon_button("table", _("Show as a table"), size="row")
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._switch)
        self.copy.hide()
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 10, 0)
        head.setSpacing(8)
        head.addWidget(label(_(self.chart.label), "strong"))
        head.addWidget(label(_(self.chart.note), "caption"))
        head.addStretch(1)
        head.addWidget(self.copy)
        head.addWidget(self.toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.setMinimumHeight(270)

    def show_series(self, series: Series) -> None:
        """Show these numbers as figure and as table."""
        self._series = series
        self.canvas.show_series(series)
        before = self.table.model()
        self.table.setModel(NumbersModel(series.rows(), self.table))
        if before is not None:
            before.deleteLater()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def _switch(self, table: bool) -> None:
        self._stack.setCurrentIndex(TABLE if table else FIGURE)
        self.copy.setVisible(table)
        name = _("Show as a figure") if table else _("Show as a table")
        self.toggle.setAccessibleName(name)
        self.toggle.setToolTip(plain_tooltip(name))

    def _copy(self) -> None:
        if self._series is not None:
            lines = ("\t".join(str(cell) for cell in row) for row in self._series.rows())
            QGuiApplication.clipboard().setText("\n".join(lines))


class NumbersModel(QAbstractTableModel):
    """The rows of a series; the first one heads the columns."""

    def __init__(self, rows: Sequence[Sequence[str | Number]], parent: QTableView) -> None:
        super().__init__(parent)
        self._heads, self._rows = rows[0], rows[1:]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """Count the columns."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a cell: labels left, numbers right."""
        value = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return value if isinstance(value, str) else f"{value:,}"
        if role == Qt.ItemDataRole.TextAlignmentRole and not isinstance(value, str):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a column's heading, on the side of its values."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None
