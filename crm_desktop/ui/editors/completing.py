"""A line that offers a short list: type to narrow it, the arrow or a click opens it."""

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit

from crm_desktop.base.i18n import _
from crm_desktop.ui.editors.line import LineEditor
from crm_desktop.ui.look.icons import icon


class CompletingEditor(LineEditor):
    """Offers texts while typing; what is typed beside them is left to the kind to judge."""

    def build(self, line: QHBoxLayout) -> None:
        super().build(line)
        self._texts = QStringListModel(self)
        completer = QCompleter(self._texts, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(10)
        self.edit.setCompleter(completer)
        arrow = QAction(icon("chevron-down", "muted", 14), _("Open the list"), self.edit)
        arrow.triggered.connect(self.open_list)
        self.edit.addAction(arrow, QLineEdit.ActionPosition.TrailingPosition)

    def texts(self) -> list[str]:
        """Give what is offered now; called each time the field is entered."""
        raise NotImplementedError

    def open_list(self) -> None:
        """Offer everything, whatever is typed."""
        self._fill()
        completer = self.edit.completer()
        completer.setCompletionPrefix("")
        completer.complete()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the list anew on entering; the down key opens all of it."""
        if event.type() == QEvent.Type.FocusIn:
            self._fill()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.open_list()
            return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        self._texts.setStringList(self.texts())
