"""A table in which one decides row by row, by keys as well as by mouse."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from crm_desktop.base.i18n import _
from crm_desktop.ui.exchange.deciding_model import BECOMES, ROW, WHY, DecidingModel
from crm_desktop.ui.look import icons
from crm_desktop.ui.look.theme import token

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 32
WIDTHS = {ROW: 56, BECOMES: 190, WHY: 330}
NARROW, NARROW_WHY = 900, 190


class DecidingTable(QTableView):
    """Shows a `DecidingModel`; F2, a letter or a double click changes a cell, Alt+Down opens the decision."""

    def __init__(self, model: DecidingModel, name: str) -> None:
        super().__init__()
        self.deciding = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setProperty("role", "framed")
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setItemDelegate(CellDelegate(self))
        self.setItemDelegateForColumn(BECOMES, DecisionDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        self.clicked.connect(self._clicked)
        self.share_width()

    def share_width(self) -> None:
        """Give the first columns their width."""
        for column, width in WIDTHS.items():
            narrow = column == WHY and self.width() < NARROW
            self.setColumnWidth(column, NARROW_WHY if narrow else width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the cells more room where there is little."""
        super().resizeEvent(event)
        self.share_width()

    def selected_rows(self) -> list[int]:
        """Give the rows of the selection, or the one with the cursor."""
        rows = {index.row() for index in self.selectedIndexes()} or {self.currentIndex().row()}
        return sorted(rows - {-1})

    def _clicked(self, index: QModelIndex) -> None:
        """Open the list of decisions with one click, as any list."""
        if index.column() == BECOMES:
            self.edit(index)


class CellDelegate(QStyledItemDelegate):
    """A line to type in, as high as its row. A cell with a colour of its own keeps it, and has a border as selected."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the selection of a tinted cell as its border."""
        selected = QStyle.StateFlag.State_Selected
        if index.data(Qt.ItemDataRole.BackgroundRole) is None or not option.state & selected:
            super().paint(painter, option, index)
            return
        plain = QStyleOptionViewItem(option)
        plain.state &= ~selected
        super().paint(painter, plain, index)
        painter.save()
        painter.setPen(QPen(token("accent"), 2))
        painter.drawRect(plain.rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the line."""
        made = QLineEdit(parent)
        made.setProperty("fit", "row")
        made.setAccessibleName(_("What the cell is to hold"))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the cell once: a check that ends meanwhile must not write over what is being typed."""
        if _first_time(editor):
            super().setEditorData(editor, index)


class DecisionDelegate(QStyledItemDelegate):
    """What may become of a row, as a list; choosing is enough."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Show that there is a list to open."""
        super().paint(painter, option, index)
        rect: QRect = option.rect
        arrow = icons.pixmap("chevron-down", "muted", 14, painter.device().devicePixelRatioF())
        painter.drawPixmap(rect.right() - 20, rect.center().y() - 6, arrow)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the list and open it."""
        made = QComboBox(parent)
        made.setProperty("fit", "row")
        made.setAccessibleName(_("What becomes of the row"))
        model = index.model()
        if isinstance(model, DecidingModel):
            for offer in model.offers_at(index.row()):
                made.addItem(offer.text)
        made.activated.connect(lambda _at: self._commit(made))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what is chosen."""
        model = index.model()
        if isinstance(editor, QComboBox) and isinstance(model, DecidingModel) and _first_time(editor):
            editor.setCurrentIndex(model.chosen_at(index.row()))
            editor.showPopup()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Decide."""
        if not isinstance(editor, QComboBox) or not isinstance(model, DecidingModel):
            return
        if editor.currentIndex() != model.chosen_at(index.row()):
            model.setData(index, editor.currentIndex())

    def _commit(self, editor: QComboBox) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


def _first_time(editor: QWidget) -> bool:
    """Tell whether an editor is about to show its cell for the first time."""
    known = bool(editor.property("shows_its_cell"))
    editor.setProperty("shows_its_cell", True)
    return not known
