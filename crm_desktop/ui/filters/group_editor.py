"""Editing what holds others: a group of conditions, and how many related records there must be."""

from typing import cast

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from crm_desktop.base.i18n import N_, _
from crm_desktop.services.conditions.tree import Comparison, Group, Join, Related, Tree
from crm_desktop.ui.filters.number_line import NumberLine
from crm_desktop.ui.filters.tree_editor import Around, TreeEditor
from crm_desktop.ui.look.controls import label

JOINS: dict[Join, str] = {"any": N_("any of these"), "all": N_("all of these"), "none": N_("none of these")}
# How many there must be: the comparison, and its number unless the user says one.
HOW_MANY: tuple[tuple[str, Comparison, int | None], ...] = (
    (N_("at least one"), ">=", 1),
    (N_("none"), "=", 0),
    (N_("more than"), ">", None),
    (N_("at most"), "<=", None),
    (N_("exactly"), "=", None),
)


class GroupEditor(TreeEditor):
    """All, any or none of the chips below."""

    def __init__(self, around: Around, group: Group) -> None:
        super().__init__()
        self.join = QComboBox()
        self.join.setAccessibleName(_("How the conditions are joined"))
        for key, text in JOINS.items():
            self.join.addItem(_(text), key)
        self.join.setCurrentIndex(self.join.findData(group.join))
        self.row = around.make_row(around.entity_name)
        self.row.show_where(group.members)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.join)
        column.addWidget(self.row)
        self.join.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self.row.changed.connect(self.changed)
        self.setFocusProxy(self.row)

    def tree(self) -> Tree | None:
        members = self.row.where()
        return Group(cast("Join", self.join.currentData()), members) if members else None


class RelatedEditor(TreeEditor):
    """How many, and the chips of what they must fulfil."""

    def __init__(self, around: Around, related: Related) -> None:
        super().__init__()
        self._entity = related.entity
        self.how_many = QComboBox()
        self.how_many.setAccessibleName(_("How many"))
        for text, _comparison, _number in HOW_MANY:
            self.how_many.addItem(_(text))
        self.number = NumberLine(0, 9999, related.number)
        self.number.setAccessibleName(_("Number"))
        self.row = around.make_row(related.entity)
        self.row.show_where(related.where)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.how_many, 3)
        line.addWidget(self.number, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(label(_("Count only those with"), "caption"))
        column.addWidget(self.row)
        self._show(related)
        self.how_many.currentIndexChanged.connect(lambda _place: self._fit())
        self.number.textChanged.connect(lambda _text: self.changed.emit())
        self.row.changed.connect(self.changed)
        self.setFocusProxy(self.how_many)

    def tree(self) -> Tree | None:
        _text, comparison, number = HOW_MANY[self.how_many.currentIndex()]
        return Related(self._entity, self.row.where(), comparison, self.number.number() if number is None else number)

    def _show(self, related: Related) -> None:
        asked = (related.operator, related.number)
        ways = [(comparison, number) for _text, comparison, number in HOW_MANY]
        free = (related.operator, None)
        self.how_many.setCurrentIndex(ways.index(asked) if asked in ways else ways.index(free) if free in ways else 0)
        self._fit()

    def _fit(self) -> None:
        self.number.setVisible(HOW_MANY[self.how_many.currentIndex()][2] is None)
        self.changed.emit()
