"""The removed records as lines to paint, newest first; older ones are asked for as the list is scrolled down."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.base.i18n import _, language
from crm_desktop.entities import entity_named
from crm_desktop.services.recycle_bin import PAGE, Removed
from crm_desktop.ui.look import tones
from crm_desktop.ui.look.brush import Brush
from crm_desktop.ui.look.tooltip import plain_tooltip
from crm_desktop.ui.values import dates

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 44
EDGE = 16
WHEN = 120


class BinModel(QAbstractListModel):
    """`more_wanted` asks for what is older than the last line; `add` brings it."""

    more_wanted = Signal(int)  # older than this note

    def __init__(self) -> None:
        super().__init__()
        self.records: list[Removed] = []
        self._whole, self._asked = True, False

    def show_first(self, records: Sequence[Removed]) -> None:
        """Show the newest removed records."""
        self.beginResetModel()
        self.records = list(records)
        self._whole, self._asked = len(records) < PAGE, False
        self.endResetModel()

    def add(self, records: Sequence[Removed]) -> None:
        """Show older ones behind."""
        self._whole, self._asked = len(records) < PAGE, False
        if records:
            self.beginInsertRows(QModelIndex(), len(self.records), len(self.records) + len(records) - 1)
            self.records += records
            self.endInsertRows()

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's signature
        """Tell whether there are older ones."""
        return not parent.isValid() and not self._whole and not self._asked

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008 - Qt's signature
        """Ask for the next page; it is read beside the window."""
        _ = parent
        self._asked = True
        self.more_wanted.emit(self.records[-1].note)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many records there are."""
        return 0 if parent.isValid() else len(self.records)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say a record in words; painting takes the record itself."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        record = self.records[index.row()]
        said = " · ".join(part for part in (record.seen, caption(record), dates.full(record.at)) if part)
        return plain_tooltip(said) if role == Qt.ItemDataRole.ToolTipRole else said


def caption(record: Removed) -> str:
    """Say what sort of record it was, whose, and what went with it."""
    between = "、" if language() == "zh_CN" else ", "
    parts = between.join(
        f"{_(entity_named(name).label_many)} {count:,}" for name, count in sorted(record.parts.items())
    )
    of = _("of {owner}").format(owner=record.owner) if record.owner else ""
    went = _("with {parts}").format(parts=parts) if parts else ""
    return " · ".join(part for part in (_(entity_named(record.entity).label), of, went) if part)


class BinDelegate(QStyledItemDelegate):
    """Paints a removed record in two lines, when it was removed at the right."""

    def __init__(self, view: QListView, model: BinModel, brush: Brush) -> None:
        super().__init__(view)
        self._view, self._model, self._brush = view, model, brush
        self.today = dt.date.min

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of a line."""
        _ = option, index
        return QSize(100, round(HEIGHT * self._brush.scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one record."""
        rect: QRect = option.rect
        record, brush, middle = self._model.records[index.row()], self._brush, option.rect.center().y()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, brush.colour("selected" if chosen else "hover" if hovered else "surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, brush.colour("line-row"))
        if chosen:
            bar = "accent" if self._view.hasFocus() else "line-strong"
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), brush.colour(bar))
        disc = tones.tag("neutral")
        brush.box(painter, QRectF(rect.left() + EDGE, middle - 13, 27, 27), 13.5, disc.back)
        brush.icon(painter, rect.left() + EDGE + 6, middle + 1, entity_named(record.entity).icon, disc.front)
        right = rect.right() - EDGE
        when = f"{dates.ago(record.at, self.today)} {record.at:%H:%M}"
        brush.text(painter, QRect(right - WHEN, rect.top(), WHEN, rect.height()), when, "body", "secondary", right=True)
        left = rect.left() + EDGE + 40
        width = right - WHEN - 12 - left
        brush.text(painter, QRect(left, rect.top() + 4, width, 19), record.seen, "strong", "text")
        brush.text(painter, QRect(left, rect.top() + 22, width, 18), caption(record), "small", "muted")
        if index == self._view.currentIndex() and self._view.hasFocus():
            brush.box(painter, QRectF(rect.adjusted(1, 1, -1, -2)), 4, "", "focus")
