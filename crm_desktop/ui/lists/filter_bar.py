"""The chips of a list: what it is narrowed to, how to narrow it more, and the way back to all."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.services.conditions.tree import Condition, Tree
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.filters.chip_row import ChipRow
from crm_desktop.ui.look.controls import button, label

HEIGHT = 44


class FilterBar(QWidget):
    """The chips, “Clear all”, and how many of how many are shown; `changed` when the user asks otherwise."""

    changed = Signal()

    def __init__(self, workspace: Workspace, entity_name: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 9, 16, 9)
        line.setSpacing(8)
        self.row = ChipRow(workspace, entity_name)
        self.row.add_button.setToolTip("Ctrl+Shift+F")
        self._clear = button(_("Clear all"), self.clear, kind="link")
        self._clear.hide()
        self.row.put_after(self._clear)
        line.addWidget(self.row, 1)
        self._count = label("", "muted")
        self._count.setFixedHeight(26)
        line.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(HEIGHT)
        self.row.changed.connect(self._changed)

    def where(self) -> tuple[Tree, ...]:
        """Give what every record of the list must fulfil."""
        return self.row.where()

    def show_where(self, where: tuple[Tree, ...]) -> None:
        """Show what a view asks; nothing is told."""
        self.row.show_where(where)
        self._clear.setVisible(bool(where))
        self.updateGeometry()

    def show_count(self, text: str) -> None:
        """Say how many of how many are shown."""
        self._count.setText(text)

    def choose(self, name: str, key: str) -> None:
        """Narrow the list to one option of a field."""
        others = tuple(each for each in self.where() if not (isinstance(each, Condition) and each.field == name))
        self.row.show_where(others)
        self.row.append(Condition(name, "in", (key,)))

    def add(self) -> None:
        """Open what a filter can be about."""
        self.row.add()

    def drop_last(self) -> None:
        """Take the last filter back."""
        if self.where():
            self.row.remove(len(self.where()) - 1)

    def clear(self) -> None:
        """Show everything again."""
        self.row.remove_all()

    def _changed(self) -> None:
        self._clear.setVisible(bool(self.where()))
        self.updateGeometry()
        self.changed.emit()
