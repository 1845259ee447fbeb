"""Under the fields of a new customer: who is there already, looked up while one types."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import RefusedError
from crm_desktop.services import records
from crm_desktop.services.duplicates.hints import hints
from crm_desktop.services.duplicates.score import Score
from crm_desktop.services.lists import Condition, ListQuery, list_ids
from crm_desktop.services.targets import targets
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.lookup import Lookup
from crm_desktop.ui.jobs.pause import pause
from crm_desktop.ui.look.controls import button, label
from crm_desktop.ui.records.record_dialog import RecordDialog

ASKED = ("name", "mobile", "phone", "email")
PAUSE_MS = 300


class Known(NamedTuple):
    """A customer that is there already, and what is the same."""

    id: int
    name: str
    number: str
    reason: str


class KnownHints(QObject):
    """Watches a dialog of a new customer; what it finds is said, and never in the way of saving."""

    def __init__(self, dialog: RecordDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._lookup: Lookup[dict[str, Known]] = Lookup(self)
        self._lookup.answered.connect(self._show)
        self._pause = pause(self, PAUSE_MS, self._ask)
        self.lines = {name: KnownLine() for name in ASKED}
        for name, line in self.lines.items():
            dialog.fields[name].add_line(line)
            dialog.fields[name].changed.connect(self._pause.start)
            line.opened.connect(dialog.open_instead)
        dialog.finished.connect(self._end)

    def _ask(self) -> None:
        workspace = self._dialog.workspace
        typed = {name: raw for name in ASKED if (raw := self._dialog.fields[name].raw())}
        self._lookup.ask(lambda: known(workspace, typed))

    def _show(self, found: dict[str, Known]) -> None:
        for name, line in self.lines.items():
            line.show_known(found.get(name))

    def _end(self) -> None:
        self._pause.stop()
        self._lookup.stop()


class KnownLine(QWidget):
    """There is already … · Open; hidden while nobody is known."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._id = 0
        self.text = label("", "warning", wrap=True)
        self.open = button(_("Open"), lambda: self.opened.emit(self._id), kind="link")
        self.open.setToolTip(_("Open this customer; what is typed here is not kept"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.text, 1)
        line.addWidget(self.open)
        self.hide()

    def show_known(self, known: Known | None) -> None:
        """Name a customer, or nobody."""
        self.setVisible(known is not None)
        if known is None:
            return
        self._id = known.id
        said = _("There is already {name} ({number}), {reason}")
        self.text.setText(said.format(name=known.name, number=known.number, reason=known.reason))
        self.open.setAccessibleName(_("Open {name}").format(name=known.name))


def known(workspace: Workspace, typed: Mapping[str, object]) -> dict[str, Known]:
    """Tell by field who is there already; not for the window's thread."""
    found: dict[str, Known] = {}
    for hint in hints(workspace, typed):
        strongest = hint.reasons[0]
        field = next((name for name in ASKED if strongest.code == f"same_{name}"), "name")
        found.setdefault(field, Known(hint.id, hint.title, hint.number, strongest.text))
    for name in typed:
        # A number alone is too little for a hint, and yet worth a word.
        if name not in found and name != "name" and (owner := _owner_of(workspace, name, typed[name])):
            (reason,) = Score(0, ((f"same_{name}", 0),)).told()
            found[name] = Known(owner["id"], owner["name"], owner["number"], reason.text)
    return found


def _owner_of(workspace: Workspace, name: str, raw: object) -> dict[str, Any] | None:
    try:
        value = targets("customer")[name].kind.read(raw, workspace.context).value
    except RefusedError:
        return None
    with workspace.read() as session:
        ids = list_ids(session, ListQuery("channel", (Condition("value", "=", value),)))
        return records.get(session, "customer", records.get(session, "channel", ids[0])["customer_id"]) if ids else None
