"""Inputs of a condition's values: ticks, days, numbers and texts, yes or no."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout

from crm_desktop.base.i18n import _
from crm_desktop.services.conditions.asked import Asked
from crm_desktop.services.conditions.values import read_value
from crm_desktop.services.conditions.ways import Family, Way, family_of
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.filters.days_input import DaysInput
from crm_desktop.ui.filters.input import Input
from crm_desktop.ui.filters.ticks_input import TicksInput


@dataclass(frozen=True, slots=True)
class Asking:
    """What an input is for: the field, and the file that knows its values."""

    workspace: Workspace
    entity_name: str
    about: Asked


class LineInput(Input):
    """One value that is typed; `reads` says whether it is a value of the kind or a piece of text."""

    def __init__(self, asking: Asking, *, reads: bool) -> None:
        super().__init__()
        self._asking, self._reads = asking, reads
        self.edit = QLineEdit()
        self.edit.setAccessibleName(_("Value"))
        self.edit.textChanged.connect(self.changed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.edit)
        self.setFocusProxy(self.edit)

    def value(self) -> Any:
        text = self.edit.text().strip()
        if not text:
            return None
        return read_value(self._asking.about, text, self._asking.workspace.context) if self._reads else text

    def show_value(self, value: Any) -> None:
        kind = self._asking.about.kind
        shown = "" if value is None else str(value) if kind is None or not self._reads else kind.show(value)
        self.edit.setText(shown)
        self.edit.selectAll()


class YesNoInput(Input):
    """Yes or no."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.setAccessibleName(_("Value"))
        self.box.addItem(_("Yes"), True)
        self.box.addItem(_("No"), False)
        self.box.currentIndexChanged.connect(lambda _place: self.changed.emit())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.box)
        self.setFocusProxy(self.box)

    def value(self) -> Any:
        return self.box.currentData()

    def show_value(self, value: Any) -> None:
        self.box.setCurrentIndex(1 if value is False else 0)


class PairInput(Input):
    """From … to …."""

    def __init__(self, ends: Sequence[Input]) -> None:
        super().__init__()
        self.ends = ends
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for each in ends:
            column.addWidget(each)
            each.changed.connect(self.changed)
            each.accepted.connect(self.accepted)
        self.setFocusProxy(ends[0])

    def value(self) -> Any:
        values = tuple(each.value() for each in self.ends)
        return None if None in values else values

    def show_value(self, value: Any) -> None:
        for each, end in zip(self.ends, value if isinstance(value, tuple) else (None, None), strict=True):
            each.show_value(end)


_SINGLE: dict[Family, Callable[[Asking], Input]] = {
    "days": lambda asking: DaysInput(asking.workspace),
    "birthday": lambda asking: DaysInput(asking.workspace, only_relative=True),
    "yes or no": lambda _asking: YesNoInput(),
}
_PIECES = {"~", "!~", "^"}  # are asked with any piece of text, not with a value of the kind


def input_for(asking: Asking, way: Way) -> Input | None:
    """Make the input for a way to ask; None where nothing is to be said."""
    if way.takes == "nothing":
        return None
    if way.takes == "several":
        return TicksInput(asking.workspace, asking.entity_name, asking.about)
    return PairInput([_single(asking, way), _single(asking, way)]) if way.takes == "two" else _single(asking, way)


def _single(asking: Asking, way: Way) -> Input:
    make = _SINGLE.get(family_of(asking.about))
    return LineInput(asking, reads=way.operator not in _PIECES) if make is None else make(asking)
