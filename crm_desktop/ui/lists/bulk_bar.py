"""The bar under a list while several rows are selected: what can be done with all of them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.entities import entity_named
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.services.bulk_values import Edit, bulk_fields
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.lists.record_table import RecordTable
from crm_desktop.ui.lists.row_actions import DEEDS, RowActions
from crm_desktop.ui.look.controls import button, icon_button, label
from crm_desktop.ui.look.tooltip import plain_tooltip

LEAST = 2
BUTTONS = ("tag", "next_step", "bulk", "merge", "print", "export", "remove")


class BulkBar(QFrame):
    """Shows itself from two selected rows on; choices of the list are one menu each."""

    def __init__(self, workspace: Workspace, deeds: RowActions, table: RecordTable) -> None:
        super().__init__()
        self._workspace, self._deeds, self._table = workspace, deeds, table
        self.setProperty("role", "bulk")
        self.setFixedHeight(44)
        self._count = label("", "strong")
        self._words: dict[QPushButton, str] = {}
        line = self._line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 12, 0)
        line.setSpacing(6)
        line.addWidget(self._count)
        line.addSpacing(10)
        entity = entity_named(deeds.entity_name)
        for name, field in bulk_fields(entity).items():
            if isinstance(field.kind, Choice) and field.listed:
                choose = button(_(field.label), size="row", icon_name="chevron-down")
                choose.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the word
                choose.clicked.connect(self._opener(choose, name, field.kind))
                line.addWidget(choose)
        for name in BUTTONS:
            if name in deeds.actions:
                line.addWidget(self._button(name))
        line.addStretch(1)
        line.addWidget(icon_button("x", _("Select nothing"), table.clearSelection, size="row", shortcut="Esc"))
        table.selection_changed.connect(self._look)
        self.hide()

    def _button(self, name: str) -> QPushButton:
        action, deed = self._deeds.actions[name], DEEDS[name]
        made = button(_(deed.label), action.trigger, icon_name=deed.icon, size="row")
        made.setAccessibleName(_(deed.label))
        key = deed.key or _(deed.shown)
        made.setToolTip(plain_tooltip(f"{_(deed.label)} ({key})"))
        made.setHidden(not action.isEnabled())
        action.changed.connect(lambda: made.setHidden(not action.isEnabled()))
        made.setMinimumWidth(28)
        self._words[made] = _(deed.label)
        return made

    def _opener(self, choose: QPushButton, name: str, kind: Choice) -> Callable[[], None]:
        def open_menu() -> None:
            menu = QMenu(choose)
            for option in kind.offered(self._workspace.context):
                menu.addAction(_(option.label), partial(self._deeds.edit_many, Edit(name, "set", option.key)))
            menu.addSeparator()
            menu.addAction(_("Empty"), partial(self._deeds.edit_many, Edit(name, "set", "")))
            menu.popup(choose.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

        return open_menu

    def _look(self) -> None:
        count = self._table.selected_count()
        self.setVisible(count >= LEAST)
        self._count.setText(ngettext("{n} selected", "{n} selected", count))
        self._fit()

    def _fit(self) -> None:
        """Show words where there is room for them; the last ones become icons first, named by their tooltips."""
        for made, words in self._words.items():
            made.setText(words)
        for made in reversed(self._words):
            if self._line.sizeHint().width() <= self.width():
                break
            made.setText("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the new room."""
        super().resizeEvent(event)
        self._fit()
