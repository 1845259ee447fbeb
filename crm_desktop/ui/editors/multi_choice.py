"""Several options of a list: typed with commas between, or ticked in the menu of the line."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu

from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import RefusedError
from crm_desktop.fields.kinds.multi_choice import MultiChoice
from crm_desktop.ui.editors.registry import editor_for
from crm_desktop.ui.editors.tags import TagsEditor
from crm_desktop.ui.look.icons import icon


@editor_for(MultiChoice)
class MultiChoiceEditor(TagsEditor):
    """Ticks options; the arrow or the down key opens the list."""

    kind: MultiChoice

    def build(self, line: QHBoxLayout) -> None:
        super().build(line)
        self.edit.setPlaceholderText("")
        arrow = QAction(icon("chevron-down", "muted", 14), _("Open the list"), self.edit)
        arrow.triggered.connect(self.open_list)
        self.edit.addAction(arrow, QLineEdit.ActionPosition.TrailingPosition)

    def menu(self) -> QMenu:
        """Make the list of options, those that are chosen ticked."""
        chosen = self._chosen()
        menu = QMenu(self.edit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for option in self.kind.all_options(self.around.context):
            if option.hidden and option.key not in chosen:
                continue
            action = menu.addAction(_(option.label))
            action.setCheckable(True)
            action.setChecked(option.key in chosen)
            action.triggered.connect(lambda on, key=option.key: self._tick(key, on=on))
        return menu

    def open_list(self) -> None:
        """Show every option below the line."""
        self.menu().popup(self.edit.mapToGlobal(QPoint(0, self.edit.height())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the list by the down key."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.open_list()
            return True
        return super().eventFilter(watched, event)

    def _chosen(self) -> list[str]:
        try:
            return self.kind.read(self.edit.text(), self.around.context).value or []
        except RefusedError:
            return []

    def _tick(self, key: str, *, on: bool) -> None:
        others: list[Any] = [each for each in self._chosen() if each != key]
        self.show_value([*others, key] if on else others)
        self.edit.setFocus()
