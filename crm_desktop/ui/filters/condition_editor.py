"""Editing one condition: the way in which is asked, and for what."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from crm_desktop.base.i18n import _
from crm_desktop.services.conditions.asked import asked
from crm_desktop.services.conditions.tree import Condition, Operator, Tree
from crm_desktop.services.conditions.ways import Way, ways_of
from crm_desktop.ui.editors.editor import ENTER
from crm_desktop.ui.filters.input import Input
from crm_desktop.ui.filters.inputs import Asking, input_for
from crm_desktop.ui.filters.tree_editor import Around, TreeEditor

_SEVERAL: dict[Operator, Operator] = {"=": "in", "!=": "not in"}


class ConditionEditor(TreeEditor):
    """A list of ways over the input that fits; the value stays where the next way takes it too."""

    def __init__(self, around: Around, condition: Condition) -> None:
        super().__init__()
        self._asking = Asking(around.workspace, around.entity_name, asked(around.entity_name, condition.field))
        self._ways = ways_of(self._asking.about)
        self._input: Input | None = None
        self._shown: Way | None = None
        self.ways = QComboBox()
        self.ways.setAccessibleName(_("How it is compared"))
        for way in self._ways:
            self.ways.addItem(_(way.label))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.ways)
        self.ways.setVisible(len(self._ways) > 1)
        self.ways.installEventFilter(self)
        self.ways.setCurrentIndex(self._place(condition))
        self.ways.currentIndexChanged.connect(lambda _place: self._change_way())
        self._show_input(_as_several(condition) if self._way().takes == "several" else condition.value)
        # What nobody changed stays as it was said: one of A is the same as A, but another filter for a view.
        self._given = None if condition.value is None else condition
        self._first = None if condition.value is None else self._said()

    def tree(self) -> Tree | None:
        said = self._said()
        return self._given if said == self._first and self._given is not None else said

    def _said(self) -> Condition | None:
        way = self._way()
        if self._input is None:
            return Condition(self._asking.about.name, way.operator)
        value = self._input.value()
        return None if value is None else Condition(self._asking.about.name, way.operator, value)

    def _way(self) -> Way:
        return self._ways[self.ways.currentIndex()]

    def _place(self, condition: Condition) -> int:
        """Find the way of a condition; one value is one of several where equality is not offered."""
        operators = [way.operator for way in self._ways]
        asked_for: tuple[Operator, ...] = (condition.operator, _SEVERAL.get(condition.operator, condition.operator))
        return next((operators.index(each) for each in asked_for if each in operators), 0)

    def _change_way(self) -> None:
        before, after = self._shown, self._way()
        value = self._input.value() if self._input is not None and before and before.takes == after.takes else None
        self._show_input(value)
        self.changed.emit()
        if self._input is not None:
            self._input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_input(self, value: object) -> None:
        if self._input is not None:
            self._column.removeWidget(self._input)
            self._input.hide()
            self._input.deleteLater()
        self._shown = self._way()
        self._input = input_for(self._asking, self._shown)
        if self._input is None:
            self.setFocusProxy(self.ways)
            return
        self._column.addWidget(self._input)
        self._input.show_value(value)
        self._input.changed.connect(self.changed)
        self._input.accepted.connect(self.accepted)
        self.setFocusProxy(self._input)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept by Enter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER:
            self.accepted.emit()
            return True
        return super().eventFilter(watched, event)


def _as_several(condition: Condition) -> object:
    value = condition.value
    return value if value is None or isinstance(value, (list, tuple)) else (value,)
