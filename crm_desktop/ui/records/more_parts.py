"""Further parts of a new record in its form: another phone, another contact, another address, a row each."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.kind import Note
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.services.records import NewPart
from crm_desktop.services.targets import targets
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.editors.editor import Surroundings
from crm_desktop.ui.look.controls import button, icon_button
from crm_desktop.ui.records.live_check import notes_for, values_of
from crm_desktop.ui.records.live_field import LiveField

# What a row asks, by target name with its share of the width; the rest is filled in on the record's page.
ASKED: dict[str, tuple[tuple[str, int], ...]] = {
    "channel": (("type", 3), ("value", 5), ("use", 3)),
    "contact": (("name", 4), ("job_title", 3), ("mobile", 4)),
    "address": (("type", 2), ("whole", 8)),
}
FIRST = {"channel": {"type": "mobile"}, "address": {"type": "delivery"}}
MORE = {
    "channel": N_("Another phone or account"),
    "contact": N_("Another contact"),
    "address": N_("Another address"),
}


class MoreRow(QWidget):
    """One part being typed; `ended` asks for it to be taken away."""

    accepted = Signal()
    cancelled = Signal()
    changed = Signal()
    ended = Signal()

    def __init__(self, workspace: Workspace, entity_name: str) -> None:
        super().__init__()
        self.entity_name = entity_name
        self._workspace = workspace
        self.fields: dict[str, LiveField] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        around = Surroundings(workspace.context, self._values)
        for name, share in ASKED[entity_name]:
            target = targets(entity_name)[name]
            field = LiveField(target.kind, _(target.label), around, partial(self._notes, name))
            if isinstance(edit := field.editor.focusProxy(), QLineEdit):
                edit.setPlaceholderText(_(target.label))  # a row has no room for labels
            field.show_value(FIRST.get(entity_name, {}).get(name))
            field.accepted.connect(self.accepted)
            field.cancelled.connect(self.cancelled)
            field.changed.connect(self.changed)
            field.next_wanted.connect(lambda step: self.focusNextPrevChild(step > 0))
            self.fields[name] = field
            line.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        gone = icon_button("x", _("Take this row away"), self.ended.emit)
        line.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)

    def raw(self) -> dict[str, object]:
        """Give what was typed; nothing for a row that only says a type."""
        typed = {name: field.raw() for name, field in self.fields.items() if field.raw() not in {"", False}}
        return typed if typed.keys() - {"type", "use"} else {}

    def typed(self) -> dict[str, str]:
        """Give what was typed as a draft keeps it."""
        return {name: field.typed() for name, field in self.fields.items()} if self.raw() else {}

    def take_typed(self, typed: Mapping[str, Any]) -> None:
        """Fill the row."""
        for name, text in typed.items():
            if name in self.fields:
                kind = targets(self.entity_name)[name].kind
                # A key (mobile) is shown by its word; what is no option stays as it was typed.
                self.fields[name].editor.take(kind.show(str(text)) if isinstance(kind, Choice) else str(text))

    def _values(self) -> dict[str, Any]:
        known = targets(self.entity_name)
        typed = {name: field.raw() for name, field in self.fields.items()}
        own = {name: raw for name, raw in typed.items() if raw and known[name].entity == self.entity_name}
        return values_of(self.entity_name, own, self._workspace.context, {})

    def _notes(self, name: str, _raw: object) -> tuple[Note, ...]:
        raw = self.raw()
        return notes_for(self.entity_name, raw, self._workspace.context, None).get(name, ()) if raw else ()


class MoreParts(QWidget):
    """The rows of one kind of part, and the button that adds one."""

    accepted = Signal()
    cancelled = Signal()
    changed = Signal()

    def __init__(self, workspace: Workspace, entity_name: str) -> None:
        super().__init__()
        self.entity_name = entity_name
        self.rows: list[MoreRow] = []
        self._workspace = workspace
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.more = button(_(MORE[entity_name]), self._add_one, icon_name="plus", kind="link")
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def add_row(self, raw: Mapping[str, Any] | None = None) -> MoreRow:
        """Add a row, filled with `raw`."""
        row = MoreRow(self._workspace, self.entity_name)
        row.accepted.connect(self.accepted)
        row.cancelled.connect(self.cancelled)
        row.changed.connect(self.changed)
        row.ended.connect(lambda: self.remove_row(row))
        self._column.insertWidget(len(self.rows), row)
        last = next(reversed(self.rows[-1].fields.values())) if self.rows else None
        if last is not None:
            QWidget.setTabOrder(last, row)
        self.rows.append(row)
        row.take_typed(raw or {})
        return row

    def remove_row(self, row: MoreRow) -> None:
        """Take a row away."""
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.more.setFocus()
        self.changed.emit()

    def parts(self) -> list[NewPart]:
        """Give the parts that were typed."""
        return [NewPart(self.entity_name, raw) for row in self.rows if (raw := row.raw())]

    def judged(self) -> Sequence[LiveField]:
        """Give the fields that must be right before a save."""
        return [field for row in self.rows for field in row.fields.values()]

    def _add_one(self) -> None:
        row = self.add_row()
        first = next(name for name, _share in ASKED[self.entity_name] if name not in {"type", "use"})
        row.show()
        row.fields[first].setFocus()
