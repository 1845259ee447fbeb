"""Several lines of text; Enter writes a new one, Ctrl+Enter accepts."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from crm_desktop.fields.kinds.address_text import AddressText
from crm_desktop.fields.kinds.long_text import LongText
from crm_desktop.ui.editors.editor import Editor
from crm_desktop.ui.editors.registry import editor_for

LINES = 3


@editor_for(LongText)
class LongTextEditor(Editor):
    """Types remarks and preferences."""

    enter_accepts = False
    edit: QPlainTextEdit

    def build(self, line: QHBoxLayout) -> None:
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(self.edit.fontMetrics().lineSpacing() * LINES + 16)
        self.edit.textChanged.connect(self.changed)
        line.addWidget(self.edit)
        self.watch(self.edit)

    def raw(self) -> object:
        return self.edit.toPlainText()

    def show_value(self, value: Any) -> None:
        self.edit.setPlainText("" if value is None else self.kind.show(value))

    def take(self, text: str) -> None:
        self.edit.setPlainText(text)

    def select_all(self) -> None:
        self.edit.selectAll()


@editor_for(AddressText)
class AddressTextEditor(LongTextEditor):
    """Takes a whole address, pasted; it is one line even where it wraps."""

    enter_accepts = True

    def build(self, line: QHBoxLayout) -> None:
        super().build(line)
        self.edit.setFixedHeight(self.edit.fontMetrics().lineSpacing() * 2 + 16)
