"""What an undo kept as it is, and why."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import field_named
from crm_desktop.services.records import get, title_of
from crm_desktop.services.work_info import Conflict
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.controls import box, button, label

SHOWN = 500


class ConflictsDialog(QDialog):
    """A list of places with the reason of each."""

    def __init__(self, workspace: Workspace, conflicts: Sequence[Conflict], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Kept as it is"))
        self.resize(560, 420)
        places = QListWidget()
        places.setAccessibleName(_("Kept as it is"))
        for conflict in conflicts[:SHOWN]:
            places.addItem(f"{_place(workspace, conflict)}: {conflict.message}")
        footer = box("strip")
        row = QHBoxLayout(footer)
        row.setContentsMargins(16, 12, 16, 12)
        row.addStretch()
        row.addWidget(button(_("Close"), self.accept, kind="primary"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 0)
        layout.setSpacing(10)
        held = QVBoxLayout()
        held.setContentsMargins(16, 0, 16, 0)
        held.addWidget(label(_("Later work was not overwritten"), "title"))
        held.addWidget(places)
        layout.addLayout(held, 1)
        layout.addWidget(footer)


def _place(workspace: Workspace, conflict: Conflict) -> str:
    """Name the record and the field, as far as they are still there."""
    try:
        with workspace.read() as session:
            named = title_of(conflict.entity, get(session, conflict.entity, conflict.record_id))
        field = _(field_named(entity_named(conflict.entity), conflict.field).label) if conflict.field else ""
    except UserFacingError:
        return f"{conflict.entity} {conflict.record_id}"
    return f"{named} · {field}" if field else named
