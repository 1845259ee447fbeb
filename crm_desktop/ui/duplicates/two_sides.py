"""Both records side by side: their heads, the rows to choose from, and the equal fields folded away."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.duplicates.choosing import Looked, Row, Side, Wish, chosen, rows_of
from crm_desktop.ui.duplicates.field_table import FieldTable
from crm_desktop.ui.duplicates.two_heads import TwoHeads
from crm_desktop.ui.look.controls import box, button, label
from crm_desktop.ui.look.key_label import key_label

NARROW = 620


class TwoSides(QWidget):
    """`wanted` gives the wish that a click or a key leads to."""

    wanted = Signal(Wish)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._looked: Looked | None = None
        self._wish: Wish | None = None  # newer than what is shown, while that is read
        self._unfolded = False
        self.heads, self.table = TwoHeads(workspace), FieldTable()
        self._same, self.fold = label("", "caption"), button("", self._toggle, kind="link")
        self._keys = _keys()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for each, stretch in ((self.heads, 0), (self.table, 1), (self._foot(), 0)):
            column.addWidget(each, stretch)
        self.table.chosen.connect(self._choose)
        self.heads.swap_wanted.connect(self._swap)

    def _foot(self) -> QFrame:
        made = box("strip")
        made.setFixedHeight(34)
        line = QHBoxLayout(made)
        line.setContentsMargins(16, 0, 12, 0)
        line.setSpacing(6)
        line.addWidget(self._same)
        line.addWidget(self.fold)
        line.addStretch(1)
        line.addWidget(self._keys)
        return made

    def show_looked(self, looked: Looked) -> None:
        """Show two records and what is chosen of them."""
        self._looked, self._wish = looked, looked.wish
        self.heads.show_two(looked.both)
        rows = rows_of(looked)
        folded = sum(row.folded for row in rows)
        self._same.setText(ngettext("{n} equal field", "{n} equal fields", folded) if folded else "")
        self.fold.setVisible(bool(folded))
        self.fold.setText(_("Hide") if self._unfolded else _("Show"))
        titles = (looked.both.kept["name"], looked.both.dropped["name"])
        self.table.show_rows([row for row in rows if self._unfolded or not row.folded], titles)

    def _toggle(self) -> None:
        self._unfolded = not self._unfolded
        if self._looked is not None:
            self.show_looked(self._looked)

    def _choose(self, row: Row, side: Side) -> None:
        if self._wish is not None:
            self._want(chosen(self._wish, row, side))

    def _swap(self) -> None:
        if self._wish is not None:
            self._want(self._wish.turned())

    def _want(self, wish: Wish) -> None:
        self._wish = wish
        self.wanted.emit(wish)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the hints out where it is narrow."""
        super().resizeEvent(event)
        self._keys.setVisible(self.width() >= NARROW)


def _keys() -> QWidget:
    """Draw the keys that choose."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(4)
    for names, word in ((("←", "→"), _("choose a side")), (("↑", "↓"), _("change the field"))):
        line.addSpacing(8)
        for name in names:
            line.addWidget(key_label(name))
        line.addWidget(label(word, "caption"))
    return made
