"""The pairs to look at, the likeliest first, as a painted list."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.base.i18n import _
from crm_desktop.services.duplicates.find import Pair
from crm_desktop.ui.look.brush import Brush
from crm_desktop.ui.look.tooltip import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
Ids = tuple[int, int]
HEIGHT, EDGE = 48, 14


def ids_of(pair: Pair) -> Ids:
    """Name a pair."""
    return pair.first_id, pair.second_id


class QueueModel(QAbstractListModel):
    """Pairs by score; those that were skipped stay, muted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pairs: list[Pair] = []
        self.skipped: set[Ids] = set()

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show other pairs."""
        self.beginResetModel()
        self.pairs = list(pairs)
        self.endResetModel()

    def row_of(self, ids: Ids) -> int:
        """Give the row of a pair, -1 where it is not there."""
        return next((row for row, pair in enumerate(self.pairs) if ids_of(pair) == ids), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many pairs there are."""
        return 0 if parent.isValid() else len(self.pairs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say a pair in words."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            pair = self.pairs[index.row()]
            reasons = " · ".join(each.text for each in pair.reasons)
            said = f"{pair.first_title} – {pair.second_title} · {points_of(pair)} · {reasons}"
            return plain_tooltip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None


class PairQueue(QListView):
    """`chosen` tells that the cursor stands on another pair."""

    chosen = Signal()

    def __init__(self, model: QueueModel) -> None:
        super().__init__()
        self._model = model
        self.brush = Brush(self.font())
        self.setModel(model)
        self.setItemDelegate(_PairDelegate(self, model))
        self.setAccessibleName(_("Pairs to look at"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)

    def pair(self) -> Pair | None:
        """Give the pair under the cursor."""
        row = self.currentIndex().row()
        return self._model.pairs[row] if 0 <= row < len(self._model.pairs) else None

    def go_to(self, row: int) -> None:
        """Put the cursor on a row, or the last one."""
        row = min(row, len(self._model.pairs) - 1)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row))
            self.scrollTo(self.currentIndex())

    def step(self, by: int) -> None:
        """Go up or down."""
        self.go_to(max(self.currentIndex().row() + by, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell of another pair."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme or font."""
        super().changeEvent(event)
        kinds = {QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange}
        if event.type() in kinds and hasattr(self, "brush"):
            self.brush.refresh(self.font())
            self.viewport().update()


class _PairDelegate(QStyledItemDelegate):
    """The one name with the score, below it the other name and the strongest reason."""

    def __init__(self, view: PairQueue, model: QueueModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of a pair."""
        _ = option, index
        return QSize(100, round(HEIGHT * self._view.brush.scale))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a pair."""
        pair, brush, rect = self._model.pairs[index.row()], self._view.brush, QRect(option.rect)
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        under = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, brush.colour("selected" if here else "hover" if under else "surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, brush.colour("line-row"))
        if here:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), brush.colour("accent"))
        skipped = ids_of(pair) in self._model.skipped
        inner = rect.adjusted(EDGE, 5, -12, -5)
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        brush.text(painter, upper, str(points_of(pair)), "strong", "muted" if skipped else "text", right=True)
        title = upper.adjusted(0, 0, -32, 0)
        brush.text(painter, title, pair.first_title, "strong", "muted" if skipped else "text")
        lower = QRect(inner.left(), upper.bottom() + 1, inner.width(), inner.height() // 2)
        reason = pair.reasons[0].text if pair.reasons else ""
        word = _("skipped") if skipped else reason
        brush.text(painter, lower, f"{pair.second_title} · {word}", "small", "muted")
        if here and self._view.hasFocus():
            brush.box(painter, rect.adjusted(1, 1, -1, -2).toRectF(), 4, "", "focus")


def points_of(pair: Pair) -> int:
    """Give the score as one reads it: 0 to 100."""
    return round(pair.score * 100)
