"""The list of the command palette: entries under the heads of their groups, and how they are painted."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.ui.look.brush import Brush
from crm_desktop.ui.look.paint import rounded
from crm_desktop.ui.look.theme import token
from crm_desktop.ui.window.palette_entries import Entry

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
ROW, HEAD = 34, 26


class PaletteModel(QAbstractListModel):
    """Entries under the heads of their groups; a head has no entry."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Entry | str] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these, in groups in the order in which each first comes."""
        self.beginResetModel()
        groups: dict[str, list[Entry]] = {}
        for entry in entries:
            groups.setdefault(entry.group, []).append(entry)
        self._rows.clear()
        for group, some in groups.items():
            self._rows += (group, *some)
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """Give what a row does, None for a head."""
        found = self._rows[row]
        return None if isinstance(found, str) else found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Count entries and heads."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the text of a row, and its entry."""
        row = self._rows[index.row()]
        if role == ENTRY:
            return None if isinstance(row, str) else row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row if isinstance(row, str) else ", ".join(part for part in (row.text, row.detail, row.keys) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let heads be passed over."""
        if self.entry(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class PaletteDelegate(QStyledItemDelegate):
    """Paints an entry: icon, text, where it belongs, its keys."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._brush = Brush(view.font())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Heads are a little lower."""
        _ = option
        return QSize(10, HEAD if index.data(ENTRY) is None else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a head or an entry."""
        entry: Entry | None = index.data(ENTRY)
        rect: QRect = option.rect
        if entry is None:
            self._brush.text(painter, rect.adjusted(10, 4, -10, 0), index.data(), "small-strong", "muted")
            return
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            rounded(painter, QRectF(rect.adjusted(0, 1, 0, -1)), 6, token("selected"))
            painter.fillRect(rect.left(), rect.top() + 8, 3, rect.height() - 16, token("accent"))
        entry.icon.paint(painter, QRect(rect.left() + 12, rect.center().y() - 8, 16, 16))
        keys = self._brush.width("small", entry.keys) if entry.keys else 0
        self._brush.text(painter, rect.adjusted(0, 0, -12, 0), entry.keys, "small", "muted", right=True)
        room = rect.adjusted(40, 0, -24 - keys, 0)
        used = self._brush.text(painter, room, entry.text, "body", "text")
        self._brush.text(painter, room.adjusted(used + 12, 0, 0, 0), entry.detail, "small", "secondary")
