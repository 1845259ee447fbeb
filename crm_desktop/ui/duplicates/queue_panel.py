"""The queue with how many pairs there are above it, and below it those that were told apart."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.services.duplicates.remembered import Told
from crm_desktop.ui.duplicates.pair_queue import PairQueue, QueueModel
from crm_desktop.ui.look.controls import box, button, label

WIDE, SMALL = 216, 184
MOST_TOLD = 20


class QueuePanel(QFrame):
    """`again_wanted` names a pair that is to be found again."""

    again_wanted = Signal(int, int)

    def __init__(self, model: QueueModel) -> None:
        super().__init__()
        self.setProperty("role", "queue")
        self._pairs: Sequence[Told] = ()
        self._number, self._told = label("", "heading"), label("", "caption")
        self._order = label(_("by likeness"), "caption")
        self._show = button(_("Show"), self._ask, kind="link")
        self._show.setAccessibleName(_("Show the pairs that were told apart"))
        self.queue = PairQueue(model)
        head, foot = box("table-head"), box("strip")
        for bar, height, widgets in (
            (head, 36, (self._number, self._order)),
            (foot, 34, (self._told, self._show)),
        ):
            bar.setFixedHeight(height)
            line = QHBoxLayout(bar)
            line.setContentsMargins(14, 0, 10, 0)
            line.addWidget(widgets[0])
            line.addStretch(1)
            line.addWidget(widgets[1])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        for each, stretch in ((head, 0), (self.queue, 1), (foot, 0)):
            column.addWidget(each, stretch)
        self.fit(tight=False)

    def fit(self, *, tight: bool) -> None:
        """Leave the two more room where there is little."""
        self.setFixedWidth(SMALL if tight else WIDE)
        self._order.setVisible(not tight)

    def show_number(self, count: int) -> None:
        """Say how many pairs wait."""
        self._number.setText(ngettext("{n} pair to look at", "{n} pairs to look at", count))

    def show_told(self, pairs: Sequence[Told]) -> None:
        """Say how many pairs were told apart."""
        self._pairs = pairs
        self._told.setText(ngettext("{n} pair told apart", "{n} pairs told apart", len(pairs)))
        self._show.setVisible(bool(pairs))

    def _ask(self) -> None:
        menu = QMenu(self)
        for each in self._pairs[:MOST_TOLD]:
            said = _("Look again: {first} – {second}").format(first=each.first_title, second=each.second_title)
            menu.addAction(said.replace("&", "&&"), partial(self.again_wanted.emit, each.first_id, each.second_id))
        menu.exec(self._show.mapToGlobal(self._show.rect().topLeft()))
        menu.deleteLater()
