"""Tags as one line of words with commas between."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from crm_desktop.base.i18n import _
from crm_desktop.fields.kinds.tags import Tags
from crm_desktop.ui.editors.line import LineEditor
from crm_desktop.ui.editors.registry import editor_for


@editor_for(Tags)
class TagsEditor(LineEditor):
    """Types tags; every comma of Chinese and Latin parts them."""

    def build(self, line: QHBoxLayout) -> None:
        super().build(line)
        self.edit.setPlaceholderText(_("Words, with commas between"))

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        self.edit.end(False)
