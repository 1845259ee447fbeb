"""The chips of a list: what it is narrowed to, how to narrow it more, and the way back to all."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import fields_of
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.services.lists import Condition, Tree
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.controls import button, label
from crm_desktop.ui.look.flow import FlowLayout
from crm_desktop.ui.look.icons import icon

HEIGHT = 44


class FilterBar(QWidget):
    """Offers a filter for every choice of the entity; one value a field."""

    changed = Signal()

    def __init__(self, workspace: Workspace, entity_name: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._entity_name = entity_name
        self._chosen: dict[str, str] = {}  # option keys by field
        self._others: tuple[Tree, ...] = ()  # of the view, not shown as chips
        self._chips: list[QPushButton] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 9, 16, 9)
        line.setSpacing(8)
        self._flow = FlowLayout(gap=8)
        line.addLayout(self._flow, 1)
        self._add = button(_("Add filter"), self._menu, icon_name="plus", kind="chip")
        self._add.setProperty("dashed", True)
        self._clear = button(_("Clear all"), self.clear, kind="link")
        self._flow.addWidget(self._add)
        self._flow.addWidget(self._clear)
        self._clear.hide()
        self._count = label("", "muted")
        self._count.setFixedHeight(26)
        line.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(HEIGHT)

    def conditions(self) -> tuple[Tree, ...]:
        """Give what every record of the list must fulfil."""
        return (*self._others, *(Condition(name, "=", key) for name, key in self._chosen.items()))

    def show_conditions(self, where: tuple[Tree, ...]) -> None:
        """Show what a view asks."""
        choices = self._choices()
        chosen = [
            each for each in where if isinstance(each, Condition) and each.operator == "=" and each.field in choices
        ]
        self._others = tuple(each for each in where if each not in chosen)
        self._chosen = {each.field: each.value for each in chosen}
        self._show()

    def show_count(self, text: str) -> None:
        """Say how many of how many are shown."""
        self._count.setText(text)

    def choose(self, name: str, key: str) -> None:
        """Narrow the list to one option of a field."""
        self._chosen[name] = key
        self._show()

    def drop(self, name: str) -> None:
        """Widen the list by one field."""
        self._chosen.pop(name, None)
        self._show()

    def drop_last(self) -> None:
        """Take the last filter back."""
        if self._chosen:
            self.drop(next(reversed(self._chosen)))

    def clear(self) -> None:
        """Show everything again."""
        self._chosen.clear()
        self._show()

    def _choices(self) -> Mapping[str, tuple[str, dict[str, str]]]:
        """Give each choice's label and its options' labels by key."""
        context = self._workspace.context
        return {
            name: (_(field.label), {each.key: _(each.label) for each in field.kind.all_options(context)})
            for name, field in fields_of(entity_named(self._entity_name)).items()
            if isinstance(field.kind, Choice)
        }

    def _show(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips.clear()
        for item in (self._add, self._clear):
            self._flow.removeWidget(item)
        choices = self._choices()
        for name, key in self._chosen.items():
            text, options = choices[name]
            chip = button(f"{text}  {options.get(key, key)} \u200e", self._dropper(name), kind="chip")
            chip.setIcon(icon("x", "chip-icon", 14))
            chip.setIconSize(QSize(14, 14))
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the words
            chip.setToolTip(_("Remove this filter"))
            chip.setAccessibleName(
                _("Filter {field}: {value}. Remove it.").format(field=text, value=options.get(key, key))
            )
            self._chips.append(chip)
            self._flow.addWidget(chip)
        for item in (self._add, self._clear):
            self._flow.addWidget(item)
        self._clear.setVisible(bool(self._chosen))
        self.updateGeometry()
        self.changed.emit()

    def _dropper(self, name: str) -> Callable[[], None]:
        return lambda: self.drop(name)

    def _menu(self) -> None:
        menu = QMenu(self)
        for name, (text, options) in self._choices().items():
            inner = menu.addMenu(text)
            for key, option in options.items():
                action = inner.addAction(option)
                action.setCheckable(True)
                action.setChecked(self._chosen.get(name) == key)
                action.triggered.connect(lambda _on, name=name, key=key: self.choose(name, key))
        menu.popup(self._add.mapToGlobal(QPoint(0, self._add.height() + 2)))
