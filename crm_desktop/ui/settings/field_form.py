"""Declaring a field of one's own, or changing it: two names, a kind, the rules that the kind takes."""

import re
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.fields.declarations import OwnField
from crm_desktop.fields.kinds.yes_no import YesNo
from crm_desktop.fields.own_kinds import OWN_KINDS, RULES, rules_said
from crm_desktop.services import own_fields
from crm_desktop.ui.look.controls import box, button, label
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.settings.field_words import kind_icon, kind_words
from crm_desktop.ui.settings.keeper import Room

_SEPARATORS = re.compile(r"\s*[,，、;；\n|]\s*")


class FieldForm(QWidget):
    """Emits `ended` when the field is kept, or given up; what is refused is said under the fields."""

    ended = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._entity = ""
        self._own: OwnField | None = None
        self.label, self.label_en = QLineEdit(), QLineEdit()
        self.kind = QComboBox()
        for name in OWN_KINDS:
            self.kind.addItem(icon(kind_icon(name), "secondary"), kind_words(name), name)
        self.options = QLineEdit()
        self.rules: dict[str, QLineEdit | QCheckBox] = {name: _control(name) for name in RULES}
        self.listed = QCheckBox(_("A column of the list"))
        self.told = label("", "error", wrap=True)
        self.save = button(_("Add the field"), self._save, kind="primary")
        self.cancel = button(_("Cancel"), self.ended.emit)
        self._names: dict[str, QWidget] = {}
        self._build()
        self.kind.currentIndexChanged.connect(lambda _at: self._follow())

    def _build(self) -> None:
        card = box("card")
        grid = QGridLayout(card)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._add(grid, 0, 0, _("Name"), self.label)
        self._add(grid, 0, 2, _("English name"), self.label_en)
        self._add(grid, 1, 0, _("Kind"), self.kind)
        self._add(grid, 1, 2, _("Options"), self.options)
        self.options.setPlaceholderText(_("Words, with commas between"))
        texts = [(name, control) for name, control in self.rules.items() if isinstance(control, QLineEdit)]
        for place, (name, control) in enumerate(texts):
            self._add(grid, 2 + place // 2, 2 * (place % 2), _(RULES[name][0]), control)
        ticks = QHBoxLayout()
        ticks.setSpacing(20)
        for tick in (*(each for each in self.rules.values() if isinstance(each, QCheckBox)), self.listed):
            ticks.addWidget(tick)
        ticks.addStretch(1)
        grid.addLayout(ticks, 8, 1, 1, 3)
        grid.addWidget(self.told, 9, 1, 1, 3)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        grid.addLayout(buttons, 10, 1, 1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def _add(self, grid: QGridLayout, row: int, column: int, text: str, control: QWidget) -> None:
        name = self._names[text] = label(text, "secondary", buddy=control)
        control.setAccessibleName(text)
        control.setProperty("named", text)
        grid.addWidget(name, row, column)
        grid.addWidget(control, row, column + 1)

    def begin(self, entity: str, own: OwnField | None = None) -> None:
        """Ask for a new field of a kind of record, or for changes of one."""
        self._entity, self._own = entity, own
        self.label.setText(own.label if own else "")
        self.label_en.setText(own.label_en if own else "")
        self.kind.setCurrentIndex(self.kind.findData(own.kind) if own else 0)
        self.options.clear()
        said = rules_said(own) if own else {}
        for name, control in self.rules.items():
            if isinstance(control, QLineEdit):
                control.setText(str(said.get(name, "")))
            else:
                control.setChecked(bool(said.get(name)))
        self.listed.setChecked(own.listed if own else False)
        self.save.setText(_("Save the field") if own else _("Add the field"))
        self.told.setText("")
        self._follow()
        self.show()
        self.label.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        """Show what the chosen kind takes."""
        declared = OWN_KINDS[self.kind.currentData()]
        shown: dict[QWidget, bool] = {control: name in declared.rules for name, control in self.rules.items()}
        shown[self.options] = declared.has_options and self._own is None
        for control, there in shown.items():
            control.setVisible(there)
            name = self._names.get(str(control.property("named") or ""))
            if name is not None:
                name.setVisible(there)

    def _save(self) -> None:
        kind, own = self.kind.currentData(), self._own
        rules = {
            name: control.text() if isinstance(control, QLineEdit) else ("yes" if control.isChecked() else "")
            for name, control in self.rules.items()
            if name in OWN_KINDS[kind].rules
        }
        rules = {name: said for name, said in rules.items() if said.strip()}
        workspace, entity = self._room.workspace, self._entity
        text, english, listed = self.label.text(), self.label_en.text(), self.listed.isChecked()
        options = _SEPARATORS.split(self.options.text()) if OWN_KINDS[kind].has_options else []

        def keep() -> OwnField:
            words: dict[str, Any] = {"label_en": english, "rules": rules, "listed": listed}
            if own is None:
                return own_fields.add_field(workspace, entity, text, kind, options=options, **words)
            return own_fields.change_field(workspace, entity, own.key, label=text, kind=kind, **words)

        self.setEnabled(False)
        # Values of a hundred thousand records may be read anew by another kind: not on the window's thread.
        self._room.runner.run(lambda _progress: keep(), owner=self, done=self._kept, failed=self._refused)

    def _kept(self, _own: OwnField) -> None:
        self.setEnabled(True)
        self.ended.emit()

    def _refused(self, error: UserFacingError) -> None:
        self.setEnabled(True)
        self.told.setText(error.message)
        self.label.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps the field, Esc gives it up."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._save()
        elif event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            super().keyPressEvent(event)


def _control(name: str) -> QLineEdit | QCheckBox:
    text, kind = RULES[name]
    return QCheckBox(_(text)) if isinstance(kind, YesNo) else QLineEdit()
