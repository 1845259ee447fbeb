"""A row of chips, all of which must hold, with the way to add one."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.services.conditions.tree import Tree
from crm_desktop.services.conditions.words import in_words
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.filters.chip import Chip
from crm_desktop.ui.filters.filter_popup import FilterPopup
from crm_desktop.ui.filters.tree_editor import Around, Row
from crm_desktop.ui.look.controls import button
from crm_desktop.ui.look.flow import FlowLayout
from crm_desktop.ui.look.lead_focus import lead_focus

NESTED = 1  # groups in a group: one level


class ChipRow(Row):
    """Shows trees of `entity_name` as chips; a click on one edits it in a panel below."""

    def __init__(self, workspace: Workspace, entity_name: str, *, groups: int = NESTED + 1) -> None:
        super().__init__()
        self._workspace, self._entity_name, self._groups = workspace, entity_name, groups
        self._where: list[Tree] = []
        self.chips: list[Chip] = []
        self.popup: FilterPopup | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self._flow = FlowLayout(gap=8)
        line.addLayout(self._flow, 1)
        self.add_button = button(_("Add filter"), self.add, icon_name="plus", kind="chip")
        self.add_button.setProperty("dashed", True)
        self._after: list[QWidget] = [self.add_button]
        self._flow.addWidget(self.add_button)
        lead_focus(self, self.add_button)

    def put_after(self, widget: QWidget) -> None:
        """Put a control behind the chips."""
        self._after.append(widget)
        self._flow.addWidget(widget)

    def where(self) -> tuple[Tree, ...]:
        return tuple(self._where)

    def show_where(self, where: tuple[Tree, ...]) -> None:
        if tuple(self._where) != where:
            self._where = list(where)
            self._show()

    def add(self) -> None:
        """Ask for one more."""
        popup = self._open(self.add_button, self._added)
        popup.pick()
        popup.show_under(self.add_button, from_left=True)

    def edit(self, place: int) -> None:
        """Change one."""
        popup = self._open(self.chips[place], partial(self._changed, place))
        popup.edit(self._where[place])
        popup.show_under(self.chips[place], from_left=True)

    def remove(self, place: int) -> None:
        """Take one away; the focus goes to the next."""
        del self._where[place]
        self._tell()
        after = self.chips[min(place, len(self.chips) - 1)] if self.chips else self.add_button
        after.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_all(self) -> None:
        """Ask for nothing."""
        if self._where:
            self._where.clear()
            self._tell()

    def append(self, tree: Tree) -> None:
        """Ask for one more thing."""
        self._where.append(tree)
        self._tell()

    def _open(self, _anchor: QWidget, take: object) -> FilterPopup:
        inner = self._groups - 1
        make_row = partial(ChipRow, self._workspace, groups=inner)
        around = Around(self._workspace, self._entity_name, make_row)
        self.popup = FilterPopup(around, self, groups=self._groups > 0)
        self.popup.done.connect(take)
        self.popup.destroyed.connect(self._forget)
        return self.popup

    def _forget(self) -> None:
        self.popup = None

    def _added(self, tree: Tree | None) -> None:
        if tree is not None:
            self.append(tree)

    def _changed(self, place: int, tree: Tree | None) -> None:
        if tree is None:
            del self._where[place]
        elif tree == self._where[place]:
            return
        else:
            self._where[place] = tree
        self._tell()

    def _tell(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for each in (*self.chips, *self._after):
            self._flow.removeWidget(each)
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = []
        context = self._workspace.context
        for place, tree in enumerate(self._where):
            chip = Chip(in_words(tree, self._entity_name, context))
            chip.edit_wanted.connect(partial(self.edit, place))
            chip.remove_wanted.connect(partial(self.remove, place))
            self.chips.append(chip)
            self._flow.addWidget(chip)
        for each in self._after:
            self._flow.addWidget(each)
        for before, after in pairwise((*self.chips, *self._after)):
            self.setTabOrder(before, after)
        self.updateGeometry()
