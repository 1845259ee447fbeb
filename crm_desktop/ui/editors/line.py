"""One line of text: the editor of every kind that needs no other."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from crm_desktop.fields.kind import Kind
from crm_desktop.ui.editors.editor import Editor
from crm_desktop.ui.editors.registry import editor_for


@editor_for(Kind)
class LineEditor(Editor):
    """Types a value as text."""

    edit: QLineEdit

    def build(self, line: QHBoxLayout) -> None:
        self.edit = QLineEdit()
        if self.kind.align == "right":
            self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.textChanged.connect(self.changed)
        line.addWidget(self.edit)
        self.watch(self.edit)

    def raw(self) -> object:
        return self.edit.text()

    def show_value(self, value: Any) -> None:
        self.edit.setText("" if value is None else self.kind.show(value))
        self.edit.setCursorPosition(0)

    def take(self, text: str) -> None:
        self.edit.setText(text)

    def select_all(self) -> None:
        self.edit.selectAll()
