"""A tick for yes or no."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from crm_desktop.base.i18n import _
from crm_desktop.fields.kinds.yes_no import YesNo
from crm_desktop.ui.editors.editor import Editor
from crm_desktop.ui.editors.registry import editor_for


@editor_for(YesNo)
class YesNoEditor(Editor):
    """Ticks yes or no; the space bar turns it."""

    box: QCheckBox

    def build(self, line: QHBoxLayout) -> None:
        self.box = QCheckBox(_("Yes"))
        self.box.toggled.connect(self.changed)
        line.addWidget(self.box)
        line.addStretch(1)
        self.watch(self.box)

    def raw(self) -> object:
        return self.box.isChecked()

    def show_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    def take(self, text: str) -> None:
        self.box.setChecked(self.kind.read(text).value is True)
