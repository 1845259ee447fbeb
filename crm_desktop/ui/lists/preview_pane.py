"""A glance at the record under the cursor, without leaving the list."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.lists.customer_glance import CustomerGlance, GlanceDeeds
from crm_desktop.ui.lists.list_words import SPACE, words_of
from crm_desktop.ui.lists.record_glance import RecordGlance
from crm_desktop.ui.look.controls import button, label, rule
from crm_desktop.ui.look.key_label import key_label

# Holding an arrow key down passes many rows a second; only the one it stops at is read.
PAUSE = 60


class PreviewPane(QFrame):
    """Shows the record that `show_later` names once the cursor rests on it."""

    closed = Signal()
    opened = Signal(int)
    log_wanted = Signal(int)
    task_wanted = Signal(int)
    message = Signal(str)

    def __init__(self, workspace: Workspace, entity_name: str = "customer") -> None:
        super().__init__()
        self._workspace, self._entity = workspace, entity_name
        self.record_id = 0
        self.setProperty("role", "pane")
        self.setMinimumWidth(260)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.refresh)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._body = QWidget()
        column.addWidget(self._body, 1)
        column.addWidget(rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        if words_of(entity_name).space == SPACE:
            foot.addWidget(label(_("Space shows or hides this"), "caption"))
        foot.addStretch(1)
        opening = _("Open record") if entity_name == "customer" else _("Open")
        self._open = button(opening, lambda: self.opened.emit(self.record_id), size="row")
        foot.addWidget(self._open)
        foot.addSpacing(4)
        foot.addWidget(key_label("Enter"))
        column.addLayout(foot)

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew: the record may have changed while the list was out of sight."""
        super().showEvent(event)
        self._pause.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing that nobody sees, as when the record is opened."""
        super().hideEvent(event)
        self._pause.stop()

    def show_later(self, record_id: int) -> None:
        """Show a record as soon as the cursor rests; 0 shows nothing."""
        self.record_id = record_id
        if self.isVisible():
            self._pause.start()

    def stop(self) -> None:
        """Read nothing any more."""
        self._pause.stop()
        self.record_id = 0

    def refresh(self) -> None:
        """Read the record and show it."""
        self._pause.stop()
        try:
            body = self._glance() if self.record_id else self._nothing()
        except UserFacingError:
            self.record_id = 0
            body = QWidget()
        self._open.setEnabled(bool(self.record_id))
        if (layout := self.layout()) is not None:
            layout.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body

    def _glance(self) -> QWidget:
        if self._entity == "customer":
            deeds = GlanceDeeds(self.closed.emit, self.log_wanted.emit, self.task_wanted.emit, self.message.emit)
            return CustomerGlance(self._workspace, self.record_id, deeds)
        return RecordGlance(self._workspace, self._entity, self.record_id, self.closed.emit)

    def _nothing(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.addStretch(1)
        text = (
            _("Choose a customer to see its main facts here.")
            if self._entity == "customer"
            else _("Choose a row to see all of it here.")
        )
        hint = label(text, "muted", wrap=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint.setContentsMargins(32, 0, 32, 0)
        column.addWidget(hint)
        column.addStretch(2)
        return body
