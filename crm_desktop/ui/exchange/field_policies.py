"""For each field that differs: how often, and what becomes of what is here already."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.importing.choices import POLICIES, Policy
from crm_desktop.ui.exchange.column_row import cell
from crm_desktop.ui.exchange.differences_model import Change
from crm_desktop.ui.exchange.policies import POLICY_TEXTS
from crm_desktop.ui.look.controls import label


class FieldPolicies(QWidget):
    """`policies` holds what was said about single fields; `changed` asks for another check."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.policies: dict[str, Policy] = {}
        self.combos: dict[str, QComboBox] = {}
        self._labels: dict[str, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def forget(self) -> None:
        """Begin anew, with another file."""
        self.policies.clear()
        self._labels.clear()

    def show_changes(self, changes: Sequence[Change]) -> None:
        """Show the fields that differ, those that were decided about too."""
        counted = Counter(each.difference.place for each in changes)
        self._labels.update({each.difference.place: each.difference.label for each in changes})
        shown = [*dict.fromkeys([*counted, *self.policies])]
        if shown == list(self.combos):
            return
        focused = next((place for place, combo in self.combos.items() if combo.hasFocus()), None)
        self._clear()
        for place in shown:
            self._column.addWidget(self._line(place, counted[place]))
        if focused in self.combos:
            self.combos[focused].setFocus()

    def _line(self, place: str, count: int) -> QWidget:
        combo = QComboBox()
        combo.setProperty("fit", "row")
        combo.setFixedWidth(190)
        combo.setAccessibleName(_("What becomes of “{field}”").format(field=self._labels[place]))
        combo.addItem(_("as for all"), None)
        for policy in POLICIES:
            combo.addItem(_(POLICY_TEXTS[policy]), policy)
        combo.setCurrentIndex(max(combo.findData(self.policies.get(place)), 0))
        combo.activated.connect(lambda _at: self._choose(place, combo.currentData()))
        self.combos[place] = combo
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(cell("body", self._labels[place], 150))
        row.addWidget(combo)
        row.addWidget(label(ngettext("{n} row", "{n} rows", count), "caption"))
        row.addStretch()
        return made

    def _choose(self, place: str, policy: Policy | None) -> None:
        if policy is None:
            self.policies.pop(place, None)
        else:
            self.policies[place] = policy
        self.changed.emit()

    def _clear(self) -> None:
        self.combos.clear()
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
